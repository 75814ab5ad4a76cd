"""The fields of a template: a small grammar of names, nothing that can be executed.

`{{ plan.title }}`, `{{ institution.title }}`, `{{ figure A-1-01/i1 2025/26-Q4 }}`,
`{{ count actions status=delayed theme=T1 }}`, `{{ budget gap theme=T1 }}`,
`{{ list actions theme=T1 }}` in a paragraph or table row, whose text or row repeats, and
`{{ action.title }}` inside it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from uratibu.core.reports.binding import NotAFigure
from uratibu.core.reports.register import asking, fields
from uratibu.core.reports.register.asking import Filters

FIELD = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
ALONE = (
    "plan.title", "plan.id", "period", "institution.title", "publisher", "country", "currency",
    "as-of", "notice",
)  # fmt: skip
"""Fields that stand anywhere."""
ONE = {
    "themes": "theme", "objectives": "objective", "actions": "action",
    "indicators": "indicator", "milestones": "milestone", "institutions": "institution",
    "norms": "norm", "waivers": "waiver", "findings": "finding", "holders": "holder",
}  # fmt: skip
"""How one row of a list is called inside it."""
MANY = {one: many for many, one in ONE.items()}
_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\xa0": " "})
MOST_WORDS = 20


@dataclass(frozen=True)
class Field:
    """One field as read. kind: alone, figure, count, budget, list or row.

    name: of the field, the kind of rows of a list, or the expression a number is asked with.
    row: of a row field, the kind of rows it belongs to.
    """

    kind: str
    name: str
    where: Filters = ()
    row: str = ""


class NotAField(ValueError):
    """The words between the double braces name no field; `near` is what may be meant.

    kind: of the fault, as `words.FAULTS` names it. facts: what is put into its words.
    """

    def __init__(self, kind: str, near: str = "", **facts: str) -> None:
        super().__init__(kind)
        self.kind, self.near, self.facts = kind, near, facts


def parse(text: str) -> Field:
    """Read the words between double braces. Raises NotAField."""
    words = text.translate(_QUOTES).split()
    if not words or len(words) > MOST_WORDS:
        raise NotAField("too-long" if words else "empty", "plan.title")
    if words[0] in ("figure", "count", "budget"):
        return _asked(words)
    if words[0] == "list":
        return _list(words)
    if len(words) == 1 and words[0] in ALONE:
        return Field("alone", words[0])
    return _row(words)


def _asked(words: list[str]) -> Field:
    if len(words) < (3 if words[0] == "figure" else 2):
        raise NotAField("nothing-asked", _EXAMPLES[words[0]])
    rest = words[2:]
    expression = f"{words[0]}:{words[1]}"
    if words[0] == "figure":
        expression, rest = f"plan:{words[1]}@{words[2]}", words[3:]
    try:
        asking.parse(" ".join((expression, *rest)))
    except NotAFigure as fault:
        raise NotAField("asked", _EXAMPLES[words[0]], why=str(fault)) from fault
    return Field(words[0], " ".join((expression, *rest)))


_EXAMPLES = {
    "figure": "figure A-1-01/i1 2025/26-Q4",
    "count": "count actions status=delayed",
    "budget": "budget planned theme=T1",
}


def _list(words: list[str]) -> Field:
    name = words[1] if len(words) > 1 else ""
    if name not in fields.FIELDS:
        near = f"list {nearest(name, fields.FIELDS)}"
        raise NotAField("lists" if name else "no-list", near, name=name)
    where = []
    for word in words[2:]:
        filter_name, sign, value = word.partition("=")
        if not sign or not value:
            raise NotAField("no-filter", f"list {name}", word=word)
        where.append((filter_name, tuple(value.split("|"))))
    try:
        asking.unknown_filter(tuple(where))
    except NotAFigure as fault:
        raise NotAField("asked", f"list {name}", why=str(fault)) from fault
    return Field("list", name, tuple(where))


def _row(words: list[str]) -> Field:
    one, _dot, name = words[0].partition(".")
    many = MANY.get(one, "")
    if len(words) == 1 and many and fields.field_of(many, name) is not None:
        return Field("row", name, row=many)
    raise NotAField("unknown", nearest(" ".join(words), known()))


def written(field: Field) -> str:
    """A field as it is written between double braces."""
    if field.kind == "row":
        return f"{{{{ {ONE[field.row]}.{field.name} }}}}"
    said = field.name
    if field.kind == "figure":
        said = said.removeprefix("plan:").replace("@", " ", 1)
    elif field.kind in ("count", "budget"):
        said = said.partition(":")[2]
    kind = "" if field.kind == "alone" else f"{field.kind} "
    where = "".join(f" {name}={'|'.join(values)}" for name, values in field.where)
    return f"{{{{ {kind}{said}{where} }}}}"


def inside(field: Field, kind: str) -> Field:
    """A field as it is meant in a row of a kind: there institution.title is the row's own."""
    one, _dot, name = field.name.partition(".")
    is_own = field.kind == "alone" and MANY.get(one) == kind
    return Field("row", name, row=kind) if is_own else field


def known() -> tuple[str, ...]:
    """Every field without a parameter, in the order of the catalogue."""
    rows = (f"{ONE[many]}.{each.name}" for many, found in fields.FIELDS.items() for each in found)
    return tuple(dict.fromkeys((*ALONE, *rows, *(f"list {many}" for many in fields.FIELDS))))


def nearest(text: str, names: Iterable[str]) -> str:
    """The known name most like a text; the first where none is alike."""
    listed = list(names)
    return (difflib.get_close_matches(text, listed, n=1, cutoff=0.3) or listed)[0]
