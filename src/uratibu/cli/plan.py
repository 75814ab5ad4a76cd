"""`uratibu plan`: check a plan that stands in a file, list the rules, export a plan."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from uratibu.cli import plan_export, plan_rules
from uratibu.cli.opened import add_pack_to, open_chosen
from uratibu.core.findings import Finding, Severity, Where, has_errors
from uratibu.core.packs.files import read_yaml
from uratibu.core.packs.model import Installation
from uratibu.core.packs.plan_context import context_of, known_of
from uratibu.core.plans import check
from uratibu.core.plans.check.run import Places
from uratibu.core.plans.intake.read import read_workbook
from uratibu.core.plans.load import load_plan
from uratibu.core.plans.model import Plan

PLAIN = (".yaml", ".yml", ".json")
WORKBOOKS = (".xlsx", ".docx")
HEAD = "plan.yaml"
"""The file with the facts of a plan that has a folder of its own."""
SUMMARY = {
    "en": "{file}: {error} error(s), {warning} warning(s), {note} note(s)",
    "sw": "{file}: makosa {error}, maonyo {warning}, madokezo {note}",
}


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu plan`."""
    parser = verbs.add_parser("plan", help="check or export a plan", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    checking = acts.add_parser(
        "check",
        help="every finding of a plan; exit code 1 on an error",
        description="Tell everything that is wrong with a plan: rule, severity, place, remedy.",
        epilog="Example: uratibu plan check plan.xlsx --json",
    )
    checking.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=f"ends in {', '.join((*WORKBOOKS, *PLAIN))}; or a folder with {HEAD}",
    )
    checking.add_argument("--json", action="store_true", help="findings as JSON")
    checking.add_argument("--language", default="en", metavar="LANGUAGE", help="en or sw")
    checking.add_argument(
        "--today", type=date.fromisoformat, metavar="DAY", help="as on this day (2026-12-31)"
    )
    checking.set_defaults(run=run_check)
    add_pack_to(checking)
    exporting = acts.add_parser(
        "export",
        help="a plan as workbook, Word, PDF and other forms",
        description=plan_export.__doc__,
        epilog="Example: uratibu plan export --format docx --out plan.docx",
    )
    plan_export.add_options(exporting)
    exporting.set_defaults(run=lambda chosen: plan_export.export(chosen, read))
    add_pack_to(exporting)
    listing = acts.add_parser("rules", help="every rule", description=plan_rules.__doc__)
    listing.add_argument("--language", default="en", metavar="LANGUAGE", help="en or sw")
    shape = listing.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true")
    shape.add_argument("--markdown", action="store_true", help="the page of documentation")
    listing.set_defaults(run=plan_rules.run)


def run_check(chosen: argparse.Namespace) -> int:
    """Print every finding; 1 if one is an error, 2 if the file cannot be such a plan."""
    file: Path = chosen.file
    is_file = file.suffix.lower() in (*PLAIN, *WORKBOOKS) and file.is_file()
    if not is_file and not (file / HEAD).is_file():
        endings = ", ".join((*WORKBOOKS, *PLAIN))
        told = f"{file}: give a file that ends in {endings}, or a folder with {HEAD}."
        print(told, file=sys.stderr)
        return 2
    system = open_chosen(chosen)
    plan, findings, place = read(file, system.installation)
    if plan is not None:
        today = chosen.today or datetime.now(UTC).date()
        context = context_of(system, today=today)
        findings += check.plan(plan, context, language=chosen.language, file=str(file), place=place)
    if chosen.json:
        print(json.dumps(_as_plain(file, findings), indent=1, ensure_ascii=False))
    else:
        _tell(file, findings, chosen.language)
    return 1 if has_errors(findings) else 0


def read(file: Path, known: Installation) -> tuple[Plan | None, tuple[Finding, ...], Places | None]:
    """The plan in a file, what was wrong with its shape, and where each thing stands."""
    if file.suffix.lower() in WORKBOOKS:
        brought = read_workbook(file, known_of(known), name=str(file))
        facts = {**_unsaid(file, known), **brought.facts}
        head, findings = load_plan(facts, Where(file=str(file)))
        plan = brought.plan(head) if head and brought.lines else None
        return plan, (*brought.findings, *findings), brought.place
    if file.is_dir():
        return (*_read_folder(file), None)
    found: list[Finding] = []
    plain = _json(file, found) if file.suffix.lower() == ".json" else read_yaml(file, found)
    if plain is None:
        return None, tuple(found), None
    plan, findings = load_plan(plain, Where(file=str(file)))
    return plan, (*found, *findings), None


def _json(file: Path, found: list[Finding]) -> Mapping[str, object] | None:
    """The mapping a JSON file holds; None and a finding where it holds none."""
    try:
        plain = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError as fault:
        found.append(_unreadable(file, str(fault)))
        return None
    if not isinstance(plain, dict):
        found.append(_unreadable(file, "it is not a mapping"))
        return None
    return plain


def _read_folder(folder: Path) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan of a pack that has a folder of its own: its head and further files of elements."""
    faults: list[Finding] = []
    paths = [folder / HEAD, *sorted(set(folder.glob("*.yaml")) - {folder / HEAD})]
    parts = [
        (plain, Where(file=str(path)))
        for path in paths
        if (plain := read_yaml(path, faults)) is not None
    ]
    if has_errors(faults):
        return None, tuple(faults)
    plan, findings = load_plan(*parts[0], parts[1:])
    return plan, (*faults, *findings)


def _unsaid(file: Path, known: Installation) -> dict[str, object]:
    """What a table without a sheet about the plan leaves open; no day lies outside of it."""
    return {
        "id": file.stem,
        "title": file.stem,
        "starts_on": date.min,
        "ends_on": date.max,
        "currency": known.country.currency if known.country else "",
    }


def _unreadable(file: Path, why: str) -> Finding:
    return Finding(
        Where(file=str(file)), "packs/unreadable", Severity.ERROR,
        f"The file cannot be read as a plan: {' '.join(why.split())}.",
        "Write it in the shape of docs/reference/plans.md.",
    )  # fmt: skip


def _as_plain(file: Path, findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "file": str(file),
        **{f"{severity}s": count for severity, count in _counts(findings).items()},
        "findings": [finding.as_plain() for finding in findings],
    }


def _tell(file: Path, findings: Sequence[Finding], language: str) -> None:
    for finding in findings:
        print(f"{finding.severity:7} {finding.where}")
        print(f"        {finding.message} {finding.remedy} [{finding.rule}]")
    print(SUMMARY.get(language, SUMMARY["en"]).format(file=file, **_counts(findings)))


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counted = Counter(finding.severity for finding in findings)
    return {str(severity): counted[severity] for severity in Severity}
