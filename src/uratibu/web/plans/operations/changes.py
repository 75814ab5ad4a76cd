"""Change elements of a plan: one by one from a page, many at once from an import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from uratibu.core.plans.model import Element
from uratibu.web.accounts import permissions as policy
from uratibu.web.audit import operations as audit
from uratibu.web.plans import models
from uratibu.web.plans.operations import rows
from uratibu.web.plans.queries.plans import element_of

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


class Conflict(Exception):
    """Somebody changed the element since it was read: both texts, and the version of theirs."""

    def __init__(self, yours: Element, theirs: Element, version: int) -> None:
        self.yours, self.theirs, self.version = yours, theirs, version
        super().__init__(f"{yours.id} was changed to version {version}; nothing was overwritten")


class Moved(Exception):
    """The plan went on since the changes were prepared; `keys` of them are touched by both."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys
        super().__init__(f"changed by somebody else since: {', '.join(keys)}")


@dataclass(frozen=True)
class Changed:
    """What a set of changes came to; revision: of the plan after it."""

    revision: int
    new: int = 0
    changed: int = 0
    withdrawn: int = 0


@transaction.atomic
def save_element(
    plan_id: str, element: Element, *, base_version: int, by: Person, reason: str = ""
) -> int:
    """Store an element as its next version and return that; saying the same changes nothing.

    base_version: the version the person started from, 0 for a new element.
    Raises Conflict with both texts if another version came in between.
    """
    policy.require(by, "plans.edit")
    row = models.Element.objects.select_for_update().filter(plan=plan_id, key=element.id).first()
    held = row.version if row else 0
    if row and row.body == rows.as_text(element):
        return held
    if held != base_version:
        theirs = element_of(row.body) if row else element
        raise Conflict(element, theirs, held)
    act = "changed" if row else "created"
    _store(plan_id, [element], act=act, by=by, reason=reason)
    return held + 1


@transaction.atomic
def withdraw_element(plan_id: str, key: str, *, base_version: int, by: Person, reason: str) -> int:
    """Take an element out of the plan, with the reason; it and its history stay readable.

    Raises Conflict if it was changed since it was read, Element.DoesNotExist if there is none.
    """
    policy.require(by, "plans.edit")
    row = models.Element.objects.select_for_update().get(plan=plan_id, key=key)
    element = element_of(row.body)
    gone = replace(element, withdrawn_on=timezone.localdate(), withdrawn_because=reason)
    if row.version != base_version:
        raise Conflict(gone, element, row.version)
    _store(plan_id, [gone], act="withdrawn", by=by, reason=reason)
    return row.version + 1


@transaction.atomic
def apply_changes(
    plan_id: str,
    elements: Iterable[Element],
    *,
    by: Person,
    reason: str,
    base_revision: int | None = None,
    withdrawn: Mapping[str, str] | None = None,
    act: str = "imported",
) -> Changed:
    """Store many elements as one revision: new ones, changed ones; what is equal stays untouched.

    withdrawn: reason by id of what leaves the plan. base_revision: of the plan the changes were
    prepared from; raises Moved if any of them was changed by somebody since.
    """
    policy.require(by, "plans.edit")
    models.Plan.objects.select_for_update().get(pk=plan_id)
    held = {row.key: row for row in models.Element.objects.filter(plan=plan_id)}
    wanted = {each.id: each for each in elements}
    for key, why in (withdrawn or {}).items():
        if key in held and held[key].withdrawn_on is None:
            stands = wanted.get(key) or element_of(held[key].body)
            today = timezone.localdate()
            wanted[key] = replace(stands, withdrawn_on=today, withdrawn_because=why)
    touched = [e for e in wanted.values() if _differs(held.get(e.id), e)]
    _refuse_moved(held, touched, base_revision)
    if not touched:
        return Changed(models.Plan.objects.get(pk=plan_id).revision)
    revision = _store(plan_id, touched, act=act, by=by, reason=reason)
    new = sum(e.id not in held for e in touched)
    gone = sum(e.id in held and held[e.id].withdrawn_on is None and not e.is_live for e in touched)
    return Changed(revision, new, len(touched) - new - gone, gone)


def _differs(row: models.Element | None, element: Element) -> bool:
    return row is None or (row.body != rows.as_text(element) and element_of(row.body) != element)


def _refuse_moved(
    held: Mapping[str, models.Element], touched: list[Element], base_revision: int | None
) -> None:
    if base_revision is None:
        return
    moved = [e.id for e in touched if e.id in held and held[e.id].revision > base_revision]
    if moved:
        raise Moved(tuple(moved))


def _store(
    plan_id: str, elements: list[Element], *, act: str, by: Person | None, reason: str
) -> int:
    """Elements as their next versions, one revision; returns it."""
    change = rows.next_revision(plan_id, act=act, by=by, reason=reason)
    keys = [each.id for each in elements]
    pieces = (keys[start : start + 500] for start in range(0, len(keys), 500))
    own = models.Element.objects.filter(plan=plan_id)
    held = {row.key: row for piece in pieces for row in own.filter(key__in=piece)}
    last = own.aggregate(last=Max("position"))["last"] or 0
    new, old = [], []
    for each in elements:
        row = held.get(each.id)
        if row is None:
            last += 1
            new.append(rows.new_row(each, change, last))
            continue
        row.version, row.revision = row.version + 1, change.revision
        for name, value in rows.columns(each).items():
            setattr(row, name, value)
        old.append(row)
    models.Element.objects.bulk_create(new, batch_size=200)
    names = ["version", "revision", *rows.columns(elements[0])]
    models.Element.objects.bulk_update(old, names, batch_size=50)
    rows.keep_versions(new + old, change)
    told = {"revision": change.revision, "elements": keys[:50], "count": len(keys)}
    audit.record(f"plans.{act}", by=by, target=change.plan, facts=told)
    return change.revision
