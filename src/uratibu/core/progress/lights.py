"""The words and shapes of lights, trends and statuses; a shape tells them apart without colour."""

from __future__ import annotations

from dataclasses import dataclass

from uratibu.core.labels import Label
from uratibu.core.plans.words import STATUSES as SAID
from uratibu.core.plans.words import both
from uratibu.core.progress.assess import Reporting
from uratibu.core.progress.model import Rating, Trend
from uratibu.core.progress.status import Status


@dataclass(frozen=True)
class Sign:
    """A word and the shape that stands before it."""

    word: Label
    shape: str


RATINGS: dict[Rating, Sign] = {
    Rating.GREEN: Sign(both("On target", "Kwenye lengo"), "\u25cf"),
    Rating.AMBER: Sign(both("Below target", "Chini ya lengo"), "\u25b2"),
    Rating.RED: Sign(both("Far below", "Mbali na lengo"), "\u25a0"),
    Rating.NONE: Sign(both("No light", "Hakuna taa"), "\u25cb"),
}
TRENDS: dict[Trend, Sign] = {
    Trend.BETTER: Sign(both("Better", "Bora"), "\u2197"),
    Trend.SAME: Sign(both("Much the same", "Karibu sawa"), "\u2192"),
    Trend.WORSE: Sign(both("Worse", "Mbaya zaidi"), "\u2198"),
    Trend.UNKNOWN: Sign(both("No trend", "Hakuna mwelekeo"), ""),
}
NO_DATA = both("No data", "Hakuna data")
_SHAPES = {
    Status.NOT_STARTED: "\u25c7",
    Status.ON_TRACK: "\u25cf",
    Status.DELAYED: "\u25b2",
    Status.STALLED: "\u25a0",
    Status.COMPLETED: "\u2714",
    Status.CANCELLED: "\u2715",
    Status.TRANSFERRED: "\u27a4",
    Status.NO_DATA: "\u25cb",
}
STATUSES: dict[Status, Sign] = {
    **{Status(str(said)): Sign(word, _SHAPES[Status(str(said))]) for said, word in SAID.items()},
    Status.NO_DATA: Sign(NO_DATA, _SHAPES[Status.NO_DATA]),
}
REPORTING: dict[Reporting, Label] = {
    Reporting.REPORTED: both("Reported", "Zimeripotiwa"),
    Reporting.LATE: both("Late", "Zimechelewa"),
    Reporting.NO_DATA: NO_DATA,
    Reporting.PLANNED: both("Planned", "Zimepangwa"),
}
