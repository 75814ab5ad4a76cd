"""Take a plan away: in every form that somebody asks for."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.core.findings import Refused
from uratibu.core.packs.plan_context import known_of
from uratibu.core.plans.export import forms
from uratibu.design.parts import Download, Link
from uratibu.web.plans.views import page


@gzip_page
@require_safe
def index(request: HttpRequest, plan: str) -> HttpResponse:
    """The forms a plan is exported in, and what each is good for."""
    one, language = page.seen(request, plan), get_language() or "en"
    files = [
        Download(each.name, reverse("plans:export", args=[one.id, each.id]), each.about(language))
        for each in forms.FORMS
    ]
    shown = {**page.framed(request, one, "export", Link(_("Export"))), "files": files}
    return render(request, "plans/export.html", shown)


@require_safe
def file(request: HttpRequest, plan: str, form: str) -> HttpResponse:
    """The plan as a file."""
    one, language = page.seen(request, plan), get_language() or "en"
    try:
        asked = forms.form(form)
        known = known_of(settings.SYSTEM().installation)
        content = asked.make(forms.Asked(one, known, language, timezone.now()))
    except forms.NoSuchForm as unknown:
        raise Http404(form) from unknown
    except Refused as refused:
        return HttpResponse(str(refused), status=409, content_type="text/plain; charset=utf-8")
    return page.file(content, asked.media_type, asked.file_name(one))
