"""What is declared, and what the editions have: the facts a question is planned with."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uratibu.core.codelists.model import TOTAL, Code, CodeList
from uratibu.core.datasets.model import Dataset, Edition
from uratibu.core.datasets.store import Store
from uratibu.core.indicators.model import Indicator
from uratibu.core.labels import label
from uratibu.core.statistics.engines.engine import Engine
from uratibu.core.statistics.model import Measure, Selection

AREA = "area"
PERIOD = "period"
AREAS = "areas"
"""The code list of areas; every observation has one, so indicators need not declare it."""
_FACTS_KEPT = 4096


@dataclass(frozen=True)
class Catalogue:
    """Everything the packs declare that a question may name, by id."""

    indicators: Mapping[str, Indicator]
    measures: Mapping[str, Measure]
    datasets: Mapping[str, Dataset]
    codelists: Mapping[str, CodeList]

    def codelist(self, indicator: Indicator, dimension: str) -> CodeList:
        """The codes of a dimension of an indicator; a list without codes where none is declared."""
        declared = indicator.dimension(dimension)
        own = AREAS if dimension == AREA else dimension
        name = declared.codelist if declared is not None else own
        return self.codelists.get(name) or CodeList(name, label(name), ())


def known(codelist: CodeList, code: str) -> Code:
    """The code of the list; one without words or place in the tree where the list lacks it."""
    return codelist.get(code) or Code(code, label(code))


def aggregates(codelist: CodeList) -> tuple[str, ...]:
    """The codes that stand for a sum of others, without the stated total."""
    return tuple(code.code for code in codelist if code.is_aggregate and code.code != TOTAL)


def containers(codelist: CodeList, codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes that contain another one of them."""
    among = tuple(codes)
    above = {ancestor for code in among for ancestor in codelist.ancestors(code)}
    return tuple(code for code in among if code in above)


def not_addable(codelist: CodeList, codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes that may not be added to the others: totals, aggregates, containers."""
    among = tuple(codes)
    inside = containers(codelist, among)
    return tuple(
        code
        for code in among
        if code == TOTAL or code in inside or known(codelist, code).is_aggregate
    )


def position(codelist: CodeList) -> Mapping[str, int]:
    """The place of each code in the order the list shows them."""
    return {code.code: index for index, code in enumerate(codelist)}


class Facts:
    """What editions have, asked of the engine once: editions never change."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self.store = store
        self.engine = engine
        self._kept: OrderedDict[tuple[object, ...], tuple[str, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def codes(self, selection: Selection, edition: Edition, dimension: str) -> tuple[str, ...]:
        """The codes of a dimension that the selected observations have, sorted."""
        key = (
            edition.id, edition.digest, selection.indicator.id, selection.where,
            selection.leave_out, dimension,
        )  # fmt: skip
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        return self._keep(key, self.engine.codes(selection, dimension, self.store))

    def dimensions(self, edition: Edition) -> tuple[str, ...]:
        """The dimensions the edition is broken down by, sorted."""
        key = (edition.id, edition.digest)
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        return self._keep(key, tuple(sorted(self.engine.dimensions(edition.id, self.store))))

    def _keep(self, key: tuple[object, ...], found: tuple[str, ...]) -> tuple[str, ...]:
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _FACTS_KEPT:
                self._kept.popitem(last=False)
        return found
