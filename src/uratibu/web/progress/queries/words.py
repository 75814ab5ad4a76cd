"""Words and shapes of states; colour never carries a meaning alone."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from uratibu.core.progress.model import PeriodState, ReportingPeriod, ReturnState
from uratibu.core.progress.workflow import Verb

SHAPES: dict[str, str] = {
    ReturnState.DRAFT: "○", ReturnState.SUBMITTED: "◔", ReturnState.VERIFIED: "◑",
    ReturnState.RETURNED: "↩", ReturnState.APPROVED: "◕", ReturnState.PUBLISHED: "●",
}  # fmt: skip
PERIODS: dict[PeriodState, Promise] = {
    PeriodState.NOT_OPEN: gettext_lazy("not open yet"),
    PeriodState.OPEN: gettext_lazy("open"),
    PeriodState.DUE: gettext_lazy("due"),
    PeriodState.LATE: gettext_lazy("late"),
    PeriodState.LOCKED: gettext_lazy("locked"),
}
VERBS: dict[Verb, Promise] = {
    Verb.SUBMIT: gettext_lazy("Submit the return"),
    Verb.VERIFY: gettext_lazy("Verify the return"),
    Verb.APPROVE: gettext_lazy("Approve the return"),
    Verb.PUBLISH: gettext_lazy("Publish the return"),
    Verb.SEND_BACK: gettext_lazy("Send it back"),
}
DONE: dict[Verb, Promise] = {
    Verb.SUBMIT: gettext_lazy("Submitted. The secretariat checks it next."),
    Verb.VERIFY: gettext_lazy("Verified. The head of the institution approves it next."),
    Verb.APPROVE: gettext_lazy("Approved. The head of the secretariat publishes it next."),
    Verb.PUBLISH: gettext_lazy("Published. Its figures are released."),
    Verb.SEND_BACK: gettext_lazy("Sent back with your note."),
}
NEXT: dict[str, Promise] = {
    ReturnState.DRAFT: gettext_lazy("with the focal point"),
    ReturnState.RETURNED: gettext_lazy("with the focal point, to mend"),
    ReturnState.SUBMITTED: gettext_lazy("with the secretariat, to verify"),
    ReturnState.VERIFIED: gettext_lazy("with the head of the institution, to approve"),
    ReturnState.APPROVED: gettext_lazy("with the head of the secretariat, to publish"),
    ReturnState.PUBLISHED: gettext_lazy("with everybody"),
}


def due_words(period: ReportingPeriod, today: date) -> str:
    """When a return is due, as a person counts it."""
    days = (period.due_on - today).days
    if days > 0:
        return ngettext("due in %(days)s day", "due in %(days)s days", days) % {"days": days}
    if days == 0:
        return gettext("due today")
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
