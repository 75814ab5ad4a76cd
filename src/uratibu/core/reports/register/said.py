"""What is said of a row of the register: one function a field, words or a bound figure out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from uratibu.core.findings import Finding
from uratibu.core.plans.model import (
    ANSWER,
    Element,
    Lane,
    Milestone,
    PlanIndicator,
    PlanValue,
    Waiver,
)
from uratibu.core.progress.model import Answered
from uratibu.core.progress.status import Status
from uratibu.core.reports import numerals
from uratibu.core.reports.model import BoundFigure
from uratibu.core.reports.register import rows, words
from uratibu.core.reports.register.model import Holder
from uratibu.core.reports.register.reader import ANSWERS, Reader
from uratibu.core.reports.register.rows import Row

Cell = str | BoundFigure
Make = Callable[[Reader, Row], Cell]


def _name(reader: Reader, code: str) -> str:
    return reader.register.name(code)(reader.language) if code else (
        words.word("no-one", reader.language)
    )  # fmt: skip


def names(reader: Reader, codes: tuple[str, ...]) -> str:
    return ", ".join(_name(reader, code) for code in codes)


def day(reader: Reader, day: date | None) -> str:
    return numerals.day_written(day, reader.language) if day else (
        words.word("no-day", reader.language)
    )  # fmt: skip


def element_of(row: Row) -> Element:
    if row.element is None:
        raise LookupError(f"{row.kind} {row.id} stands at no element of the plan")
    return row.element


def _indicator(row: Row) -> PlanIndicator:
    if not isinstance(row.thing, PlanIndicator):
        raise LookupError(f"{row.id} is no indicator")
    return row.thing


def title(reader: Reader, row: Row) -> str:
    thing = row.thing
    if isinstance(thing, str):
        return _name(reader, thing)
    return "" if isinstance(thing, Waiver | Finding | Holder) else thing.title(reader.language)


def code(_reader: Reader, row: Row) -> str:
    return row.element.code or row.element.id if row.element is not None else row.id


def lead(reader: Reader, row: Row) -> str:
    return _name(reader, element_of(row).reports)


def place(reader: Reader, row: Row) -> str:
    places = element_of(row).places
    return names(reader, places) if places else words.word("whole-country", reader.language)


def status(reader: Reader, row: Row) -> str:
    status = reader.register.status_of(element_of(row))
    said = words.status(status, reader.language)
    mark = words.word("overdue", reader.language)
    return f"{said} ({mark})" if rows.is_overdue(reader.register, row) else said


def above(level: str) -> Make:
    def made(reader: Reader, row: Row) -> str:
        chain = (*reader.register.plan.above(element_of(row).id), element_of(row))
        found = [each for each in chain if each.level == level]
        return found[-1].title(reader.language) if found else ""

    return made


def said(name: str) -> Make:
    """One of the three answers of an action's report; nil and no change are said in words."""

    def made(reader: Reader, row: Row) -> str:
        found = reader.register.report_on(element_of(row).id)
        if found is None or found[1].answered is Answered.NOT_YET:
            return words.word("not-yet", reader.language) if name == "done" else ""
        report = found[1]
        text: str = getattr(report, name).strip()
        if text or name != "done" or report.answered is Answered.REPORTED:
            return text
        return words.word(str(report.answered), reader.language)

    return made


def norm_codes(reader: Reader, row: Row) -> str:
    return ", ".join(reader.register.plan.norms_of(element_of(row).id))


def money(stage: str) -> Make:
    def made(reader: Reader, row: Row) -> BoundFigure:
        elements = rows.elements_under(reader.register, row)
        total = reader.sums(elements)
        amount: Decimal = getattr(total, stage)
        told = [each.id for each in elements]
        return reader.money(amount, f"{stage}/{row.kind}/{row.id}", [*told, amount])

    return made


def rate(reader: Reader, row: Row) -> Cell:
    """What was paid out of what is planned, in percent; nothing planned has no rate."""
    total = reader.sums(rows.elements_under(reader.register, row))
    if not total.planned:
        return ""
    share = total.disbursed / total.planned * 100
    name = f"budget.rate/{row.kind}/{row.id}@{reader.register.period}#"
    return reader.computed(name, share, "percent", [share], decimals=1)


def count(status: Status | None) -> Make:
    def made(reader: Reader, row: Row) -> BoundFigure:
        register = reader.register
        elements = [e for e in rows.elements_under(register, row)
                    if status is None or register.status_of(e) is status]  # fmt: skip
        name = f"count.actions/{row.kind}/{row.id}@{register.period}#{status or ''}"
        return reader.computed(name, Decimal(len(elements)), "actions", [e.id for e in elements])

    return made


def reported(reader: Reader, row: Row) -> BoundFigure:
    found = [e for e in rows.elements_under(reader.register, row)
             if _is_reported(reader, e)]  # fmt: skip
    name = f"count.reported/{row.kind}/{row.id}@{reader.register.period}#"
    return reader.computed(name, Decimal(len(found)), "actions", [e.id for e in found])


def _is_reported(reader: Reader, element: Element) -> bool:
    found = reader.register.report_on(element.id)
    return found is not None and found[1].answered is not Answered.NOT_YET


def return_state(reader: Reader, row: Row) -> str:
    found = reader.register.return_of(row.id)
    return words.word(str(found.state) if found else "no-return", reader.language)


def baseline(reader: Reader, row: Row) -> Cell:
    said = _indicator(row).baseline
    return "" if said is None else _printed(reader, row, "baseline", said)


def target(reader: Reader, row: Row) -> Cell:
    """The target that the value beside it is measured against, else what the plan states."""
    said = _target_of(reader, row)
    return "" if said is None else _printed(reader, row, "target", said)


def _target_of(reader: Reader, row: Row) -> PlanValue | None:
    """The target behind the light, so that target, value and percent fit each other."""
    light = reader.register.light(row.id)
    if light.target is not None:
        return PlanValue(light.at, light.target)
    return target_for(_indicator(row), reader.register.period)


def target_for(indicator: PlanIndicator, period: str) -> PlanValue | None:
    """The target that counts at a period: its own, its year's, else the next, else the last."""
    stated = sorted(indicator.targets, key=lambda each: each.period)
    own = [t for t in stated if t.period == period or period.startswith(f"{t.period}-")]
    later = [t for t in stated if t.period >= period]
    found = own or later or stated[-1:]
    return found[0] if found else None


def target_period(reader: Reader, row: Row) -> str:
    said = _target_of(reader, row)
    return said.period if said else ""


def _printed(reader: Reader, row: Row, what: str, said: PlanValue) -> Cell:
    indicator = _indicator(row)
    if indicator.unit == ANSWER:
        return _answered(reader, said.value)
    return reader.stated(element_of(row), indicator, what, said)


def achieved(reader: Reader, row: Row) -> Cell:
    indicator = _indicator(row)
    found = reader.latest(indicator)
    if found is None:
        return "[x]"
    return found if indicator.unit != ANSWER else reader.in_words(found)


def achieved_period(reader: Reader, row: Row) -> str:
    found = reader.latest(_indicator(row))
    return found.period if found else ""


def variance(reader: Reader, row: Row) -> Cell:
    """Achieved less target, where both are numbers."""
    indicator = _indicator(row)
    said, found = _target_of(reader, row), reader.latest(indicator)
    if said is None or said.value is None or found is None or found.value.number is None:
        return ""
    difference = found.value.number - said.value
    name = f"{indicator.id}/variance@{found.period}#{found.area}"
    return reader.computed(
        name, difference, indicator.unit, [said.value, found.digest], decimals=indicator.decimals
    )


def percent(reader: Reader, row: Row) -> Cell:
    light = reader.register.light(row.id)
    if light.percent is None:
        return ""
    name = f"{row.id}/reached@{reader.register.period}#"
    return reader.computed(name, light.percent, "percent", [light.percent])


def light(reader: Reader, row: Row) -> str:
    return words.word(str(reader.register.light(row.id).rating), reader.language)


def trend(reader: Reader, row: Row) -> str:
    return words.word(str(reader.register.light(row.id).trend), reader.language)


def _answered(reader: Reader, amount: Decimal | None) -> str:
    said = next((name for number, name in ANSWERS if number == amount), "")
    return words.word(said, reader.language) if said else ""


def lane(lane: Lane) -> Make:
    """The indicators of a lane under an objective, each with its last answer or figure."""

    def made(reader: Reader, row: Row) -> str:
        inside = {
            element_of(row).id,
            *(e.id for e in reader.register.plan.below(element_of(row).id)),
        }
        told = []
        for element, indicator in reader.register.plan.indicators():
            if element.id in inside and indicator.lane is lane:
                at = Row("indicators", indicator.id, indicator, element)
                cell = achieved(reader, at)
                said = cell if isinstance(cell, str) else f"{cell.text} {indicator.unit}"
                told.append(f"{indicator.title(reader.language)}: {said}")
        return "; ".join(told) or words.word("no-rows", reader.language)

    return made


def slips(reader: Reader, row: Row) -> str:
    thing = row.thing
    if not isinstance(thing, Milestone):
        return ""
    return "; ".join(f"{day(reader, s.due_on)}: {s.reason}" for s in thing.slips)


def milestone_day(name: str) -> Make:
    def made(reader: Reader, row: Row) -> str:
        day = getattr(row.thing, name)
        return numerals.day_written(day, reader.language) if day else ""

    return made


def attribute(name: str) -> Make:
    return lambda _reader, row: str(getattr(row.thing, name))


def rule_message(reader: Reader, row: Row) -> str:
    del reader
    return row.thing.message if isinstance(row.thing, Finding) else ""


def until(reader: Reader, row: Row) -> str:
    return day(reader, row.thing.until) if isinstance(row.thing, Waiver) else ""


def holder(reader: Reader, row: Row) -> str:
    return words.word(row.thing.duty, reader.language) if isinstance(row.thing, Holder) else ""


def holder_institution(reader: Reader, row: Row) -> str:
    return _name(reader, row.thing.institution) if isinstance(row.thing, Holder) else ""


def since(reader: Reader, row: Row) -> str:
    return day(reader, row.thing.since) if isinstance(row.thing, Holder) else ""


def place_of(_reader: Reader, row: Row) -> str:
    return row.thing.place if isinstance(row.thing, Waiver) else (
        row.thing.where.key or str(row.thing.where) if isinstance(row.thing, Finding) else ""
    )  # fmt: skip


def deliverables(reader: Reader, row: Row) -> str:
    """What an action is to deliver; its title where the plan names nothing."""
    return element_of(row).deliverables(reader.language) or str(above("action")(reader, row))
