"""A figure named in a text: `{stock.total@latest where origin=SOM}` and what it asks for.

The same grammar serves outlines (without braces). A figure's id is built from what was asked and
can be asked again from it; docs/explanation/bound-figures.md tells why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

EXAMPLES = (
    "Write for example {stock.total@2024}, {stock.total@latest where origin=SOM} "
    "or {remittances.inflow@2022 unit=million}."
)
LATEST = "latest"
SCALES = {"thousand": 3, "million": 6, "billion": 9}
SHOWN = ("number", "name", "period", "magnitude")
_OPTIONS = (
    "change",
    "since",
    "share",
    "rank",
    "top",
    "leader",
    "as",
    "unit",
    "decimals",
    "edition",
)
_MEASURE = re.compile(r"[a-z][A-Za-z0-9._-]*")
_PERIOD = re.compile(r"latest|[0-9][0-9A-Za-z/_-]*")
_CODE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/+-]*")


class NotAFigure(ValueError):
    """The words between the braces do not name a figure; the message says what is wrong."""


@dataclass(frozen=True)
class Ask:
    """What a bound figure asks for.

    where: (dimension, code) pairs besides area and period; area "" means the document's country.
    change: "percent" or "absolute" against the period `since`. share: the dimension whose total
    the figure is a percentage of. top: "10:origin", members after which the rest is one, _R.
    leader: (dimension, place): the member that is first, second ...
    shown: number, name (of the leading member), period, magnitude (the number without its sign).
    unit: a scale in words. decimals: -1 means as the measure says. edition: (data set, edition).
    """

    measure: str
    period: str
    area: str = ""
    where: tuple[tuple[str, str], ...] = ()
    change: str = ""
    since: str = ""
    share: str = ""
    rank: str = ""
    top: str = ""
    leader: tuple[str, int] | None = None
    shown: str = "number"
    unit: str = ""
    decimals: int = -1
    edition: tuple[str, str] | None = None

    def at(self, *, area: str, period: str, where: tuple[tuple[str, str], ...]) -> Ask:
        """The same question with its place, time and members settled."""
        return replace(self, area=area, period=period, where=tuple(sorted(where)), leader=None)


def parse_expression(text: str) -> Ask:
    """Read the words between the braces. Raises NotAFigure, saying what is wrong."""
    words = text.replace(",", " ").split()
    if not words or words[0].count("@") != 1:
        raise NotAFigure(f"{text!r} does not start with a measure, @ and a period")
    measure, _, period = words[0].partition("@")
    if not _MEASURE.fullmatch(measure) or not _PERIOD.fullmatch(period):
        raise NotAFigure(f"{words[0]!r} is not a measure, @ and a period")
    pairs = [_pair(word) for word in words[1:] if word != "where"]
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise NotAFigure(f"{text!r} says something twice")
    return _ask(measure, period, dict(pairs))


def _pair(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign or not _CODE.fullmatch(name) or not _CODE.fullmatch(value):
        raise NotAFigure(f"{word!r} is not of the shape name=code")
    return name, value


def _ask(measure: str, period: str, said: Mapping[str, str]) -> Ask:
    where = tuple(
        sorted((k, v) for k, v in said.items() if k not in _OPTIONS and k not in ("area", "where"))
    )
    if not said.get("decimals", "0").isdigit():
        raise NotAFigure("decimals is not a whole number")
    ask = Ask(
        measure=measure,
        period=period,
        area=said.get("area", ""),
        where=where,
        change=_one_of(said, "change", ("percent", "absolute")),
        since=said.get("since", ""),
        share=said.get("share", ""),
        rank=said.get("rank", ""),
        top=said.get("top", ""),
        leader=_leader(said.get("leader", "")),
        shown=_one_of(said, "as", SHOWN) or "number",
        unit=_one_of(said, "unit", tuple(SCALES)),
        decimals=int(said.get("decimals", "-1")) if "decimals" in said else -1,
        edition=_edition(said.get("edition", "")),
    )
    _refuse_contradictions(ask)
    return ask


def _one_of(said: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = said.get(name, "")
    if value and value not in allowed:
        raise NotAFigure(f"{name}={value} is not known; choose one of {', '.join(allowed)}")
    return value


def _leader(text: str) -> tuple[str, int] | None:
    if not text:
        return None
    dimension, _, place = text.partition(":")
    if place and not (place.isdigit() and int(place) > 0):
        raise NotAFigure(f"leader={text} does not end in a place such as :2")
    return dimension, int(place or "1")


def _edition(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    dataset, colon, edition = text.partition(":")
    if not colon or not dataset or not edition:
        raise NotAFigure(f"edition={text} is not of the shape data-set:edition")
    return dataset, edition


def _refuse_contradictions(ask: Ask) -> None:
    if bool(ask.change) != bool(ask.since):
        raise NotAFigure("change= needs since=, the period it is measured against, and since= it")
    if ask.shown == "name" and ask.leader is None:
        raise NotAFigure("as=name needs leader=, the dimension whose first member is named")
    if sum(map(bool, (ask.change, ask.share, ask.rank))) > 1:
        raise NotAFigure("only one of change=, share= and rank= fits in one figure")
    if ask.top and not re.fullmatch(r"[0-9]+:[a-z-]+", ask.top):
        raise NotAFigure(f"top={ask.top} is not of the shape 10:origin")
    if ask.leader and ask.change:
        raise NotAFigure("leader= and change= do not go together")


def figure_id(ask: Ask) -> str:
    """The permanent id of a settled figure: stock.total@2024#KEN,origin=SOM."""
    parts = [ask.area, *(f"{name}={code}" for name, code in ask.where)]
    if ask.change:
        parts += [f"change={ask.change}", f"since={ask.since}"]
    parts += [f"share={ask.share}"] if ask.share else []
    parts += [f"rank={ask.rank}"] if ask.rank else []
    parts += [f"top={ask.top}"] if ask.top else []
    parts += [f"edition={':'.join(ask.edition)}"] if ask.edition else []
    return f"{ask.measure}@{ask.period}#{','.join(parts)}"


def parse_figure_id(text: str) -> Ask:
    """What the figure of this id asks for. Raises NotAFigure."""
    head, hash_sign, rest = text.partition("#")
    area, _, options = rest.partition(",")
    if not hash_sign or not area:
        raise NotAFigure(f"{text!r} is not a figure's id such as stock.total@2024#KEN")
    return parse_expression(f"{head} area={area} {options}")
