"""Two of three roads, the one-page return and the entry grid; and the page of both texts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from uratibu.core.progress.model import Answered
from uratibu.web.accounts.permissions import NotAllowed, person_of
from uratibu.web.progress.forms import answers as form
from uratibu.web.progress.operations import answers
from uratibu.web.progress.queries import entry, merging, pages, returns, workbooks
from uratibu.web.progress.queries.returns import Whole
from uratibu.web.progress.views.returns import is_open_for, seen

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@PAGE
def one_page(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """Three questions an action: done, next, in the way."""
    whole = _open(request, plan, period, institution)
    typed: dict[str, entry.Typed] = {}
    if request.method == "POST":
        answer, typed = _save(request, whole, road="one-page")
        if answer is not None:
            return answer
    here, part = entry.part(whole.asked.actions, request.GET.get("page", ""), entry.ACTIONS_A_PAGE)
    rows = [entry.action_row(n, e, whole, typed.get(e.id)) for n, e in enumerate(here)]
    return _shown(request, "progress/returns/one_page.html", whole, rows, part, typed)


@PAGE
def grid(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """The values of indicators, a row a place."""
    whole = _open(request, plan, period, institution)
    typed: dict[str, entry.Typed] = {}
    if request.method == "POST":
        answer, typed = _save(request, whole, road="grid")
        if answer is not None:
            return answer
    here, part = entry.part(whole.asked.values, request.GET.get("page", ""), entry.CELLS_A_PAGE)
    names = workbooks.names_of(whole, get_language() or "en")
    doubts = entry.doubts_of(whole)
    rows = [
        entry.value_row(n, cell, whole, doubts=doubts, names=names, typed=typed.get(cell.key))
        for n, cell in enumerate(here)
    ]
    return _shown(request, "progress/returns/grid.html", whole, rows, part, typed)


@require_POST
def rest(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """Nil or no change for every action that nothing was said of yet."""
    row, _seat = seen(request, plan, period, institution)
    answered = Answered.NIL if request.POST.get("answered") == "nil" else Answered.NO_CHANGE
    try:
        saved = answers.answer_rest(
            row, answered, by=person_of(request), today=timezone.localdate()
        )
    except answers.Closed:
        messages.error(request, _("The return takes no answers now."))
    else:
        messages.success(request, _told(len(saved.saved)))
    return redirect(pages.address("one-page", row))


@require_POST
def merge(request: HttpRequest, plan: str, period: str, institution: str) -> HttpResponse:
    """Store the text that was chosen where two people answered; the other stays in the history."""
    whole = _open(request, plan, period, institution)
    language = get_language() or "en"
    chosen = [
        each for n, each in enumerate(form.given(request.POST, whole.asked, language))
        if request.POST.get(f"{n}-choice") == "mine"
    ]  # fmt: skip
    return _store(request, whole, chosen, road="merge") or redirect(
        pages.address("return", whole.row)
    )


def _open(request: HttpRequest, plan: str, period: str, institution: str) -> Whole:
    """A return the person may fill now. Raises Http404."""
    row, seat = seen(request, plan, period, institution)
    whole = returns.whole(row)
    if not is_open_for(row, whole, seat):
        raise NotAllowed(str(row))
    return whole


def _save(
    request: HttpRequest, whole: Whole, *, road: str
) -> tuple[HttpResponse | None, dict[str, entry.Typed]]:
    """Save the rows of a page; those that cannot be understood come back with their reasons."""
    rows = form.given(request.POST, whole.asked, get_language() or "en")
    pressed = form.one_click(request.POST)
    good = [each for each in rows if each.answer is not None]
    bad = {each.key: entry.Typed(each.cells, each.findings) for each in rows if not each.answer}
    if pressed is not None and whole.asked.action(pressed[0]) is not None:
        good = [each for each in good if each.key != pressed[0]]
        bad.pop(pressed[0], None)
        good.append(form.Given(pressed[0], {}, answers.unchanged(*pressed, whole), ()))
    answer = _store(request, whole, good, road=road)
    return (answer if answer is not None and (not bad or answer.status_code == 409) else None), bad


def _store(
    request: HttpRequest, whole: Whole, given: list[form.Given], *, road: str
) -> HttpResponse | None:
    """Save, and go on to the same page; where somebody was quicker, to the page of both texts."""
    said = [each.answer for each in given if each.answer is not None and each.is_said]
    saved = answers.save_answers(
        whole.row, said, by=person_of(request), today=timezone.localdate(), road=road
    )
    if saved.clashes:
        mine = {each.key: each.cells for each in given}
        shown = {
            **pages.head(whole.row, whole, timezone.localdate()),
            "clashes": merging.clashes_shown(saved.clashes, mine, whole),
        }
        return render(request, "progress/returns/merge.html", shown, status=409)
    if saved.saved:
        messages.success(request, _told(len(saved.saved)))
    return redirect(request.get_full_path() if road != "merge" else whole_url(whole))


def whole_url(whole: Whole) -> str:
    """The page of the return."""
    return pages.address("return", whole.row)


def _shown(  # noqa: PLR0917 the parts of one page
    request: HttpRequest, template: str, whole: Whole, rows: list[entry.EntryRow],
    part: entry.Part, typed: dict[str, entry.Typed],
) -> HttpResponse:  # fmt: skip
    shown = {
        **pages.head(whole.row, whole, timezone.localdate()),
        "whole": whole, "rows": rows, "part": part,
        "wrong": [each for each in rows if each.key in typed],
    }  # fmt: skip
    return render(request, template, shown, status=422 if typed else 200)


def _told(count: int) -> str:
    return ngettext("%(count)s answer saved.", "%(count)s answers saved.", count) % {"count": count}
