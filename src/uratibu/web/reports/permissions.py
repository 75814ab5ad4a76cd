"""Who may read, prepare and publish reports, beyond the role that the policy file asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from uratibu.web.accounts import permissions as policy
from uratibu.web.institutions.queries import posts
from uratibu.web.reports.models import Report, ReportComment, WordTemplate

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


SHARED = ""
"""The institution of a template of the secretariat, which all may fill."""


def may_see_templates(person: Person | AnonymousUser) -> bool:
    """Whether a person may open the page of Word templates."""
    return policy.may_open(person, "reports:templates")


def template_homes(person: Person | AnonymousUser, *, today: date) -> frozenset[str]:
    """Whose templates a person sees: those of their own institutions and of the secretariat."""
    return posts.institutions_of(person, today=today) | {SHARED}


def brings_for(person: Person | AnonymousUser, *, today: date) -> frozenset[str]:
    """For whom a person may bring and withdraw templates."""
    if not policy.may(person, "reports.bring-template"):
        return frozenset()
    own = posts.institutions_of(person, today=today)
    return own | {SHARED} if policy.may(person, "reports.share-template") else own


def require_brings_for(person: Person, institution: str, *, today: date) -> None:
    """Go on only if a person may bring templates for an institution. Raises NotAllowed."""
    if institution not in brings_for(person, today=today):
        raise policy.NotAllowed(institution)


def may_withdraw(person: Person, template: WordTemplate, *, today: date) -> bool:
    """Whether a person may withdraw a template that stands."""
    is_theirs = template.institution in brings_for(person, today=today)
    return template.withdrawn_at is None and is_theirs


def unpublished_of(person: Person | AnonymousUser, *, today: date) -> frozenset[str] | None:
    """Institutions whose returns a person may read before they are published; None: all."""
    if policy.may(person, "reports.read-drafts"):
        return None
    return posts.institutions_of(person, today=today)
