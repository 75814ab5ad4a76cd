"""The coverage matrix as a page: norms against themes, institutions or counties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from uratibu.core.norms.model import Framework, Node
from uratibu.core.plans.model import Plan
from uratibu.core.progress.coverage import By, Cell, Matrix, Row, counted_actions, matrix
from uratibu.core.progress.status import Status
from uratibu.design.parts import Choice, Link, Option, Picker
from uratibu.web.plans.queries import words
from uratibu.web.progress.queries import bars, standings
from uratibu.web.progress.queries.boxes import Box
from uratibu.web.progress.queries.lines import Sign

PARAMETER = {By.THEMES: "theme", By.INSTITUTIONS: "lead", By.COUNTIES: "place"}
"""What a column is called in the address of a list of actions, and of the form for a new one."""
ALL = "all"


@dataclass(frozen=True)
class Column:
    """The head of a column: a short code, and in full."""

    code: str
    title: str


@dataclass(frozen=True)
class Line:
    """A norm with its cells; opened: whether the norms below it stand under it."""

    norm: Link
    code: str
    depth: int
    boxes: tuple[Box, ...]
    total: Box
    toggle: str = ""
    is_open: bool = False
    parts: int = 0


@dataclass(frozen=True)
class Coverage:
    """The whole page. empty: norms without any action, of all that are shown or folded away.

    columns, lines, foot: made when asked for. mark: of the table, the same while it says the same.
    """

    mark: str
    by: str
    columns: Callable[[], tuple[Column, ...]]
    has_lines: bool
    lines: Callable[[], tuple[Line, ...]]
    foot: Callable[[], Line]
    picker: Picker
    framework: str
    empty: int
    norms: int
    is_empty_only: bool
    asked: str
    opened: str
    open_all: str
    close_all: str


def coverage(plan: Plan, asked: Mapping[str, str], *, may_create: bool) -> Coverage | None:
    """The matrix that the address asks for: ?by=&framework=&empty=1&open=gcm/1.

    None where the installation has no framework.
    """
    by = By(asked["by"]) if asked.get("by") in set(By) else By.THEMES
    held = standings.held(plan.id)
    home = framework(plan, asked.get("framework", ""), held)
    if home is None:
        return None
    table = made(plan, home, by, held)
    opened = asked.get("open", "")
    page = _Page(
        plan, home, by, opened if opened == ALL or home.get(opened) else "",
        asked.get("empty") == "1", stamp=standings.shape_stamp(held, plan),
        actions=reverse("plans:actions", args=[plan.id]),
        new=words.address("plans:create", plan.id) if may_create else "",
        signs={each: bars.status_sign(each) for each in Status},
    )  # fmt: skip
    return page.drawn(table)


def made(plan: Plan, home: Framework, by: By, held: standings.Held) -> Matrix:
    """The matrix, kept in the process until the plan or its standings change."""
    statuses = standings.statuses(held, plan.id)
    columns = counties() if by is By.COUNTIES else ()
    return standings.kept_by_shape(
        held, plan, f"coverage-{home.id}-{by}",
        lambda: matrix(plan, home, statuses, by=by, columns=columns, kind=_main_kind(plan, home)),
    )  # fmt: skip


def framework(plan: Plan, wanted: str, held: standings.Held) -> Framework | None:
    """The framework of this id, else the one that most actions serve."""
    by_id = {each.id: each for each in words.installed().frameworks if each.nodes}
    if wanted in by_id:
        return by_id[wanted]
    served = standings.kept_by_shape(held, plan, "served", lambda: _served(plan))
    return max(by_id.values(), key=lambda each: served[each.id], default=None)


def _served(plan: Plan) -> Counter[str]:
    """How many actions serve each framework, by how often they name its norms."""
    actions = counted_actions(plan)
    return Counter(norm.partition("/")[0] for e in actions for norm in plan.norms_of(e.id))


def counties() -> tuple[str, ...]:
    """The whole country, then its first level of places."""
    installed = words.installed()
    areas = installed.codelists().get("areas")
    if areas is None or installed.country is None:
        return ("",)
    return ("", *(each.code for each in areas.children(installed.country.code)))


def _main_kind(plan: Plan, home: Framework) -> str:
    """The kind of top norm that the plan serves most: objectives of the compact, not principles."""
    served = {n for e in counted_actions(plan) for n in plan.norms_of(e.id)}
    top = {node.id: node.kind for node in home.children("")}
    kinds = Counter(top.values())
    hits = Counter(top[each] for each in (top_of(home, n) for n in served) if each in top)
    return max(kinds, key=lambda kind: (hits[kind], kinds[kind]), default="")


def top_of(home: Framework, norm: str) -> str:
    """The top norm above one of a framework, "" where the framework has no such norm."""
    node = home.get(norm)
    while node is not None and node.parent:
        node = home.get(node.parent)
    return node.id if node else ""


@dataclass(frozen=True)
class _Page:
    plan: Plan
    home: Framework
    by: By
    opened: str
    is_empty_only: bool
    stamp: str
    actions: str
    new: str
    signs: Mapping[Status, Sign]

    def drawn(self, table: Matrix) -> Coverage:
        every = [row for top in table.rows for row in (top, *top.below)]
        told = (self.stamp, self.by, self.home.id, self.opened, self.is_empty_only, self.new)
        return Coverage(
            mark=repr(told),
            by=str(self.by),
            columns=lambda: tuple(self.column(code) for code in table.columns),
            has_lines=bool(self.shown(table)),
            lines=lambda: tuple(self.lines(table)),
            foot=lambda: self.line(table.foot, table, 0),
            picker=self.picker(),
            framework=words.text(self.home.title),
            empty=sum(1 for row in every if row.is_empty),
            norms=len(every),
            is_empty_only=self.is_empty_only,
            asked=urlencode({"by": self.by, "framework": self.home.id}),
            opened=self.opened,
            open_all=self.address(opened=ALL),
            close_all=self.address(opened=""),
        )

    def shown(self, table: Matrix) -> list[tuple[Row, list[Row]]]:
        """The top rows, each with what is shown below it where it is open."""
        if not self.is_empty_only:
            return [(top, list(top.below)) for top in table.rows]
        cut = ((top, [row for row in top.below if row.is_empty]) for top in table.rows)
        return [(top, below) for top, below in cut if top.is_empty or below]

    def lines(self, table: Matrix) -> Iterable[Line]:
        for top, below in self.shown(table):
            yield self.line(top, table, 0)
            if self.is_empty_only or self.opened in (ALL, top.norm):
                yield from (self.line(row, table, 1) for row in below)

    def line(self, row: Row, table: Matrix, depth: int) -> Line:
        node = self.home.get(row.norm)
        is_open = self.opened in (ALL, row.norm)
        return Line(
            norm=_norm(node),
            code=row.code,
            depth=depth,
            boxes=tuple(
                self.box(cell, row.norm, column)
                for cell, column in zip(row.cells, table.columns, strict=True)
            ),
            total=self.box(row.total, row.norm, None),
            toggle=self.address(opened="" if is_open else row.norm) if row.below else "",
            is_open=is_open,
            parts=len(row.below),
        )

    def box(self, cell: Cell, norm: str, column: str | None) -> Box:
        said = f"norm={quote_plus(norm)}" if norm else ""
        if column:
            said += f"{'&' if said else ''}{PARAMETER[self.by]}={quote_plus(column)}"
        if cell.worst is None:
            return Box(0, f"{self.new}?{said}" if self.new and norm else "", None)
        # No address asks for what has no place, lead or theme, so such a cell leads nowhere.
        is_listed = column != "" and bool(said)
        url = f"{self.actions}?{said}" if is_listed else ""
        return Box(len(cell.actions), url, self.signs[cell.worst])

    def column(self, code: str) -> Column:
        if self.by is By.INSTITUTIONS:
            return Column(code or "\u2013", words.institution(code))
        if self.by is By.COUNTIES:
            return Column(words.place(code), words.place(code))
        theme = self.plan.get(code)
        if theme is None:
            return Column("\u2013", _("Without a theme"))
        return Column(theme.code or theme.id, words.text(theme.title))

    def address(self, *, opened: str) -> str:
        said = {"by": self.by, "framework": self.home.id, "open": opened}
        here = reverse("progress:coverage", args=[self.plan.id])
        anchor = f"#{_anchor(opened)}" if opened and opened != ALL else ""
        return f"{here}?{urlencode({k: v for k, v in said.items() if v})}{anchor}"

    def picker(self) -> Picker:
        by_words = ((By.THEMES, _("themes")), (By.INSTITUTIONS, _("institutions")),
                    (By.COUNTIES, _("counties")))  # fmt: skip
        frameworks = [each for each in words.installed().frameworks if each.nodes]
        columns = tuple(Option(str(b), text, b is self.by) for b, text in by_words)
        rows = tuple(
            Option(each.id, words.text(each.short), each.id == self.home.id) for each in frameworks
        )
        shown = (
            Option("", _("all norms"), not self.is_empty_only),
            Option("1", _("only norms without an action"), self.is_empty_only),
        )
        return Picker(
            title=_("Choose rows and columns"),
            submit=_("Show"),
            choices=(
                Choice("by", _("Columns"), columns),
                Choice("framework", _("Rows"), rows),
                Choice("empty", _("Shown"), shown),
            ),
        )


def _norm(node: Node | None) -> Link:
    if node is None:
        return Link(_("All of them"))
    return Link(words.text(node.title), reverse("norms:norm", args=[node.id]))


def _anchor(norm: str) -> str:
    return "n-" + norm.replace("/", "-")
