"""The frameworks, one framework, one norm."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from uratibu.core.norms.model import Framework
from uratibu.core.packs.model import Installation
from uratibu.design import wording
from uratibu.design.parts import Link
from uratibu.web.norms.queries import finding, norms, relations, reviews, serving


@gzip_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every framework there is, or the norms a reader looks for."""
    known: Installation = settings.SYSTEM().installation
    given = request.GET
    text = given.get("q", "").strip()[:120]
    asked = finding.Asked(text, given.get("framework", ""), given.get("kind", ""))
    shown = {
        "asked": asked,
        "frameworks": finding.frameworks(known),
        "kinds": finding.kinds(known, asked.framework),
        "cards": norms.framework_cards(known) if asked.is_empty else (),
        "results": None if asked.is_empty else finding.find(known, asked),
    }
    return render(request, "norms/index.html", shown)


@gzip_page
@require_safe
def norm(request: HttpRequest, norm: str) -> HttpResponse:
    """A framework, or a norm inside one; the address says which."""
    known = settings.SYSTEM().installation
    framework = serving.framework(known, norm)
    if framework is not None:
        return _framework(request, framework)
    page = norms.norm_page(known, norm)
    if page is None:
        raise Http404
    walks = reviews.walks_in_force(known, names=reviews.sees_names(request.user))
    tiles, more = serving.served_by(serving.ordered(known, page.node.id, page.measures))
    shown = {
        "page": page,
        "steps": page.steps,
        "tiles": tiles,
        "more": more,
        "indirect": relations.serving_through(known, page.node.id, walks),
        "related": relations.related(known, page.node.id, walks),
        "plans": norms.plans_serving(known, page.node.id),
        "gap": serving.gap_of_figures(),
        "no_relation": serving.gap_of_relations(),
        "proof": norms.proof(known, page.node.id, page.framework),
    }
    return render(request, "norms/norm.html", shown)


def _framework(request: HttpRequest, framework: Framework) -> HttpResponse:
    known = settings.SYSTEM().installation
    shown = {
        "framework": framework,
        "title": wording.words(framework.title),
        "short": wording.words(framework.short),
        "groups": norms.groups(known, framework),
        "sets": norms.sets_of(known, framework),
        "adopted": wording.day(framework.adopted_on) if framework.adopted_on else "",
        "status": wording.STATUSES[framework.status],
        "steps": (
            Link(_("Commitments"), reverse("norms:index")),
            Link(wording.words(framework.short)),
        ),
        "kinds": finding.kinds(known, framework.id),
        "proof": norms.proof(known, framework.id, framework),
    }
    return render(request, "norms/framework.html", shown)
