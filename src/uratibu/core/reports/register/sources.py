"""The plan and the returns behind a report, as its annex names them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from uratibu.core.progress.model import Return
from uratibu.core.reports import numerals
from uratibu.core.reports.contents import figures_of, refs_of
from uratibu.core.reports.model import Block, UsedEdition
from uratibu.core.reports.register import words
from uratibu.core.reports.register.reader import Reader


def of_register(blocks: Iterable[Block], reader: Reader) -> tuple[UsedEdition, ...]:
    """The plan in the state it was read, then every return whose words or values are printed."""
    kept = tuple(blocks)
    cited = {figure.release for figure in figures_of(kept)} | set(refs_of(kept))
    return (_plan(reader), *_returns(reader, cited))


def _plan(reader: Reader) -> UsedEdition:
    plan, language = reader.register.plan, reader.language
    said = [[e.id, e.title(language), str(e.status)] for e in plan.elements]
    return UsedEdition(
        dataset=f"plan:{plan.id}",
        edition=str(reader.register.revision),
        title=plan.title(language),
        publisher=reader.register.name(plan.publisher)(language),
        method=words.word("register", language),
        coverage=words.word("sample", language) if plan.is_sample else "",
        licence=plan.licence,
        sha256=_digest(said),
    )


def _returns(reader: Reader, cited: set[str]) -> Iterator[UsedEdition]:
    for told in sorted(reader.register.returns, key=lambda r: (r.period, r.institution)):
        reference = reference_of(told)
        if not any(each.partition("@")[0] == reference for each in cited):
            continue
        language = reader.language
        name = reader.register.name(told.institution)(language)
        title = words.word("source-return", language, institution=name, period=told.period)
        yield UsedEdition(
            dataset=reference, edition="", title=title, publisher=name,
            method=words.word("register", language), coverage=_approved(told, language),
            licence="", sha256=digest_of(told),
        )  # fmt: skip


def _approved(told: Return, language: str) -> str:
    """The state it is in, and the day of its last step."""
    state = words.word(str(told.state), language)
    if not told.steps:
        return state
    return f"{state}, {numerals.day_written(told.steps[-1].at.date(), language)}"


def reference_of(told: Return) -> str:
    """The permanent reference of a return."""
    return f"return:{told.institution}/{told.plan}/{told.period}"


def digest_of(told: Return) -> str:
    """The digest over what a return says."""
    actions = [[a.action, a.answered, a.status, a.done, a.next_steps, a.obstacles]
               for a in told.actions]  # fmt: skip
    values = [[v.indicator, v.period, v.place, str(v.value.state), str(v.value.number)]
              for v in told.values]  # fmt: skip
    return _digest([told.plan, told.institution, told.period, actions, values])


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
