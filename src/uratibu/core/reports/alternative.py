"""What a chart shows, in words made from its data, for whoever does not see it.

Only values of the released table are said; nothing is computed here that no release holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from uratibu.core.reports import numerals
from uratibu.core.values import State, Value

_PHRASES: dict[str, dict[str, str]] = {
    "line": {"en": "Line chart", "sw": "Chati ya mistari"},
    "bar": {"en": "Bar chart", "sw": "Chati ya miraba"},
    "stacked": {"en": "Stacked bar chart", "sw": "Chati ya miraba iliyorundikwa"},
    "tiles": {"en": "Tile map", "sw": "Ramani ya vigae"},
    "opening": {"en": "{kind}: {title}.", "sw": "{kind}: {title}."},
    "course": {
        "en": "{name}from {first} in {start} to {last} in {end}.",
        "sw": "{name}kutoka {first} mwaka {start} hadi {last} mwaka {end}.",
    },
    "single": {"en": "{name}{value} in {at}.", "sw": "{name}{value} mwaka {at}."},
    "peaks": {
        "en": "The highest value is {high} in {high_at}, the lowest {low} in {low_at}.",
        "sw": "Thamani ya juu zaidi ni {high} mwaka {high_at}, ya chini zaidi ni {low} "
        "mwaka {low_at}.",
    },
    "ranking": {
        "en": "{count} values. The highest is {high_at} with {high}, the lowest {low_at} "
        "with {low}.",
        "sw": "Thamani {count}. Ya juu zaidi ni {high_at} yenye {high}, ya chini zaidi ni "
        "{low_at} yenye {low}.",
    },
    "suppressed": {
        "en": "Hidden to protect persons: {names}.",
        "sw": "Zimefichwa ili kulinda watu: {names}.",
    },
    "missing": {"en": "Without a figure: {names}.", "sw": "Zisizo na takwimu: {names}."},
    "none": {"en": "There is no figure to show.", "sw": "Hakuna takwimu ya kuonyesha."},
}


@dataclass(frozen=True)
class Point:
    """One value of a chart: its series ("" for the only one), what it stands at, its value."""

    series: str
    at: str
    value: Value


@dataclass(frozen=True)
class Telling:
    """How a chart is told: its kind, title, language, the decimals and scale of its numbers."""

    kind: str
    title: str
    language: str
    decimals: int
    unit: str = ""


def describe(points: Sequence[Point], telling: Telling, *, over_time: bool) -> str:
    """The text alternative: highest, lowest, first, latest, and what cannot be shown."""
    shown = [point for point in points if point.value.number is not None]
    kind = _say(telling.kind, telling)
    parts = [_say("opening", telling, kind=kind, title=telling.title.rstrip("."))]
    if not shown:
        parts.append(_say("none", telling))
    elif over_time:
        parts += _courses(shown, telling)
    else:
        parts.append(_ranking(shown, telling))
    parts += _gaps(points, telling)
    return " ".join(parts)


def _say(phrase: str, telling: Telling, **parts: object) -> str:
    texts = _PHRASES[phrase]
    return texts.get(telling.language, texts["en"]).format(**parts)


def _courses(points: Sequence[Point], telling: Telling) -> list[str]:
    series = list(dict.fromkeys(point.series for point in points))
    told = [_course([p for p in points if p.series == name], telling) for name in series]
    if len(series) == 1 and len(points) > 2:
        told.append(_extremes("peaks", points, telling))
    return told


def _course(points: Sequence[Point], telling: Telling) -> str:
    ordered = sorted(points, key=lambda point: point.at)
    first, last = ordered[0], ordered[-1]
    name = f"{first.series}: " if first.series else ""
    if len(ordered) == 1:
        value = _number(first, telling)
        return _opened(_say("single", telling, name=name, value=value, at=first.at))
    told = _say(
        "course", telling,
        name=name, first=_number(first, telling), start=first.at,
        last=_number(last, telling), end=last.at,
    )  # fmt: skip
    return _opened(told)


def _opened(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _ranking(points: Sequence[Point], telling: Telling) -> str:
    return _extremes("ranking", points, telling)


def _extremes(phrase: str, points: Sequence[Point], telling: Telling) -> str:
    ordered = sorted(points, key=lambda point: point.value.number or Decimal(0))
    low, high = ordered[0], ordered[-1]
    return _say(
        phrase, telling, count=len(points),
        high=_number(high, telling), high_at=_place(high),
        low=_number(low, telling), low_at=_place(low),
    )  # fmt: skip


def _place(point: Point) -> str:
    return f"{point.at}, {point.series}" if point.series else point.at


def _number(point: Point, telling: Telling) -> str:
    return numerals.written(
        point.value, decimals=telling.decimals, language=telling.language, unit=telling.unit
    )


def _gaps(points: Sequence[Point], telling: Telling) -> list[str]:
    told = []
    for phrase, hidden in (("suppressed", True), ("missing", False)):
        names = [
            _place(point)
            for point in points
            if point.value.number is None and (point.value.state is State.SUPPRESSED) is hidden
        ]
        if names:
            told.append(_say(phrase, telling, names=", ".join(names)))
    return told
