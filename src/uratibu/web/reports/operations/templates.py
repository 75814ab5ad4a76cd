"""Word templates of institutions: brought and checked, filled, withdrawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from uratibu.core.reports.template import bring
from uratibu.web.audit import operations as audit
from uratibu.web.progress.operations.evidence import safe_name
from uratibu.web.reports import permissions
from uratibu.web.reports.models import WordTemplate, WorkingCopy
from uratibu.web.reports.queries import templates
from uratibu.web.reports.queries.templates import Subject

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

MOST_BYTES = 10_000_000


class NotClean(Exception):
    """The file cannot be kept; it carries its fields and every finding."""

    def __init__(self, checked: bring.Checked) -> None:
        self.checked = checked
        super().__init__(f"{len(checked.findings)} finding(s)")


class NotStanding(Exception):
    """The template was withdrawn, or a newer version stands in its place."""


class TooLarge(Exception):
    """More came than a template may have."""


@dataclass(frozen=True)
class Brought:
    """A file as it came, and what its template is to be called, for whom and in which language."""

    file_name: str
    pieces: Iterable[bytes]
    name: str
    institution: str
    language: str


@dataclass(frozen=True)
class _Coming:
    path: Path
    sha256: str
    bytes: int


def bring_template(
    brought: Brought, subject: Subject, *, by: Person, today: date
) -> tuple[WordTemplate, bool]:
    """Keep a file as the next version of a template, and whether it is a new one.

    The file that stands already makes no version. Nothing is kept where it has a fault:
    raises NotClean, TooLarge or NotAllowed then.
    """
    permissions.require_brings_for(by, brought.institution, today=today)
    asked = templates.asked_of(subject, by, today=today)
    coming = _received(brought.pieces)
    try:
        checked = bring.check(coming.path, asked, name=safe_name(brought.file_name))
        if not checked.is_clean:
            raise NotClean(checked)
        try:
            return _kept(brought, coming, len(checked.fields), by)
        except IntegrityError:
            # Somebody brought the first version of this name in the same moment.
            return _kept(brought, coming, len(checked.fields), by)
    finally:
        coming.path.unlink(missing_ok=True)


def _received(pieces: Iterable[bytes]) -> _Coming:
    """The file beside the kept ones under a name of its own. Raises TooLarge."""
    home = templates.folder()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=home, prefix=".coming-", delete=False) as coming:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            if size > MOST_BYTES:
                break
            coming.write(piece)
    if size > MOST_BYTES:
        Path(coming.name).unlink()
        raise TooLarge(str(size))
    return _Coming(Path(coming.name), digest.hexdigest(), size)


@transaction.atomic
def _kept(brought: Brought, coming: _Coming, fields: int, by: Person) -> tuple[WordTemplate, bool]:
    known = WordTemplate.objects.select_for_update().filter(
        institution=brought.institution, name=brought.name
    )
    newest = known.order_by("-version").first()
    if newest is not None and newest.withdrawn_at is None and _is_same(newest, brought, coming):
        return newest, False
    made = WordTemplate.objects.create(
        institution=brought.institution, name=brought.name,
        version=newest.version + 1 if newest else 1, language=brought.language,
        file_name=safe_name(brought.file_name), sha256=coming.sha256, bytes=coming.bytes,
        fields=fields, brought_by=by, brought_at=timezone.now(),
    )  # fmt: skip
    facts = {"name": made.name, "institution": made.institution, "version": made.version,
             "sha256": made.sha256}  # fmt: skip
    audit.record("reports.template-brought", by=by, target=made, facts=facts)
    coming.path.replace(templates.folder() / coming.sha256)
    return made, True


def _is_same(newest: WordTemplate, brought: Brought, coming: _Coming) -> bool:
    return (newest.sha256, newest.language) == (coming.sha256, brought.language)


@transaction.atomic
def withdraw_template(template: WordTemplate, *, by: Person, today: date) -> None:
    """Let a template be filled no more, in any of its versions; files and record stay.

    Raises NotAllowed. Withdrawing it again changes nothing.
    """
    permissions.require_brings_for(by, template.institution, today=today)
    standing = WordTemplate.objects.filter(
        institution=template.institution, name=template.name, withdrawn_at=None
    )
    if standing.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        facts = {"name": template.name, "institution": template.institution}
        audit.record("reports.template-withdrawn", by=by, target=template, facts=facts)


def fill_template(
    template: WordTemplate, subject: Subject, *, by: Person, today: date
) -> tuple[bytes, WorkingCopy]:
    """A working copy: the file filled, and the record of every figure in it.

    Raises NotStanding, Refused with every field that says nothing, and Http404.
    """
    newest = templates.versions_of(template)[0]
    if newest.pk != template.pk or newest.withdrawn_at is not None:
        raise NotStanding(str(template))
    asked = templates.asked_of(subject, by, today=today)
    made = bring.fill(templates.path_of(template), asked, name=template.file_name)
    return made.content, _noted(template, subject, asked, made, by)


@transaction.atomic
def _noted(
    template: WordTemplate, subject: Subject, asked: bring.Asked, made: bring.Made, by: Person
) -> WorkingCopy:
    sha256 = hashlib.sha256(made.content).hexdigest()
    figures = json.dumps([vars(each) for each in made.figures], ensure_ascii=False)
    copy, is_new = WorkingCopy.objects.get_or_create(
        template=template, by=by, sha256=sha256,
        defaults={
            "plan": subject.plan, "period": subject.period, "scope": subject.scope,
            "language": subject.language, "plan_revision": asked.register.revision,
            "as_of": asked.register.as_of, "figures": figures,
            "figure_count": len(made.figures), "at": timezone.now(),
        },
    )  # fmt: skip
    if is_new:
        facts = {"plan": subject.plan, "period": subject.period, "sha256": sha256,
                 "figures": copy.figure_count}  # fmt: skip
        audit.record("reports.template-filled", by=by, target=copy, facts=facts)
    return copy
