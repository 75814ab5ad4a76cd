"""`uratibu plan export`: write a plan of the installed packs, or of a file, in another form."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from uratibu.cli.opened import open_chosen
from uratibu.core.findings import Finding, Refused
from uratibu.core.packs.model import Installation
from uratibu.core.packs.plan_context import known_of
from uratibu.core.plans.export import forms
from uratibu.core.plans.model import Plan

Read = Callable[[Path, Installation], tuple[Plan | None, tuple[Finding, ...], object]]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the act."""
    parser.add_argument(
        "--format", required=True, choices=[each.id for each in forms.FORMS], dest="form"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")
    parser.add_argument("--plan", default="", metavar="ID", help="of the packs; else the only one")
    parser.add_argument("--file", type=Path, metavar="FILE", help="a plan in a file instead")
    parser.add_argument("--language", default="en", metavar="LANGUAGE", help="en or sw")


def export(chosen: argparse.Namespace, read: Read) -> int:
    """Write the file; 1 where the plan cannot be exported, 2 where there is no such plan.

    Raises Refused with the findings of a file that is no plan.
    """
    known = open_chosen(chosen).installation
    plan = _in_file(chosen.file, known, read) if chosen.file else _in_packs(chosen.plan, known)
    if plan is None:
        there = ", ".join(each.id for each in known.plans) or "none"
        print(f"Name a plan with --plan; the packs carry: {there}.", file=sys.stderr)
        return 2
    form = forms.form(chosen.form)
    asked = forms.Asked(plan, known_of(known), chosen.language, datetime.now(UTC))
    content = form.make(asked)
    chosen.out.write_bytes(content)
    sample = " Sample plan: the file says so." if plan.is_sample else ""
    print(f"{chosen.out}: {plan.id} as {form.name}, {len(content):,} bytes.{sample}")
    return 0


def _in_packs(plan_id: str, known: Installation) -> Plan | None:
    """The plan of this id; without one the last pack's, where it carries a single one."""
    if plan_id:
        return next((each for each in known.plans if each.id == plan_id), None)
    return known.plans[0] if len(known.plans) == 1 else None


def _in_file(file: Path, known: Installation, read: Read) -> Plan:
    plan, findings, _place = read(file, known)
    if plan is None:
        raise Refused(findings)
    return plan
