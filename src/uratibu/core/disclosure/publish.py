"""The desk of the gate: a request in, a released table or a reasoned refusal out."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from uratibu.core.codelists.model import Code
from uratibu.core.disclosure import gate
from uratibu.core.disclosure.model import NotReleasable, ReleasedTable, Unprotected
from uratibu.core.disclosure.request import Request
from uratibu.core.disclosure.wording import words_for
from uratibu.core.statistics.asked import parts_of
from uratibu.core.statistics.model import (
    Answer,
    Declined,
    Measure,
    NonsenseQuery,
    Query,
    SourceRow,
)
from uratibu.core.statistics.run import Statistics
from uratibu.core.statistics.steps import SHAPES, NotAStep, parse_step
from uratibu.core.statistics.words import both

KEPT = 512
"""Released tables kept in memory, so that a page that was seen is drawn at once."""


class Publisher:
    """Publishes what may be published. Safe to share between threads.

    Every method raises NotReleasable, with words for the person who asked, and nothing else.
    """

    def __init__(self, statistics: Statistics, clock: Callable[[], datetime]) -> None:
        self._statistics = statistics
        self._clock = clock
        self._kept: OrderedDict[tuple[object, ...], ReleasedTable] = OrderedDict()
        self._lock = threading.Lock()

    def table(self, request: Request) -> ReleasedTable:
        """The released table of a request."""
        key = (request, self._digests(request))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        table = self._released(self._answer(request))
        with self._lock:
            self._kept[key] = table
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return table

    def sources(self, request: Request, key: tuple[str, ...]) -> tuple[SourceRow, ...]:
        """The rows of the editions behind one cell of the table of a request."""
        answer = self._answer(request)
        self._released(answer)
        with refusing():
            return self._statistics.source_rows(answer, key)

    def measures(self) -> tuple[Measure, ...]:
        """Every measure that is declared, by id."""
        declared = self._statistics.catalogue.measures
        return tuple(declared[measure_id] for measure_id in sorted(declared))

    def periods(self, measure: str, area: str) -> tuple[str, ...]:
        """The periods there are of a measure for an area, oldest first."""
        return self._statistics.periods(self._open(measure), area)

    def codes(self, measure: str, dimension: str, area: str) -> tuple[Code, ...]:
        """The codes there are of a dimension of a measure for an area, in their order."""
        return self._statistics.codes(self._open(measure), dimension, area)

    def _answer(self, request: Request) -> Answer:
        measure = self._measure(request.measure)
        with refusing():
            query = Query(
                measure=measure,
                by=request.by,
                where=request.where,
                periods=request.periods,
                editions=request.editions,
                then=tuple(parse_step(step) for step in request.then),
            )
            return self._statistics.answer(query)

    def _released(self, answer: Answer) -> ReleasedTable:
        with refusing():
            gate.reason_for(answer)
            return gate.release(
                answer,
                released_at=self._clock(),
                words=words_for(answer, self._statistics.catalogue),
            )

    def _open(self, measure_id: str) -> Measure:
        """A measure whose data sets are all public: of others not even the codes are told."""
        measure = self._measure(measure_id)
        datasets = self._statistics.catalogue.datasets
        with refusing():
            used = {part.dataset for part in parts_of(measure)}
            gate.require_public((dataset, datasets[dataset].access) for dataset in used)
        return measure

    def _measure(self, measure_id: str) -> Measure:
        found = self._statistics.catalogue.measures.get(measure_id)
        if found is None:
            words = both(
                f"There is no measure {measure_id}. The catalogue lists all measures.",
                f"Hakuna kipimo {measure_id}. Orodha ya takwimu ina vipimo vyote.",
            )
            known = tuple(sorted(self._statistics.catalogue.measures))
            raise NotReleasable(kind="unknown", words=words, available=known)
        return found

    def _digests(self, request: Request) -> tuple[str, ...]:
        """What the store holds of the data sets that would answer; another edition, another key."""
        parts = parts_of(self._measure(request.measure))
        store = self._statistics.facts.store
        return tuple(e.digest for part in parts for e in store.editions(part.dataset))


@contextmanager
def refusing() -> Iterator[None]:
    """Turn every refusal of the rooms below into NotReleasable."""
    try:
        yield
    except NonsenseQuery as refused:
        raise NotReleasable(kind="nonsense", words=refused.words) from refused
    except Declined as declined:
        raise NotReleasable(
            kind="declined", words=declined.words,
            missing=declined.missing, available=declined.available,
        ) from declined  # fmt: skip
    except Unprotected as closed:
        words = both(
            f"{closed}.",
            "Takwimu hizi zimehesabiwa kutoka kumbukumbu za watu na bado hazijalindwa; "
            "zitatolewa baada ya kulindwa.",
        )
        raise NotReleasable(kind="unprotected", words=words) from closed
    except NotAStep as unknown:
        words = both(f"{unknown}.", f"Ulinganisho haujulikani; andika mojawapo: {SHAPES}.")
        raise NotReleasable(kind="unknown", words=words) from unknown
    except KeyError as unknown:
        words = both(
            f"There is no such figure: {unknown}.", f"Hakuna takwimu kama hiyo: {unknown}."
        )
        raise NotReleasable(kind="unknown", words=words) from unknown
