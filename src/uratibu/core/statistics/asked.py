"""What can be refused before any data set is looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from uratibu.core.codelists.model import CodeList
from uratibu.core.indicators.model import Indicator, Kind, Totals
from uratibu.core.labels import Label
from uratibu.core.periods import NotAPeriod, PeriodKind, parse_period
from uratibu.core.statistics.catalogue import AREA, PERIOD, Catalogue, not_addable
from uratibu.core.statistics.model import (
    Change,
    ChangeSince,
    Formula,
    Measure,
    Part,
    Query,
    Rank,
    ShareOf,
    Top,
    TotalOver,
    Transform,
)
from uratibu.core.statistics.refusals import nonsense
from uratibu.core.statistics.words import KINDS, PERIOD_KINDS, both

LATEST = "latest"
PERCENT = "percent"
SHARE = both("share", "sehemu")
RANK = both("rank", "nafasi")
TOP = both("top", "orodha ya juu")
CHANGE = both("change", "badiliko")


def require_sense(query: Query, catalogue: Catalogue) -> None:
    """Refuse a question that has no meaning whatever the data are. Raises NonsenseQuery."""
    require_once(query)
    require_one_edition(query)
    require_editions_used(query)
    require_one_kind_of_period(query.periods)
    require_one_time(query.measure, catalogue)
    for dimension, codes in query.where:
        if not codes:
            raise nonsense("empty-filter", dimension=dimension)
    for index, transform in enumerate(query.then):
        require_grouped(transform, query)
        require_order(transform, query.then[:index])
        require_parts_of_a_whole(transform, query.measure, catalogue)
        require_two_periods(transform, query, catalogue)


def require_once(query: Query) -> None:
    """Nothing is grouped, filtered or asked for twice."""
    filters = [dimension for dimension, _ in query.where]
    periods = [PERIOD] if query.periods and PERIOD in filters else []
    for names in (query.by, filters, periods * 2, query.periods):
        repeated = [name for name, count in Counter(names).items() if count > 1]
        if repeated:
            raise nonsense("asked-twice", what=", ".join(repeated))


def require_one_edition(query: Query) -> None:
    """Each data set answers in one edition."""
    for dataset in dict(query.editions):
        editions = sorted({edition for name, edition in query.editions if name == dataset})
        if len(editions) > 1:
            raise nonsense("mixed-editions", dataset=dataset, editions=", ".join(editions))


def require_editions_used(query: Query) -> None:
    """An edition that is asked for is of a data set that answers; none is passed over."""
    used = [part.dataset for part in parts_of(query.measure)]
    for dataset, edition in query.editions:
        if dataset not in used:
            raise nonsense(
                "edition-unused", dataset=dataset, edition=edition, measure=query.measure.title,
                datasets=", ".join(dict.fromkeys(used)),
            )  # fmt: skip


def require_one_kind_of_period(periods: Sequence[str]) -> None:
    """All periods may be of one and the same kind."""
    shapes = [_kinds(period) for period in periods if period != LATEST]
    possible = [kinds for kinds in shapes if kinds]
    if possible and not frozenset.intersection(*possible):
        raise nonsense("mixed-period-kinds", periods=", ".join(periods))


def require_one_time(measure: Measure, catalogue: Catalogue) -> None:
    """Numerator and denominator speak of the same areas and times.

    Kinds of period must be equal, except that what happened in a calendar year may be divided by
    a stock at the middle of it: the usual denominator of a yearly rate (UN Population Division).
    """
    if measure.denominator is None:
        return
    fixed = {d for d, _ in measure.denominator.where} & {AREA, PERIOD}
    if fixed or not all(inherits(measure.denominator, d) for d in (AREA, PERIOD)):
        raise nonsense("ratio-of-areas", measure=measure.title)
    above = catalogue.datasets[measure.numerator.dataset].period_kind
    below = catalogue.datasets[measure.denominator.dataset].period_kind
    is_rate = (above, below) == (PeriodKind.YEAR, PeriodKind.MID_YEAR)
    kind = catalogue.indicators[measure.numerator.indicator].kind
    if above is not below and not (is_rate and kind is Kind.FLOW):
        raise nonsense(
            "mixed-ratio-periods", measure=measure.title,
            numerator=PERIOD_KINDS[above], denominator=PERIOD_KINDS[below],
        )  # fmt: skip


def require_grouped(transform: Transform, query: Query) -> None:
    """A share, a rank or a top n speaks of a dimension of the answer that is not time."""
    if isinstance(transform, ChangeSince | TotalOver):
        return
    what = step_words(transform)
    if transform.dimension == PERIOD:
        raise nonsense("over-period", what=what)
    if transform.dimension not in query.by:
        raise nonsense("not-grouped", what=what, dimension=transform.dimension)
    if isinstance(transform, Top) and transform.count < 1:
        raise nonsense("too-few", count=str(transform.count), dimension=transform.dimension)


def require_order(transform: Transform, before: Sequence[Transform]) -> None:
    """What needs values that add up comes before what takes that from them."""
    if isinstance(transform, TotalOver):
        if transform.dimension != PERIOD:
            raise nonsense("total-over-other", dimension=transform.dimension)
        if before:
            raise nonsense(
                "wrong-order", first=step_words(before[-1]), second=step_words(transform)
            )
        return
    spoilt = [step for step in before if isinstance(step, ShareOf | ChangeSince)]
    if isinstance(transform, ChangeSince):
        spoilt = [step for step in before if isinstance(step, ChangeSince)]
    if spoilt and not isinstance(transform, Rank):
        raise nonsense("wrong-order", first=step_words(spoilt[-1]), second=step_words(transform))


def require_parts_of_a_whole(transform: Transform, measure: Measure, catalogue: Catalogue) -> None:
    """Only what adds up has shares and a remainder; only what may be added over time is added."""
    indicator = catalogue.indicators[measure.numerator.indicator]
    if isinstance(transform, TotalOver):
        require_addable_over_time(measure, catalogue)
    if not isinstance(transform, ShareOf | Top):
        return
    if measure.formula is Formula.RATIO or not adds_up(indicator):
        raise nonsense("parts-of-a-ratio", what=step_words(transform), measure=measure.title)
    declared = indicator.dimension(transform.dimension)
    if declared is not None and declared.totals is Totals.NONE:
        raise nonsense(
            "members-not-addable", indicator=indicator.title, dimension=transform.dimension
        )


def require_addable_over_time(measure: Measure, catalogue: Catalogue) -> None:
    """Flows add up over time and cumulative counts have a latest value; nothing else.

    A ratio of two flows is taken anew over all periods; its values are never added.
    """
    for indicator in (catalogue.indicators[part.indicator] for part in parts_of(measure)):
        if adds_up(indicator) and indicator.kind is not Kind.STOCK:
            continue
        if measure.formula is Formula.RATIO or not adds_up(indicator):
            raise nonsense("ratios-over-time", measure=measure.title)
        raise nonsense(
            "stocks-over-time", indicator=indicator.title, kind=KINDS[indicator.kind]
        )  # fmt: skip


def require_two_periods(transform: Transform, query: Query, catalogue: Catalogue) -> None:
    """A change has two periods to stand between, and is not a percentage of a percentage."""
    if not isinstance(transform, ChangeSince):
        return
    title = query.measure.title
    is_one = len(query.periods) == 1 or any(isinstance(s, TotalOver) for s in query.then)
    if is_one:
        raise nonsense("change-of-one", measure=title, period=", ".join(query.periods))
    is_percent = unit_of(query.measure, catalogue) == PERCENT
    is_share = any(isinstance(step, ShareOf) for step in query.then)
    if transform.kind is Change.PERCENT and (is_percent or is_share):
        raise nonsense("percent-of-percent", measure=title)


def require_disjoint(codelist: CodeList, dimension: str, codes: tuple[str, ...]) -> None:
    """Members that are added contain neither each other nor a total of them."""
    wrong = not_addable(codelist, codes)
    if wrong and len(codes) > 1:
        shown = ", ".join(codes[:12])
        raise nonsense(
            "aggregate-with-members", codes=shown, dimension=dimension, container=wrong[0]
        )


def require_addable(indicator: Indicator, dimension: str, *, is_listed: bool = False) -> None:
    """The indicator's values may be added over a dimension.

    is_listed: the measure itself lists the members, so somebody vouches that these do not overlap.
    """
    if not adds_up(indicator):
        raise nonsense("ratios-added", indicator=indicator.title, dimension=dimension)
    declared = indicator.dimension(dimension)
    if declared is not None and declared.totals is Totals.NONE and not is_listed:
        raise nonsense("members-not-addable", indicator=indicator.title, dimension=dimension)


def adds_up(indicator: Indicator) -> bool:
    """Whether values of different places may be added."""
    return indicator.kind is not Kind.RATIO and indicator.unit != PERCENT


def inherits(part: Part, dimension: str) -> bool:
    """Whether a filter or grouping of the question applies to this ingredient."""
    return "*" in part.inherits or dimension in part.inherits


def parts_of(measure: Measure) -> tuple[Part, ...]:
    """The ingredients of a measure: its numerator, and its denominator if it has one."""
    if measure.denominator is None:
        return (measure.numerator,)
    return (measure.numerator, measure.denominator)


def unit_of(measure: Measure, catalogue: Catalogue) -> str:
    """The unit of a measure: its own, or that of its indicator."""
    return measure.unit or catalogue.indicators[measure.numerator.indicator].unit


def step_words(transform: Transform) -> Label:
    """How a comparison is called in a sentence."""
    words = {
        ChangeSince: CHANGE,
        ShareOf: SHARE,
        Rank: RANK,
        Top: TOP,
        TotalOver: both("total over periods", "jumla ya vipindi"),
    }
    return words[type(transform)]


def _kinds(period: str) -> frozenset[PeriodKind]:
    return frozenset(kind for kind in PeriodKind if is_period(period, kind))


def is_period(text: str, kind: PeriodKind) -> bool:
    """Whether the text is the code of a period of this kind."""
    if not re.match(r"\d", text):
        return False
    try:
        parse_period(text, kind)
    except NotAPeriod:
        return False
    return True
