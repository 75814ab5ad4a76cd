"""States of a plan: frozen ones, the last changes, and what differs between any two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.plans import difference_docx, sheets
from uratibu.core.plans.compare import Comparison, ElementChange, Kind, compare
from uratibu.core.plans.model import Plan
from uratibu.core.plans.words import KINDS, LEVELS
from uratibu.design import wording
from uratibu.design.parts import Link, Option
from uratibu.web.plans import models, permissions
from uratibu.web.plans.models import Freeze
from uratibu.web.plans.queries import history, plans, words

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person

PAGE = 50


@dataclass(frozen=True)
class FreezeLine:
    """A frozen state, or one that waits for its second person, or was settled otherwise."""

    id: int
    label: str
    revision: int
    status: str
    is_open: bool
    is_frozen: bool
    proposed: str
    decided: str
    reason: str
    decision: str
    may_decide: bool
    may_withdraw: bool


@dataclass(frozen=True)
class ChangeLine:
    """One revision of the plan."""

    revision: int
    act: str
    by: str
    on: str
    reason: str
    count: int
    elements: tuple[str, ...]

    @property
    def before(self) -> int:
        """The revision it changed."""
        return self.revision - 1


@dataclass(frozen=True)
class DifferenceLine:
    """What became of one element, in words."""

    kind: str
    name: str
    element: Link
    note: str
    differences: tuple[history.Difference, ...]


@dataclass(frozen=True)
class ComparisonPage:
    """What differs between two states. counts: kind in words, and how many."""

    old: int
    new: int
    old_name: str
    new_name: str
    counts: tuple[tuple[str, int], ...]
    plan: tuple[history.Difference, ...]
    lines: tuple[DifferenceLine, ...]
    same: int


def freeze_lines(plan: Plan, person: Person | AnonymousUser) -> tuple[FreezeLine, ...]:
    """Every freeze of a plan, the newest first; proposals for those who work on the plan only."""
    rows = models.Freeze.objects.filter(plan=plan.id).select_related("proposed_by", "decided_by")
    if not permissions.may_see_proposals(person):
        rows = rows.filter(status=Freeze.Status.CONFIRMED)
    return tuple(_freeze_line(row, person) for row in rows)


def change_lines(plan: Plan, number: int) -> tuple[tuple[ChangeLine, ...], int, int]:
    """A page of the revisions, the newest first; the page's number and how many there are."""
    rows = models.Change.objects.filter(plan=plan.id).select_related("by")
    pages = Paginator(rows.prefetch_related("versions"), PAGE)
    page = pages.get_page(number)
    return tuple(map(_change_line, page.object_list)), page.number, pages.num_pages


def states(plan: Plan) -> tuple[Option, ...]:
    """What can be compared: the plan now, its frozen states, its last revisions."""
    now = plans.state(plan.id).revision
    frozen = models.Freeze.objects.filter(plan=plan.id, status=Freeze.Status.CONFIRMED)
    named = [(each.revision, f"{each.label} (r{each.revision})") for each in frozen]
    changed = models.Change.objects.filter(plan=plan.id, revision__lt=now)[:30]
    others = [(each.revision, _revision(each)) for each in changed]
    options = {now: _("now (r%(revision)s)") % {"revision": now}, **dict([*others, *named])}
    return tuple(Option(str(number), text) for number, text in options.items())


def comparison_of(plan: Plan, old: int, new: int) -> Comparison:
    """What differs between two revisions; made once for each pair. Raises Http404."""
    before, after = plans.as_of(plan.id, old), plans.as_of(plan.id, new)
    return compare(before, after)


def comparison_page(plan: Plan, old: int, new: int) -> ComparisonPage:
    """What differs between two revisions, in words. Raises Http404."""
    found = comparison_of(plan, old, new)
    names = {option.value: option.text for option in states(plan)}
    counts = [(words.text(KINDS[kind]), found.count(kind)) for kind in Kind]
    return ComparisonPage(
        old, new,
        names.get(str(old), f"r{old}"), names.get(str(new), f"r{new}"),
        counts=(
            *counts, (_("Moved elsewhere"), found.moved), (_("Only renumbered"), found.renumbered)
        ),
        plan=history.differences(found.plan),
        lines=tuple(_difference_line(plan, each) for each in found.elements),
        same=found.same,
    )  # fmt: skip


def comparison_file(plan: Plan, old: int, new: int, form: str) -> tuple[bytes, str]:
    """The differences as a file and its media type. Raises Http404 for a form there is not."""
    found, language = comparison_of(plan, old, new), get_language() or "en"
    sheet = difference_docx.difference_sheet(plan, found, language=language)
    if form == "csv":
        return sheets.as_csv(sheet).encode(), "text/csv; charset=utf-8"
    if form == "xlsx":
        return sheets.as_xlsx(sheet), XLSX
    if form == "docx":
        made = difference_docx.difference_docx(
            plan, found, old=f"r{old}", new=f"r{new}", made_at=timezone.now(), language=language
        )
        return made, DOCX
    raise Http404(form)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _freeze_line(row: Freeze, person: Person | AnonymousUser) -> FreezeLine:
    is_open = row.status == Freeze.Status.PROPOSED
    proposed = _("%(name)s, %(day)s") % {
        "name": row.proposed_by.name,
        "day": wording.day(timezone.localtime(row.proposed_at)),
    }
    decided = ""
    if row.decided_by and row.decided_at:
        decided = f"{row.decided_by.name}, {wording.day(timezone.localtime(row.decided_at))}"
    return FreezeLine(
        row.pk, row.label, row.revision, str(row.get_status_display()), is_open,
        row.status == Freeze.Status.CONFIRMED, proposed, decided, row.reason, row.decision,
        permissions.may_decide(person, row),
        is_open and row.proposed_by_id == person.pk,
    )  # fmt: skip


def _change_line(row: models.Change) -> ChangeLine:
    keys = [version.key for version in row.versions.all()]
    return ChangeLine(
        row.revision,
        str(history.ACTS.get(row.act, row.act)),
        row.by.name if row.by else _("the system"),
        wording.day(timezone.localtime(row.at)),
        row.reason,
        len(keys),
        tuple(keys[:5]),
    )


def _revision(row: models.Change) -> str:
    day = wording.day(timezone.localtime(row.at))
    return f"r{row.revision}, {day}, {history.ACTS.get(row.act, row.act)}"


def _difference_line(plan: Plan, each: ElementChange) -> DifferenceLine:
    element = each.element
    link = words.element_link(plan.id, element)
    note = _("stands elsewhere now") if each.is_moved else ""
    return DifferenceLine(
        words.text(KINDS[each.kind]),
        words.text(LEVELS[element.level]),
        link if plan.get(element.id) else Link(link.text),
        _("only its number") if each.is_renumbered else note,
        history.differences(each.fields),
    )
