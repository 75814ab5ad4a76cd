"""The first page of whoever works here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from uratibu.web.accounts import queries as accounts
from uratibu.web.accounts.permissions import person_of
from uratibu.web.desk import operations
from uratibu.web.desk.queries import duties
from uratibu.web.desk.queries.visits import wants_digest


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Duties first, then what waits on others, then what changed since the last look."""
    person = person_of(request)
    since = operations.note_visit(person)
    shown = {
        "desk": duties.desk_of(person, today=timezone.localdate(), since=since),
        "since": since,
        "places": [
            place
            for place in accounts.desk_of(person, get_language() or "en")
            if place[1] != request.path
        ],
        "wants_digest": wants_digest(person),
    }
    return render(request, "desk/index.html", shown)


@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Turn one's own digest on or off."""
    is_wanted = request.POST.get("digest") == "on"
    operations.set_digest(person_of(request), is_wanted=is_wanted)
    told = _("You get one digest a day.") if is_wanted else _("You get no digest any more.")
    messages.success(request, told)
    return redirect("desk:index")
