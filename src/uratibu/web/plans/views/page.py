"""What every view of a plan does first: find it for this person, and lay its frame."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from uratibu.core.plans.model import Plan
from uratibu.design.parts import Link
from uratibu.web.plans.queries import frame, plans


def seen(request: HttpRequest, plan_id: str) -> Plan:
    """The plan as it is now, if this person may see it. Raises Http404."""
    return plans.seen(request.user, plan_id)


def framed(request: HttpRequest, plan: Plan, here: str, *steps: Link) -> dict[str, object]:
    """The head, breadcrumbs and proof of a page. here: its name in `frame.PAGES`."""
    return {
        "plan": plan,
        "nav": frame.nav(plan, here, request.user),
        "steps": frame.steps(plan, *steps),
        "proof": frame.proof(plan, here),
    }


def file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep under a name."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
