"""A small register to read tests by, and its compiled documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from plan_examples import PLAN
from uratibu.core.disclosure.figure import Approved, from_return
from uratibu.core.findings import Where
from uratibu.core.labels import label
from uratibu.core.plans.model import ActionStatus, Waiver
from uratibu.core.progress.model import (
    ActionReport,
    Answered,
    Rating,
    Reported,
    Return,
    ReturnState,
)
from uratibu.core.reports.compile import compile_document
from uratibu.core.reports.load import load_outline
from uratibu.core.reports.model import About
from uratibu.core.reports.register.model import Light, Register
from uratibu.core.values import number

PERIOD = "2025/26-Q1"
PACKS = Path(__file__).parents[3] / "packs"
SHIPPED = ("gcm-review", "annual-progress", "igad-quarterly", "institution-brief", "hand-over",
           "county-progress")  # fmt: skip
RETURN = Return(
    "tiny-plan", "DIS", PERIOD, ReturnState.APPROVED,
    actions=(
        ActionReport("A-1-01", Answered.REPORTED, ActionStatus.DELAYED,
                     "Two desks were opened. A third is being furnished.",
                     "Open the third desk by March.", "Furniture came late."),
        ActionReport("A-2-01", Answered.NIL, ActionStatus.NOT_STARTED),
    ),
    values=(Reported("A-1-01/i1", PERIOD, number(2)),),
)  # fmt: skip


def figure(amount: int = 2, *, period: str = PERIOD, area: str = ""):
    """A released value of the plan's only indicator."""
    origin = f"return:DIS/tiny-plan/{period}"
    return from_return(Approved("A-1-01/i1", period, area, number(amount), "desks", origin))


REGISTER = Register(
    plan=PLAN,
    period=PERIOD,
    as_of=date(2025, 10, 20),
    revision=7,
    scope="DIS",
    returns=(RETURN,),
    figures=(figure(),),
    lights=(Light("A-1-01/i1", Rating.AMBER, percent=Decimal(50)),),
    waivers=(Waiver("plan/no-budget", "A-2-01.budget", "Paid by the school.", "Head",
                    date(2026, 6, 30)),),
    institutions=(("DIS", label({"en": "Immigration Services", "sw": "Idara ya Uhamiaji"})),
                  ("IOM", label("IOM")), ("NCM", label("NCM"))),
    norms=(("gcm/16", label("Inclusion")), ("gcm/17", label("No discrimination"))),
)  # fmt: skip


def outlines():
    """The shipped outlines by id."""
    files = [*(PACKS / "world/outlines").glob("*.yaml"), *(PACKS / "ke/outlines").glob("c*.yaml")]
    found = [load_outline(yaml.safe_load(f.read_text("utf-8")), Where(f.name)) for f in files]
    assert [finding for _, findings in found for finding in findings] == []
    return {outline.id: outline for outline, _ in found if outline is not None}


class NoTables:
    """A publisher that nobody may ask: reports of the register carry their figures."""

    def table(self, request):
        raise AssertionError(request)


def compiled(name, register=REGISTER, *, language="en", known=None):
    """A shipped report of the register."""
    known = known or outlines()
    outline = known[name] if isinstance(name, str) else name
    return compile_document(
        outline, NoTables(), texts={}, country=About("TLD", label("Testland")),
        edition="2025-26-Q1", language=language, as_of=REGISTER.as_of, outlines=known,
        register=register,
    )  # fmt: skip


def with_return(returned):
    """The register with another return in the place of its only one."""
    return replace(REGISTER, returns=(returned,))
