"""The rows of each sheet of our own layout, as plain values in the order of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from uratibu.core.plans import layout
from uratibu.core.plans.layout import Sheet
from uratibu.core.plans.model import Plan
from uratibu.core.plans.plain import element_as_plain, plan_as_plain

Plain = Mapping[str, Any]
Own = dict[str, str]


def rows_of(plan: Plan, sheet: Sheet) -> Iterator[Plain]:
    """The plain rows of a sheet."""
    if sheet.key == layout.RATES.key:
        yield from plan_as_plain(plan).get("rates", [])  # type: ignore[misc]
        return
    for element in plan.elements:
        yield from _ROWS[sheet.key]({"element": element.id}, element_as_plain(element))


def _elements(own: Own, said: Plain) -> Iterator[Plain]:
    yield {"status": "not-started", **said}


def _indicators(own: Own, said: Plain) -> Iterator[Plain]:
    for indicator in said.get("indicators", []):
        yield {**own, "lane": "output", **indicator}


def _targets(own: Own, said: Plain) -> Iterator[Plain]:
    for indicator in said.get("indicators", []):
        of = {**own, "indicator": indicator["id"]}
        if "baseline" in indicator:
            yield {**of, layout.WHAT: layout.BASELINE, **indicator["baseline"]}
        for target in indicator.get("targets", []):
            yield {**of, layout.WHAT: layout.TARGET, **target}


def _definitions(own: Own, said: Plain) -> Iterator[Plain]:
    for indicator in said.get("indicators", []):
        for wording in indicator.get("definitions", []):
            yield {**own, "indicator": indicator["id"], **wording}


def _milestones(own: Own, said: Plain) -> Iterator[Plain]:
    for milestone in said.get("milestones", []):
        yield {**own, **milestone}


def _slips(own: Own, said: Plain) -> Iterator[Plain]:
    for milestone in said.get("milestones", []):
        for slip in milestone.get("slips", []):
            yield {**own, "milestone": milestone["id"], **slip}


def _budget(own: Own, said: Plain) -> Iterator[Plain]:
    for line in said.get("budget", []):
        yield {**own, **line}


def _risks(own: Own, said: Plain) -> Iterator[Plain]:
    for risk in said.get("risks", []):
        yield {**own, layout.WHAT: layout.RISK, **risk}
    for each in said.get("assumptions", []):
        yield {**own, layout.WHAT: layout.ASSUMPTION, "title": each["text"]}


_ROWS: dict[str, Callable[[Own, Plain], Iterator[Plain]]] = {
    "elements": _elements, "indicators": _indicators, "targets": _targets,
    "definitions": _definitions, "milestones": _milestones, "slips": _slips,
    "budget": _budget, "risks": _risks,
}  # fmt: skip
