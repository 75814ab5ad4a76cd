"""How long the linter takes for a large plan, against one that compares every pair of titles.

    python benchmarks/plan_check.py [actions] [indicators]

The plan is made here: actions of 40 institutions in 47 counties, each with budget, milestone, risk
and indicators; every tenth line has a fault. The named alternative is the same set of rules with
near-duplicates looked for as one first would: every title against every other.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from rapidfuzz import fuzz

from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import Label
from uratibu.core.norms.model import Framework, Node, Status
from uratibu.core.plans import check
from uratibu.core.plans.check import duplicates
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.model import (
    ActionStatus,
    BudgetLine,
    Element,
    Level,
    Milestone,
    Plan,
    PlanIndicator,
    PlanValue,
    Risk,
    Stage,
    Wording,
)

TODAY = date(2026, 11, 25)
VERBS = ("Train", "Publish", "Open", "Equip", "Register", "Survey", "Audit", "Translate")
THINGS = (
    "border officers", "migration tables", "help desks", "labour inspectors", "return centres",
    "recruitment registers", "diaspora offices", "county committees", "health posts", "hotlines",
    "shelters", "case files", "school places", "remittance guides", "consular staff",
)  # fmt: skip
ENDS = ("for returnees", "at the coast", "in towns", "by law", "with partners", "every year")


def label(words: str) -> Label:
    """Words in both languages, as a plan has them."""
    return Label((("en", words), ("sw", f"Kazi: {words}")))


def plan_of(actions: int, indicators: int) -> Plan:
    """A plan of so many actions under five themes and 23 objectives."""
    elements = [Element(f"T{n}", Level.THEME, label(f"Theme {n}")) for n in range(1, 6)]
    elements += [
        Element(
            f"O-{n:02}", Level.OBJECTIVE, label(f"Objective {n}"), parent=f"T{n % 5 + 1}",
            norms=(f"gcm/{n}",),
        )
        for n in range(1, 24)
    ]  # fmt: skip
    share = indicators / actions
    made = 0
    for n in range(actions):
        count = round((n + 1) * share) - made
        made += count
        elements.append(_action(n, count))
    return Plan(
        "bench", label("Benchmark plan"), date(2024, 7, 1), date(2029, 6, 30), "KES",
        source="Made for this benchmark", elements=tuple(elements),
    )  # fmt: skip


def _action(n: int, indicators: int) -> Element:
    words = f"{VERBS[n % 8]} {n * 7 % 90 + 10} {THINGS[n // 8 % 15]} {ENDS[n // 120 % 6]} {n:04}"
    return Element(
        f"A-{n:04}", Level.ACTION, label(words), parent=f"O-{n % 23 + 1:02}",
        lead="" if n % 10 == 0 else f"I{n % 40:02}", partners=(f"I{(n + 1) % 40:02}",),
        places=(f"C{n % 47:02}",), starts_on=date(2025, 7, 1), ends_on=date(2027, 6, 30),
        deliverables=label("A report"), status=ActionStatus.ON_TRACK,
        milestones=(Milestone("m1", label("Half way"), date(2027, 1, 31)),),
        budget=tuple(
            BudgetLine(Stage.PLANNED, Decimal(1000 + n), "KES", "Treasury", year)
            for year in ("2025/26", "2026/27")
        ),
        risks=(Risk(label("Late returns"), 2, 3, label("Remind"), "I01"),),
        indicators=tuple(_indicator(n, i) for i in range(indicators)),
    )  # fmt: skip


def _indicator(n: int, i: int) -> PlanIndicator:
    return PlanIndicator(
        f"A-{n:04}/i{i}", label(f"Things counted {i}"), (Wording(label("What is counted")),),
        "persons", Kind.FLOW, Direction.HIGHER, baseline=PlanValue("2024/25", Decimal(4)),
        targets=(PlanValue("2025/26", Decimal(8)), PlanValue("2026/27", Decimal(12))),
        source="Annual report of the institution", frequency="quarter", disaggregation=("sex",),
        owner="I01",
    )  # fmt: skip


def context_of() -> Context:
    """What is known around the plan."""
    nodes = tuple(
        Node(f"gcm/{n}", "gcm", str(n), "objective", label(f"Objective {n}")) for n in range(1, 24)
    )
    return Context(
        TODAY,
        institutions=_codes("institutions", "I", 40),
        areas=_codes("areas", "C", 47),
        frameworks=(
            Framework(
                "gcm", label("Compact"), label("GCM"), "", "1", None, "", "", Status.CONFIRMED,
                nodes,
            ),
        ),
        datasets=frozenset(),
        measures=frozenset(),
        languages=("en", "sw"),
    )  # fmt: skip


def _codes(name: str, letter: str, count: int) -> CodeList:
    codes = (Code(f"{letter}{n:02}", label(f"{name} {n}")) for n in range(count))
    return CodeList(name, label(name), tuple(codes))


def every_pair(plan: Plan, _context: Context) -> Iterator[None]:
    """The alternative to blocks of rare words: every title against every other."""
    titled = [(each, duplicates._titled(each, "").text) for each in duplicates.answering(plan)]
    for position, (one, text) in enumerate(titled):
        for other, words in titled[:position]:
            if one.lead != other.lead:
                fuzz.ratio(text, words, score_cutoff=duplicates.LIKE_PERCENT)
    yield from ()


def main() -> None:
    """Measure both in one run, best of three each, and print seconds and their ratio."""
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    indicators = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    plan, context = plan_of(actions, indicators), context_of()
    print(_machine())
    found = len(check.faults(plan, context))
    ours = min(_seconds(plan, context) for _ in range(3))
    check.RULES["plans/near-duplicate"] = every_pair  # type: ignore[assignment]
    theirs = min(_seconds(plan, context) for _ in range(3))
    print(f"{ours:6.2f} s  {actions} actions, {indicators} indicators, {found} findings")
    print(f"{theirs:6.2f} s  alternative: every title against every other")
    print(f"{theirs / ours:6.1f}    times as long")


def _seconds(plan: Plan, context: Context) -> float:
    begun = time.perf_counter()
    check.faults(plan, context)
    return time.perf_counter() - begun


def _machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    today = datetime.now(UTC).date().isoformat()
    python = f"Python {platform.python_version()}"
    return f"{today}  {model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {python}"


if __name__ == "__main__":
    main()
