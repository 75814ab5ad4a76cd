"""From a question to the selections an engine runs; nonsense ends here, as does what data lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from uratibu.core.datasets.model import Edition
from uratibu.core.indicators.model import Kind
from uratibu.core.statistics.asked import LATEST, parts_of, require_sense
from uratibu.core.statistics.catalogue import PERIOD, Catalogue, Facts
from uratibu.core.statistics.model import ChangeSince, Part, Query, Selection, TotalOver
from uratibu.core.statistics.refusals import declined
from uratibu.core.statistics.settle import Ingredient, Settling
from uratibu.core.statistics.words import PERIOD_KINDS

ROLES = ("numerator", "denominator")


@dataclass(frozen=True)
class Plan:
    """A question with everything settled: periods, editions and filters are written out.

    columns: the dimensions of an answer's keys. ingredients: numerator, then denominator if any;
    every selection says which periods it reads. stretch: the code of the one period that added
    periods become, "" where they are not added.
    """

    query: Query
    columns: tuple[str, ...]
    ingredients: tuple[Ingredient, ...]
    stretch: str = ""


def plan(query: Query, catalogue: Catalogue, facts: Facts) -> Plan:
    """Settle a question.

    Raises NonsenseQuery where it has no meaning, Declined where the data cannot answer it.
    """
    query = _with_periods(query)
    require_sense(query, catalogue)
    drafts = tuple(
        Settling(
            part=part,
            role=role,
            query=query,
            catalogue=catalogue,
            facts=facts,
            edition=_edition(part, query, facts),
        ).ingredient()
        for role, part in zip(ROLES, parts_of(query.measure), strict=False)
    )
    there = [_there(draft, facts) for draft in drafts]
    periods = _periods(query, drafts, there)
    stretch = _stretch(query, periods, there)
    ingredients = tuple(_at_periods(draft, periods, is_added=bool(stretch)) for draft in drafts)
    return Plan(
        query=_resolved(query, drafts, periods),
        columns=query.by if PERIOD in query.by else (*query.by, PERIOD),
        ingredients=ingredients,
        stretch=stretch,
    )


def _with_periods(query: Query) -> Query:
    """A filter on the period is the same as naming the periods."""
    named = dict(query.where).get(PERIOD, ())
    if not named or query.periods:
        return query
    where = tuple((dimension, codes) for dimension, codes in query.where if dimension != PERIOD)
    return replace(query, where=where, periods=named)


def _edition(part: Part, query: Query, facts: Facts) -> Edition:
    """The edition that was asked for, else the latest."""
    there = facts.store.editions(part.dataset)
    asked = dict(query.editions).get(part.dataset, there[-1].edition if there else LATEST)
    for edition in there:
        if edition.edition == asked:
            return edition
    available = tuple(edition.edition for edition in there)
    raise declined("edition", dataset=part.dataset, edition=asked, available=available)


def _periods(
    query: Query, drafts: Sequence[Ingredient], there: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    """The periods the answer speaks of, in order; "latest" is the last that every part has.

    there: the periods each part has.
    """
    common = sorted(set.intersection(*map(set, there)))
    if not common:
        _require_any(drafts, there)
    if not query.periods:
        return _enough(query, tuple(common), drafts[0])
    asked = {common[-1] if period == LATEST else period for period in query.periods}
    for draft, available in zip(drafts, there, strict=True):
        for period in sorted(asked):
            if period not in available:
                raise _no_period(draft, period, available)
    return _enough(query, tuple(sorted(asked)), drafts[0])


def _there(draft: Ingredient, facts: Facts) -> tuple[str, ...]:
    found = (facts.codes(step.selection, draft.edition, PERIOD) for step in draft.steps)
    return tuple(sorted({period for periods in found for period in periods}))


def _require_any(drafts: Sequence[Ingredient], there: Sequence[tuple[str, ...]]) -> None:
    """Decline where a part has no observation at all, or the parts never meet in time."""
    for draft, available in zip(drafts, there, strict=True):
        if not available:
            filters = "; ".join(f"{d} {', '.join(codes)}" for d, codes in draft.where)
            raise declined(
                "nothing", indicator=draft.indicator.title,
                filters=filters or "-", edition=draft.edition.id,
            )  # fmt: skip
    raise _no_period(drafts[-1], ", ".join(there[0][:12]), there[-1])


def _enough(query: Query, periods: tuple[str, ...], draft: Ingredient) -> tuple[str, ...]:
    is_change = any(isinstance(step, ChangeSince) for step in query.then)
    if is_change and len(periods) < 2:
        raise declined(
            "one-period", indicator=draft.indicator.title, edition=draft.edition.id,
            available=periods,
        )  # fmt: skip
    return periods


def _no_period(draft: Ingredient, period: str, available: tuple[str, ...]) -> Exception:
    words = PERIOD_KINDS[draft.dataset.period_kind]
    return declined(
        "period", indicator=draft.indicator.title, period=period, edition=draft.edition.id,
        kind=words, available=available,
    )  # fmt: skip


def _stretch(
    query: Query, periods: tuple[str, ...], there: Sequence[tuple[str, ...]]
) -> str:  # fmt: skip
    """The code of periods that are added: 2019..2021, or 2019+2021 where one between is left out.

    there: the periods each part has.
    """
    if not any(isinstance(step, TotalOver) for step in query.then):
        return ""
    if len(periods) == 1:
        return periods[0]
    common = set.intersection(*map(set, there))
    left_out = {p for p in common if periods[0] < p < periods[-1]} - set(periods)
    return "+".join(periods) if left_out else f"{periods[0]}..{periods[-1]}"


def _at_periods(draft: Ingredient, periods: tuple[str, ...], *, is_added: bool) -> Ingredient:
    steps = tuple(
        replace(step, selection=_timed(step.selection, draft.indicator.kind, periods, is_added))
        for step in draft.steps
    )
    return replace(draft, steps=steps)


def _timed(selection: Selection, kind: Kind, periods: tuple[str, ...], is_added: bool) -> Selection:
    """The selection with its periods: a column, or added (flows), or the last (cumulative)."""
    read = periods[-1:] if is_added and kind is Kind.CUMULATIVE else periods
    where = tuple(sorted((*selection.where, (PERIOD, read))))
    if not is_added:
        return replace(selection, where=where, by=(*selection.by, PERIOD))
    if len(read) == 1:
        return replace(selection, where=where)
    added = (*selection.add_over, PERIOD)
    return replace(selection, where=where, add_over=added, complete=(*selection.complete, PERIOD))


def _resolved(query: Query, drafts: Sequence[Ingredient], periods: tuple[str, ...]) -> Query:
    """The question as it is answered, so that it can be asked again word for word."""
    asked = {dimension for dimension, _ in query.where}
    where = tuple((d, codes) for d, codes in drafts[0].where if d in asked)
    editions = sorted({(draft.edition.dataset, draft.edition.edition) for draft in drafts})
    return replace(query, where=where, periods=periods, editions=tuple(editions))
