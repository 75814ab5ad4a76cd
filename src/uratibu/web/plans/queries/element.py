"""Everything a plan says of one element, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.plans import budget, schedule
from uratibu.core.plans.model import (
    Element,
    Level,
    Milestone,
    Plan,
    PlanIndicator,
    PlanValue,
    Risk,
)
from uratibu.core.plans.words import FIELDS, LANES, LEVELS, STAGES, STATUSES
from uratibu.design import wording
from uratibu.design.parts import Cell, Column, Fact, Link, Row, Table
from uratibu.web.plans.queries import words


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone: its state in words, its day, its earlier days with the reason of each move."""

    id: str
    title: str
    state: str
    mark: str
    due: str
    reached: str
    evidence: str
    slips: tuple[str, ...]


@dataclass(frozen=True)
class RiskLine:
    """A risk with what is done about it. grade: likelihood times impact, 1 to 25; "" if unsaid."""

    number: int
    title: str
    grade: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator as the element promises it; the card of the indicator says more."""

    number: int
    title: str
    url: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class ElementPage:
    """The page of one element; an empty tuple is a gap that the page shows as such."""

    element: Element
    level: str
    title: str
    description: str
    status: str
    withdrawn: str
    facts: tuple[Fact, ...]
    norms: tuple[Link, ...]
    norms_from: str
    milestones: tuple[MilestoneLine, ...]
    budget: Table | None
    sums: tuple[Fact, ...]
    missing_rates: str
    indicators: tuple[IndicatorLine, ...]
    risks: tuple[RiskLine, ...]
    assumptions: tuple[str, ...]
    parts: tuple[Link, ...]
    browse_url: str


def element_page(
    plan: Plan, element: Element, *, today: date, may_edit: bool = False
) -> ElementPage:
    """Everything about an element, in the reader's language; ways to change it where one may."""
    sums = budget.of_element(plan, element)
    return ElementPage(
        element=element,
        level=words.text(LEVELS[element.level]),
        title=wording.marked(element.title),
        description=wording.marked(element.description),
        status=words.text(STATUSES[element.status]) if element.is_doing else "",
        withdrawn=_withdrawn(element),
        facts=tuple(_facts(plan, element)),
        norms=tuple(words.norm(each) for each in plan.norms_of(element.id)),
        norms_from=_norms_from(plan, element),
        milestones=tuple(milestone_line(each, today) for each in element.milestones),
        budget=_budget_table(plan, element, may_edit) if element.budget else None,
        sums=_sums(plan, sums) if element.budget else (),
        missing_rates=missing_rates(sums),
        indicators=tuple(
            _indicator(plan, each, number) for number, each in enumerate(element.indicators)
        ),
        risks=tuple(_risk(each, number) for number, each in enumerate(element.risks)),
        assumptions=tuple(wording.marked(each) for each in element.assumptions),
        parts=tuple(words.element_link(plan.id, each) for each in plan.children(element.id)),
        browse_url=f"{reverse('plans:browse', args=[plan.id])}?at={element.id}",
    )


def milestone_line(each: Milestone, today: date) -> MilestoneLine:
    """A milestone in words; the mark says the same as a shape."""
    state, mark = _("no day named"), "none"
    if each.reached_on:
        state, mark = _("reached"), schedule.MarkState.REACHED
    elif each.due_on and each.due_on < today:
        state, mark = _("overdue"), schedule.MarkState.OVERDUE
    elif each.due_on:
        state, mark = _("to come"), schedule.MarkState.DUE
    return MilestoneLine(
        id=each.id,
        title=wording.marked(each.title),
        state=state,
        mark=str(mark),
        due=words.day(each.due_on),
        reached=words.day(each.reached_on) if each.reached_on else "",
        evidence=each.evidence,
        slips=tuple(
            _("was due %(day)s; moved on %(moved)s: %(reason)s")
            % {
                "day": words.day(slip.due_on),
                "moved": words.day(slip.moved_on),
                "reason": slip.reason,
            }
            for slip in each.slips
        ),
    )


def missing_rates(sums: budget.Sum) -> str:
    """A sentence on money that could not be added up, "" where all could."""
    if sums.is_complete:
        return ""
    apart = ", ".join(
        f"{currency} {words.money(amount)} ({words.text(STAGES[stage])})"
        for stage, currency, amount in sums.without_rate
    )
    return _("Not in the sums, because the plan has no exchange rate for it: %(apart)s.") % {
        "apart": apart
    }


def value_words(value: PlanValue | None) -> str:
    """A baseline or target: its number, its parts for a ratio, and the period it is of."""
    if value is None or (value.value is None and value.numerator is None):
        return ""
    number = words.number(value.value) if value.value is not None else ""
    if value.numerator is not None and value.denominator is not None:
        parts = f"{words.number(value.numerator)}/{words.number(value.denominator)}"
        number = f"{number} ({parts})" if number else parts
    place = f", {words.place(value.place)}" if value.place else ""
    return f"{number} ({value.period}{place})" if value.period else number


def _withdrawn(element: Element) -> str:
    if element.withdrawn_on is None:
        return ""
    return _("Withdrawn on %(day)s: %(reason)s") % {
        "day": words.day(element.withdrawn_on),
        "reason": element.withdrawn_because,
    }


def _facts(plan: Plan, element: Element) -> Iterator[Fact]:
    """What is said in one line each; what an action must say is shown as missing."""
    yield from _who(element)
    if element.is_doing or element.places:
        yield _fact("places", ", ".join(map(words.place, element.places or ("",))))
    if element.is_doing or element.starts_on or element.ends_on:
        days = f"{words.day(element.starts_on)} {_('to')} {words.day(element.ends_on)}"
        yield Fact(_("When"), days)
    if element.deliverables:
        yield _fact("deliverables", words.text(element.deliverables))
    themes = [plan.get(theme) for theme in element.themes]
    if element.themes:
        yield _fact("themes", "\n".join(words.text(each.title) for each in themes if each))
    if element.source or element.page:
        page = _("page %(page)s") % {"page": element.page} if element.page else ""
        yield _fact("source", ", ".join(filter(None, (element.source, page))))
    yield _fact("id", element.id)


def _who(element: Element) -> Iterator[Fact]:
    if element.is_doing or element.lead:
        who = words.address("institutions:institution", element.lead) if element.lead else ""
        yield _fact("lead", words.institution(element.lead), who)
    if element.reporting and element.reporting != element.lead:
        yield _fact("reporting", words.institution(element.reporting))
    if element.partners:
        yield _fact("partners", "\n".join(map(words.institution, element.partners)))


def _fact(name: str, text: str, url: str = "") -> Fact:
    return Fact(words.text(FIELDS[name]), text, url)


def _norms_from(plan: Plan, element: Element) -> str:
    """Whose norms these are, where the element names none of its own."""
    if element.norms or not plan.norms_of(element.id):
        return ""
    above = next(each for each in reversed(plan.above(element.id)) if each.norms)
    return words.element_link(plan.id, above).text


def _budget_table(plan: Plan, element: Element, may_edit: bool) -> Table:
    heads = (
        Column(words.text(FIELDS["stage"])),
        Column(words.text(FIELDS["source"])),
        Column(words.text(FIELDS["year"])),
        Column(words.text(FIELDS["amount"]), is_number=True),
        Column(_("In %(currency)s") % {"currency": plan.currency}, is_number=True),
        Column(words.text(FIELDS["rate"])),
    )
    converted = [budget.convert(line, plan) for line in element.budget]
    edit = reverse("plans:edit", args=[plan.id, element.id, "money"])
    urls = [f"{edit}?item={number}" if may_edit else "" for number in range(len(converted))]
    return Table(
        id="budget-lines",
        caption=_("Money by stage, source and year"),
        columns=heads,
        rows=tuple(map(_budget_row, converted, urls)),
    )


def _budget_row(each: budget.Converted, url: str) -> Row:
    line, rate = each.line, each.rate
    said = f"{rate.rate.normalize():f} ({words.day(rate.on)}, {rate.source})" if rate else ""
    own = Cell(words.money(each.amount) if each.amount is not None else "", is_number=True)
    return Row(
        (
            Cell(words.text(STAGES[line.stage])),
            Cell(words.source(line.source)),
            Cell(line.year or _("no year named")),
            Cell(f"{line.currency} {words.money(line.amount)}", is_number=True, url=url),
            own if each.amount is not None else Cell(state=_("no rate")),
            Cell(said),
        )
    )


def _sums(plan: Plan, sums: budget.Sum) -> tuple[Fact, ...]:
    amounts = (
        (_("Planned"), sums.planned),
        (_("Committed"), sums.committed),
        (_("Disbursed"), sums.disbursed),
        (_("Gap: planned, neither committed nor paid"), sums.gap),
    )
    return tuple(Fact(term, f"{plan.currency} {words.money(amount)}") for term, amount in amounts)


def _indicator(plan: Plan, each: PlanIndicator, number: int) -> IndicatorLine:
    targets = " \u2192 ".join(filter(None, map(value_words, each.targets)))
    facts = (
        Fact(words.text(FIELDS["unit"]), each.unit or _("none named")),
        Fact(words.text(FIELDS["baseline"]), value_words(each.baseline) or _("none named")),
        Fact(words.text(FIELDS["targets"]), targets or _("none named")),
        Fact(words.text(FIELDS["source"]), each.source or each.measure or _("none named")),
        Fact(words.text(FIELDS["frequency"]), each.frequency or _("none named")),
        Fact(words.text(FIELDS["lane"]), words.text(LANES[each.lane])),
    )
    url = words.address("progress:indicator", plan.id, each.id)
    return IndicatorLine(number, wording.marked(each.title), url, facts)


def _risk(each: Risk, number: int) -> RiskLine:
    facts = (
        (FIELDS["likelihood"], _("%(grade)s of 5") % {"grade": each.likelihood}, each.likelihood),
        (FIELDS["impact"], _("%(grade)s of 5") % {"grade": each.impact}, each.impact),
        (FIELDS["mitigation"], words.text(each.mitigation), bool(each.mitigation)),
        (FIELDS["owner"], words.institution(each.owner), each.owner),
        (FIELDS["reviewed_on"], words.day(each.reviewed_on), each.reviewed_on),
    )
    grade = each.likelihood * each.impact
    return RiskLine(
        number,
        wording.marked(each.title),
        str(grade) if grade else "",
        tuple(Fact(words.text(term), text) for term, text, is_said in facts if is_said),
    )


def level_below(level: Level) -> Level:
    """What one most likely adds inside an element of a level."""
    order = {
        Level.THEME: Level.OBJECTIVE,
        Level.OBJECTIVE: Level.ACTION,
        Level.OUTCOME: Level.OUTPUT,
        Level.OUTPUT: Level.ACTION,
    }
    return order.get(level, Level.ACTIVITY)
