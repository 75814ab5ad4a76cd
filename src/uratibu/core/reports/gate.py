"""What keeps a report of the register from being published: findings, none of them waivable here.

An unresolved comment, an error of the plan check that nobody waived, a figure that is not released.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.plans.words import both
from uratibu.core.progress.model import Answered, Return, ReturnState
from uratibu.core.reports.register.model import QUOTED, Register
from uratibu.core.reports.register.sources import reference_of

RULES = {
    "report/open-comment": both(
        "A comment on the report is not resolved.",
        "Maoni kuhusu taarifa hayajatatuliwa.",
    ),
    "report/plan-error": both(
        "The plan check finds an error that nobody waived.",
        "Ukaguzi wa mpango una kosa ambalo halijasamehewa.",
    ),
    "report/unreleased": both(
        "The report repeats a return whose figures are not released yet.",
        "Taarifa inanukuu taarifa ya taasisi ambayo takwimu zake hazijatolewa.",
    ),
    "report/unprinted": both(
        "A sentence, table or chart cannot be printed.",
        "Sentensi, jedwali au kielelezo hakiwezi kuchapishwa.",
    ),
}
"""What each rule finds, in words."""
_REMEDIES = {
    "report/open-comment": "Answer it, and let another person mark it as resolved.",
    "report/plan-error": "Correct the plan, or let the head waive the finding with a reason.",
    "report/unreleased": "Publish the return, or wait for it and compile again.",
}


@dataclass(frozen=True)
class Comment:
    """A comment on a place of a draft. anchor: "" is the whole report."""

    id: str
    anchor: str
    text: str
    is_resolved: bool


def what_stands_against(register: Register, comments: Iterable[Comment]) -> tuple[Finding, ...]:
    """Every reason not to publish, in order: comments, the plan's errors, what is not released."""
    return (*_comments(comments), *_errors(register), *_unreleased(register))


def _comments(comments: Iterable[Comment]) -> Iterator[Finding]:
    for each in comments:
        if not each.is_resolved:
            where = Where(key=each.anchor or "report", value=each.text[:80])
            yield _finding("report/open-comment", where)


def _errors(register: Register) -> Iterator[Finding]:
    """Errors of the plan check; a waiver of the rule at its place, not yet over, lifts one."""
    waived = {(w.rule, w.place) for w in register.waivers if w.until >= register.as_of}
    for each in register.findings:
        if each.severity is not Severity.ERROR:
            continue
        if not waived & {(each.rule, each.where.key), (each.rule, each.where.key.split(".")[0])}:
            yield _finding("report/plan-error", each.where, f" {each.rule}: {each.message}")


def _unreleased(register: Register) -> Iterator[Finding]:
    """Returns whose words are printed while their figures are still unpublished."""
    for told in register.returns:
        if told.period != register.period or told.state not in QUOTED:
            continue
        if told.state is not ReturnState.PUBLISHED and _says_something(told):
            yield _finding("report/unreleased", Where(key=reference_of(told)))


def _says_something(told: Return) -> bool:
    return bool(told.values) or any(a.answered is not Answered.NOT_YET for a in told.actions)


def _finding(rule: str, where: Where, more: str = "") -> Finding:
    return Finding(where, rule, Severity.ERROR, RULES[rule]("en") + more, _REMEDIES[rule])
