"""The card of an indicator, in the reader's language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.labels import Label
from uratibu.core.plans.model import Element, Plan, PlanIndicator, PlanValue, Wording
from uratibu.core.progress.completeness import FIELDS, Completeness, completeness
from uratibu.core.progress.typed import plain_text, shown_text
from uratibu.design import wording
from uratibu.design.parts import Fact
from uratibu.web.institutions.queries.register import title_of
from uratibu.web.progress.models import Released, Standing

KINDS = {
    "flow": Label((("en", "flow: adds up over time and place"),
                   ("sw", "mtiririko: hujumlishwa kwa wakati na mahali"))),
    "stock": Label((("en", "stock: adds up over place, never over time"),
                    ("sw", "akiba: hujumlishwa kwa mahali, kamwe si kwa wakati"))),
    "cumulative": Label((("en", "running total: the latest value stands for all before it"),
                         ("sw", "jumla inayoongezeka: thamani ya mwisho hujumuisha zote"))),
    "ratio": Label((("en", "ratio: computed from numerator and denominator"),
                    ("sw", "uwiano: hukokotolewa kutoka kiasi cha juu na kigawanyo"))),
}  # fmt: skip
DIRECTIONS = {
    "higher-is-better": Label((("en", "higher is better"), ("sw", "juu zaidi ni bora"))),
    "lower-is-better": Label((("en", "lower is better"), ("sw", "chini zaidi ni bora"))),
    "context": Label((("en", "neither by itself"), ("sw", "hakuna ulio bora wenyewe"))),
}


@dataclass(frozen=True)
class ValueLine:
    """One released figure with its target; value says why where there is no number."""

    period: str
    place: str
    value: str
    parts: str
    target: str
    origin: str
    digest: str


@dataclass(frozen=True)
class Card:
    """Everything of one indicator."""

    plan: Plan
    plan_title: str
    element: Element
    element_title: str
    element_url: str
    indicator: PlanIndicator
    title: str
    unit: str
    definitions: tuple[tuple[Wording, str], ...]
    facts: tuple[Fact, ...]
    complete: Completeness
    missing: tuple[str, ...]
    values: tuple[ValueLine, ...]
    rating: str
    because: str


def card_of(plan: Plan, key: str) -> Card:
    """The card of an indicator. Raises Http404."""
    found = next(((e, i) for e, i in plan.indicators() if i.id == key), None)
    if found is None:
        raise Http404(key)
    element, indicator = found
    language = get_language() or "en"
    complete = completeness(indicator, answers=element.reports)
    standing = Standing.objects.filter(plan=plan.id, key=key, period="").first()
    return Card(
        plan=plan, plan_title=plan.title(language), element=element,
        element_title=f"{element.code} {element.title(language)}".strip(),
        element_url=_address("plans:element", plan.id, element.id), indicator=indicator,
        title=indicator.title(language), unit=indicator.unit,
        definitions=tuple((each, each.text(language)) for each in reversed(indicator.definitions)),
        facts=tuple(_facts(element, indicator, language)), complete=complete,
        missing=tuple(FIELDS[each](language) for each in complete.missing),
        values=tuple(_values(plan, indicator)), rating=standing.rating if standing else "",
        because=_because(standing, language),
    )  # fmt: skip


def _facts(element: Element, indicator: PlanIndicator, language: str) -> list[Fact]:
    """What is known of it; what is not is listed as missing, not shown as empty."""
    said = [
        (_("Unit"), indicator.unit),
        (_("Kind"), KINDS[indicator.kind](language) if indicator.kind else ""),
        (_("Direction"), DIRECTIONS[indicator.direction](language) if indicator.direction else ""),
        (_("Denominator"), indicator.denominator(language)),
        (_("Baseline"), _plan_value(indicator.baseline)),
        (_("Targets"), "; ".join(_plan_value(each) for each in indicator.targets)),
        (_("Source"), indicator.source),
        (_("Measure"), indicator.measure),
        (_("Frequency"), indicator.frequency),
        (_("Disaggregation"), ", ".join(indicator.disaggregation)),
        (_("Method"), indicator.method(language)),
        (_("Limits"), indicator.limits(language)),
        (_("Answers for it"), title_of(indicator.owner or element.reports)),
    ]
    return [Fact(term, text) for term, text in said if text]


def _plan_value(value: PlanValue | None) -> str:
    if value is None:
        return ""
    amount = plain_text(value.value) if value.value is not None else ""
    if value.value is None and value.numerator is not None and value.denominator is not None:
        amount = f"{plain_text(value.numerator)} / {plain_text(value.denominator)}"
    return f"{amount} ({value.period})" if amount else ""


def _values(plan: Plan, indicator: PlanIndicator) -> list[ValueLine]:
    rows = Released.objects.filter(plan=plan.id, indicator=indicator.id, ended_at=None)
    targets = {(each.period, each.place): _plan_value(each) for each in indicator.targets}
    return [
        ValueLine(
            row.period, row.place, _shown(row.value, indicator) or wording.state(row.state),
            f"{row.numerator} / {row.denominator}" if row.numerator else "",
            targets.get((row.period, row.place), ""), row.origin, row.digest[:12],
        )
        for row in rows.order_by("-period", "place")[:400]
    ]  # fmt: skip


def _shown(value: str, indicator: PlanIndicator) -> str:
    return shown_text(Decimal(value), indicator.decimals) if value else ""


def _because(standing: Standing | None, language: str) -> str:
    if standing is None or not standing.because:
        return ""
    said = json.loads(standing.because)
    return str(said.get(language) or said.get("en", ""))


def _address(route: str, *arguments: str) -> str:
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""
