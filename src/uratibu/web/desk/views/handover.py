"""The hand-over of an institution, to read, to print, or as a Word file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from uratibu.core.paper.dossier import Dossier, as_docx
from uratibu.design.parts import Link
from uratibu.web.accounts.permissions import person_of
from uratibu.web.desk import permissions
from uratibu.web.desk.queries import handover
from uratibu.web.institutions.queries import register

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@never_cache
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What a successor inherits, on one page."""
    steps = (
        Link(_("Institutions"), reverse("institutions:index")),
        Link(register.title_of(code), register.address(code)),
        Link(_("Hand-over")),
    )
    shown = {"dossier": _dossier(request, code), "code": code, "steps": steps}
    return render(request, "desk/handover.html", shown)


@never_cache
@require_safe
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a Word file."""
    found, language = _dossier(request, code), get_language() or "en"
    answer = HttpResponse(
        as_docx(found, made_at=timezone.now(), language=language), content_type=WORD
    )
    answer["Content-Disposition"] = f'attachment; filename="hand-over-{code}.docx"'
    return answer


def _dossier(request: HttpRequest, code: str) -> Dossier:
    reader = person_of(request)
    permissions.require_hand_over_of(reader, code)
    return handover.dossier(code, reader=reader, today=timezone.localdate())
