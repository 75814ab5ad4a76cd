"""Who may do what with a submission, beyond the role that the policy file asks for."""

from __future__ import annotations

from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person
from uratibu.web.datasets.models import Status, Submission


class OwnWork(Exception):
    """Nobody decides on what they brought themselves, whatever their role."""


def may_decide(person: Person, submission: Submission) -> bool:
    """Whether a person may approve or return a submission now."""
    return (
        submission.status == Status.WAITING
        and submission.brought_by_id != person.pk
        and policy.may(person, "datasets.approve")
    )


def may_send(person: Person, submission: Submission) -> bool:
    """Whether a person may send a submission for approval now."""
    return submission.status == Status.CHECKED and submission.brought_by_id == person.pk


def may_withdraw(person: Person, submission: Submission) -> bool:
    """Whether a person may take a submission back now."""
    open_ones = {Status.FAULTY, Status.CHECKED, Status.WAITING}
    return submission.status in open_ones and submission.brought_by_id == person.pk


def require_other_eyes(person: Person, submission: Submission) -> None:
    """Go on only if a person may approve and did not bring it. Raises NotAllowed or OwnWork."""
    policy.require(person, "datasets.approve")
    if submission.brought_by_id == person.pk:
        raise OwnWork(f"{submission} was brought by {person}")


def may_bring(person: Person) -> bool:
    """Whether a person may bring a file at all."""
    return policy.may(person, "datasets.bring")
