"""What a released table is called: its title with place and time filled in, columns and codes."""

from __future__ import annotations

from collections.abc import Iterable

from uratibu.core.codelists.model import TOTAL, CodeList
from uratibu.core.disclosure.gate import Words
from uratibu.core.indicators.model import Indicator
from uratibu.core.labels import Label, label
from uratibu.core.periods import PeriodKind
from uratibu.core.statistics import words
from uratibu.core.statistics.catalogue import AREA, PERIOD, Catalogue, known
from uratibu.core.statistics.model import REMAINDER, Answer

_MOST_NAMED = 3
_WRITTEN_OUT = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.DAY})


def words_for(answer: Answer, catalogue: Catalogue) -> Words:
    """The words of an answer in every language its pack has."""
    indicator = catalogue.indicators[answer.query.measure.numerator.indicator]
    return Words(
        title=title_of(answer, catalogue, indicator),
        titles=tuple(_column(dimension, indicator, catalogue) for dimension in answer.columns),
        labels=tuple(
            ((dimension, code), _code(dimension, code, answer, catalogue, indicator))
            for dimension, code in _shown(answer)
        ),
        notes=(indicator.limits,) if indicator.limits else (),
    )


def title_of(answer: Answer, catalogue: Catalogue, indicator: Indicator) -> Label:
    """The title of the measure with {area} and {period} filled in."""
    title = answer.query.measure.title
    area = area_words(answer, catalogue.codelist(indicator, AREA))
    period = _time(answer)
    return Label(
        tuple(
            (
                language,
                text.replace("{area}", area(language)).replace("{period}", period(language)),
            )
            for language, text in title.texts
        )
    )


def area_words(answer: Answer, areas: CodeList) -> Label:
    """The place an answer speaks of: its name, a few names, what contains them, or how many."""
    codes = dict(answer.query.where).get(AREA, ())
    if not codes:
        return words.both("all areas", "maeneo yote")
    names = [known(areas, code).title for code in codes]
    if len(names) > _MOST_NAMED:
        above = [set(areas.ancestors(code)) for code in codes]
        common = [a for a in areas.ancestors(codes[0]) if all(a in each for each in above)]
        if common:
            return known(areas, common[0]).title
        return words.both(f"{len(codes)} areas", f"maeneo {len(codes)}")
    return words.both(*(", ".join(name(language) for name in names) for language in ("en", "sw")))


def _time(answer: Answer) -> Label:
    periods = answer.query.periods
    code = periods[0] if len(periods) == 1 else f"{periods[0]}..{periods[-1]}"
    return words.period_words(code, answer.period_kind)


def _column(dimension: str, indicator: Indicator, catalogue: Catalogue) -> Label:
    fixed = {AREA: words.AREA, PERIOD: words.PERIOD}
    declared = indicator.dimension(dimension)
    if declared is not None and declared.title:
        return declared.title
    return fixed.get(dimension) or catalogue.codelist(indicator, dimension).title


def _shown(answer: Answer) -> Iterable[tuple[str, str]]:
    """Every (dimension, code) of a key or a filter, once."""
    keys = [pair for c in answer.cells for pair in zip(answer.columns, c.key, strict=True)]
    filters = [(dimension, code) for dimension, codes in answer.query.where for code in codes]
    return dict.fromkeys((*keys, *filters))


def _code(
    dimension: str, code: str, answer: Answer, catalogue: Catalogue, indicator: Indicator
) -> Label:
    if dimension == PERIOD:
        is_added = ".." in code or "+" in code
        is_plain = not is_added and answer.period_kind not in _WRITTEN_OUT
        return label(code) if is_plain else words.period_words(code, answer.period_kind)
    if code == REMAINDER:
        return words.REMAINDER
    found = catalogue.codelist(indicator, dimension).get(code)
    if found is not None:
        return found.title
    return words.TOTAL if code == TOTAL else label(code)
