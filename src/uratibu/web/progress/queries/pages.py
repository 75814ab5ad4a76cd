"""What the pages of returns show, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.findings import Finding, Severity
from uratibu.core.plans.model import DOING
from uratibu.core.progress.model import PeriodState, ReturnState
from uratibu.core.progress.rates import Owed, Rate, reporting_rates
from uratibu.core.progress.typed import ANSWERED_WORDS, STATUS_WORDS, shown_text
from uratibu.core.progress.workbook.layout import place_name, value_cells
from uratibu.core.progress.workflow import Move, Verb, open_moves
from uratibu.core.values import State
from uratibu.web.institutions.queries.register import title_of
from uratibu.web.plans.queries import plans
from uratibu.web.progress.models import ReportingPeriod as PeriodRow
from uratibu.web.progress.models import Return, ReturnStep
from uratibu.web.progress.permissions import Seat
from uratibu.web.progress.queries import entry, returns, words, workbooks
from uratibu.web.progress.queries.returns import Whole

MOST_FINDINGS = 40
FEW_LEFT = 10
OPEN_STATES = (ReturnState.DRAFT, ReturnState.RETURNED)


@dataclass(frozen=True)
class Line:
    """One return in a list."""

    title: str
    url: str
    period: str
    state: str
    state_words: str
    shape: str
    due: str
    next: str
    is_late: bool = False
    institution: str = ""


@dataclass(frozen=True)
class Chip:
    """A state as a word and a shape."""

    words: str
    shape: str
    state: str


@dataclass(frozen=True)
class Told:
    """A finding with the page where it is mended."""

    finding: Finding
    place: str
    url: str


@dataclass(frozen=True)
class Decision:
    """One step a person may take now."""

    verb: str
    words: str
    wants_note: bool
    wants_statement: bool


@dataclass(frozen=True)
class SaidAction:
    """What is said of one action, in words."""

    key: str
    title: str
    answered: str
    status: str
    done: str
    next_steps: str
    obstacles: str


@dataclass(frozen=True)
class SaidValue:
    """What is said of one indicator, in words."""

    key: str
    title: str
    place: str
    period: str
    value: str
    unit: str
    parts: str
    last: str
    target: str
    comment: str
    explanation: str


def lines(seat: Seat, today: date, *, plan: str = "", period: str = "") -> list[Line]:
    """Returns a person sees, the most pressing first; the newest edition of each."""
    rows = returns.visible_to(seat).prefetch_related("period__reopenings")
    if period:
        rows = rows.filter(plan=plan, period__slug=period)
    newest: dict[tuple[int, str], Return] = {}
    for row in rows.order_by("edition"):
        newest[row.period_id, row.institution] = row
    found = [line(row, today) for row in newest.values()]
    return sorted(found, key=lambda each: (each.state == ReturnState.PUBLISHED, each.title))


def line(row: Return, today: date) -> Line:
    """One return as a line."""
    period = returns.core_period(row.period)
    is_open = row.state in OPEN_STATES
    return Line(
        title=title_of(row.institution), url=address("return", row), period=row.period.code,
        state=row.state, state_words=str(row.get_state_display()), shape=words.SHAPES[row.state],
        due=words.due_words(period, today) if is_open else "", next=str(words.NEXT[row.state]),
        is_late=is_open and period.state(today) in {PeriodState.LATE, PeriodState.LOCKED},
        institution=row.institution,
    )  # fmt: skip


def address(name: str, row: Return) -> str:
    """A page of a return."""
    return reverse(f"progress:{name}", args=[row.plan, row.period.slug, row.institution])


def head(row: Return, whole: Whole | None, today: date) -> dict[str, object]:
    """What every page of a return shows at its top."""
    period = whole.period if whole else returns.core_period(row.period)
    plan = whole.plan if whole else plans.current(row.plan)
    language = get_language() or "en"
    return {
        "row": row,
        "plan": plan,
        "plan_title": plan.title(language),
        "institution": title_of(row.institution),
        "chip": Chip(str(row.get_state_display()), words.SHAPES[row.state], row.state),
        "due": words.due_words(period, today) if row.state in OPEN_STATES else "",
        "due_on": period.due_on,
        "next": words.NEXT[row.state],
        "period_state": words.PERIODS[period.state(today)],
        "return_url": address("return", row),
    }


def decisions(row: Return, whole: Whole, seat: Seat, today: date) -> tuple[Decision, ...]:
    """The steps a person may take now."""
    case = returns.case_of(row, whole.period, today)
    moves = open_moves(case, by=seat.account, hands=seat.hands(row.institution))
    return tuple(_decision(each) for each in moves)


def _decision(move: Move) -> Decision:
    return Decision(
        str(move.verb), str(words.VERBS[move.verb]), move.verb is Verb.SEND_BACK,
        move.verb is Verb.SUBMIT,
    )  # fmt: skip


def told(whole: Whole, *, may_fill: bool) -> tuple[list[Told], int]:
    """What stands between a return and its submission, and how many answers are not given yet.

    Answers that are not given are listed one by one only when few are left.
    """
    found = [
        each for each in whole.findings(get_language() or "en")
        if each.severity is not Severity.NOTE
    ]  # fmt: skip
    missing = [each for each in found if each.rule == "returns/not-answered"]
    if len(missing) > FEW_LEFT:
        found = [each for each in found if each.rule != "returns/not-answered"]
    shown = [_told(each, whole, may_fill=may_fill) for each in found[:MOST_FINDINGS]]
    return shown, len(missing)


def _told(found: Finding, whole: Whole, *, may_fill: bool) -> Told:
    language = get_language() or "en"
    key = found.where.key
    action = whole.asked.action(key)
    if action is not None:
        place, name = f"{action.code} {action.title(language)}", "one-page"
        page = entry.page_of(key, [each.id for each in whole.asked.actions], entry.ACTIONS_A_PAGE)
    else:
        cell = whole.asked.by_key()[key]
        place, name = cell.indicator.title(language), "grid"
        if cell.place:
            names = workbooks.names_of(whole, language)
            place = f"{place}, {place_name(cell.place, names)}"
        keys = [each.key for each in whole.asked.values]
        page = entry.page_of(key, keys, entry.CELLS_A_PAGE)
    url = f"{address(name, whole.row)}?page={page}#{entry.anchor(key)}" if may_fill else ""
    return Told(found, place, url)


def said_actions(whole: Whole) -> list[SaidAction]:
    """What is said of each action."""
    language = get_language() or "en"
    found = []
    for each in whole.asked.actions:
        said = whole.actions.get(each.id)
        answered = ANSWERED_WORDS.get(said.answered) if said else None
        found.append(
            SaidAction(
                each.id, f"{each.code} {each.title(language)}".strip(),
                answered(language) if answered else _("not answered yet"),
                STATUS_WORDS[said.status](language) if said and answered else "",
                said.done if said else "", said.next_steps if said else "",
                said.obstacles if said else "",
            )
        )  # fmt: skip
    return found


def said_values(whole: Whole) -> list[SaidValue]:
    """What is said of each indicator."""
    language = get_language() or "en"
    names = workbooks.names_of(whole, language)
    found = []
    for cell in whole.asked.values:
        given = whole.values.get(cell.key)
        cells = value_cells(cell, given, language)
        amount = given.value.number if given and cell.is_ratio else None
        value = cells.get("value", "")
        if amount is not None:
            value = shown_text(amount, cell.indicator.decimals)
        if not value and cells.get("state"):
            value = cells["state"]
        is_open = given is None or given.value.state is State.NOT_YET
        found.append(
            SaidValue(
                cell.key, cell.indicator.title(language), place_name(cell.place, names),
                cell.period, _("not answered yet") if is_open else value, cell.indicator.unit,
                f"{cells['numerator']} / {cells['denominator']}" if "numerator" in cells else "",
                workbooks.last_of(whole, cell), workbooks.target_of(cell),
                cells.get("comment", ""), cells.get("explanation", ""),
            )
        )  # fmt: skip
    return found


def steps(row: Return) -> list[ReturnStep]:
    """The steps of a return, oldest first."""
    return list(row.steps.select_related("by"))


def earlier(row: Return) -> list[Return]:
    """The other editions of a return, the newest first."""
    return list(
        Return.objects.filter(period=row.period, institution=row.institution)
        .exclude(pk=row.pk)
        .select_related("period")
        .order_by("-edition")
    )


@dataclass(frozen=True)
class PeriodLine:
    """One reporting period with its days, its state and its returns."""

    row: PeriodRow
    state: str
    state_words: str
    rate: Rate
    asked_reopening: object | None
    is_locked: bool
    may_lock: bool
    invited: int


def period_lines(plan_id: str, today: date) -> list[PeriodLine]:
    """The periods of a plan, the newest first; three queries for any number of them."""
    rows = list(PeriodRow.objects.filter(plan=plan_id).prefetch_related("reopenings__asked_by"))
    owed = owed_returns(plan_id)
    rates = reporting_rates(owed, today)
    counts: dict[str, int] = {}
    for each in owed:
        counts[each.groups[0]] = counts.get(each.groups[0], 0) + 1
    return [_period_line(row, rates, counts, today) for row in rows]


def _period_line(
    row: PeriodRow, rates: dict[str, Rate], counts: dict[str, int], today: date
) -> PeriodLine:
    state = returns.core_period(row).state(today)
    asked = next((each for each in row.reopenings.all() if each.confirmed_by_id is None), None)
    return PeriodLine(
        row, str(state), str(words.PERIODS[state]), rates.get(row.code, Rate()), asked,
        state is PeriodState.LOCKED, state is PeriodState.LATE and today <= row.locks_on,
        counts.get(row.code, 0),
    )  # fmt: skip


def owed_returns(plan_id: str) -> list[Owed]:
    """Every first edition of a plan's returns as owed: groups are period, institution, themes."""
    plan = plans.current(plan_id)
    themes: dict[str, dict[str, None]] = {}
    for each in plan.actions():
        if each.level in DOING:
            themes.setdefault(each.reports, {}).update(dict.fromkeys(plan.themes_of(each.id)))
    rows = Return.objects.filter(plan=plan_id, edition=1).order_by("period__starts_on")
    first = ReturnStep.objects.filter(of__plan=plan_id, after="submitted").order_by("-at")
    submitted = dict(first.values_list("of", "at"))
    return [
        Owed(
            (code, institution, *themes.get(institution, {})), due_on,
            submitted[pk].date() if pk in submitted else None,
        )
        for pk, code, institution, due_on in rows.values_list(
            "pk", "period__code", "institution", "period__due_on"
        )
    ]  # fmt: skip


def rate_lines(plan_id: str, today: date) -> list[tuple[str, Rate]]:
    """Reporting rates of themes, then of institutions, in words."""
    plan = plans.current(plan_id)
    rates = reporting_rates(owed_returns(plan_id), today)
    language = get_language() or "en"
    found = []
    for group, rate in rates.items():
        element = plan.get(group)
        if element is not None:
            found.append((f"{element.code} {element.title(language)}".strip(), rate))
    codes = {row for row in rates if plan.get(row) is None and "-Q" not in row}
    return [*found, *sorted((title_of(code), rates[code]) for code in codes)]


def shown_findings(found: Iterable[Finding]) -> list[Finding]:
    """Errors first, then what is doubted, then notes."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return sorted(found, key=lambda each: (order[each.severity], each.where.sheet, each.where.row))


def period_choices(seat: Seat) -> list[tuple[str, str, str]]:
    """Plan, address and code of every period that has a return the person sees, newest first."""
    rows = returns.visible_to(seat).order_by("-period__starts_on")
    found = rows.values_list("plan", "period__slug", "period__code")
    return list(dict.fromkeys(found))
