"""The catalogue of fields: what can be said of each kind of row, under a name that never changes.

Outlines name them as columns, a ministry's Word template names them between double braces.
"""

from __future__ import annotations

from dataclasses import dataclass

from uratibu.core.labels import Label
from uratibu.core.plans.model import Lane
from uratibu.core.plans.words import both
from uratibu.core.progress.status import Status
from uratibu.core.reports.register import said, words
from uratibu.core.reports.register.model import QUOTED
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.register.rows import Row


@dataclass(frozen=True)
class Field:
    """One field of a kind of row. title: its column header. width: its share of a table's width."""

    name: str
    title: Label
    make: said.Make
    is_number: bool = False
    width: int = 2


def _title_of(singular: Label) -> Field:
    return Field("title", singular, said.title, width=5)


_CODE = Field("code", both("No.", "Na."), said.code, width=1)
_LEAD = Field("lead", both("Responsible", "Mhusika"), said.lead, width=3)
_PLACE = Field("place", both("Place", "Mahali"), said.place)
_STATUS = Field("status", both("Status", "Hali"), said.status)
_NORMS = Field("norms", both("Serves", "Inatumikia"), said.norm_codes)
_THEME = Field("theme", both("Theme", "Mada"), said.above("theme"), width=3)
_OBJECTIVE = Field("objective", both("Objective", "Lengo"), said.above("objective"), width=3)
_ACTION = Field("action", both("Action", "Hatua"), said.above("action"), width=4)
_MONEY = (
    Field("planned", both("Planned", "Zilizopangwa"), said.money("planned"), is_number=True),
    Field("committed", both("Committed", "Zilizoahidiwa"), said.money("committed"), is_number=True),
    Field("disbursed", both("Disbursed", "Zilizotolewa"), said.money("disbursed"), is_number=True),
    Field("gap", both("Gap", "Pengo"), said.money("gap"), is_number=True),
    Field("absorbed", both("Paid out, %", "Iliyotolewa, %"), said.rate, is_number=True),
)
_COUNTS = (
    Field("actions", both("Actions", "Hatua"), said.count(None), is_number=True, width=1),
    *(
        Field(str(status), words.STATUSES[status], said.count(status), is_number=True, width=1)
        for status in Status
    ),
    Field("reported", both("Reported on", "Zilizotolewa taarifa"), said.reported, is_number=True,
          width=1),
)  # fmt: skip
_TIMES = (
    Field(
        "starts",
        both("Start", "Mwanzo"),
        lambda r, row: said.day(r, said.element_of(row).starts_on),
    ),
    Field("ends", both("End", "Mwisho"), lambda r, row: said.day(r, said.element_of(row).ends_on)),
)
_LANES = (
    Field("policy", both("Policy answer", "Jibu la sera"), said.lane(Lane.POLICY), width=4),
    Field(
        "outcome", both("Outcome statistic", "Takwimu ya matokeo"), said.lane(Lane.OUTCOME), width=4
    ),
)
_LIGHTS = (
    Field("reached", both("Reached, %", "Iliyofikiwa, %"), said.percent, is_number=True, width=1),
    Field("light", both("Light", "Taa"), said.light),
    Field("trend", both("Trend", "Mwelekeo"), said.trend),
)
_SAID = (
    Field("done", both("What was done", "Kilichofanyika"), said.said("done"), width=6),
    Field("next", both("What comes next", "Kinachofuata"), said.said("next_steps"), width=4),
    Field("obstacles", both("Obstacles", "Vikwazo"), said.said("obstacles"), width=4),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    "themes": (_CODE, _title_of(both("Theme", "Mada")), *_COUNTS, *_MONEY),
    "objectives": (_CODE, _title_of(both("Objective", "Lengo")), _THEME, _NORMS, *_COUNTS,
                   *_MONEY, *_LANES),
    "actions": (
        _CODE, _title_of(both("Action", "Hatua")), _LEAD,
        Field("partners", both("Partners", "Washirika"),
              lambda r, row: said.names(r, said.element_of(row).partners), width=3),
        _PLACE, _STATUS, _THEME, _OBJECTIVE, _NORMS, *_TIMES, *_MONEY, *_LIGHTS[1:2], *_SAID,
    ),
    "indicators": (
        _CODE, _title_of(both("Indicator", "Kiashiria")), _ACTION, _OBJECTIVE, _THEME, _LEAD,
        _PLACE, _NORMS,
        Field("unit", both("Unit", "Kipimo"), said.attribute("unit")),
        Field("baseline", both("Baseline", "Msingi"), said.baseline, is_number=True, width=1),
        Field("target", both("Target", "Lengo la takwimu"), said.target, is_number=True, width=1),
        Field("target-period", both("Target for", "Lengo la kipindi"), said.target_period),
        Field("achieved", both("Achieved", "Iliyofikiwa"), said.achieved, is_number=True, width=1),
        Field("achieved-period", both("Value of", "Thamani ya"), said.achieved_period),
        Field("variance", both("Variance", "Tofauti"), said.variance, is_number=True, width=1),
        *_LIGHTS, *_MONEY,
        Field("remarks", both("Remarks", "Maoni"), said.said("done"), width=4),
        Field("deliverables", both("Key output", "Zao kuu"),
              said.deliverables,
              width=4),
    ),
    "milestones": (
        _CODE, _title_of(both("Milestone", "Hatua muhimu")), _ACTION, _LEAD, _THEME,
        Field("due", both("Due", "Tarehe ya mwisho"), said.milestone_day("due_on")),
        Field("reached-on", both("Reached", "Ilifikiwa"), said.milestone_day("reached_on")),
        Field("evidence", both("Evidence", "Ushahidi"), said.attribute("evidence"), width=3),
        Field("slips", both("Moved", "Ilivyosogezwa"), said.slips, width=3),
    ),
    "institutions": (
        Field("code", both("Code", "Kifupi"), lambda _r, row: row.id),
        _title_of(both("Institution", "Taasisi")),
        Field("return", both("Return", "Taarifa"), said.return_state), *_COUNTS, *_MONEY,
    ),
    "norms": (
        Field("code", both("Norm", "Kanuni"), lambda _r, row: row.id),
        _title_of(both("Title", "Kichwa")), *_COUNTS,
    ),
    "waivers": (
        Field("rule", both("Rule", "Kanuni"), said.attribute("rule"), width=3),
        Field("where", both("Place", "Mahali"), said.place_of, width=2),
        Field("reason", both("Reason", "Sababu"), said.attribute("reason"), width=6),
        Field("by", both("Waived by", "Ilisamehewa na"), said.attribute("by"), width=2),
        Field("until", both("Until", "Hadi"), said.until, width=2),
    ),
    "findings": (
        Field("rule", both("Rule", "Kanuni"), said.attribute("rule"), width=3),
        Field("severity", both("Severity", "Uzito"), said.attribute("severity")),
        Field("where", both("Place", "Mahali"), said.place_of, width=2),
        Field("message", both("Finding", "Kasoro"), said.rule_message, width=6),
    ),
    "holders": (
        Field("institution", both("Institution", "Taasisi"), said.holder_institution, width=4),
        Field("duty", both("Post", "Nafasi"), said.holder),
        Field("name", both("Holder", "Mshikaji"), said.attribute("name"), width=3),
        Field("since", both("Since", "Tangu"), said.since),
    ),
}  # fmt: skip
"""Fields by kind of row. docs/reference/report-fields.md is written from it."""
_BY_NAME = {(kind, each.name): each for kind, found in FIELDS.items() for each in found}


def field_of(kind: str, name: str) -> Field | None:
    """A field by its name, None where rows of this kind have none of it."""
    return _BY_NAME.get((kind, name))


def returns_behind(reader: Reader, row: Row) -> tuple[str, ...]:
    """References of the returns a row repeats words of."""
    found = reader.register.report_on(row.element.id) if row.element is not None else None
    if found is None or found[0].state not in QUOTED:
        return ()
    told = found[0]
    return (f"return:{told.institution}/{told.plan}/{told.period}",)
