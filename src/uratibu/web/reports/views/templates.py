"""Word templates: the list, the fields there are, one template, a working copy of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uratibu.core.findings import Finding, Refused
from uratibu.core.reports.register.asking import CLAIMS
from uratibu.core.reports.template import bring
from uratibu.core.reports.template import start as starting
from uratibu.design.parts import Link
from uratibu.web.accounts.models import Person
from uratibu.web.accounts.permissions import person_of
from uratibu.web.reports import permissions
from uratibu.web.reports.forms import BringForm, SubjectForm
from uratibu.web.reports.models import WordTemplate
from uratibu.web.reports.operations import templates as operations
from uratibu.web.reports.queries import reports, templates


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The templates one sees; a file that is brought is checked, and kept where it has no fault."""
    person, today = person_of(request), timezone.localdate()
    known = templates.choices(person, today=today)
    homes = templates.homes_to_bring_for(person, today=today)
    form = BringForm(request.POST or None, request.FILES or None, known=known, homes=homes,
                     initial=_initial(known))  # fmt: skip
    checked = None
    if request.method == "POST" and form.is_valid():
        made = _brought(request, form, person, today)
        if isinstance(made, WordTemplate):
            return redirect("reports:template", made.pk)
        checked = made
    shown = _listed(person, today) | {
        "form": form, "checked": checked, "homes": homes, "has_plan": bool(known.periods),
    }  # fmt: skip
    status = 422 if form.errors or checked else 200
    return render(request, "reports/templates.html", shown, status=status)


def _listed(person: Person, today: date) -> dict[str, object]:
    lines = templates.of_person(person, today=today)
    return {
        "standing": [each for each in lines if not each.is_withdrawn],
        "withdrawn": [each for each in lines if each.is_withdrawn],
        "languages": settings.LANGUAGES,
        "steps": (_reports(), Link(_("Report templates"))),
    }


def _initial(known: templates.Choices) -> dict[str, str]:
    chosen = templates.subject(known, {}, scope="", language=get_language() or "en")
    return {"plan": chosen.plan, "period": chosen.period} if chosen else {}


def _brought(
    request: HttpRequest, form: BringForm, person: Person, today: date
) -> WordTemplate | bring.Checked | None:
    """The template that was kept, or what is wrong with the file."""
    try:
        made, is_new = operations.bring_template(
            form.brought(), form.subject(), by=person, today=today
        )
    except operations.NotClean as fault:
        return fault.checked
    except operations.TooLarge:
        form.add_error("file", _("The file is larger than 10 MB. Make its pictures smaller."))
        return None
    told = _("Checked and kept as version {number}.") if is_new else _(
        "This very file stands already as version {number}."
    )  # fmt: skip
    messages.success(request, told.format(number=made.version))
    return made


@gzip_page
@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """Every field there is, and what it says now for a plan and period that are chosen."""
    person, today = person_of(request), timezone.localdate()
    known = templates.choices(person, today=today)
    own = next((code for code, _title in known.scopes if code), "")
    scope = own if permissions.unpublished_of(person, today=today) is not None else ""
    chosen = templates.subject(
        known, request.GET.dict(), scope=scope, language=get_language() or "en"
    )
    asked = templates.asked_of(chosen, person, today=today) if chosen else None
    shown = {
        "groups": [templates.words(each) for each in templates.catalogue(asked)],
        "picker": templates.picker(known, chosen) if chosen else None,
        "claims": " ".join(CLAIMS),
        "steps": (_reports(), _first(), Link(_("Field names"))),
    }
    return render(request, "reports/template_fields.html", shown)


@require_safe
def start(request: HttpRequest, language: str) -> HttpResponse:
    """A Word file to begin from."""
    if language not in dict(settings.LANGUAGES):
        raise Http404(language)
    return _attached(starting.start(language), f"report-template-{language}.docx")


@gzip_page
@require_safe
def template(request: HttpRequest, number: int) -> HttpResponse:
    """A template: what its fields say for what is chosen, its versions, what was filled of it."""
    return _page(request, number)


def _page(request: HttpRequest, number: int, findings: tuple[Finding, ...] = ()) -> HttpResponse:
    person, today = person_of(request), timezone.localdate()
    found = templates.seen(person, number, today=today)
    known = templates.choices(person, today=today)
    said = (request.POST if request.method == "POST" else request.GET).dict()
    chosen = templates.subject(known, said, scope=found.institution, language=found.language)
    asked = templates.asked_of(chosen, person, today=today) if chosen else None
    versions = templates.versions_of(found)
    shown = {
        "one": found, "home": templates.home(found.institution), "versions": versions,
        "is_newest": versions[0].pk == found.pk, "newest": versions[0],
        "chosen": vars(chosen).items() if chosen else (),
        "checked": templates.checked(found, asked) if asked and not findings else None,
        "findings": findings, "copies": templates.copies(found, person),
        "picker": templates.picker(known, chosen) if chosen else None,
        "may_withdraw": permissions.may_withdraw(person, found, today=today),
        "steps": (_reports(), _first(), Link(found.name)),
    }  # fmt: skip
    return render(request, "reports/template.html", shown, status=422 if findings else 200)


@require_safe
def file(request: HttpRequest, number: int) -> FileResponse:
    """The file as it was brought, always as a download."""
    found = templates.seen(person_of(request), number, today=timezone.localdate())
    return FileResponse(
        templates.path_of(found).open("rb"), as_attachment=True, filename=found.file_name,
        content_type="application/octet-stream",
    )  # fmt: skip


@require_POST
def fill(request: HttpRequest, number: int) -> HttpResponse:
    """A working copy to take away; where a field says nothing, the page tells which."""
    person, today = person_of(request), timezone.localdate()
    found = templates.seen(person, number, today=today)
    form = SubjectForm(request.POST, known=templates.choices(person, today=today))
    if not form.is_valid():
        messages.error(request, _("Choose a plan, and a period that it has."))
        return redirect("reports:template", number)
    chosen = form.subject()
    try:
        content, _copy = operations.fill_template(found, chosen, by=person, today=today)
    except operations.NotStanding:
        messages.error(request, _("This version is not filled any more; see the newest one."))
        return redirect("reports:template", number)
    except Refused as refused:
        return _page(request, number, refused.findings)
    stem = found.file_name.rpartition(".")[0]
    return _attached(content, f"{stem}-{chosen.period.replace('/', '-')}.docx")


@gzip_page
@require_safe
def copy(request: HttpRequest, number: int, copy: int) -> HttpResponse:
    """The figures of a working copy, each with its trace."""
    person = person_of(request)
    found = templates.seen(person, number, today=timezone.localdate())
    one = templates.copy_of(found, person, copy)
    back = Link(found.name, reverse("reports:template", args=[number]))
    shown = {
        "one": found, "copy": one, "figures": templates.figures_of(one),
        "scope": dict(reports.institutions()).get(one.scope, ""),
        "steps": (_reports(), _first(), back, Link(_("Working copy"))),
    }  # fmt: skip
    return render(request, "reports/template_copy.html", shown)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Let a template be filled no more."""
    person, today = person_of(request), timezone.localdate()
    found = templates.seen(person, number, today=today)
    operations.withdraw_template(found, by=person, today=today)
    messages.success(request, _("Withdrawn. The file and the record of it stay."))
    return redirect("reports:template", number)


def _attached(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=templates.DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _reports() -> Link:
    return Link(_("Reports"), reverse("reports:reports"))


def _first() -> Link:
    return Link(_("Report templates"), reverse("reports:templates"))
