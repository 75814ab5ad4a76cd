"""The fixed words of what the register says, in every language; more languages are more lines."""

from __future__ import annotations

from uratibu.core.labels import Label, label
from uratibu.core.plans import words as plan_words
from uratibu.core.plans.model import ActionStatus
from uratibu.core.plans.words import both
from uratibu.core.progress.status import Status

STATUSES: dict[Status, Label] = {
    **{Status(each): plan_words.STATUSES[each] for each in ActionStatus},
    Status.NO_DATA: both("No data", "Hakuna data"),
}
"""The statuses of an action; no data is said and never taken for not started."""
_WORDS: dict[str, dict[str, str]] = {
    "green": {"en": "\u25cf Green", "sw": "\u25cf Kijani"},
    "amber": {"en": "\u25b2 Amber", "sw": "\u25b2 Njano"},
    "red": {"en": "\u25a0 Red", "sw": "\u25a0 Nyekundu"},
    "none": {"en": "\u25cb No light", "sw": "\u25cb Hakuna taa"},
    "better": {"en": "better", "sw": "inaboreka"},
    "same": {"en": "unchanged", "sw": "haijabadilika"},
    "worse": {"en": "worse", "sw": "inadorora"},
    "unknown": {"en": "not known", "sw": "haijulikani"},
    "yes": {"en": "Yes", "sw": "Ndiyo"},
    "partly": {"en": "Partly", "sw": "Kwa sehemu"},
    "no": {"en": "No", "sw": "Hapana"},
    "nil": {"en": "Nil return: nothing happened in the period.",
            "sw": "Hakuna kilichofanyika katika kipindi hiki (taarifa tupu)."},
    "no-change": {"en": "No change since the last return.",
                  "sw": "Hakuna mabadiliko tangu taarifa iliyopita."},
    "not-yet": {"en": "Not reported on.", "sw": "Haijatolewa taarifa."},
    "no-return": {"en": "no return", "sw": "hakuna taarifa"},
    "draft": {"en": "draft", "sw": "rasimu"},
    "submitted": {"en": "submitted", "sw": "imewasilishwa"},
    "verified": {"en": "verified", "sw": "imehakikiwa"},
    "returned": {"en": "sent back", "sw": "imerudishwa"},
    "approved": {"en": "approved", "sw": "imeidhinishwa"},
    "published": {"en": "published", "sw": "imechapishwa"},
    "whole-country": {"en": "Whole country", "sw": "Nchi nzima"},
    "no-one": {"en": "nobody named", "sw": "hakuna aliyetajwa"},
    "no-day": {"en": "no date", "sw": "hakuna tarehe"},
    "sample": {"en": "Sample plan: its actions, budgets and returns are invented for "
                     "demonstration.",
               "sw": "Mpango wa mfano: hatua, bajeti na taarifa zake vimebuniwa kwa maonyesho."},
    "source-plan": {"en": "Source: {plan}, state {revision}, as of {day}.",
                    "sw": "Chanzo: {plan}, hali ya {revision}, hadi {day}."},
    "source-return": {"en": "Return of {institution} for {period}",
                      "sw": "Taarifa ya {institution} ya {period}"},
    "actions": {"en": "actions", "sw": "hatua"},
    "indicators": {"en": "indicators", "sw": "viashiria"},
    "milestones": {"en": "milestones", "sw": "hatua muhimu"},
    "institutions": {"en": "institutions", "sw": "taasisi"},
    "objectives": {"en": "objectives", "sw": "malengo"},
    "norms": {"en": "norms", "sw": "kanuni"},
    "waivers": {"en": "waived findings", "sw": "kasoro zilizosamehewa"},
    "register": {"en": "administrative register", "sw": "rejista ya kiutawala"},
    "no-rows": {"en": "None.", "sw": "Hakuna."},
    "total": {"en": "Total", "sw": "Jumla"},
    "focal-point": {"en": "focal point", "sw": "afisa kiungo"},
    "approver": {"en": "approver", "sw": "mwidhinishaji"},
    "head": {"en": "head", "sw": "mkuu"},
    "overdue": {"en": "overdue", "sw": "umepita muda"},
}  # fmt: skip


def word(name: str, language: str, **parts: object) -> str:
    """A word of the register in a language, with its parts put in. Raises KeyError."""
    return label(_WORDS[name])(language).format(**parts)


def status(of: Status, language: str) -> str:
    """The status of an action in words."""
    return STATUSES[of](language)


def words_of(name: str) -> Label:
    """A word of the register in all its languages. Raises KeyError."""
    return label(_WORDS[name])


def word_languages() -> dict[str, tuple[str, ...]]:
    """Which languages each word has; a test compares them."""
    return {name: tuple(sorted(texts)) for name, texts in _WORDS.items()}
