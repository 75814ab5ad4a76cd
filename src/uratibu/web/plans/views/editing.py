"""Change a plan, section by section: nobody's change is lost, and every change has its reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from uratibu.core.plans.compare import compare_elements
from uratibu.core.plans.model import Element, Plan
from uratibu.design.parts import Link
from uratibu.web.accounts.permissions import person_of
from uratibu.web.plans import operations
from uratibu.web.plans.forms import SECTIONS, CreateForm, SectionForm, WithdrawForm
from uratibu.web.plans.queries import history, words
from uratibu.web.plans.views import page
from uratibu.web.plans.views.actions import element_of, way


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, plan: str, key: str, section: str) -> HttpResponse:
    """Change one section of an element: ?item= names the line of a list."""
    one, form = _section(request, plan, key, section)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base_version"]
        changed = form.changed(history.element_at(one.id, key, base))
        try:
            _save(request, one, changed, base, form.cleaned_data["reason"])
        except operations.Conflict as conflict:
            return _conflict(request, one, form, conflict)
        return redirect(f"{words.element_link(one.id, changed).url}#{_place(section)}")
    element = element_of(one, key)
    shown = {
        **page.framed(request, one, "edit", *way(one, element, Link(str(form.heading)))),
        "form": form, "element": element, "title": words.text(element.title),
        "heading": form.heading, "back": words.element_link(one.id, element).url,
    }  # fmt: skip
    return render(request, "plans/edit.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, plan: str) -> HttpResponse:
    """Begin a new element: ?parent=&theme=&norm=&lead=&place= say what is known of it."""
    one = page.seen(request, plan)
    form = CreateForm(request.POST or None, plan=one, asked=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        made = form.made()
        _save(request, one, made, 0, form.cleaned_data["reason"])
        return redirect("plans:element", one.id, made.id)
    shown = {
        **page.framed(request, one, "create", Link(_("Add an element"))),
        "form": form, "heading": _("Add an element"),
        "back": words.address("plans:browse", one.id),
    }  # fmt: skip
    return render(request, "plans/edit.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """Take an element out of the plan, with the reason."""
    one = page.seen(request, plan)
    element = element_of(one, key)
    held = {"base_version": history.held_version(one.id, key)}
    form = WithdrawForm(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        try:
            operations.withdraw_element(one.id, key, by=person_of(request), **form.cleaned_data)
        except operations.Conflict:
            messages.error(request, _("Somebody changed it meanwhile: read it again first."))
        else:
            messages.success(request, _("Withdrawn. It stays readable with its history."))
        return redirect("plans:element", one.id, key)
    shown = {
        **page.framed(request, one, "edit", *way(one, element, Link(_("Withdraw")))),
        "form": form, "element": element, "title": words.text(element.title),
        "heading": _("Withdraw this element"), "back": words.element_link(one.id, element).url,
        "parts": [words.element_link(one.id, each) for each in one.children(key) if each.is_live],
    }  # fmt: skip
    return render(request, "plans/edit.html", shown, status=422 if form.errors else 200)


def _section(request: HttpRequest, plan: str, key: str, section: str) -> tuple[Plan, SectionForm]:
    """The plan, and the form of one section of an element as the person read it."""
    one = page.seen(request, plan)
    if section not in SECTIONS:
        raise Http404(section)
    version = history.held_version(one.id, key)
    said = request.POST.get("read_version") or request.POST.get("base_version") or ""
    read = int(said) if said.isdecimal() and int(said) else version
    form = SECTIONS[section](
        request.POST or None, plan=one, element=history.element_at(one.id, key, read),
        item=request.GET.get("item", ""), version=version,
    )  # fmt: skip
    return one, form


def _save(request: HttpRequest, plan: Plan, element: Element, base: int, reason: str) -> None:
    before = plan.get(element.id)
    version = operations.save_element(
        plan.id, element, base_version=base, by=person_of(request), reason=reason
    )
    if before is not None and version == base and before == element:
        messages.info(request, _("Nothing was changed."))
    else:
        messages.success(request, _("Saved. The version before stays readable below."))


def _conflict(
    request: HttpRequest, plan: Plan, form: SectionForm, conflict: operations.Conflict
) -> HttpResponse:
    """Both texts side by side; the person decides, and nothing is lost."""
    said = form.cleaned_data
    read = history.element_at(plan.id, form.element.id, said["base_version"])
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", "base_version", "read_version"}
    ]
    shown = {
        **page.framed(request, plan, "edit", *way(plan, form.element, Link(_("Two changes")))),
        "title": words.text(conflict.theirs.title),
        "yours": history.differences(compare_elements(read, conflict.yours)),
        "theirs": history.differences(compare_elements(read, conflict.theirs)),
        "versions": history.versions_of(plan.id, form.element.id)[:1],
        "kept": kept,
        "version": conflict.version,
        "read_version": said["read_version"] or said["base_version"],
        "back": words.element_link(plan.id, conflict.theirs).url,
    }
    return render(request, "plans/conflict.html", shown, status=409)


def _place(section: str) -> str:
    """Where on the page of an element a section stands."""
    places = {"milestone": "milestones", "money": "budget", "indicator": "indicators",
              "risk": "risks", "norms": "norms"}  # fmt: skip
    return places.get(section, "facts")
