"""`uratibu text import`: what a file becomes as a text, and what is lost, before it is taken in."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from uratibu.core.documents import outline
from uratibu.core.documents.load import door
from uratibu.core.documents.model import Heading, Section, Table, Text
from uratibu.core.findings import Finding, Severity, has_errors

WORDS = {
    "en": {
        "counts": "{sections} sections, {paragraphs} paragraphs, {items} list items, {tables} "
        "tables with {rows} rows, {notes} notes, {pictures} pictures, {words} words",
        "lost": "Lost on the way in: {count}",
        "nothing": "Nothing is lost on the way in.",
        "refused": "{file} cannot be taken in; nothing was stored.",
        "before": "(before the first heading)",
        "untitled": "(no title)",
    },
    "sw": {
        "counts": "sehemu {sections}, aya {paragraphs}, vipengele vya orodha {items}, majedwali "
        "{tables} yenye safu {rows}, tanbihi {notes}, picha {pictures}, maneno {words}",
        "lost": "Vilivyopotea wakati wa kuingiza: {count}",
        "nothing": "Hakuna kilichopotea wakati wa kuingiza.",
        "refused": "{file} haiwezi kuingizwa; hakuna kilichohifadhiwa.",
        "before": "(kabla ya kichwa cha kwanza)",
        "untitled": "(bila jina)",
    },
}


def add_to(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu text import`."""
    parser = acts.add_parser(
        "import",
        help="the outline of a file, what is counted and what is lost; nothing is stored",
        description="Show what a DOCX, ODT, HTML or Markdown file becomes as a text: its outline "
        "with numbers and ids, its counts, and by paragraph what cannot be kept.",
        epilog="Example: uratibu text import draft.docx",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="the same as JSON")
    parser.add_argument("--language", default="en", choices=sorted(WORDS), help="en or sw")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the outline and the losses; 1 where the file is refused, 2 where there is none."""
    file: Path = chosen.file
    if not file.is_file():
        print(f"{file}: there is no such file.", file=sys.stderr)
        return 2
    brought = door.load(file, name=str(file))
    if chosen.json:
        print(json.dumps(as_plain(file, brought), indent=1, ensure_ascii=False))
    else:
        _tell(brought, file, WORDS[chosen.language])
    return 1 if has_errors(brought.findings) else 0


def counts(text: Text) -> dict[str, int]:
    """How much of everything a text has."""
    kinds = Counter(str(unit.kind) for unit in outline.units(text))
    everything = list(outline.everything(text))
    return {
        "sections": kinds["heading"],
        "paragraphs": kinds["paragraph"],
        "items": kinds["item"],
        "tables": sum(isinstance(one, Table) for one in everything),
        "rows": kinds["row"],
        "notes": len(text.notes),
        "pictures": len(text.media),
        "words": sum(len(unit.text.split()) for unit in outline.units(text)),
    }


def as_plain(file: Path, brought: door.Brought) -> dict[str, object]:
    """Everything that is printed, as plain values."""
    plain: dict[str, object] = {
        "file": str(file),
        "result": "refused" if brought.text is None else "readable",
        "findings": [finding.as_plain() for finding in brought.findings],
    }
    if brought.text is not None:
        text = brought.text
        plain |= {
            "title": text.title,
            "language": text.language,
            "format": text.source.format,
            "sha256": text.source.digest,
            "counts": counts(text),
            "outline": [_section(section) for section in outline.sections(text)],
        }
    return plain


def _section(section: Section) -> dict[str, object]:
    return {
        "id": section.heading.id,
        "level": section.heading.level,
        "number": section.heading.number,
        "words": outline.words(section.heading.content),
        "blocks": len(section.blocks),
        "sections": [_section(inner) for inner in section.sections],
    }


def _tell(brought: door.Brought, file: Path, words: dict[str, str]) -> None:
    text = brought.text
    if text is None:
        _tell_findings(brought.findings)
        print(words["refused"].format(file=file))
        return
    print(text.title or words["untitled"])
    for line in _lines(text, words):
        print(line)
    print()
    print(words["counts"].format(**counts(text)))
    if not brought.findings:
        print(words["nothing"])
        return
    lost = sum(finding.severity is not Severity.ERROR for finding in brought.findings)
    print(words["lost"].format(count=lost))
    _tell_findings(brought.findings)


def _lines(text: Text, words: dict[str, str]) -> Iterator[str]:
    if text.blocks and not isinstance(text.blocks[0], Heading):
        yield f"  {'':8} {words['before']}"
    for section in outline.sections(text):
        yield from _tree(section, 0)


def _tree(section: Section, depth: int) -> Iterator[str]:
    heading = section.heading
    said = " ".join(part for part in (heading.number, outline.words(heading.content)) if part)
    yield f"  {heading.id:8} {'  ' * depth}{said}"
    for inner in section.sections:
        yield from _tree(inner, depth + 1)


def _tell_findings(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        print(f"{finding.severity:7} {finding.where}")
        print(f"        {finding.message} {finding.remedy} [{finding.rule}]")
