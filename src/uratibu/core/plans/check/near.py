"""What somebody most likely meant by a code that is in no list."""

from __future__ import annotations

from rapidfuzz import fuzz, process, utils

from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.labels import Label
from uratibu.core.plans.check.context import Context

LIKE_PERCENT = 60
"""From this likeness on a suggestion helps more than it misleads."""
NOTHING_LIKE_IT = Label((("en", "nothing like it"), ("sw", "hakuna kinachofanana nacho")))


def nearest(text: str, known: CodeList, context: Context) -> Label:
    """The likeliest entry as "CODE (title)"; words for none where nothing is alike.

    Looked up once a context: the same wrong word often stands in a hundred lines.
    """
    key = (known.id, text)
    if key not in context.near:
        context.near[key] = _nearest(text, known)
    return context.near[key]


def _nearest(text: str, known: CodeList) -> Label:
    meant = known.find(text)
    if meant is None:
        names = {name: code for code in known for name in _names(code)}
        best = _best(text, names)
        if best is None:
            return NOTHING_LIKE_IT
        meant = names[best]
    return named(meant)


def named(code: Code) -> Label:
    """An entry as "CODE (title)"."""
    return Label(tuple((lang, f"{code.code} ({words})") for lang, words in code.title.texts))


def _names(code: Code) -> tuple[str, ...]:
    return (code.code, *(words for _, words in code.title.texts), *code.aliases)


def _best(text: str, names: dict[str, Code]) -> str | None:
    found = process.extractOne(
        text, list(names), scorer=fuzz.ratio, processor=utils.default_process,
        score_cutoff=LIKE_PERCENT,
    )  # fmt: skip
    return str(found[0]) if found else None
