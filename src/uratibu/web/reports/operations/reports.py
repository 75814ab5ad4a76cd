"""A report of the register: drafted, compiled again, commented on, sent, published, corrected."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from uratibu.core.findings import Finding
from uratibu.core.reports import export_docx, export_pdf, export_tables, gate
from uratibu.core.reports.compile import compile_document
from uratibu.core.reports.model import Document, Outline
from uratibu.core.reports.register.model import Register
from uratibu.web.accounts import permissions as policy
from uratibu.web.accounts.models import Person
from uratibu.web.audit import operations as audit
from uratibu.web.plans.models import Check
from uratibu.web.plans.operations import record_check
from uratibu.web.plans.queries import plans
from uratibu.web.reports import permissions
from uratibu.web.reports.models import Report, ReportComment
from uratibu.web.reports.operations import frozen
from uratibu.web.reports.queries.files import home_of, manifest
from uratibu.web.reports.queries.register import register_of

MAKERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": export_pdf.export,
    "docx": export_docx.export,
    "xlsx": export_tables.workbook,
}
"""How each form of a document is made."""


class ChangedSince(Exception):
    """The register has moved on since the report was compiled; compile it again and read it."""


class NotPublishable(Exception):
    """Something stands against publishing; it carries every finding."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} finding(s) stand against publishing")


class WrongState(Exception):
    """The report is not in the state that this step starts from."""


@dataclass(frozen=True)
class Asked:
    """What a report is asked for."""

    outline: str
    plan: str
    period: str
    scope: str = ""


def outline_of(name: str) -> Outline:
    """An outline of the register by its id. Raises KeyError."""
    return {o.id: o for o in settings.SYSTEM().installation.outlines}[name]


def compiled(asked: Asked, register: Register, *, language: str) -> Document:
    """The document of an outline for a register. Raises Refused."""
    system = settings.SYSTEM()
    installation = system.installation
    if installation.country is None:
        raise KeyError("no country is installed")
    return compile_document(
        outline_of(asked.outline),
        system.publisher,
        texts=dict(text for pack in installation.packs for text in pack.texts),
        country=installation.country,
        edition=asked.period.replace("/", "-"),
        language=language,
        as_of=register.as_of,
        outlines={known.id: known for known in installation.outlines},
        tiles=installation.tiles,
        register=register,
    )


def asked_of(report: Report) -> Asked:
    """What a report was asked for."""
    return Asked(report.outline, report.plan, report.period, report.scope)


def draft_report(asked: Asked, *, by: Person, today: date) -> Report:
    """Draft a report: compiled in every language. Raises Refused where it cannot be printed."""
    policy.require(by, "reports.prepare")
    register = register_of(asked.plan, asked.period, scope=asked.scope, as_of=today)
    documents = _documents(asked, register)
    with transaction.atomic():
        report = Report.objects.create(
            outline=asked.outline, plan=asked.plan, period=asked.period, scope=asked.scope,
            as_of=today, prepared_by=by, prepared_at=timezone.now(),
        )  # fmt: skip
        _keep(report, documents, register)
        audit.record("reports.drafted", by=by, target=report, facts={"outline": asked.outline})
    return report


def compile_again(report: Report, *, by: Person, today: date) -> Report:
    """Compile a draft again from what the register says now. Raises Refused and WrongState."""
    policy.require(by, "reports.prepare")
    asked = asked_of(report)
    register = register_of(asked.plan, asked.period, scope=asked.scope, as_of=today)
    documents = _documents(asked, register)
    with transaction.atomic():
        locked = _locked(report, Report.State.DRAFT)
        locked.as_of = today
        _keep(locked, documents, register)
        audit.record("reports.compiled", by=by, target=locked, facts={"digest": locked.digest})
    return locked


def _documents(asked: Asked, register: Register) -> tuple[Document, ...]:
    return tuple(
        compiled(asked, register, language=language) for language, _name in settings.LANGUAGES
    )


def _keep(report: Report, documents: tuple[Document, ...], register: Register) -> None:
    """Write a compilation to a folder of its own; one before it stays for comparison."""
    report.compilation += 1
    report.plan_revision = register.revision
    report.digest = documents[0].digest
    report.save()
    files: dict[str, bytes] = {}
    for document in documents:
        files |= frozen.parts(document)
    _put(home_of(report), files)


def _put(target: Path, files: dict[str, bytes]) -> None:
    """Put files where nobody sees half of them; a folder left by a broken attempt goes first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(dir=target.parent, prefix=".draft-"))
    frozen.write(draft, files)
    draft.chmod(0o755)
    if target.exists():
        shutil.rmtree(target)
    os.replace(draft, target)


def _locked(report: Report, *states: str) -> Report:
    found = Report.objects.select_for_update().get(pk=report.pk)
    if found.state not in states:
        raise WrongState(f"{found} is {found.state}")
    return found


@transaction.atomic
def comment_on(report: Report, *, anchor: str, text: str, by: Person) -> ReportComment:
    """Comment on a place of a draft. Raises WrongState once it is published."""
    policy.require(by, "reports.comment")
    locked = _locked(report, Report.State.DRAFT, Report.State.SUBMITTED)
    comment = ReportComment.objects.create(
        report=locked, anchor=anchor, text=text, by=by, at=timezone.now()
    )
    audit.record("reports.commented", by=by, target=locked, facts={"anchor": anchor})
    return comment


@transaction.atomic
def answer_comment(comment: ReportComment, *, answer: str, by: Person) -> None:
    """Answer a comment and mark it as resolved; never one's own. Raises OwnWork."""
    policy.require(by, "reports.comment")
    locked = ReportComment.objects.select_for_update().get(pk=comment.pk)
    if locked.by_id == by.pk:
        raise permissions.OwnWork(f"comment {locked.pk} was written by {by}")
    if locked.resolved_at is None:
        locked.answer, locked.resolved_by, locked.resolved_at = answer, by, timezone.now()
        locked.save()
        audit.record("reports.comment-resolved", by=by, target=locked, facts={})


@transaction.atomic
def submit(report: Report, *, by: Person) -> None:
    """Send a draft to the head."""
    policy.require(by, "reports.prepare")
    locked = _locked(report, Report.State.DRAFT)
    locked.state, locked.submitted_by = Report.State.SUBMITTED, by
    locked.submitted_at = timezone.now()
    locked.save()
    audit.record("reports.submitted", by=by, target=locked, facts={"digest": locked.digest})


@transaction.atomic
def send_back(report: Report, *, by: Person, reason: str) -> None:
    """Send a report back to those who prepare it; the reason stands as a comment."""
    policy.require(by, "reports.publish")
    locked = _locked(report, Report.State.SUBMITTED)
    locked.state = Report.State.DRAFT
    locked.submitted_by = locked.submitted_at = None
    locked.save()
    ReportComment.objects.create(report=locked, text=reason, by=by, at=timezone.now())
    audit.record("reports.sent-back", by=by, target=locked, facts={"reason": reason})


def stands_against(report: Report, register: Register) -> tuple[Finding, ...]:
    """Every reason not to publish a report now."""
    comments = tuple(
        gate.Comment(str(each.pk), each.anchor, each.text, each.resolved_at is not None)
        for each in report.comments.all()
    )
    return gate.what_stands_against(register, comments)


def publish(report: Report, *, by: Person) -> None:
    """Publish a report as it was read: frozen in every language and form.

    Raises OwnWork, ChangedSince if the register says something else by now, and NotPublishable
    with every finding that stands against it.
    """
    policy.require(by, "reports.publish")
    if by.pk in (report.prepared_by_id, report.submitted_by_id):
        raise permissions.OwnWork(f"{report} was prepared by {by}")
    asked = asked_of(report)
    _check_as_it_is(asked.plan)
    register = register_of(asked.plan, asked.period, scope=asked.scope, as_of=report.as_of)
    documents = _documents(asked, register)
    if documents[0].digest != report.digest:
        raise ChangedSince(str(report))
    files: dict[str, bytes] = {}
    for document in documents:
        files |= frozen.files(document)
    with transaction.atomic():
        locked = _locked(report, Report.State.SUBMITTED)
        found = stands_against(locked, register)
        if found:
            raise NotPublishable(found)
        locked.state, locked.published_by = Report.State.PUBLISHED, by
        locked.published_at = timezone.now()
        locked.save()
        _put(home_of(locked), files)
        audit.record("reports.published", by=by, target=locked, facts={"digest": locked.digest})


def _check_as_it_is(plan_id: str) -> None:
    """Check the plan anew where it was changed since its last check, or was never checked."""
    last = Check.objects.filter(plan=plan_id).order_by("-at", "-id").first()
    if last is None or last.revision < plans.state(plan_id).revision:
        record_check(plan_id)


def correct(report: Report, *, by: Person, notice: str, today: date) -> Report:
    """Draft a correction of a published report; what was published stays as it is.

    Raises Refused, and WrongState if it is not published or has a correction already.
    """
    policy.require(by, "reports.prepare")
    asked = asked_of(report)
    register = register_of(asked.plan, asked.period, scope=asked.scope, as_of=today)
    documents = _documents(asked, register)
    with transaction.atomic():
        locked = _locked(report, Report.State.PUBLISHED)
        if Report.objects.filter(corrects=locked).exists():
            raise WrongState(f"{report} has a correction already")
        made = Report.objects.create(
            outline=asked.outline, plan=asked.plan, period=asked.period, scope=asked.scope,
            as_of=today, prepared_by=by, prepared_at=timezone.now(), corrects=locked,
            edition=locked.edition + 1, notice=notice,
        )  # fmt: skip
        _keep(made, documents, register)
        audit.record("reports.correction-drafted", by=by, target=made, facts={"notice": notice})
    return made


def file_of(report: Report, name: str, media: str) -> bytes:
    """A file of the last compilation; of a draft it is made when it is first asked for.

    Raises ChangedSince where a draft can no longer be made as it was read, and FileNotFoundError.
    """
    target = home_of(report) / name
    if not target.is_file():
        if not media or report.state == Report.State.PUBLISHED:
            raise FileNotFoundError(name)
        frozen.write(target.parent, {name: _made(report, name)})
    return target.read_bytes()


def _made(report: Report, name: str) -> bytes:
    """One file of a draft, as the draft was read."""
    _stem, language, ending = name.split(".")
    asked = asked_of(report)
    register = register_of(asked.plan, asked.period, scope=asked.scope, as_of=report.as_of)
    document = compiled(asked, register, language=language)
    read = cast("dict[str, object]", manifest(report, language=language)["document"])
    if document.digest != read["digest"]:
        raise ChangedSince(str(report))
    return MAKERS[ending](document)
