"""Word templates as somebody sees them: which there are, what their fields say, what was filled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.labels import Label, label
from uratibu.core.progress.model import ReturnState
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.template import bring, preview
from uratibu.core.reports.template.saying import Sayer
from uratibu.design.parts import Choice, Option, Picker
from uratibu.web.progress.models import ReportingPeriod, Return
from uratibu.web.reports import permissions
from uratibu.web.reports.models import WordTemplate, WorkingCopy
from uratibu.web.reports.queries import reports
from uratibu.web.reports.queries.register import register_of

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person

FOLDER = "templates"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_COPIES = 20


@dataclass(frozen=True)
class Subject:
    """What a template is filled for: a plan, a period, an institution or "", a language."""

    plan: str
    period: str
    scope: str
    language: str


@dataclass(frozen=True)
class Choices:
    """What a person may fill a template for. periods: plan, code; the newest first."""

    plans: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str], ...]
    scopes: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    begun: tuple[tuple[str, str], ...]

    def codes(self) -> tuple[tuple[str, str], ...]:
        """The periods to choose from, each once."""
        return tuple(dict.fromkeys((code, code) for _plan, code in self.periods))

    def first(self, plan: str) -> str:
        """The period a plan is looked at in: the newest that is told of, else the newest."""
        told = (*self.begun, *self.periods)
        return next((code for of, code in told if of == plan), "")


@dataclass(frozen=True)
class Line:
    """A template in a list, with its newest version."""

    newest: WordTemplate
    home: str
    is_withdrawn: bool


def choices(person: Person, *, today: date) -> Choices:
    """Plans a person sees with their periods, and whom a file may be about."""
    known = reports.choices_of_plans(person)
    returns = Return.objects.filter(period=OuterRef("pk"), state=ReturnState.PUBLISHED)
    found = ReportingPeriod.objects.filter(plan__in=[plan for plan, _title in known])
    rows = found.order_by("-starts_on").annotate(is_told=Exists(returns))
    listed = list(rows.values_list("plan", "code", "is_told", "starts_on"))
    begun = [(p, c) for p, c, is_told, _on in listed if is_told]
    begun += [(p, c) for p, c, _told, starts_on in listed if starts_on <= today]
    everyone = permissions.unpublished_of(person, today=today) is None
    homes = permissions.template_homes(person, today=today)
    scopes = [(code, title) for code, title in reports.institutions() if everyone or code in homes]
    return Choices(
        plans=known,
        periods=tuple((plan, code) for plan, code, _told, _on in listed),
        scopes=(("", _("The whole plan")), *scopes),
        languages=tuple((code, str(name)) for code, name in settings.LANGUAGES),
        begun=tuple(begun),
    )


def subject(known: Choices, asked: Mapping[str, str], *, scope: str, language: str) -> (
    Subject | None
):  # fmt: skip
    """What was asked for as far as it exists, else what is nearest; None where no plan is told of.

    scope and language: of the template, unless others are asked for.
    """
    told = {plan for plan, _code in known.periods}
    plans = [plan for plan, _title in known.plans if plan in told]
    if not plans:
        return None
    plan = asked["plan"] if asked.get("plan") in plans else plans[0]
    period = asked.get("period", "")
    if (plan, period) not in known.periods:
        period = known.first(plan)
    about = asked.get("scope", scope)
    tongue = asked.get("language", language)
    return Subject(
        plan,
        period,
        about if about in dict(known.scopes) else "",
        tongue if tongue in dict(known.languages) else language,
    )


def picker(known: Choices, chosen: Subject) -> Picker:
    """The choices of a page that shows what fields say."""
    lists = (
        ("plan", _("Plan"), known.plans, chosen.plan),
        ("period", _("Reporting period"), known.codes(), chosen.period),
        ("scope", _("Institution or county"), known.scopes, chosen.scope),
        ("language", _("Language"), known.languages, chosen.language),
    )
    return Picker(
        _("What the file is filled for"),
        _("Show"),
        tuple(Choice(n, title, _options(found, here)) for n, title, found, here in lists),
    )


def _options(found: Iterable[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, text, value == chosen) for value, text in found)


def asked_of(subject: Subject, person: Person, *, today: date) -> bring.Asked:
    """The register as this person may read it, for a template. Raises Http404."""
    register = register_of(
        subject.plan, subject.period, scope=subject.scope, as_of=today,
        unpublished_of=permissions.unpublished_of(person, today=today), is_whole=True,
    )  # fmt: skip
    return bring.Asked(register, subject.language, _country())


def _country() -> tuple[str, Label]:
    country = settings.SYSTEM().installation.country
    return (country.code, country.title) if country is not None else ("", label(""))


def of_person(person: Person, *, today: date) -> tuple[Line, ...]:
    """The templates a person sees, those that stand first; one query for any number."""
    homes = permissions.template_homes(person, today=today)
    rows = WordTemplate.objects.filter(institution__in=homes).select_related("brought_by")
    found = groupby(rows, key=lambda each: (each.institution, each.name))
    names = dict(reports.institutions())
    lines = (_line(next(versions), names) for _key, versions in found)
    return tuple(sorted(lines, key=lambda each: (each.is_withdrawn, each.newest.institution == "")))


def _line(newest: WordTemplate, names: Mapping[str, str]) -> Line:
    return Line(newest, home(newest.institution, names), newest.withdrawn_at is not None)


def home(institution: str, names: Mapping[str, str] | None = None) -> str:
    """Whose a template is, in words."""
    if institution == permissions.SHARED:
        return _("Secretariat, for every institution")
    return (names or dict(reports.institutions())).get(institution, institution)


def homes_to_bring_for(person: Person, *, today: date) -> tuple[tuple[str, str], ...]:
    """For whom a person may bring templates."""
    names = dict(reports.institutions())
    found = sorted(permissions.brings_for(person, today=today), reverse=True)
    return tuple((code, home(code, names)) for code in found)


def seen(person: Person, pk: int, *, today: date) -> WordTemplate:
    """A template of the person's own institution or of the secretariat. Raises Http404."""
    found = WordTemplate.objects.select_related("brought_by", "withdrawn_by").filter(pk=pk).first()
    if found is None or found.institution not in permissions.template_homes(person, today=today):
        raise Http404(pk)
    return found


def versions_of(template: WordTemplate) -> tuple[WordTemplate, ...]:
    """Every version of a template, the newest first."""
    found = WordTemplate.objects.filter(institution=template.institution, name=template.name)
    return tuple(found.select_related("brought_by"))


def path_of(template: WordTemplate) -> Path:
    """Where the file of a template lies, under its digest. Raises Http404 where it is gone."""
    path = folder() / template.sha256
    if not path.is_file():
        raise Http404(template.file_name)
    return path


def folder() -> Path:
    """Where templates are kept."""
    return Path(settings.MEDIA_ROOT) / FOLDER


def checked(template: WordTemplate, asked: bring.Asked) -> bring.Checked:
    """What the fields of a kept template say now."""
    return bring.check(path_of(template), asked, name=template.file_name)


def catalogue(asked: bring.Asked | None) -> tuple[preview.Group, ...]:
    """Every field there is, with what it gives now where a plan is told of."""
    if asked is None:
        return preview.catalogue()
    reader = Reader(asked.register, asked.language, asked.country[0])
    return preview.catalogue(Sayer(reader, asked.country[1]))


def copies(template: WordTemplate, person: Person) -> tuple[WorkingCopy, ...]:
    """What a person filled of a template, the newest first; only their own."""
    found = WorkingCopy.objects.filter(template=template, by=person)
    return tuple(found.defer("figures")[:MOST_COPIES])


def copy_of(template: WordTemplate, person: Person, pk: int) -> WorkingCopy:
    """One working copy of a person's own. Raises Http404."""
    found = WorkingCopy.objects.filter(template=template, by=person, pk=pk).first()
    if found is None:
        raise Http404(pk)
    return found


def figures_of(copy: WorkingCopy) -> tuple[dict[str, str], ...]:
    """The figures of a working copy, each with the address of its trace."""
    return tuple(
        each | {"url": reverse("lineage:trace", args=[f"figure:{each['id']}"])}
        for each in json.loads(copy.figures)
    )


def words(group: preview.Group) -> dict[str, object]:
    """A group of fields in the reader's language."""
    language = get_language() or "en"
    fields = [{"written": e.written, "about": e.about(language), "value": e.value}
              for e in group.fields]  # fmt: skip
    return {"id": group.id, "title": group.title(language), "fields": fields}
