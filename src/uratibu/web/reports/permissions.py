"""Who may read, prepare and publish reports, beyond the role that the policy file asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from uratibu.web.accounts import permissions as policy
from uratibu.web.institutions.queries import posts
from uratibu.web.reports.models import Report, ReportComment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person


class OwnWork(Exception):
    """Nobody publishes a report they prepared or sent, nor resolves a comment they wrote."""


def may_read(person: Person | AnonymousUser, report: Report) -> bool:
    """Whether a person may read a report: everyone a published one, staff a draft."""
    return report.state == Report.State.PUBLISHED or policy.may(person, "reports.read-drafts")


def may_read_drafts(person: Person | AnonymousUser) -> bool:
    """Whether a person may read what is not published, with its comments."""
    return policy.may(person, "reports.read-drafts")


def may_prepare(person: Person | AnonymousUser) -> bool:
    """Whether a person may draft reports."""
    return policy.may(person, "reports.prepare")


def may_publish(person: Person | AnonymousUser, report: Report) -> bool:
    """Whether a person may decide on a report now."""
    return (
        report.state == Report.State.SUBMITTED
        and policy.may(person, "reports.publish")
        and person.pk not in (report.prepared_by_id, report.submitted_by_id)
    )


def may_resolve(person: Person | AnonymousUser, comment: ReportComment) -> bool:
    """Whether a person may mark a comment as resolved."""
    return (
        comment.resolved_at is None
        and comment.by_id != person.pk
        and policy.may(person, "reports.comment")
    )


def may_read_brief(person: Person | AnonymousUser, institution: str, *, today: date) -> bool:
    """Whether a person may read an institution's brief: who holds a post there, the secretariat."""
    if policy.may(person, "reports.read-drafts"):
        return True
    return institution in posts.institutions_of(person, today=today)
