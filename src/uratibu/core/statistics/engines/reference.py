"""The engine that defines the meaning: plain Python over every observation. Slow and clear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from uratibu.core.datasets.model import Edition, Observation
from uratibu.core.datasets.store import Store
from uratibu.core.statistics.arithmetic import add, weakest
from uratibu.core.statistics.engines.engine import LACKING, Row
from uratibu.core.statistics.model import Selection
from uratibu.core.values import WITH_NUMBER


class ReferenceEngine:
    """Runs a selection by looking at one observation after the other."""

    def run(self, selection: Selection, store: Store) -> tuple[Row, ...]:
        """One row for each group that has an observation, sorted by key."""
        groups: dict[tuple[str, ...], list[Observation]] = {}
        for observation in self.observations(selection, store):
            key = tuple(code_of(observation, dimension) for dimension in selection.by)
            groups.setdefault(key, []).append(observation)
        return tuple(_row(key, groups[key], selection) for key in sorted(groups))

    def codes(self, selection: Selection, dimension: str, store: Store) -> tuple[str, ...]:
        """The distinct codes of a dimension among the selected observations, sorted."""
        return tuple(sorted({code_of(o, dimension) for o in _selected(selection, store)}))

    def observations(self, selection: Selection, store: Store) -> tuple[Observation, ...]:
        """The selected observations themselves, in the order of their source rows."""
        return tuple(sorted(_selected(selection, store), key=in_order))

    def dimensions(self, edition: str, store: Store) -> frozenset[str]:
        """The dimensions an edition is broken down by."""
        found = store.observations(edition_of(edition, store))
        return frozenset(dimension for o in found for dimension, _ in o.dimensions)


def edition_of(edition: str, store: Store) -> Edition:
    """The edition of a citable id such as undesa-ims@2024."""
    dataset, _, name = edition.partition("@")
    return store.edition(dataset, name)


def code_of(observation: Observation, dimension: str) -> str:
    """The code an observation has in a dimension, area and period among them; "" for none."""
    if dimension == "area":
        return observation.area
    if dimension == "period":
        return observation.period
    return dict(observation.dimensions).get(dimension, "")


def in_order(observation: Observation) -> tuple[object, ...]:
    """Where an observation stands among the others: by source row, then by what it speaks of."""
    return (
        observation.source_row,
        observation.area,
        observation.period,
        tuple(sorted(observation.dimensions)),
    )


def _selected(selection: Selection, store: Store) -> Iterator[Observation]:
    edition = edition_of(selection.edition, store)
    for observation in store.observations(edition, indicator=selection.indicator.id):
        taken = all(code_of(observation, d) in codes for d, codes in selection.where)
        left_out = any(code_of(observation, d) in codes for d, codes in selection.leave_out)
        if taken and not left_out:
            yield observation


def _row(key: tuple[str, ...], group: list[Observation], selection: Selection) -> Row:
    with_number = [o.value for o in group if o.value.state in WITH_NUMBER]
    numbers: list[Decimal] = [v.number for v in with_number if v.number is not None]
    return Row(
        key=key,
        rows=len(group),
        total=add(numbers) if numbers else None,
        states=tuple(sorted({o.value.state for o in group})),
        quality=weakest(v.quality for v in with_number),
        lacking=tuple(sorted(set(_lacking(group, selection)))),
        members=tuple(
            tuple(sorted({code_of(o, dimension) for o in group}))
            for dimension in selection.complete
        ),
        notes=tuple(sorted({o.note for o in group if o.note})),
    )


def _lacking(group: Iterable[Observation], selection: Selection) -> Iterator[tuple[str, ...]]:
    for observation in group:
        if observation.value.state in LACKING:
            codes = (code_of(observation, dimension) for dimension in selection.add_over)
            yield (str(observation.value.state), *codes)
