"""One indicator as a line of the matrix: baseline, last values and targets, light, source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from uratibu.core.periods import NotAPeriod
from uratibu.core.plans.model import ANSWER, Element, Plan, PlanIndicator, PlanValue
from uratibu.core.progress.lights import RATINGS, TRENDS
from uratibu.core.progress.model import Trend
from uratibu.core.progress.sentences import answer
from uratibu.core.progress.spans import span
from uratibu.core.progress.target import number_of
from uratibu.core.values import State
from uratibu.design import wording
from uratibu.design.parts import Link
from uratibu.design.parts import Trend as Spark
from uratibu.web.plans.queries import words
from uratibu.web.progress.queries.standings import NOW, Point, sentence

SHOWN = 3
"""Periods in a line, the newest last."""
WIDTH, HEIGHT, EDGE = 120, 28, 3


@dataclass(frozen=True)
class Sign:
    """A word with its shape; kind: what the stylesheet knows it by."""

    kind: str
    word: str
    shape: str
    sentence: str = ""


@dataclass(frozen=True)
class Said:
    """A value as written, or the words of its state; target: as written, "" where there is none."""

    period: str
    value: str = ""
    state: str = ""
    target: str = ""


@dataclass(frozen=True)
class Line:
    """One row of the matrix."""

    key: str
    title: str
    url: str
    element: Link
    lead: str
    unit: str
    baseline: Said | None
    periods: tuple[Said, ...]
    goal: Said | None
    light: Sign
    trend: Sign
    spark: Spark | None
    source: str
    source_url: str
    is_overdue: bool


def line(
    plan: Plan,
    element: Element,
    indicator: PlanIndicator,
    points: Sequence[Point],
    *,
    is_overdue: bool,
    at: str = "",
) -> Line:
    """A line up to a period ("" is now)."""
    by_code = {each.period: each for each in points}
    now = by_code.get(at or NOW)
    ordered = _ordered(plan, [each for each in points if each.period != NOW], at)
    return Line(
        key=indicator.id,
        title=words.text(indicator.title),
        url=words.address("progress:indicator", plan.id, indicator.id),
        element=words.element_link(plan.id, element),
        lead=words.institution(owner_of(element, indicator)),
        unit=unit(indicator),
        baseline=_planned(indicator, indicator.baseline),
        periods=tuple(said(indicator, each) for each in ordered[-SHOWN:]),
        goal=_planned(indicator, indicator.targets[-1] if indicator.targets else None),
        light=light(now),
        trend=_trend(now),
        spark=_spark(indicator, ordered),
        source=source(indicator, now),
        source_url=words.address("portal:measure", indicator.measure) if indicator.measure else "",
        is_overdue=is_overdue,
    )


def owner_of(element: Element, indicator: PlanIndicator) -> str:
    """The institution that answers for an indicator."""
    return indicator.owner or element.reports


def written(indicator: PlanIndicator, number: Decimal | None) -> str:
    """A number of an indicator in the reader's language; a policy answer in words."""
    if number is None:
        return ""
    if indicator.unit == ANSWER:
        return words.text(answer(number))
    return wording.amount(number, indicator.decimals)


def state_words(state: str) -> str:
    """Why there is no number, in words that fit a return as well as a publication."""
    return _("not due yet") if state == State.NOT_YET else wording.state(state)


def unit(indicator: PlanIndicator) -> str:
    """The unit in words."""
    known = {"percent": _("percent"), ANSWER: _("yes, partly or no"), "persons": _("people")}
    return known.get(indicator.unit, indicator.unit)


def light(point: Point | None) -> Sign:
    """The light of a standing; without one the plan was changed since they were worked out."""
    if point is None:
        return Sign("none", _("not worked out yet"), "\u25cb")
    sign = RATINGS[point.rating]
    return Sign(str(point.rating), words.text(sign.word), sign.shape, sentence(point.because))


def _trend(point: Point | None) -> Sign:
    trend = point.trend if point else Trend.UNKNOWN
    sign = TRENDS[trend]
    return Sign(str(trend), words.text(sign.word), sign.shape)


def _data_set(source: str) -> str:
    """The title of a data set, else the means of verification as the plan says it."""
    known = {each.id: each.title for each in words.installed().datasets}
    return words.text(known[source]) if source in known else source


def in_order(plan: Plan, codes: Iterable[str]) -> list[str]:
    """Periods by their ends, a year after its quarters."""
    return sorted(codes, key=lambda code: _end(plan, code))


def _ordered(plan: Plan, points: list[Point], at: str) -> list[Point]:
    """By the end of their periods; up to one where one is asked for."""
    keyed = sorted(((_end(plan, each.period), each) for each in points), key=lambda pair: pair[0])
    last = _end(plan, at) if at else "9999"
    return [each for end, each in keyed if end <= last]


def _end(plan: Plan, code: str) -> str:
    try:
        period = span(code, fiscal_start_month=plan.fiscal_start_month)
    except NotAPeriod:
        return ""
    return f"{period.end.isoformat()} {9999 - period.start.year:04}{12 - period.start.month:02}"


def said(indicator: PlanIndicator, point: Point) -> Said:
    """A standing as written."""
    return Said(
        point.period,
        written(indicator, point.value),
        "" if point.value is not None else state_words(point.state),
        written(indicator, point.target),
    )


def _planned(indicator: PlanIndicator, value: PlanValue | None) -> Said | None:
    if value is None:
        return None
    return Said(value.period, written(indicator, number_of(value, indicator.unit)))


def source(indicator: PlanIndicator, point: Point | None) -> str:
    """Where the value that speaks for now comes from, else where one is to come from."""
    named = _data_set(indicator.source)
    if point is None or point.value is None:
        return named
    if indicator.measure:
        return named or point.origin
    kind, _colon, rest = point.origin.partition(":")
    if kind == "return":
        institution, _slash, period = rest.partition("/")
        return _("Return of %(institution)s, %(period)s") % {
            "institution": institution, "period": period,
        }  # fmt: skip
    return point.origin or _("rolled up from places or quarters")


def _spark(indicator: PlanIndicator, points: Sequence[Point]) -> Spark | None:
    """A line through the numbers there are, of three or more."""
    numbers = [(each.period, each.value) for each in points if each.value is not None]
    if len(numbers) < 3:
        return None
    low = min(value for _, value in numbers)
    spread = max(value for _, value in numbers) - low or Decimal(1)
    step = Decimal(WIDTH - 2 * EDGE) / (len(numbers) - 1)
    drawn = " ".join(
        f"{EDGE + step * n:.0f},{HEIGHT - EDGE - (value - low) / spread * (HEIGHT - 2 * EDGE):.0f}"
        for n, (_, value) in enumerate(numbers)
    )
    told = _("from %(old)s in %(before)s to %(new)s in %(after)s") % {
        "old": written(indicator, numbers[0][1]), "before": numbers[0][0],
        "new": written(indicator, numbers[-1][1]), "after": numbers[-1][0],
    }  # fmt: skip
    return Spark(drawn, told)
