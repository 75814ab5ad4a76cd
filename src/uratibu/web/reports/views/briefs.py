"""What an institution gets back: its two-page brief, its county layout, its hand-over."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.core.reports.model import Document
from uratibu.design.parts import Download, Link
from uratibu.web.plans.queries import plans
from uratibu.web.reports import permissions
from uratibu.web.reports.operations import frozen
from uratibu.web.reports.operations.reports import MAKERS, Asked, compiled
from uratibu.web.reports.queries import profiles, reports
from uratibu.web.reports.queries.register import register_of

KINDS = {
    "brief": "institution-brief",
    "hand-over": "hand-over",
    "county": "county-progress",
}
"""Addresses of what is about one institution, and their outlines."""


@gzip_page
@require_safe
def brief(request: HttpRequest, kind: str = "brief", **at: str) -> HttpResponse:
    """The brief of an institution as a page, made of what the register says now."""
    document = _document(request, kind, **at)
    links = tuple(
        Download(
            title, reverse("reports:brief-file", kwargs={**at, "kind": kind, "form": name}), ""
        )
        for name, title in (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"))
    )
    others = tuple(
        Link(words, reverse("reports:brief-kind", kwargs=at | {"kind": other}))
        for other, words in _others(kind)
    )
    shown = {
        "document": document,
        "html": frozen.readable(document),
        "downloads": links,
        "others": others,
        "steps": (Link(_("Reports"), reverse("reports:reports")), Link(document.title)),
    }
    return render(request, "reports/brief.html", shown)


@require_safe
def brief_file(request: HttpRequest, kind: str, form: str, **at: str) -> HttpResponse:
    """The same as a Word file, PDF or workbook."""
    if form not in MAKERS:
        raise Http404(form)
    document = _document(request, kind, **at)
    media = {name.rpartition(".")[2]: media for name, _t, media, _a in profiles.FILES}
    answer = HttpResponse(MAKERS[form](document), content_type=media[form])
    saved = f"{kind}-{at['institution']}-{at['period']}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{saved}"'
    return answer


def _document(
    request: HttpRequest, kind: str, *, plan: str, institution: str, period: str
) -> Document:
    today = timezone.localdate()
    known = {outline.id for outline in reports.outlines()}
    if KINDS.get(kind) not in known or not permissions.may_read_brief(
        request.user, institution, today=today
    ):
        raise Http404(institution)
    plans.seen(request.user, plan)
    asked = Asked(KINDS[kind], plan, reports.period_of(plan, period), institution)
    register = register_of(plan, asked.period, scope=institution, as_of=today)
    return compiled(asked, register, language=get_language() or "en")


def _others(kind: str) -> tuple[tuple[str, str], ...]:
    known = {outline.id for outline in reports.outlines()}
    words = {
        "brief": _("Two-page brief"),
        "hand-over": _("Hand-over dossier"),
        "county": _("County layout"),
    }
    return tuple(
        (name, words[name]) for name, outline in KINDS.items() if name != kind and outline in known
    )
