"""One institution: its names over time, what came before and after, its place, task and posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.plans.model import PlanStatus
from uratibu.design import wording
from uratibu.design.parts import Fact, Link
from uratibu.web.institutions.models import Duty, Holding, Post
from uratibu.web.institutions.queries import register


@dataclass(frozen=True)
class Generation:
    """One name in a line of succession, from when until when."""

    title: str
    url: str
    code: str
    time: str
    note: str
    is_here: bool


@dataclass(frozen=True)
class HolderLine:
    """Who held a post, and by which letter."""

    holding: Holding
    time: str
    is_present: bool


@dataclass(frozen=True)
class PostLine:
    """One post and its holders, the newest first; vacant if nobody holds it today."""

    post: Post
    title: str
    duty: str
    is_vacant: bool
    holders: tuple[HolderLine, ...]


@dataclass(frozen=True)
class Page:
    """Everything the register says about an institution."""

    code: Code
    title: str
    kind: str
    state: str
    is_past: bool
    facts: tuple[Fact, ...]
    line: tuple[Generation, ...]
    above: tuple[Link, ...]
    below: tuple[register.Line, ...]
    plans: tuple[Link, ...]


def code_named(code: str) -> Code:
    """The institution of this code. Raises Http404 if no pack has it."""
    found = register.known_institutions().get(code)
    if found is None:
        raise Http404(code)
    return found


def page(code: str, *, today: date) -> Page:
    """The page of an institution. Raises Http404 if no pack has it."""
    found, known = code_named(code), register.known_institutions()
    return Page(
        code=found,
        title=found.title(get_language() or "en"),
        kind=register.kind_words(found.attribute("kind")),
        state=str(wording.STATUSES[found.status]),
        is_past=found.valid_to is not None and found.valid_to < today,
        facts=tuple(_facts(found)),
        line=line_of(known, found),
        above=tuple(
            Link(register.title_of(each), register.address(each))
            for each in reversed(known.ancestors(code))
        ),
        below=tuple(register.line(c) for c in known.children(code) if c.holds_on(today)),
        plans=_plans(code),
    )


def line_of(known: CodeList, code: Code) -> tuple[Generation, ...]:
    """The names an institution had before and has after, oldest first; empty if it has one name."""
    chain = [*_before(known, code, set()), code, *_after(known, code, {code.code})]
    if len(chain) == 1:
        return ()
    return tuple(_generation(each, is_here=each == code) for each in chain)


def posts_in(institution: str, *, today: date) -> tuple[PostLine, ...]:
    """The posts of an institution with everyone who held them, the heads first."""
    posts = Post.objects.filter(institution=institution).prefetch_related(
        "holdings", "holdings__person", "holdings__appointed_by"
    )
    lines = (_post_line(post, today) for post in posts)
    order = [Duty.HEAD, Duty.APPROVER, Duty.FOCAL_POINT]
    return tuple(sorted(lines, key=lambda each: order.index(Duty(each.post.duty))))


def letter_of(institution: str, number: int) -> Holding | None:
    """The holding of this number whose letter was brought as a file; None without one."""
    held = Holding.objects.filter(pk=number, post__institution=institution)
    return held.exclude(letter_sha256="").first()


def holding_in(institution: str, number: int) -> Holding:
    """A holding of an institution with its post and person. Raises Http404."""
    held = Holding.objects.select_related("post", "person")
    found = held.filter(pk=number, post__institution=institution).first()
    if found is None:
        raise Http404(str(number))
    return found


def _plans(code: str) -> tuple[Link, ...]:
    """For each plan that everyone may read, the actions an institution has a part in."""
    query = urlencode({"institution": code})
    return tuple(
        Link(wording.words(plan.title), f"{reverse('plans:actions', args=[plan.id])}?{query}")
        for plan in settings.SYSTEM().installation.plans
        if plan.is_sample or plan.status in (PlanStatus.ADOPTED, PlanStatus.CLOSED)
    )


def _post_line(post: Post, today: date) -> PostLine:
    holders = tuple(
        HolderLine(each, _time(each.valid_from, each.valid_to), each.holds_on(today))
        for each in post.holdings.all()
    )
    duty = str(Duty(post.duty).label)
    return PostLine(
        post=post,
        title=post.title or duty.capitalize(),
        duty=duty,
        is_vacant=not any(each.is_present for each in holders),
        holders=holders,
    )


def _before(known: CodeList, code: Code, seen: set[str]) -> Iterator[Code]:
    for each in code.replaces:
        found = known.get(each)
        if found is not None and each not in seen:
            seen.add(each)
            yield from _before(known, found, seen)
            yield found


def _after(known: CodeList, code: Code, seen: set[str]) -> Iterator[Code]:
    for each in known:
        if code.code in each.replaces and each.code not in seen:
            seen.add(each.code)
            yield each
            yield from _after(known, each, seen)


def _generation(code: Code, *, is_here: bool) -> Generation:
    return Generation(
        title=code.title(get_language() or "en"),
        url=register.address(code.code),
        code=code.code,
        time=_time(code.valid_from, code.valid_to),
        note=wording.in_english(code.attribute("date_note")),
        is_here=is_here,
    )


def _time(start: date | None, end: date | None) -> str:
    if start and end:
        return f"{wording.day(start)} \u2013 {wording.day(end)}"
    if start:
        return _("since %(day)s") % {"day": wording.day(start)}
    if end:
        return _("until %(day)s") % {"day": wording.day(end)}
    return _("no dates recorded")


def _facts(code: Code) -> Iterator[Fact]:
    yield Fact(_("Code"), code.code)
    if code.aliases:
        yield Fact(_("Also called"), ", ".join(code.aliases))
    yield Fact(_("In force"), _time(code.valid_from, code.valid_to))
    yield Fact(_("What it does"), _said(code, "function_en", "function_sw") or _("not recorded"))
    held = _said(code, "data_held", "data_held_sw")
    yield Fact(_("Data it holds"), held or _("none recorded"))
    yield Fact(_("Source"), wording.in_english(code.source))
    yield Fact(_("Review"), str(wording.STATUSES[code.status]))


def _said(code: Code, english: str, swahili: str) -> str:
    """An attribute in the reader's language, else the English one, said to be so."""
    words = code.attribute(swahili) if get_language() == "sw" else ""
    return words or wording.in_english(code.attribute(english))
