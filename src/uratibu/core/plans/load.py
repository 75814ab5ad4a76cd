"""Plans and their elements from plain data (YAML, JSON): model out, or a list of findings.

What is read here is only the shape. Whether the plan makes sense is the linter's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import Label
from uratibu.core.plain import Reading
from uratibu.core.plans.model import (
    ActionStatus,
    BudgetLine,
    Element,
    Lane,
    Level,
    Milestone,
    Plan,
    PlanIndicator,
    PlanStatus,
    PlanValue,
    Rate,
    Risk,
    Slip,
    Stage,
    Wording,
)

Choice = TypeVar("Choice", bound=StrEnum)
NO_DAY = date(1, 1, 1)
"""Stands for a compulsory day that is missing, so that reading can go on; a finding says so."""


Part = tuple[Mapping[str, object], Where]


def load_plan(
    plain: Mapping[str, object], place: Where, parts: Sequence[Part] = ()
) -> tuple[Plan | None, tuple[Finding, ...]]:
    """Read a plan with its elements; None and the findings where it has errors.

    plain: the mapping of `plan.yaml` (or of the only file), with its own elements if it has any.
    parts: the further files of the plan's folder, in the order of their names. Each holds
        `elements`.
    """
    reading = Reading(plain, place)
    plan = Plan(
        id=reading.text("id"),
        title=reading.label("title", required=True),
        starts_on=_day(reading, "starts_on"),
        ends_on=_day(reading, "ends_on"),
        currency=reading.text("currency"),
        publisher=reading.text("publisher", default=""),
        fiscal_start_month=reading.whole("fiscal_start_month", default=7),
        status=reading.choice("status", PlanStatus, default=PlanStatus.DRAFT),
        version=reading.text("version", default=""),
        is_sample=reading.claim("is_sample"),
        notice=reading.label("notice"),
        source=reading.text("source", default=""),
        licence=reading.text("licence", default=""),
        elements=tuple(read_element(inner) for inner in reading.each("elements")),
        rates=tuple(_rate(inner) for inner in reading.each("rates")),
    )
    reading.close()
    for content, file in parts:
        part = Reading(content, file, reading.findings)
        further = tuple(read_element(inner) for inner in part.each("elements"))
        part.close()
        plan = replace(plan, elements=(*plan.elements, *further))
    _refuse_twice(reading, plan)
    findings = tuple(reading.findings)
    return (None if has_errors(findings) else plan), findings


def load_element(
    plain: Mapping[str, object], place: Where
) -> tuple[Element | None, tuple[Finding, ...]]:
    """Read one element; None and the findings where it has errors."""
    reading = Reading(plain, place)
    element = read_element(reading)
    findings = tuple(reading.findings)
    return (None if has_errors(findings) else element), findings


def load_rate(plain: Mapping[str, object], place: Where) -> tuple[Rate | None, tuple[Finding, ...]]:
    """Read one exchange rate; None and the findings where it has errors."""
    reading = Reading(plain, place)
    rate = _rate(reading)
    findings = tuple(reading.findings)
    return (None if has_errors(findings) else rate), findings


def read_element(reading: Reading) -> Element:
    """Read one element of an open reading; faults go into the reading's findings."""
    element = Element(
        id=reading.text("id"),
        level=reading.choice("level", Level),
        title=reading.label("title", required=True),
        parent=reading.text("parent", default=""),
        code=reading.text("code", default=""),
        description=reading.label("description"),
        norms=reading.texts("norms"),
        themes=reading.texts("themes"),
        lead=reading.text("lead", default=""),
        reporting=reading.text("reporting", default=""),
        partners=reading.texts("partners"),
        places=reading.texts("places"),
        starts_on=reading.day("starts_on"),
        ends_on=reading.day("ends_on"),
        deliverables=reading.label("deliverables"),
        milestones=tuple(_milestone(inner) for inner in reading.each("milestones")),
        budget=tuple(_budget_line(inner) for inner in reading.each("budget")),
        risks=tuple(_risk(inner) for inner in reading.each("risks")),
        assumptions=_labels(reading, "assumptions"),
        indicators=tuple(_indicator(inner) for inner in reading.each("indicators")),
        status=reading.choice("status", ActionStatus, default=ActionStatus.NOT_STARTED),
        source=reading.text("source", default=""),
        page=reading.text("page", default=""),
        withdrawn_on=reading.day("withdrawn_on"),
        withdrawn_because=reading.text("withdrawn_because", default=""),
    )
    reading.close()
    return element


def _milestone(reading: Reading) -> Milestone:
    milestone = Milestone(
        id=reading.text("id"),
        title=reading.label("title", required=True),
        due_on=reading.day("due_on"),
        reached_on=reading.day("reached_on"),
        evidence=reading.text("evidence", default=""),
        slips=tuple(_slip(inner) for inner in reading.each("slips")),
    )
    reading.close()
    return milestone


def _slip(reading: Reading) -> Slip:
    slip = Slip(
        _day(reading, "due_on"), _day(reading, "moved_on"), reading.text("reason", default="")
    )
    reading.close()
    return slip


def _budget_line(reading: Reading) -> BudgetLine:
    line = BudgetLine(
        stage=reading.choice("stage", Stage, default=Stage.PLANNED),
        amount=_number(reading, "amount", is_required=True) or Decimal(0),
        currency=reading.text("currency"),
        source=reading.text("source", default=""),
        year=reading.text("year", default=""),
    )
    reading.close()
    return line


def _rate(reading: Reading) -> Rate:
    rate = Rate(
        currency=reading.text("currency"),
        rate=_number(reading, "rate", is_required=True) or Decimal(0),
        on=_day(reading, "on"),
        source=reading.text("source"),
    )
    reading.close()
    return rate


def _risk(reading: Reading) -> Risk:
    risk = Risk(
        title=reading.label("title", required=True),
        likelihood=reading.whole("likelihood", default=0),
        impact=reading.whole("impact", default=0),
        mitigation=reading.label("mitigation"),
        owner=reading.text("owner", default=""),
        reviewed_on=reading.day("reviewed_on"),
    )
    reading.close()
    return risk


def _indicator(reading: Reading) -> PlanIndicator:
    baseline = reading.inner("baseline")
    indicator = PlanIndicator(
        id=reading.text("id"),
        title=reading.label("title", required=True),
        definitions=tuple(_wording(inner) for inner in reading.each("definitions")),
        unit=reading.text("unit", default=""),
        kind=_optional(reading, "kind", Kind),
        direction=_optional(reading, "direction", Direction),
        lane=reading.choice("lane", Lane, default=Lane.OUTPUT),
        baseline=_value(baseline) if baseline else None,
        targets=tuple(_value(inner) for inner in reading.each("targets")),
        denominator=reading.label("denominator"),
        source=reading.text("source", default=""),
        frequency=reading.text("frequency", default=""),
        disaggregation=reading.texts("disaggregation"),
        measure=reading.text("measure", default=""),
        where=reading.pairs("where"),
        owner=reading.text("owner", default=""),
        norms=reading.texts("norms"),
        method=reading.label("method"),
        limits=reading.label("limits"),
        decimals=reading.whole("decimals", default=0),
        threshold=reading.whole("threshold", default=0),
        at_most=reading.text("at_most", default=""),
    )
    reading.close()
    return indicator


def _wording(reading: Reading) -> Wording:
    wording = Wording(
        text=reading.label("text", required=True),
        valid_from=reading.day("valid_from"),
        valid_to=reading.day("valid_to"),
        reason=reading.text("reason", default=""),
    )
    reading.close()
    return wording


def _value(reading: Reading) -> PlanValue:
    value = PlanValue(
        period=reading.text("period", default=""),
        value=_number(reading, "value"),
        numerator=_number(reading, "numerator"),
        denominator=_number(reading, "denominator"),
        source=reading.text("source", default=""),
        place=reading.text("place", default=""),
    )
    reading.close()
    return value


def _day(reading: Reading, key: str) -> date:
    """A compulsory day."""
    day = reading.day(key)
    if day is None and reading.plain.get(key) in (None, ""):
        reading.fault("plain/missing-key", key, "is missing.", f"Add the key {key}.")
    return day or NO_DAY


def _number(reading: Reading, key: str, *, is_required: bool = False) -> Decimal | None:
    """An exact number: digits, or a text of digits; absent means none."""
    value = reading.value(key)
    if value is None:
        if is_required:
            reading.fault("plain/missing-key", key, "is missing.", f"Add the key {key}.")
        return None
    try:
        number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        reading.fault("plain/number", key, "is not a number.", "Write digits, as 1200.5.")
        return None
    return number


def _optional(reading: Reading, key: str, among: type[Choice]) -> Choice | None:
    """One of a fixed set of words, None where nothing is said."""
    if reading.plain.get(key) in (None, ""):
        reading.value(key)
        return None
    return reading.choice(key, among)


def _labels(reading: Reading, key: str) -> tuple[Label, ...]:
    """A list of texts in several languages."""
    found = []
    for inner in reading.each(key):
        found.append(inner.label("text", required=True))
        inner.close()
    return tuple(found)


def _refuse_twice(reading: Reading, plan: Plan) -> None:
    """An id belongs to one element for ever."""
    seen: set[str] = set()
    for number, element in enumerate(plan.elements):
        if element.id in seen:
            reading.fault(
                "plans/id-twice", f"elements[{number}].id", f"{element.id} stands twice.",
                "Give the second element an id of its own.",
            )  # fmt: skip
        seen.add(element.id)
