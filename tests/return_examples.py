"""A plan whose institutions owe returns: counts, a ratio, a running total, an answer, places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import label
from uratibu.core.periods import Period
from uratibu.core.plans.model import (
    ANSWER,
    Element,
    Lane,
    Level,
    Plan,
    PlanIndicator,
    PlanStatus,
    PlanValue,
)
from uratibu.core.progress.asked import Asked, asked_of
from uratibu.core.progress.periods import fiscal_quarter

QUARTER: Period = fiscal_quarter(date(2026, 8, 1))
DESKS = PlanIndicator(
    "A-1/desks", label({"en": "Desks open", "sw": "Madawati yaliyo wazi"}), unit="desks",
    kind=Kind.STOCK, direction=Direction.HIGHER, frequency="quarter",
    baseline=PlanValue("2025/26", Decimal(2)), targets=(PlanValue("2026/27", Decimal(8)),),
)  # fmt: skip
SERVED = PlanIndicator(
    "A-1/served", label({"en": "People served", "sw": "Watu waliohudumiwa"}), unit="persons",
    kind=Kind.FLOW, frequency="quarter",
)  # fmt: skip
IN_TIME = PlanIndicator(
    "A-1/in-time", label({"en": "Served in time", "sw": "Waliohudumiwa kwa wakati"}),
    unit="percent", kind=Kind.RATIO, frequency="quarter", decimals=1,
    denominator=label({"en": "All people served", "sw": "Watu wote waliohudumiwa"}),
)  # fmt: skip
TRAINED = PlanIndicator(
    "A-2/trained", label({"en": "Officers trained", "sw": "Maafisa waliofunzwa"}), unit="persons",
    kind=Kind.CUMULATIVE, frequency="quarter", at_most="A-2/enrolled",
)  # fmt: skip
ENROLLED = PlanIndicator(
    "A-2/enrolled", label({"en": "Officers enrolled", "sw": "Maafisa walioandikishwa"}),
    unit="persons", kind=Kind.CUMULATIVE, frequency="quarter",
)  # fmt: skip
LAW = PlanIndicator(
    "A-2/law", label({"en": "Is the rule in force?", "sw": "Je, kanuni inatumika?"}),
    unit=ANSWER, lane=Lane.POLICY, frequency="quarter",
)  # fmt: skip
YEARLY = PlanIndicator("A-2/cost", label("Cost"), unit="KES", frequency="fiscal-year")


def action(key: str, title: str, lead: str, **said: object) -> Element:
    return Element(
        key, Level.ACTION, label({"en": title, "sw": f"{title} (sw)"}), parent="T1", lead=lead,
        starts_on=date(2025, 7, 1), ends_on=date(2028, 6, 30), **said,
    )  # fmt: skip


PLAN = Plan(
    id="return-plan", title=label({"en": "Plan of returns", "sw": "Mpango wa taarifa"}),
    starts_on=date(2026, 7, 1), ends_on=date(2027, 6, 30), currency="KES",
    status=PlanStatus.ADOPTED, is_sample=True,
    elements=(
        Element("T1", Level.THEME, label({"en": "Arrival", "sw": "Kuwasili"}), code="1"),
        action("A-1", "Open desks", "DIS", code="1.1", places=("023", "047"),
               indicators=(DESKS, SERVED, IN_TIME)),
        action("A-2", "Train officers", "DIS", code="1.2",
               indicators=(TRAINED, ENROLLED, LAW, YEARLY)),
        action("A-3", "Train people of the county", "COUNTY-023", code="1.3"),
    ),
)  # fmt: skip
ASKED: Asked = asked_of(PLAN, "DIS", QUARTER)
CELLS = ASKED.by_key()


def key(indicator: str, place: str = "") -> str:
    """The name of a cell of the first quarter."""
    return f"{indicator}@{QUARTER.code}#{place}"
