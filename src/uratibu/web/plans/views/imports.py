"""Import a plan: bring a file, name its columns, look at what it changes, store it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uratibu.core.findings import Refused
from uratibu.core.plans.intake.mapping import Mapping
from uratibu.core.plans.intake.shapes import shapes
from uratibu.core.plans.model import Plan
from uratibu.design.parts import Link
from uratibu.web.accounts.permissions import person_of
from uratibu.web.plans import models, operations
from uratibu.web.plans.forms.importing import ColumnsForm, CommitForm, ImportForm, guessed
from uratibu.web.plans.queries import imports, plans, words
from uratibu.web.plans.queries.versions import DOCX, XLSX
from uratibu.web.plans.views import page


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, plan: str) -> HttpResponse:
    """The first step: a file. Our own layout goes straight on to the preview."""
    one = page.seen(request, plan)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        brought = operations.BroughtFile(file.name, file.chunks(), form.cleaned_data["key"])
        made = operations.bring_file(one.id, brought, by=person_of(request))
        return go_on(request, made)
    shown = {
        **_framed(request, one), "form": form, "recent": imports.imports_of(
            one, person_of(request).pk),
    }  # fmt: skip
    return render(request, "plans/import.html", shown, status=422 if form.errors else 200)


def go_on(request: HttpRequest, made: models.Import) -> HttpResponse:
    """The step after the file: the preview where nothing is to be named, else the columns."""
    file = imports.opened(made)
    if file.is_own or not file.brought.grids or guessed(file.brought, None, "") is None:
        operations.name_columns(made, {}, by=person_of(request))
        return redirect("plans:import-preview", made.plan_id, made.pk)
    return redirect("plans:import-columns", made.plan_id, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """The second step: which column says what. ?table=&shape= choose what is guessed from."""
    one, made = _mine(request, plan, number)
    brought = imports.opened(made).brought
    table, shape = request.GET.get("table", ""), request.GET.get("shape", "")
    guess = guessed(brought, int(table) if table.isdecimal() else None, shape)
    if guess is None:
        return redirect("plans:import", one.id)
    form = ColumnsForm(request.POST or None, guess=guess, brought=brought,
                       initial=_remembered(one, guess, shape))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        operations.name_columns(made, form.columns(), by=person_of(request))
        return redirect("plans:import-preview", one.id, made.pk)
    language = get_language() or "en"
    shown = {
        **_framed(request, one, Link(_("Name the columns"))), "form": form, "import": made,
        "tables": [(n, grid.name) for n, grid in enumerate(brought.grids)], "guess": guess,
        "shapes": [(each.id, each.title(language)) for each in shapes().shapes],
        "action": request.get_full_path(),
    }  # fmt: skip
    return render(request, "plans/import_columns.html", shown, status=422 if form.errors else 200)


@require_safe
def preview(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """The third step: what is new, changed, the same, rejected; or, once stored, what became."""
    one, made = _mine(request, plan, number)
    if made.status == models.Import.Status.COMMITTED:
        return _done(request, one, made)
    return _preview(request, one, made, CommitForm(initial={
        "revision": plans.state(one.id).revision}))  # fmt: skip


@require_POST
def commit(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Store what the preview showed; where the plan was changed since, the preview comes again."""
    one, made = _mine(request, plan, number)
    form = CommitForm(request.POST)
    if not form.is_valid():
        return _preview(request, one, made, form, status=422)
    matched = imports.preview(made, one).matched
    try:
        operations.commit_import(made, matched, by=person_of(request), **form.cleaned_data)
        operations.record_check(one.id, by=person_of(request))
    except operations.Moved:
        messages.error(
            request, _("The plan was changed since you looked. Here is what the file changes now.")
        )
    return redirect("plans:import-preview", one.id, made.pk)


@require_safe
def marked(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """The file back, its faulty cells coloured and with notes."""
    one, made = _mine(request, plan, number)
    try:
        content, kind = imports.marked_copy(made, one)
    except Refused as refused:
        messages.error(request, f"{refused.findings[0].message} {refused.findings[0].remedy}")
        return redirect("plans:import-preview", one.id, made.pk)
    stem = made.file_name.rpartition(".")[0] or made.file_name
    return page.file(content, DOCX if kind == "docx" else XLSX, f"{stem}-marked.{kind}")


def _preview(
    request: HttpRequest, one: Plan, made: models.Import, form: CommitForm, status: int = 200
) -> HttpResponse:
    found = imports.preview(made, one)
    shown = {
        **_framed(request, one, Link(_("Look and store"))), "import": made, "page": found,
        "form": form, "has_columns": made.columns != "{}", "limit": imports.SHOWN,
    }  # fmt: skip
    return render(request, "plans/import_preview.html", shown, status=status)


def _done(request: HttpRequest, one: Plan, made: models.Import) -> HttpResponse:
    shown = {
        **_framed(request, one, Link(_("Stored"))), "import": made,
        "counts": imports.counts_of(made), "before": made.base_revision,
        "is_changed": (made.committed_revision or 0) > made.base_revision,
        "findings": words.address("plans:findings", one.id),
        "home": words.address("progress:plan", one.id),
    }  # fmt: skip
    return render(request, "plans/import_done.html", shown)


def _mine(request: HttpRequest, plan: str, number: int) -> tuple[Plan, models.Import]:
    """The plan, and a file that this person brought into it. Raises Http404."""
    one = page.seen(request, plan)
    mine = models.Import.objects.filter(plan=one.id, brought_by=person_of(request))
    return one, get_object_or_404(mine, pk=number)


def _framed(request: HttpRequest, one: Plan, *steps: Link) -> dict[str, object]:
    return page.framed(request, one, "import", Link(_("Import")), *steps)


def _remembered(one: Plan, guess: Mapping, shape: str) -> dict[str, object]:
    """The columns as they were named the last time, where nobody asks for a shape now."""
    said = None if shape else imports.remembered(one.id, guess.headings)
    if said is None:
        return {}
    held: dict[str, object] = {f"column-{n}": "" for n in range(1, len(guess.headings.texts) + 1)}
    listed = said.get("columns")
    for number, field in listed if isinstance(listed, list) else []:
        held[f"column-{number}"] = field
    return {**held, "language": said.get("language", "en")}
