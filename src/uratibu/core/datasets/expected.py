"""What a mapping expects of a file: its columns, what each says, and the words it may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from uratibu.core.codelists.model import CodeList
from uratibu.core.datasets.model import Dataset, Output
from uratibu.core.datasets.rows import AREAS, CONSTANT
from uratibu.core.indicators.model import Indicator
from uratibu.core.labels import NO_WORDS, Label


@dataclass
class Expected:
    """One column of a file.

    says: (part, title) pairs; the part is area, period, value or a dimension.
    words: text in the file, and what it means; empty where any number or period may stand.
    only, without: texts of rows that are read, or left out.
    """

    column: str
    says: dict[str, Label] = field(default_factory=dict)
    words: dict[str, Label] = field(default_factory=dict)
    only: dict[str, None] = field(default_factory=dict)
    without: dict[str, None] = field(default_factory=dict)


def expected_columns(
    dataset: Dataset, codelists: Mapping[str, CodeList], indicators: Mapping[str, Indicator]
) -> tuple[Expected, ...]:
    """The columns that the mapping of a data set speaks of, in the order it names them."""
    found: dict[str, Expected] = {}

    def at(column: str) -> Expected:
        return found.setdefault(column, Expected(column))

    for output in dataset.mapping.outputs if dataset.mapping else ():
        for part, column, title, listed in _parts(output, indicators.get(output.indicator)):
            if not column.startswith(CONSTANT):
                at(column).says.setdefault(part, title)
                at(column).words.update(_words(output, part, codelists.get(listed)))
        for column, values in output.only:
            at(column).only.update(dict.fromkeys(values))
        for column, values in output.without:
            at(column).without.update(dict.fromkeys(values))
    return tuple(found.values())


def _parts(output: Output, indicator: Indicator | None) -> Iterator[tuple[str, str, Label, str]]:
    """Part, column, title and code list of everything a row says."""
    yield "area", output.area, NO_WORDS, AREAS
    yield "period", output.period, NO_WORDS, ""
    for name, column in output.dimensions:
        dimension = indicator.dimension(name) if indicator else None
        if dimension is not None:
            yield name, column, dimension.title, dimension.codelist
    yield "value", output.value, indicator.title if indicator else NO_WORDS, ""


def _words(output: Output, part: str, codelist: CodeList | None) -> dict[str, Label]:
    """The texts of the file that are recoded, then the codes themselves."""
    if codelist is None:
        return {}
    recoded = dict(output.recode).get(part, ())
    entries = ((text, codelist.get(code)) for text, code in recoded)
    words = {text: entry.title for text, entry in entries if entry is not None}
    return words | {code.code: code.title for code in codelist if code.code not in words}
