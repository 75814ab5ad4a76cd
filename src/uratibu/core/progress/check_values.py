"""Whether the answers of a return can be right, and whether all of them are there.

The same on every road. Hard rules stop a submission; a soft one asks for an explanation,
which is kept with the value. Where(key=...) names the cell, as A-1-01/i1@2025/26-Q1#.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.indicators.model import Kind
from uratibu.core.plans.model import ActionStatus
from uratibu.core.progress.asked import Asked, AskedValue
from uratibu.core.progress.model import ActionReport, Answered, Reported
from uratibu.core.progress.rules import finding
from uratibu.core.progress.typed import plain_text
from uratibu.core.values import State

FEWEST_FOR_OUTLIERS = 5
FEWEST_FOR_RANGE = 3
OUTLIER_SCORE = Decimal("3.5")
MAD_SCALE = Decimal("0.6745")
"""Makes the median absolute deviation comparable with a standard deviation.

Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993): modified z-score, 3.5.
"""
STANDS_STILL = frozenset({ActionStatus.DELAYED, ActionStatus.STALLED})


@dataclass(frozen=True)
class Before:
    """What was reported before: numbers of a series by (indicator, place), oldest first.

    tolerance: by how much of the total the places may differ from it, as a share.
    """

    series: Mapping[tuple[str, str], Sequence[Decimal]] = field(default_factory=dict)
    tolerance: Decimal = Decimal("0.005")


NOTHING_BEFORE = Before()


def check_return(
    asked: Asked, actions: Mapping[str, ActionReport], values: Mapping[str, Reported],
    *, before: Before = NOTHING_BEFORE, language: str = "en",
) -> tuple[Finding, ...]:  # fmt: skip
    """Everything that stands between a return and its submission, in the order of the form.

    actions: by action id. values: by the key of what was asked. A soft finding whose value has an
    explanation is kept as a note.
    """
    found: list[Finding] = []
    for element in asked.actions:
        said = actions.get(element.id) or ActionReport(element.id)
        found.extend(check_action(said, language=language))
    doubts = {key: [*each] for key, each in _together(asked, values, before, language).items()}
    for cell in asked.values:
        given = values.get(cell.key)
        history = before.series.get((cell.indicator.id, cell.place), ())
        found.extend(check_value(cell, given, history, language=language))
        if given is not None:
            found.extend(_weighed(given, doubts.get(cell.key, [])))
    return tuple(found)


def check_action(report: ActionReport, *, language: str = "en") -> tuple[Finding, ...]:
    """What is wrong with the report on one action."""
    where = Where(key=report.action)
    found = []
    if report.answered is Answered.NOT_YET:
        found.append(finding("returns/not-answered", where, language))
    if report.answered is Answered.REPORTED and not (report.done or report.obstacles):
        found.append(finding("returns/nothing-said", where, language))
    if report.answered is Answered.NIL and report.done:
        found.append(finding("returns/words-on-nil", where, language))
    if report.status in STANDS_STILL and not report.obstacles:
        found.append(finding("returns/no-obstacle", where, language))
    return tuple(found)


def check_value(
    asked: AskedValue, given: Reported | None, history: Sequence[Decimal], *, language: str = "en"
) -> tuple[Finding, ...]:
    """What is wrong with one value, seen alone and against its own series."""
    where = Where(key=asked.key)
    if given is None or given.value.state is State.NOT_YET:
        return (finding("returns/not-answered", where, language),)
    if given.value.number is None:
        is_explained = bool(given.comment or given.explanation)
        return () if is_explained else (finding("returns/missing-without-reason", where, language),)
    doubts = [
        *_parts(asked, given, language),
        *_against_history(asked, given.value.number, history, language),
    ]
    return tuple(_weighed(given, doubts))


def needs_explanation(found: Sequence[Finding]) -> bool:
    """Whether a soft finding still waits for words."""
    return any(each.severity is Severity.WARNING for each in found)


def _weighed(given: Reported, doubts: Sequence[Finding]) -> Iterator[Finding]:
    """Doubts about a value; with an explanation they are notes, kept and shown with it."""
    for doubt in doubts:
        if given.explanation:
            yield Finding(doubt.where, doubt.rule, Severity.NOTE, doubt.message, given.explanation)
        else:
            yield doubt


def _parts(asked: AskedValue, given: Reported, language: str) -> Iterator[Finding]:
    over, under = given.numerator, given.denominator
    if (
        asked.indicator.unit == "percent"
        and over is not None
        and under is not None
        and over > under
    ):
        yield finding(
            "returns/over-hundred", Where(key=asked.key, value=plain_text(over)), language,
            denominator=plain_text(under),
        )  # fmt: skip


def _against_history(
    asked: AskedValue, amount: Decimal, history: Sequence[Decimal], language: str
) -> Iterator[Finding]:
    where = Where(key=asked.key, value=plain_text(amount))
    if asked.is_answer or not history:
        return
    if asked.indicator.kind is Kind.CUMULATIVE:
        if amount < history[-1]:
            before = plain_text(history[-1])
            yield finding("returns/cumulative-falls", where, language, before=before)
        return
    score = outlier_score(amount, history)
    if score is not None and score > OUTLIER_SCORE:
        yield finding(
            "returns/outlier", where, language, median=plain_text(Decimal(median(history))),
            score=plain_text(score.quantize(Decimal("0.1"))),
        )  # fmt: skip
    elif len(history) >= FEWEST_FOR_RANGE and not _is_near(amount, history):
        yield finding(
            "returns/out-of-range", where, language, low=plain_text(min(history)),
            high=plain_text(max(history)),
        )  # fmt: skip


def outlier_score(amount: Decimal, history: Sequence[Decimal]) -> Decimal | None:
    """The modified z-score by the median absolute deviation; None with too few points or no spread.

    Source: Iglewicz and Hoaglin (1993).
    """
    if len(history) < FEWEST_FOR_OUTLIERS:
        return None
    middle = Decimal(median(history))
    spread = Decimal(median(abs(each - middle) for each in history))
    return None if spread == 0 else MAD_SCALE * abs(amount - middle) / spread


def _is_near(amount: Decimal, history: Sequence[Decimal]) -> bool:
    """Within the smallest and largest value before, and half of their distance beyond."""
    low, high = min(history), max(history)
    margin = max((high - low) / 2, abs(high) / 10)
    return low - margin <= amount <= high + margin


def _together(
    asked: Asked, values: Mapping[str, Reported], before: Before, language: str
) -> dict[str, list[Finding]]:
    """Doubts that only several cells together can raise, by the cell that shows them."""
    found: dict[str, list[Finding]] = defaultdict(list)
    numbers = {
        (cell.indicator.id, cell.period, cell.place): values[cell.key].value.number
        for cell in asked.values
        if cell.key in values
    }
    for cell in asked.values:
        amount = numbers.get((cell.indicator.id, cell.period, cell.place))
        if amount is None:
            continue
        where = Where(key=cell.key, value=plain_text(amount))
        added = _sum_of_places(cell, asked, values)
        if added is not None and abs(added - amount) > abs(amount) * before.tolerance:
            found[cell.key].append(
                finding("returns/sum-of-places", where, language, sum=plain_text(added))
            )
        other = numbers.get((cell.indicator.at_most, cell.period, cell.place))
        if cell.indicator.at_most and other is not None and amount > other:
            title = _title(asked, cell.indicator.at_most, language)
            found[cell.key].append(
                finding("returns/more-than-other", where, language,
                        other=plain_text(other), title=title)
            )  # fmt: skip
    return found


def _sum_of_places(
    total: AskedValue, asked: Asked, values: Mapping[str, Reported]
) -> Decimal | None:
    """What the places of a total give: a sum, or for a ratio the ratio of the sums.

    None for a place, and while a place has no number.
    """
    if total.place or total.is_answer:
        return None
    places = [
        values.get(each.key)
        for each in asked.values
        if each.place and (each.indicator.id, each.period) == (total.indicator.id, total.period)
    ]
    given = [each for each in places if each is not None and each.value.number is not None]
    if not places or len(given) < len(places):
        return None
    if not total.is_ratio:
        return sum((each.value.number or Decimal(0) for each in given), Decimal(0))
    over = sum((each.numerator or Decimal(0) for each in given), Decimal(0))
    under = sum((each.denominator or Decimal(0) for each in given), Decimal(0))
    return None if under == 0 else over / under * total.scale


def _title(asked: Asked, indicator: str, language: str) -> str:
    found = (c.indicator.title(language) for c in asked.values if c.indicator.id == indicator)
    return next(found, indicator)
