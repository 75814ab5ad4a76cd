"""Who does what where: the matrix, the lines and the files of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uratibu.core.plans import sheets, who
from uratibu.core.plans.model import Level, Plan
from uratibu.core.plans.words import SAMPLE
from uratibu.design.parts import Cell, Column, Download, Pages, Picker, Row, Table
from uratibu.web.plans.queries import listing, words

MOST_INSTITUTIONS = 20
"""Institutions of the matrix on the page, those with most parts first."""


@dataclass(frozen=True)
class WhoPage:
    """The matrix of institutions by themes or places, and the lines that were asked for."""

    matrix: Table
    lines: Table
    picker: Picker
    pages: Pages
    found: int
    files: tuple[Download, ...]


def who_page(plan: Plan, asked: Mapping[str, str]) -> WhoPage:
    """Who does what where, as the address asks."""
    wanted = listing.question(asked)
    found = who.narrow(listing.parts_of(plan), wanted)
    here = reverse("plans:who", args=[plan.id])
    number = listing.page_number(asked.get("page", ""), len(found))
    shown = found[listing.PAGE * (number - 1) : listing.PAGE * number]
    kept = [(name, value) for name, value in vars(wanted).items() if value]
    return WhoPage(
        matrix=_matrix(plan, found),
        lines=_lines(plan, shown),
        picker=listing.picker(plan, wanted, here),
        pages=listing.pages(here, kept, number, len(found)),
        found=len(found),
        files=_files(plan, kept),
    )


def sheet(plan: Plan, asked: Mapping[str, str]) -> sheets.Sheet:
    """The same lines for a file, all of them, in words."""
    parts = who.narrow(listing.parts_of(plan), listing.question(asked))
    roles = listing.role_words()
    rows = tuple(
        (
            part.institution, words.institution(part.institution), roles[part.role],
            part.element.code or part.element.id, words.text(part.element.title),
            part.place, words.place(part.place), _theme(plan, part.theme),
            _iso(part.element.starts_on), _iso(part.element.ends_on), ", ".join(part.norms),
        )
        for part in parts
    )  # fmt: skip
    heads = (
        _("Code"), _("Institution"), _("Role"), _("No."), _("Action"), _("Place code"),
        _("Place"), _("Theme"), _("Start"), _("End"), _("Norms"),
    )  # fmt: skip
    sample = words.text(SAMPLE) if plan.is_sample else ""
    return sheets.Sheet(words.text(plan.title), sample, heads, rows)


def _iso(day: object) -> str:
    return str(day) if day else ""


def _theme(plan: Plan, theme: str) -> str:
    found = plan.get(theme)
    return words.text(found.title) if found else ""


def _matrix(plan: Plan, found: tuple[who.Part, ...]) -> Table:
    """How many actions each institution has a part in, theme by theme."""
    cells = who.counts(found, by="theme")
    themes = [e for e in plan.elements if e.level is Level.THEME and e.is_live]
    named = {part.institution for part in found}
    total = {code: sum(n for (one, _t), n in cells.items() if one == code) for code in named}
    institutions = sorted(named, key=lambda code: (-total[code], words.institution(code)))
    more = len(institutions) - MOST_INSTITUTIONS
    here = reverse("plans:actions", args=[plan.id])

    def cell(institution: str, theme: str) -> Cell:
        count = cells.get((institution, theme), 0)
        asked = urlencode({"institution": institution, "theme": theme})
        return Cell(str(count) if count else words.NOTHING, is_number=True,
                    url=f"{here}?{asked}" if count and institution else "")  # fmt: skip

    return Table(
        id="who-matrix",
        caption=_("Actions and activities by institution and theme"),
        about=_("In any role: leading, reporting or taking part."),
        columns=(Column(_("Institution")), *(Column(_theme_head(t.code, t.id), is_number=True)
                                             for t in themes)),
        rows=tuple(
            Row((Cell(words.institution(code)), *(cell(code, theme.id) for theme in themes)))
            for code in institutions[:MOST_INSTITUTIONS]
        ),
        notes=(
            *(f"{_theme_head(t.code, t.id)}: {words.text(t.title)}" for t in themes),
            *([_more(more)] if more > 0 else []),
        ),
    )  # fmt: skip


def _more(number: int) -> str:
    said = ngettext(
        "%(number)s more institution with fewer parts; the list and the files name it.",
        "%(number)s more institutions with fewer parts; the list and the files name them.",
        number,
    )
    return said % {"number": number}


def _theme_head(code: str, key: str) -> str:
    return _("Theme %(code)s") % {"code": code} if code else key


def _lines(plan: Plan, parts: tuple[who.Part, ...]) -> Table:
    roles = listing.role_words()
    heads = (_("Action"), _("Institution"), _("Role"), _("Where"), _("When"))
    return Table(
        id="who-lines",
        caption=_("Who does what, where and when"),
        columns=tuple(map(Column, heads)),
        rows=tuple(_line(plan, part, roles) for part in parts),
    )


def _line(plan: Plan, part: who.Part, roles: Mapping[str, str]) -> Row:
    link = words.element_link(plan.id, part.element)
    line = listing.action_line(plan, part.element)
    return Row(
        (
            Cell(link.text, url=link.url),
            Cell(words.institution(part.institution)),
            Cell(roles[part.role]),
            Cell(words.place(part.place)),
            Cell(line.when),
        )
    )


def _files(plan: Plan, kept: list[tuple[str, str]]) -> tuple[Download, ...]:
    asked = f"?{urlencode(kept)}" if kept else ""
    return tuple(
        Download(name.upper(), reverse("plans:who-file", args=[plan.id, name]) + asked, about)
        for name, about in (("csv", _("For any program")), ("xlsx", _("For office programs")))
    )
