"""What the successor in an institution inherits, gathered from every room."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from uratibu.core.paper.dossier import Chapter, Dossier, Line
from uratibu.core.plans import calendar
from uratibu.core.plans.model import ENDED, Element, Plan
from uratibu.design import wording
from uratibu.web.accounts.models import Person
from uratibu.web.institutions.models import Duty, Holding
from uratibu.web.institutions.queries import page as institution_page
from uratibu.web.institutions.queries import register
from uratibu.web.plans.models import Check, Waiver
from uratibu.web.plans.queries import duties, plans, words
from uratibu.web.progress.models import Override, Return, ReturnStep

Chosen = Callable[[Element], bool]


def dossier(code: str, *, reader: Person, today: date) -> Dossier:
    """The hand-over of an institution as of a day. Raises Http404 if no pack has it."""
    named = institution_page.code_named(code)
    seen = plans.all_plans(reader)
    return Dossier(
        title=_("Hand-over: %(institution)s") % {"institution": register.title_of(named.code)},
        lead=_lead(seen, today),
        chapters=(
            _posts(code, today),
            _due(seen, code, today),
            _led(seen, code),
            _partnered(seen, code),
            _indicators(seen, code),
            _returns(seen, code),
            _findings(seen, code),
            _reasons(seen, code),
            _letters(code),
            _contacts(seen, code, today),
        ),
    )


def _lead(seen: Iterable[Plan], today: date) -> str:
    said = _("What whoever takes over a post inherits, as of %(day)s.")
    parts = [said % {"day": wording.day(today)}]
    if any(plan.is_sample for plan in seen):
        parts.append(_("Entries marked sample are invented for demonstration."))
    return " ".join(parts)


def _posts(code: str, today: date) -> Chapter:
    lines = institution_page.posts_in(code, today=today)
    return Chapter(
        _("Posts"),
        _("No post is recorded."),
        tuple(
            Line(
                each.title,
                "; ".join(f"{h.holding.person.name}, {h.time}" for h in each.holders),
                register.address(code),
                _("vacant") if each.is_vacant else "",
            )
            for each in lines
        ),
    )


def _due(seen: Iterable[Plan], code: str, today: date) -> Chapter:
    owed = [
        (plan, duty)
        for plan in seen
        for duty in calendar.owed_by(duties.duties_of(plan), code)
        if not duty.is_done
    ]
    owed.sort(key=lambda pair: (pair[1].on, pair[1].id))
    return Chapter(
        _("Open duties"),
        _("Nothing is due."),
        tuple(
            Line(
                f"{wording.day(duty.on)}: {words.text(duty.title)}",
                _note(plan, words.text(calendar.KINDS[duty.kind])),
                reverse("plans:element", args=[plan.id, duty.element]) if duty.element else "",
                _("overdue") if duty.on < today else "",
            )
            for plan, duty in owed
        ),
    )


def _led(seen: Iterable[Plan], code: str) -> Chapter:
    mine = _actions(seen, lambda each: each.lead == code)
    return Chapter(_("Actions it leads"), _("It leads no open action."), tuple(mine))


def _partnered(seen: Iterable[Plan], code: str) -> Chapter:
    mine = _actions(seen, lambda e: e.lead != code and code in (*e.partners, e.reporting))
    return Chapter(
        _("Actions it takes part in or reports on"), _("It takes part in no other."), tuple(mine)
    )


def _indicators(seen: Iterable[Plan], code: str) -> Chapter:
    owned = (
        Line(
            f"{indicator.id}: {words.text(indicator.title)}",
            _note(plan, words.text(element.title)),
            reverse("plans:element", args=[plan.id, element.id]),
        )
        for plan in seen
        for element in plan.elements
        if element.is_live
        for indicator in element.indicators
        if (indicator.owner or element.reports) == code
    )
    return Chapter(_("Indicators it answers for"), _("It answers for none."), tuple(owned))


def _returns(seen: Iterable[Plan], code: str) -> Chapter:
    known = {plan.id: plan for plan in seen}
    rows = Return.objects.filter(institution=code, plan__in=known).select_related("period")
    notes = _newest_notes(rows)
    return Chapter(
        _("Returns"),
        _("It has not been asked for a return."),
        tuple(
            Line(
                f"{row.period.code}: {row.get_state_display()}",
                _note(known[row.plan], notes.get(row.pk, "")),
            )
            for row in rows
        ),
    )


def _newest_notes(rows: Iterable[Return]) -> dict[int, str]:
    """What was said at the newest step of each return that says something."""
    steps = ReturnStep.objects.filter(of__in=[row.pk for row in rows]).exclude(note="")
    return {step.of_id: step.note for step in steps.order_by("at", "id")}


def _findings(seen: Iterable[Plan], code: str) -> Chapter:
    """What the newest check of each plan found in the actions it leads or reports on."""
    return Chapter(
        _("Findings in its actions"),
        _("None is recorded."),
        tuple(line for plan in seen for line in _found_in(plan, code)),
    )


def _found_in(plan: Plan, code: str) -> Iterator[Line]:
    checked = Check.objects.filter(plan=plan.id).first()
    for found in json.loads(checked.findings) if checked else ():
        element = plan.get(str(found.get("where", {}).get("key", "")).split(".")[0])
        if element is not None and code in (element.lead, element.reporting):
            yield Line(
                f"{element.id}: {found['message']}",
                _note(plan, found["remedy"]),
                reverse("plans:element", args=[plan.id, element.id]),
                found["rule"],
            )


def _reasons(seen: Iterable[Plan], code: str) -> Chapter:
    """Why due days moved, statuses were set by hand and findings waived: what nobody else knows."""
    lines = [line for plan in seen for line in (*_slips(plan, code), *_set_by_hand(plan, code))]
    lines += [line for plan in seen for line in _waived(plan, code)]
    return Chapter(_("Reasons and delays"), _("None is recorded."), tuple(lines))


def _slips(plan: Plan, code: str) -> Iterator[Line]:
    for element in plan.actions():
        if code not in (element.lead, element.reporting):
            continue
        for milestone in element.milestones:
            for slip in milestone.slips:
                told = {"old": wording.day(slip.due_on), "day": wording.day(slip.moved_on)}
                moved = _("due %(old)s, moved on %(day)s") % told
                yield Line(
                    f"{words.text(milestone.title)}: {moved}",
                    _note(plan, slip.reason),
                    reverse("plans:element", args=[plan.id, element.id]),
                )


def _set_by_hand(plan: Plan, code: str) -> Iterator[Line]:
    for row in Override.objects.filter(plan=plan.id, ended_at=None).select_related("by"):
        element = plan.get(row.key)
        if element is not None and code in (element.lead, element.reporting):
            told = {"status": row.status, "day": wording.day(row.until), "name": row.by.name}
            said = _("status set to %(status)s until %(day)s by %(name)s") % told
            yield Line(f"{words.text(element.title)}: {said}", _note(plan, row.reason))


def _waived(plan: Plan, code: str) -> Iterator[Line]:
    rows = Waiver.objects.filter(plan=plan.id, ended_at=None, until__gte=timezone.localdate())
    for row in rows:
        element = plan.get(row.place.split(".")[0])
        if element is not None and code in (element.lead, element.reporting):
            told = {"rule": row.rule, "day": wording.day(row.until)}
            said = _("%(rule)s waived until %(day)s") % told
            yield Line(f"{element.id}: {said}", _note(plan, row.reason))


def _letters(code: str) -> Chapter:
    rows = Holding.objects.filter(post__institution=code).select_related("post", "person")
    return Chapter(
        _("Letters"),
        _("No letter is recorded."),
        tuple(
            Line(
                row.letter,
                f"{Duty(row.post.duty).label}: {row.person.name}",
                reverse("institutions:letter", args=[code, row.pk]) if row.letter_sha256 else "",
            )
            for row in rows.order_by("-valid_from", "-id")
        ),
    )


def _contacts(seen: Iterable[Plan], code: str, today: date) -> Chapter:
    """Who holds posts in the institutions it shares actions with; one query."""
    shared: set[str] = set()
    for plan in seen:
        for element in plan.actions():
            parties = {element.lead, element.reporting, *element.partners} - {""}
            shared |= parties if code in parties else set()
    held = Holding.objects.on(today).filter(post__institution__in=shared - {code})
    return Chapter(
        _("People it works with"),
        _("None of its partners has named anybody yet."),
        tuple(
            Line(
                f"{row.person.name}, {row.person.email}",
                f"{Duty(row.post.duty).label}, {register.title_of(row.post.institution)}",
                register.address(row.post.institution),
            )
            for row in held.select_related("post", "person").order_by("post__institution", "id")
        ),
    )


def _actions(seen: Iterable[Plan], chosen: Chosen) -> Iterator[Line]:
    for plan in seen:
        for element in plan.actions():
            if element.status not in ENDED and chosen(element):
                until = words.day(element.ends_on)
                yield Line(
                    f"{element.code or element.id} {words.text(element.title)}",
                    _note(plan, _("until %(day)s") % {"day": until} if element.ends_on else ""),
                    reverse("plans:element", args=[plan.id, element.id]),
                )


def _note(plan: Plan, said: str) -> str:
    """A note that says sample where its plan is one."""
    parts = (said, _("sample") if plan.is_sample else "")
    return " \u00b7 ".join(part for part in parts if part)
