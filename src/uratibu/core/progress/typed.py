"""What a person typed, on whatever road it came, understood as an answer or a finding.

The grid, the one-page return and the workbook all go through here, so their rules are the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.labels import Label, label
from uratibu.core.plans.model import ActionStatus
from uratibu.core.progress.asked import AskedValue
from uratibu.core.progress.model import ActionReport, Answered, Reported
from uratibu.core.progress.rules import finding
from uratibu.core.values import MISSING, NOT_APPLICABLE, NOT_YET, State, Value, number

Choice = TypeVar("Choice", bound=StrEnum)
LONGEST_TEXT = 2_000
ANSWERS: dict[str, Decimal] = {
    "yes": Decimal(1), "ndiyo": Decimal(1), "partly": Decimal("0.5"), "kwa sehemu": Decimal("0.5"),
    "no": Decimal(0), "hapana": Decimal(0),
}  # fmt: skip
ANSWER_WORDS: tuple[tuple[Decimal, Label], ...] = (
    (Decimal(1), label({"en": "yes", "sw": "ndiyo"})),
    (Decimal("0.5"), label({"en": "partly", "sw": "kwa sehemu"})),
    (Decimal(0), label({"en": "no", "sw": "hapana"})),
)
STATE_WORDS: dict[State, Label] = {
    State.MISSING: label({"en": "no data", "sw": "hakuna data"}),
    State.NOT_APPLICABLE: label({"en": "not applicable", "sw": "haihusiki"}),
}
ANSWERED_WORDS: dict[Answered, Label] = {
    Answered.REPORTED: label({"en": "reported", "sw": "imeripotiwa"}),
    Answered.NO_CHANGE: label({"en": "no change", "sw": "hakuna badiliko"}),
    Answered.NIL: label({"en": "nil", "sw": "hakuna la kuripoti"}),
}
STATUS_WORDS: dict[ActionStatus, Label] = {
    ActionStatus.NOT_STARTED: label({"en": "not started", "sw": "haijaanza"}),
    ActionStatus.ON_TRACK: label({"en": "on track", "sw": "inaendelea vyema"}),
    ActionStatus.DELAYED: label({"en": "delayed", "sw": "imechelewa"}),
    ActionStatus.STALLED: label({"en": "stalled", "sw": "imekwama"}),
    ActionStatus.COMPLETED: label({"en": "completed", "sw": "imekamilika"}),
    ActionStatus.CANCELLED: label({"en": "cancelled", "sw": "imefutwa"}),
    ActionStatus.TRANSFERRED: label({"en": "transferred", "sw": "imehamishwa"}),
}
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_SPACED = re.compile(r"[+-]?[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+(\.[0-9]+)?")
_THOUSAND_OR_ONE = re.compile(r"[+-]?[0-9]{1,3}\.[0-9]{3}")
THREE_DECIMALS = 3
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


@dataclass(frozen=True)
class Typed:
    """The cells of one value as they were typed. `state` is why there is no value, if so."""

    value: str | Decimal | date = ""
    numerator: str | Decimal | date = ""
    denominator: str | Decimal | date = ""
    state: str = ""
    comment: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class TypedAction:
    """The cells of one action's report as they were typed."""

    answered: str = ""
    status: str = ""
    done: str = ""
    next_steps: str = ""
    obstacles: str = ""


def understood_value(
    asked: AskedValue, typed: Typed, *, where: Where, language: str = "en"
) -> tuple[Reported | None, tuple[Finding, ...]]:
    """An answer, or None and the findings. An empty line is an answer not given yet.

    where: the line; a finding adds its own column.
    """
    found = [
        *_too_long(where, language, comment=typed.comment, explanation=typed.explanation),
    ]
    answer = Reported(
        asked.indicator.id, asked.period, NOT_YET, asked.place,
        comment=typed.comment.strip(), explanation=typed.explanation.strip(),
    )  # fmt: skip
    reading = _Reading(asked, where, language, found)
    if typed.state.strip():
        answer = reading.without_value(typed, answer)
    elif asked.is_ratio:
        answer = reading.ratio(typed, answer)
    else:
        answer = reading.plain(typed, answer)
    return (None, tuple(found)) if has_errors(found) else (answer, tuple(found))


def understood_action(
    action: str, typed: TypedAction, *, where: Where, language: str = "en"
) -> tuple[ActionReport | None, tuple[Finding, ...]]:
    """A report on an action, or None and the findings."""
    texts = {name: getattr(typed, name).strip() for name in ("done", "next_steps", "obstacles")}
    found = _too_long(where, language, **texts)
    said = any(texts.values())
    answered = _chosen(typed.answered, ANSWERED_WORDS)
    status = _chosen(typed.status, STATUS_WORDS)
    if typed.answered.strip() and answered is None:
        place = replace(where, column="answered", value=typed.answered)
        found.append(_unknown("answer", ANSWERED_WORDS, place, language))
    if typed.status.strip() and status is None:
        place = replace(where, column="status", value=typed.status)
        found.append(_unknown("status", STATUS_WORDS, place, language))
    meant = answered or (Answered.REPORTED if said else Answered.NOT_YET)
    report = ActionReport(action, meant, status or ActionStatus.NOT_STARTED, **texts)
    return (None, tuple(found)) if has_errors(found) else (report, tuple(found))


def read_number(
    text: str | Decimal | date, where: Where, language: str = "en"
) -> tuple[Decimal | None, tuple[Finding, ...]]:
    """An exact number as people write it: 1200.5, 1,200.5 or 1 200.5. Never a guess."""
    if isinstance(text, Decimal):
        return text, ()
    said = text.isoformat() if isinstance(text, date) else text.strip()
    if _PLAIN.fullmatch(said) or _SPACED.fullmatch(said) or _GROUPED.fullmatch(said):
        return Decimal(re.sub(r"[,\s\u00a0\u202f]", "", said)), ()
    is_day = isinstance(text, date) or _DAY.fullmatch(said)
    marks = re.fullmatch(r"[+-]?[0-9.,' ]+", said) and re.search(r"[0-9]", said)
    rule = "a-date" if is_day else "number-format" if marks else "not-a-number"
    return None, (finding(f"returns/{rule}", replace(where, value=said), language),)


@dataclass
class _Reading:
    """One value being read; findings are gathered on the way."""

    asked: AskedValue
    where: Where
    language: str
    found: list[Finding]

    def plain(self, typed: Typed, answer: Reported) -> Reported:
        """A number, or yes, partly or no."""
        for name in ("numerator", "denominator"):
            if getattr(typed, name) != "":
                self.fault("parts-not-asked", name, getattr(typed, name))
        if typed.value in ("", None):
            return answer
        if self.asked.is_answer:
            return replace(answer, value=self.answer(typed.value))
        amount = self.amount(typed.value, "value")
        return answer if amount is None else replace(answer, value=number(amount))

    def answer(self, text: str | Decimal | date) -> Value:
        """Yes, partly or no, in words or as 1, 0.5 and 0."""
        said = str(text).strip().casefold()
        known = ANSWERS.get(said)
        if known is None and said in {"1", "0.5", "0"}:
            known = Decimal(said)
        if known is None:
            self.fault("not-an-answer", "value", text)
            return NOT_YET
        return number(known)

    def ratio(self, typed: Typed, answer: Reported) -> Reported:
        """A numerator over a denominator; the value is computed, never typed."""
        if all(each == "" for each in (typed.value, typed.numerator, typed.denominator)):
            return answer
        if typed.numerator == "" or typed.denominator == "":
            missing = "numerator" if typed.numerator == "" else "denominator"
            self.fault("no-parts", missing, typed.value)
            return answer
        over = self.amount(typed.numerator, "numerator", decimals=None)
        under = self.amount(typed.denominator, "denominator", decimals=None)
        if over is None or under is None:
            return answer
        if under == 0:
            self.fault("zero-denominator", "denominator", typed.denominator)
            return answer
        value = ratio_of(self.asked, over, under)
        self._compare(typed.value, value)
        return replace(answer, value=number(value), numerator=over, denominator=under)

    def without_value(self, typed: Typed, answer: Reported) -> Reported:
        """Why there is no value; the reason stands in the comment."""
        state = _chosen(typed.state, STATE_WORDS)
        if state is None:
            self.fault("unknown-state", "state", typed.state)
            return answer
        if any(each != "" for each in (typed.value, typed.numerator, typed.denominator)):
            self.fault("value-and-state", "state", typed.state)
        return replace(answer, value=MISSING if state is State.MISSING else NOT_APPLICABLE)

    def amount(
        self, text: str | Decimal | date, column: str, *, decimals: int | None = -1
    ) -> Decimal | None:
        """A number that may stand in a column; decimals: as the indicator says, None any."""
        indicated = self.asked.indicator.decimals
        if _is_doubtful(text) and indicated < THREE_DECIMALS:
            self.fault("number-format", column, text)
            return None
        number_read, found = read_number(text, replace(self.where, column=column), self.language)
        self.found.extend(found)
        if number_read is None:
            return None
        if number_read < 0:
            self.fault("negative", column, text)
            return None
        most = indicated if decimals == -1 else decimals
        exponent = number_read.normalize().as_tuple().exponent
        if most is not None and isinstance(exponent, int) and -exponent > most:
            self.fault("too-exact", column, text, decimals=most)
            return None
        return number_read

    def _compare(self, text: str | Decimal | date, value: Decimal) -> None:
        if text == "":
            return
        said, found = read_number(text, replace(self.where, column="value"), self.language)
        self.found.extend(found)
        if said is not None and abs(said - value) > _half_a_step(said):
            self.fault("ratio-typed", "value", text, computed=plain_text(value))

    def fault(self, rule: str, column: str, value: object, **facts: object) -> None:
        """Note what is wrong with a cell of this line."""
        place = replace(self.where, column=column, value=str(value))
        self.found.append(finding(f"returns/{rule}", place, self.language, **facts))


def ratio_of(asked: AskedValue, over: Decimal, under: Decimal) -> Decimal:
    """A ratio in its unit, rounded to the decimals of its indicator (two where it names none)."""
    decimals = asked.indicator.decimals or 2
    return (over / under * asked.scale).quantize(Decimal(1).scaleb(-decimals))


def plain_text(amount: Decimal) -> str:
    """A number as digits, without an exponent and without empty decimals."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_text(amount: Decimal, decimals: int = 0) -> str:
    """A number to be read: a division is rounded to its decimals, two where none are named."""
    exponent = amount.as_tuple().exponent
    most = decimals or 2
    if isinstance(exponent, int) and -exponent > most:
        amount = amount.quantize(Decimal(1).scaleb(-most))
    return plain_text(amount)


def _is_doubtful(text: str | Decimal | date) -> bool:
    """Whether a text such as 1.000 may mean a thousand as well as one."""
    return isinstance(text, str) and _THOUSAND_OR_ONE.fullmatch(text.strip()) is not None


def _half_a_step(said: Decimal) -> Decimal:
    """How far a typed number may lie from the exact one and still be its rounding."""
    exponent = said.as_tuple().exponent
    return Decimal("0.5").scaleb(exponent if isinstance(exponent, int) else 0)


def _chosen(text: str, words: dict[Choice, Label]) -> Choice | None:
    """The choice that a text means, in any language or by its code."""
    said = " ".join(text.split()).casefold()
    for choice, known in words.items():
        if said == str(choice) or said in {word.casefold() for _, word in known.texts}:
            return choice
    return None


def _unknown(
    what: str,
    words: Mapping[ActionStatus, Label] | Mapping[Answered, Label],
    place: Where,
    language: str,
) -> Finding:
    choices = ", ".join(known(language) for known in words.values())
    return finding(f"returns/unknown-{what}", place, language, choices=choices)


def _too_long(where: Where, language: str, **texts: str) -> list[Finding]:
    return [
        finding(
            "returns/too-long", replace(where, column=name, value=text[:40]), language,
            length=len(text), most=LONGEST_TEXT,
        )
        for name, text in texts.items()
        if len(text) > LONGEST_TEXT
    ]  # fmt: skip
