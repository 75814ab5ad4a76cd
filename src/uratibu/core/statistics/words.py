"""The words of states, qualities and kinds, and how a period is written out."""

from __future__ import annotations

from uratibu.core.indicators.model import Kind
from uratibu.core.labels import Label
from uratibu.core.periods import PeriodKind
from uratibu.core.values import Quality, State


def both(english: str, swahili: str) -> Label:
    """One text in the two languages the core speaks."""
    return Label((("en", english), ("sw", swahili)))


STATES: dict[State, Label] = {
    State.NUMBER: both("number", "nambari"),
    State.ZERO: both("zero", "sifuri"),
    State.ROUNDED: both("rounded", "imekadiriwa kwa kuzungushwa"),
    State.SUPPRESSED: both("suppressed", "imefichwa"),
    State.MISSING: both("missing", "haipo"),
    State.NOT_APPLICABLE: both("not applicable", "haihusiki"),
    State.NOT_YET: both("not yet", "bado"),
}
STATE_MEANINGS: dict[State, Label] = {
    State.NUMBER: both("A number.", "Nambari."),
    State.ZERO: both("None were counted.", "Hakuna aliyehesabiwa."),
    State.ROUNDED: both(
        "A number that was rounded to protect people.",
        "Nambari iliyozungushwa ili kuwalinda watu.",
    ),
    State.SUPPRESSED: both(
        "A number exists and is not shown, to protect people.",
        "Nambari ipo lakini haionyeshwi, ili kuwalinda watu.",
    ),
    State.MISSING: both("No number is known.", "Nambari haijulikani."),
    State.NOT_APPLICABLE: both("There cannot be a number.", "Hapawezi kuwa na nambari."),
    State.NOT_YET: both("There will be a number; it is not due.", "Nambari itakuja; bado muda."),
}
QUALITIES: dict[Quality, Label] = {
    Quality.FINAL: both("final", "ya mwisho"),
    Quality.ESTIMATED: both("estimated", "makadirio"),
    Quality.PROVISIONAL: both("provisional", "ya muda"),
    Quality.MODELLED: both("modelled", "ya kielelezo"),
}
PERIOD_KINDS: dict[PeriodKind, Label] = {
    PeriodKind.MID_YEAR: both("mid-year", "katikati ya mwaka"),
    PeriodKind.YEAR_END: both("end of year", "mwisho wa mwaka"),
    PeriodKind.DAY: both("day", "siku"),
    PeriodKind.YEAR: both("calendar year", "mwaka wa kalenda"),
    PeriodKind.FISCAL_YEAR: both("fiscal year", "mwaka wa fedha"),
    PeriodKind.JUNE_YEAR: both("year to June", "mwaka unaoishia Juni"),
    PeriodKind.HALF: both("half-year", "nusu mwaka"),
    PeriodKind.QUARTER: both("quarter", "robo mwaka"),
    PeriodKind.MONTH: both("month", "mwezi"),
    PeriodKind.FIVE_YEARS: both("five years", "miaka mitano"),
}
KINDS: dict[Kind, Label] = {
    Kind.FLOW: both("flow", "mtiririko"),
    Kind.STOCK: both("stock", "idadi iliyopo"),
    Kind.CUMULATIVE: both("cumulative count", "idadi limbikizi"),
    Kind.RATIO: both("ratio", "uwiano"),
}
AREA = both("area", "eneo")
PERIOD = both("period", "kipindi")
TOTAL = both("Total", "Jumla")
REMAINDER = both("Others", "Wengine")
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "sw": "Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba Desemba",
}


def period_words(code: str, kind: PeriodKind) -> Label:
    """A period's code written out: 2024 at mid-year is "mid-2024" and "katikati ya 2024".

    A stretch of added periods (2019..2021) is written with a dash, added periods that do not
    follow each other (2019+2021) with a plus.
    """
    if "+" in code:
        parts = [period_words(part, kind) for part in code.split("+")]
        return both(*(" + ".join(part(language) for part in parts) for language in ("en", "sw")))
    first, dots, last = code.partition("..")
    if dots:
        start, end = period_words(first, kind), period_words(last, kind)
        return both(f"{start('en')}–{end('en')}", f"{start('sw')}–{end('sw')}")
    if kind is PeriodKind.MID_YEAR:
        return both(f"mid-{code}", f"katikati ya {code}")
    if kind is PeriodKind.YEAR_END:
        return both(f"end of {code}", f"mwisho wa {code}")
    if kind in {PeriodKind.DAY, PeriodKind.MONTH}:
        return both(_dated(code, "en"), _dated(code, "sw"))
    if kind in {PeriodKind.QUARTER, PeriodKind.HALF}:
        year, part = code[:4], code[-1]
        if kind is PeriodKind.QUARTER:
            return both(f"quarter {part} of {year}", f"robo ya {part} ya {year}")
        return both(f"half {part} of {year}", f"nusu ya {part} ya {year}")
    if kind is PeriodKind.JUNE_YEAR:
        return both(f"year to June {code}", f"mwaka ulioishia Juni {code}")
    return both(code.replace("-", "–"), code.replace("-", "–"))


def _dated(code: str, language: str) -> str:
    year, month, *day = code.split("-")
    name = _MONTHS[language].split()[int(month) - 1]
    return " ".join([*(str(int(d)) for d in day), name, year])
