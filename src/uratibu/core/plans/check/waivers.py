"""Faults that somebody who may accepts for a time, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from uratibu.core.plans.check.fault import Fault
from uratibu.core.plans.model import Waiver

EXPIRED = "plans/waiver-expired"


@dataclass(frozen=True)
class Split:
    """What still stands, and what is set aside with the waiver that does so."""

    standing: tuple[Fault, ...]
    waived: tuple[tuple[Fault, Waiver], ...]


def split(faults: Iterable[Fault], waivers: Sequence[Waiver], today: date) -> Split:
    """Set aside what a waiver in force covers; a waiver holds up to and including its last day."""
    standing: list[Fault] = []
    waived: list[tuple[Fault, Waiver]] = []
    in_force = [waiver for waiver in waivers if today <= waiver.until]
    for each in faults:
        found = next((waiver for waiver in in_force if covers(waiver, each)), None)
        if found is None or each.rule == EXPIRED:
            standing.append(each)
        else:
            waived.append((each, found))
    return Split(tuple(standing), tuple(waived))


def covers(waiver: Waiver, fault: Fault) -> bool:
    """Whether a waiver speaks of a fault: of its rule, and of its element or its very field."""
    return waiver.rule == fault.rule and waiver.place in (fault.element, fault.key)


def expired(faults: Iterable[Fault], waivers: Sequence[Waiver], today: date) -> list[Fault]:
    """A fault for each that was waived once and stands again, because the day has passed."""
    over = [waiver for waiver in waivers if waiver.until < today]
    renewed = [waiver for waiver in waivers if today <= waiver.until]
    found = []
    for each in faults if over else ():
        last = max((w for w in over if covers(w, each)), key=lambda w: w.until, default=None)
        if last and not any(covers(waiver, each) for waiver in renewed):
            facts = (("waived", each.rule), ("until", last.until), ("by", last.by))
            found.append(Fault(each.element, each.field, facts, EXPIRED))
    return found
