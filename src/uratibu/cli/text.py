"""`uratibu text`: preview a text; compare two Word files as one with tracked changes."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from uratibu.cli import text_import
from uratibu.core.documents.tracked import apart
from uratibu.core.documents.tracked.model import Kind, Of, Tracked
from uratibu.core.findings import Severity

AUTHOR = "Uratibu"
WORDS = {
    "en": {
        "counts": "{file}: paragraphs inserted {inserted}, deleted {deleted}, moved {moved}, "
        "edited {edited}, split {split}, joined {joined}, formatted {formatted}; rows "
        "inserted {rows_inserted}, deleted {rows_deleted}; words inserted {words_inserted}, "
        "deleted {words_deleted}",
        "exact": "Proved: accepting all gives the new file, rejecting all the old one.",
        "same": "The texts are the same.",
    },
    "sw": {
        "counts": "{file}: aya zilizoongezwa {inserted}, zilizofutwa {deleted}, zilizohamishwa "
        "{moved}, zilizohaririwa {edited}, zilizogawanywa {split}, zilizounganishwa {joined}, "
        "zilizobadilishwa mwonekano {formatted}; safu za majedwali zilizoongezwa {rows_inserted}, "
        "zilizofutwa {rows_deleted}; maneno yaliyoongezwa {words_inserted}, yaliyofutwa "
        "{words_deleted}",
        "exact": "Imethibitishwa: kukubali yote kunatoa faili mpya, kukataa yote faili ya zamani.",
        "same": "Maandishi ni yale yale.",
    },
}


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu text`."""
    parser = verbs.add_parser("text", help="preview or compare texts", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    text_import.add_to(acts)
    comparing = acts.add_parser(
        "compare",
        help="a Word file with tracked changes from an old to a new one",
        description="Write a Word file with tracked changes: accepting all gives the new file, "
        "rejecting all the old one. What Word cannot track is named, and the exit code is 1.",
        epilog="Example: uratibu text compare draft-1.docx draft-2.docx --out tracked.docx",
    )
    comparing.add_argument("old", type=Path, metavar="OLD.docx")
    comparing.add_argument("new", type=Path, metavar="NEW.docx")
    comparing.add_argument("--out", required=True, type=Path, metavar="TRACKED.docx")
    comparing.add_argument("--author", default=AUTHOR, metavar="NAME", help="of the changes")
    comparing.add_argument(
        "--date", type=datetime.fromisoformat, metavar="D", help="of the changes (2026-12-31)"
    )
    comparing.add_argument("--overwrite", action="store_true", help="put it in place of a file")
    comparing.add_argument("--json", action="store_true", help="changes and findings as JSON")
    comparing.add_argument("--language", default="en", metavar="LANGUAGE", help="en or sw")
    comparing.set_defaults(run=run_compare)


def run_compare(chosen: argparse.Namespace) -> int:
    """Write the file; 1 where something could not be tracked, 2 where it may not be written.

    Raises Refused, and writes nothing, where a file cannot be read.
    """
    out: Path = chosen.out
    why_not = _why_not(out, (chosen.old, chosen.new), may_overwrite=chosen.overwrite)
    if why_not:
        print(f"{out}: {why_not}", file=sys.stderr)
        return 2
    at = chosen.date or datetime.now(UTC)
    tracked = apart.compare_files(
        chosen.old, chosen.new, author=chosen.author,
        at=at if at.tzinfo is None else at.astimezone(UTC),
    )  # fmt: skip
    out.write_bytes(tracked.content)
    if chosen.json:
        print(json.dumps(_as_plain(out, tracked), indent=1, ensure_ascii=False))
    else:
        _tell(out, tracked, WORDS.get(chosen.language, WORDS["en"]))
    return 1 if any(f.severity is not Severity.NOTE for f in tracked.findings) else 0


def _why_not(out: Path, inputs: tuple[Path, ...], *, may_overwrite: bool) -> str:
    if out.suffix.lower() != ".docx":
        return "the outcome is a Word file; its name ends in .docx."
    if any(out.exists() and each.exists() and out.samefile(each) for each in inputs):
        return "this is one of the files to be compared; name another one."
    if out.exists() and not may_overwrite:
        return "there is such a file; name another one, or say --overwrite."
    return "" if out.parent.is_dir() else f"there is no folder {out.parent}."


def _counts(tracked: Tracked) -> dict[str, int]:
    """Paragraphs by kind of change, table rows and words."""
    counts = {str(kind): 0 for kind in Kind} | {"rows_inserted": 0, "rows_deleted": 0}
    for change in tracked.changes:
        if change.of is Of.ROW:
            counts[f"rows_{change.kind}"] += 1
        else:
            counts[change.kind] += 1
    words = tracked.counts()
    return counts | {name: words[name] for name in ("words_inserted", "words_deleted")}


def _as_plain(out: Path, tracked: Tracked) -> dict[str, object]:
    return {
        "result": "written",
        "file": str(out),
        "is_exact": tracked.is_exact,
        "counts": _counts(tracked),
        "changes": [change.as_plain() for change in tracked.changes],
        "findings": [finding.as_plain() for finding in tracked.findings],
    }


def _tell(out: Path, tracked: Tracked, said: dict[str, str]) -> None:
    for finding in tracked.findings:
        print(f"{finding.severity:7} {finding.where}")
        print(f"        {finding.message} {finding.remedy} [{finding.rule}]")
    if not tracked.changes:
        print(said["same"])
    print(said["counts"].format(file=out, **_counts(tracked)))
    if tracked.is_exact:
        print(said["exact"])
