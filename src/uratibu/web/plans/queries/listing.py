"""The actions of a plan as a list that filters narrow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.plans import who
from uratibu.core.plans.model import ActionStatus, Element, Level, Plan
from uratibu.core.plans.words import STATUSES
from uratibu.design.parts import Choice, Option, Pages, Picker
from uratibu.web.plans.queries import plans, words

PAGE = 50


@dataclass(frozen=True)
class ActionLine:
    """One action in a list."""

    code: str
    title: str
    url: str
    lead: str
    when: str
    status: str
    places: str


@dataclass(frozen=True)
class Listing:
    """One page of the actions that were asked for. filters: (words, address without it)."""

    lines: tuple[ActionLine, ...]
    found: int
    filters: tuple[tuple[str, str], ...]
    picker: Picker
    pages: Pages


def question(asked: Mapping[str, str]) -> who.Question:
    """What the address asks for; names it does not know are left aside."""
    names = ("institution", "role", "place", "theme", "norm", "status")
    said = {name: asked.get(name, "") for name in names}
    said["institution"] = said["institution"] or asked.get("lead", "")
    if asked.get("lead"):
        said["role"] = str(who.Role.LEAD)
    return who.Question(**said)


def actions(plan: Plan, asked: Mapping[str, str]) -> Listing:
    """The actions of a plan that the address asks for, a page of them."""
    wanted = question(asked)
    found = who.elements(who.narrow(parts_of(plan), wanted))
    number = page_number(asked.get("page", ""), len(found))
    here = reverse("plans:actions", args=[plan.id])
    return Listing(
        tuple(action_line(plan, each) for each in found[PAGE * (number - 1) : PAGE * number]),
        len(found),
        tuple(_filters(plan, wanted, here)),
        picker(plan, wanted, here),
        pages(here, _kept(wanted), number, len(found)),
    )


def parts_of(plan: Plan) -> tuple[who.Part, ...]:
    """Who does what where in a plan, made once for its value."""
    return plans.of(plan, "parts", who.parts)


def action_line(plan: Plan, element: Element) -> ActionLine:
    """One action as a line."""
    link = words.element_link(plan.id, element)
    return ActionLine(
        element.code or element.id,
        words.text(element.title),
        link.url,
        words.institution(element.lead),
        words.months(element.starts_on, element.ends_on),
        words.text(STATUSES[element.status]),
        ", ".join(map(words.place, element.places or ("",))),
    )


def picker(plan: Plan, wanted: who.Question, here: str) -> Picker:
    """Institution, role, place, theme and status to choose from; only what the plan has."""
    parts = parts_of(plan)
    institutions = sorted({p.institution for p in parts if p.institution}, key=words.institution)
    places = sorted({p.place for p in parts if p.place}, key=words.place)
    themes = [e for e in plan.elements if e.level is Level.THEME and e.is_live]
    roles = role_words()
    return Picker(
        title=_("Narrow the list"),
        submit=_("Show"),
        action=here,
        kept=(("norm", wanted.norm),) if wanted.norm else (),
        choices=(
            _choice("institution", _("Institution"), _("All institutions"), wanted.institution,
                    [(code, words.institution(code)) for code in institutions]),
            _choice("role", _("Role"), _("Any role"), wanted.role, list(roles.items())),
            _choice("place", _("Place"), _("Everywhere"), wanted.place,
                    [("-", words.place("")), *((code, words.place(code)) for code in places)]),
            _choice("theme", _("Theme"), _("All themes"), wanted.theme,
                    [(each.id, words.text(each.title)) for each in themes]),
            _choice("status", _("Status"), _("Any status"), wanted.status,
                    [(str(each), words.text(STATUSES[each])) for each in ActionStatus]),
        ),
    )  # fmt: skip


def role_words() -> dict[str, str]:
    """The roles of an institution in words."""
    return {"lead": _("leads"), "reporting": _("reports"), "partner": _("takes part")}


def pages(
    here: str, kept: list[tuple[str, str]], number: int, found: int, *, size: int = PAGE
) -> Pages:
    """The way through a list of many pages."""
    count = max(1, -(-found // size))

    def address(page: int) -> str:
        return f"{here}?{urlencode([*kept, ('page', page)])}"

    return Pages(
        number,
        count,
        address(number - 1) if number > 1 else "",
        address(number + 1) if number < count else "",
    )


def page_number(said: str, found: int) -> int:
    """The page that the address asks for, within what there is."""
    wanted = int(said) if said.isdecimal() else 1
    return max(1, min(wanted, -(-found // PAGE)))


def _choice(
    name: str, label: str, every: str, chosen: str, among: Iterable[tuple[str, str]]
) -> Choice:
    options = (("", every), *among)
    return Choice(name, label, tuple(Option(v, text, v == chosen) for v, text in options))


def _kept(wanted: who.Question) -> list[tuple[str, str]]:
    return [(name, value) for name, value in vars(wanted).items() if value]


def _filters(plan: Plan, wanted: who.Question, here: str) -> Iterable[tuple[str, str]]:
    """What narrows the list and cannot be seen in the picker: the norm."""
    if wanted.norm:
        rest = [(name, value) for name, value in _kept(wanted) if name != "norm"]
        yield words.norm(wanted.norm).text, f"{here}?{urlencode(rest)}" if rest else here
