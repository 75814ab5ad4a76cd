"""`uratibu pack`: check the packs, or take out of publishers' files what a pack carries."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tqdm import tqdm

from uratibu.cli import place
from uratibu.core.findings import Finding, Severity, has_errors
from uratibu.core.packs import check, extract


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu pack`."""
    parser = verbs.add_parser("pack", help="check or fill a country pack", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    checking = acts.add_parser(
        "check",
        help="every fault of a pack; exit code 1 on an error",
        description="Tell every fault of a pack with its file, place, rule and remedy.",
    )
    checking.add_argument("dir", nargs="?", type=Path, metavar="DIR", help="a pack; all if absent")
    checking.add_argument("--json", action="store_true", help="findings as JSON")
    checking.set_defaults(run=run_check)
    extracting = acts.add_parser(
        "extract",
        help="make a pack's editions anew from the publishers' files",
        description="Read the files that extracts.yaml names and keep the pack's own part of them.",
    )
    extracting.add_argument("dir", type=Path, metavar="DIR", help="a pack with extracts.yaml")
    extracting.add_argument(
        "--from", dest="data", type=Path, required=True, metavar="DATADIR",
        help="the folder with the publishers' files",
    )  # fmt: skip
    extracting.add_argument(
        "--only", nargs="+", default=[], metavar="DATASET", help="these data sets alone"
    )
    extracting.set_defaults(run=run_extract)


def run_check(chosen: argparse.Namespace) -> int:
    """Check one pack or all; 1 if there is an error."""
    roots = [chosen.dir] if chosen.dir else _all_packs()
    findings: list[Finding] = []
    with _bar(total=len(roots) * (len(check.STEPS) + 2), unit="step") as bar:
        for root in roots:
            findings += check.check_pack(root, progress=partial(_step, bar, root.resolve().name))
    if chosen.json:
        print(json.dumps([finding.as_plain() for finding in findings], indent=1))
    else:
        _tell(findings, roots)
    return 1 if has_errors(findings) else 0


def run_extract(chosen: argparse.Namespace) -> int:
    """Extract and tell of each edition what it has now."""
    with _bar(total=None, unit=" rows") as bar:
        made = extract.extract_pack(
            chosen.dir, chosen.data, only=tuple(chosen.only),
            progress=partial(_rows, bar),
        )  # fmt: skip
        for one in made:
            bar.write(f"{one.id}: {one.observations} observations of {one.rows} rows")
            for finding in one.findings:
                if finding.severity is not Severity.NOTE:
                    bar.write(f"  {finding}")
    return 0


def _all_packs() -> list[Path]:
    found = sorted(place.packs().glob("*/pack.yaml"))
    return [place.from_here(path.parent) for path in found]


def _tell(findings: Sequence[Finding], roots: Sequence[Path]) -> None:
    for finding in findings:
        print(f"{finding.severity:7} {finding.where}")
        print(f"        {finding.message} {finding.remedy} [{finding.rule}]")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    packs = ", ".join(root.resolve().name for root in roots)
    print(f"{packs}: {errors} error(s), {len(findings) - errors} other finding(s)")


@contextmanager
def _bar(*, total: int | None, unit: str) -> Iterator[tqdm]:
    hidden = not sys.stderr.isatty()
    with tqdm(total=total, unit=unit, disable=hidden, leave=False, delay=0.5) as bar:
        yield bar


def _step(bar: tqdm, name: str, step: str) -> None:
    bar.set_description(f"{name}: {step}")
    bar.update()


def _rows(bar: tqdm, name: str, rows: int) -> None:
    bar.set_description(name)
    bar.update(rows - bar.n if rows > bar.n else 0)
