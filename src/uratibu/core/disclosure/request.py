"""A question in plain codes, as it stands in an address: it can be linked, kept and asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.statistics.words import both

Filters = tuple[tuple[str, tuple[str, ...]], ...]
RESERVED = ("measure", "by", "period", "edition", "then")
"""What stands in an address besides filters; no dimension has one of these names."""


@dataclass(frozen=True)
class Request:
    """What is asked for: `measure=stock.total&by=origin&area=KEN&period=2024&then=top:10:origin`.

    by, periods, then: in the order asked. where: (dimension, codes) pairs, kept sorted.
    editions: (data set, edition) pairs, kept sorted.
    periods: () is all there are, ("latest",) the last.
    """

    measure: str
    by: tuple[str, ...] = ()
    where: Filters = ()
    periods: tuple[str, ...] = ()
    editions: tuple[tuple[str, str], ...] = ()
    then: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "where", tuple(sorted(self.where)))
        object.__setattr__(self, "editions", tuple(sorted(self.editions)))

    def parameters(self) -> tuple[tuple[str, str], ...]:
        """The parameters of an address in their one order; several codes stand between commas."""
        editions = tuple(f"{dataset}@{edition}" for dataset, edition in self.editions)
        said = (
            ("measure", (self.measure,)),
            ("by", self.by),
            *self.where,
            ("period", self.periods),
            ("edition", editions),
            ("then", self.then),
        )
        return tuple((name, ",".join(values)) for name, values in said if values)


def parse_request(
    parameters: Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]],
) -> Request:
    """Read the parameters of an address; whatever is not reserved is a filter on a dimension.

    parameters: pairs, or a mapping to one text or several. Raises NotReleasable (unknown) where
    no measure is named or an edition is not written data-set@edition.
    """
    said = _values(parameters)
    measure = said.get("measure", ())
    if len(measure) != 1:
        words = both(
            "The address names no measure, or several. Write for example measure=stock.total.",
            "Anwani haitaji kipimo, au inataja vingi. Andika kwa mfano measure=stock.total.",
        )
        raise NotReleasable(kind="unknown", words=words)
    return Request(
        measure=measure[0],
        by=said.get("by", ()),
        where=tuple((name, codes) for name, codes in said.items() if name not in RESERVED),
        periods=said.get("period", ()),
        editions=tuple(_edition(text) for text in said.get("edition", ())),
        then=said.get("then", ()),
    )


def _values(
    parameters: Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]],
) -> dict[str, tuple[str, ...]]:
    pairs = parameters.items() if isinstance(parameters, Mapping) else parameters
    found: dict[str, tuple[str, ...]] = {}
    for name, given in pairs:
        texts = (given,) if isinstance(given, str) else tuple(given)
        values = tuple(part.strip() for text in texts for part in text.split(",") if part.strip())
        if values:
            found[name] = (*found.get(name, ()), *values)
    return found


def _edition(text: str) -> tuple[str, str]:
    dataset, sign, edition = text.partition("@")
    if not (dataset and sign and edition):
        words = both(
            f"{text!r} is not an edition; write data-set@edition, for example undesa-ims@2024.",
            f"{text!r} si toleo; andika seti@toleo, kwa mfano undesa-ims@2024.",
        )
        raise NotReleasable(kind="unknown", words=words)
    return dataset, edition
