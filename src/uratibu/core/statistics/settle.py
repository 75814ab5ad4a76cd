"""One ingredient of a measure, settled: for each dimension whether it is grouped, filtered, read
at its stated total or added over its members. Nothing is left open, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from uratibu.core.codelists.model import TOTAL, CodeList
from uratibu.core.datasets.model import Dataset, Edition
from uratibu.core.indicators.model import Dimension, Indicator, Totals
from uratibu.core.statistics.asked import (
    inherits,
    require_addable,
    require_disjoint,
)
from uratibu.core.statistics.catalogue import (
    AREA,
    PERIOD,
    Catalogue,
    Facts,
    aggregates,
    not_addable,
)
from uratibu.core.statistics.model import ALL_OF, Part, Query, Selection, Where
from uratibu.core.statistics.refusals import declined, nonsense


@dataclass(frozen=True)
class Step:
    """One selection to run; `fixed` are the columns whose code is not read but known."""

    selection: Selection
    fixed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ingredient:
    """One part of a measure with everything that is known about it.

    columns: dimensions of its rows' keys, without the period. where: codes by dimension, as
    asked, with `KEN/*` written out. steps: the selections whose rows together answer; their
    periods are put in when the periods are known.
    """

    role: str
    part: Part
    indicator: Indicator
    dataset: Dataset
    edition: Edition
    columns: tuple[str, ...]
    where: Where
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class _Draft:
    """A selection in the making."""

    by: tuple[str, ...]
    where: dict[str, tuple[str, ...]]
    add_over: tuple[str, ...] = ()
    leave_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    complete: tuple[str, ...] = ()


class Settling:
    """Settles one ingredient; holds what every step of that needs to look up."""

    def __init__(
        self, *, part: Part, role: str, query: Query, catalogue: Catalogue, facts: Facts,
        edition: Edition,
    ) -> None:  # fmt: skip
        self.part, self.role, self.query = part, role, query
        self.catalogue, self.facts, self.edition = catalogue, facts, edition
        self.indicator = catalogue.indicators[part.indicator]
        self.by = tuple(d for d in query.by if d != PERIOD and inherits(part, d))

    def ingredient(self) -> Ingredient:
        """The settled ingredient. Raises NonsenseQuery and Declined."""
        asked = self._asked()
        self._require_dimensions(asked)
        areas = self._areas(asked)
        where = {d: self._members(d, codes, areas) for d, codes in asked.items()}
        drafts = self._at_areas(areas, where)
        steps = tuple(Step(self._selection(draft), fixed) for draft, fixed in drafts)
        return Ingredient(
            role=self.role,
            part=self.part,
            indicator=self.indicator,
            dataset=self.catalogue.datasets[self.part.dataset],
            edition=self.edition,
            columns=self.by,
            where=tuple(sorted(where.items())),
            steps=steps,
        )

    def _asked(self) -> dict[str, tuple[str, ...]]:
        """The filters of the question that apply here, and those of the ingredient itself."""
        asked = {d: codes for d, codes in self.query.where if d != PERIOD}
        asked = {d: codes for d, codes in asked.items() if inherits(self.part, d)}
        for dimension, codes in self.part.where:
            if dimension in asked or dimension in self.by:
                raise nonsense(
                    "fixed-by-measure", measure=self.query.measure.title,
                    dimension=dimension, codes=", ".join(codes),
                )  # fmt: skip
            asked[dimension] = codes
        if AREA not in asked and AREA not in self.by:
            raise nonsense("no-area", measure=self.query.measure.title)
        return asked

    def _require_dimensions(self, asked: Iterable[str]) -> None:
        broken_down_by = self._dimensions()
        for dimension in (*self.by, *asked):
            if dimension not in (AREA, *broken_down_by):
                raise declined(
                    "dimension", indicator=self.indicator.title, dimension=dimension,
                    edition=self.edition.id, available=(AREA, *broken_down_by),
                )  # fmt: skip

    def _dimensions(self) -> tuple[str, ...]:
        """The dimensions the indicator declares and the edition has."""
        there = set(self.facts.dimensions(self.edition))
        declared = (d.id for d in self.indicator.dimensions)
        return tuple(d for d in declared if d in there and d not in {AREA, PERIOD})

    def _areas(self, asked: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """For each area asked for, the areas whose rows are read: itself, or those inside it.

        Those inside are only taken when the area has no row and the indicator declares that
        areas are summed.
        """
        there = self._codes(AREA, {})
        listed = self.codelist(AREA)
        found: dict[str, tuple[str, ...]] = {}
        for area in self._written_out(AREA, asked.get(AREA, ()), there):
            inside = tuple(code for code in there if area in listed.ancestors(code))
            if area in there:
                found[area] = (area,)
            elif self._sums_areas() and inside:
                wrong = not_addable(listed, inside)
                found[area] = tuple(code for code in inside if code not in wrong)
            else:
                raise self._no_code(AREA, area, there)
        return found

    def _members(
        self, dimension: str, codes: tuple[str, ...], areas: Mapping[str, tuple[str, ...]]
    ) -> tuple[str, ...]:
        """The codes asked for, written out; each must be in the data for the areas asked for.

        Of the codes a measure itself lists, those the data have are taken: it says which members
        count, not that there are some of each.
        """
        if dimension == AREA:
            return tuple(areas)
        read = tuple(code for each in areas.values() for code in each)
        there = self._codes(dimension, {AREA: read} if read else {})
        found = self._written_out(dimension, codes, there)
        own = dict(self.part.where)
        if dimension in own and any(code in there for code in found):
            return tuple(code for code in found if code in there)
        for code in found:
            if code not in there:
                raise self._no_code(dimension, code, there)
        return found

    def _written_out(
        self, dimension: str, codes: tuple[str, ...], there: tuple[str, ...]
    ) -> tuple[str, ...]:
        """`KEN/*` becomes the codes directly inside KEN that the data have."""
        found: list[str] = []
        for code in codes:
            if not code.endswith(ALL_OF):
                found.append(code)
                continue
            inside = self.codelist(dimension).children(code.removesuffix(ALL_OF))
            members = [child.code for child in inside if child.code in there]
            if not members:
                raise self._no_code(dimension, code, there)
            found.extend(members)
        return tuple(dict.fromkeys(found))

    def _at_areas(
        self, areas: Mapping[str, tuple[str, ...]], where: dict[str, tuple[str, ...]]
    ) -> list[tuple[_Draft, tuple[tuple[str, str], ...]]]:
        """One draft for the areas that are read as they are, one for each that is summed."""
        if AREA not in self.by:
            read = tuple(code for each in areas.values() for code in each)
            return [(_Draft(self.by, {**where, AREA: read}), ())]
        if not areas:
            return [(_Draft(self.by, where), ())]
        others = tuple(dimension for dimension in self.by if dimension != AREA)
        itself = tuple(area for area, read in areas.items() if read == (area,))
        drafts: list[tuple[_Draft, tuple[tuple[str, str], ...]]] = []
        if itself:
            drafts.append((_Draft(self.by, {**where, AREA: itself}), ()))
        for area, read in areas.items():
            if read != (area,):
                drafts.append((_Draft(others, {**where, AREA: read}), ((AREA, area),)))
        return drafts

    def _selection(self, draft: _Draft) -> Selection:
        for dimension in (AREA, *self._dimensions()):
            draft = self._settled(draft, dimension)
        return Selection(
            indicator=self.indicator,
            edition=self.edition.id,
            by=draft.by,
            where=tuple(sorted(draft.where.items())),
            add_over=draft.add_over,
            leave_out=draft.leave_out,
            complete=draft.complete,
        )

    def _settled(self, draft: _Draft, dimension: str) -> _Draft:
        codes = draft.where.get(dimension, ())
        if dimension in draft.by:
            return draft if codes else self._without_aggregates(draft, dimension)
        if len(codes) > 1:
            is_asked = dimension not in dict(self.part.where)
            require_addable(self.indicator, dimension, is_listed=not is_asked)
            require_disjoint(self.codelist(dimension), dimension, codes)
            return replace(
                draft,
                add_over=(*draft.add_over, dimension),
                complete=(*draft.complete, *([dimension] if is_asked else [])),
            )
        if codes:
            return draft
        declared = self.indicator.dimension(dimension)
        return self._total(draft, declared) if declared is not None else draft

    def _without_aggregates(self, draft: _Draft, dimension: str) -> _Draft:
        """A list of members shows no aggregates beside them unless they are asked for by name."""
        wrong = aggregates(self.codelist(dimension))
        there = set(self._codes(dimension, draft.where))
        found = tuple(code for code in wrong if code in there)
        if not found or not there - {TOTAL, *found}:
            return draft
        return replace(draft, leave_out=(*draft.leave_out, (dimension, found)))

    def _total(self, draft: _Draft, dimension: Dimension) -> _Draft:
        """What stands for all members of a dimension that the question does not mention."""
        there = self._codes(dimension.id, draft.where)
        if dimension.totals is Totals.STATED:
            if there and TOTAL not in there:
                raise declined(
                    "stated-total", indicator=self.indicator.title, dimension=dimension.id,
                    edition=self.edition.id, available=there,
                )  # fmt: skip
            return replace(draft, where={**draft.where, dimension.id: (TOTAL,)})
        require_addable(self.indicator, dimension.id)
        wrong = not_addable(self.codelist(dimension.id), there)
        left_out = ((dimension.id, wrong),) if wrong else ()
        return replace(
            draft,
            add_over=(*draft.add_over, dimension.id),
            leave_out=(*draft.leave_out, *left_out),
        )

    def _codes(self, dimension: str, where: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        probe = Selection(self.indicator, self.edition.id, (), tuple(sorted(where.items())), ())
        return self.facts.codes(probe, self.edition, dimension)

    def codelist(self, dimension: str) -> CodeList:
        """The codes of a dimension of this indicator."""
        return self.catalogue.codelist(self.indicator, dimension)

    def _sums_areas(self) -> bool:
        declared = self.indicator.dimension(AREA)
        return declared is not None and declared.totals is Totals.SUMMED

    def _no_code(self, dimension: str, code: str, there: tuple[str, ...]) -> Exception:
        return declined(
            "code", indicator=self.indicator.title, dimension=dimension, code=code,
            edition=self.edition.id, available=there,
        )  # fmt: skip
