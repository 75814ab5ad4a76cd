"""The one way from an answer to a released table.

An answer may be shown when every edition behind it was public before it came here. Whatever was
counted from records stays behind the gate until a method protects it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from uratibu.core.datasets.model import Access
from uratibu.core.disclosure import model
from uratibu.core.disclosure.model import Reason, ReleasedCell, ReleasedTable, Unprotected
from uratibu.core.labels import Label
from uratibu.core.statistics.model import Answer, Cell
from uratibu.core.statistics.steps import write_step
from uratibu.core.values import Value


@dataclass(frozen=True)
class Words:
    """What a table is called for people: its title, its columns, its codes and further notes.

    titles: one a column. labels: ((dimension, code), words) pairs of every code that is shown.
    """

    title: Label
    titles: tuple[Label, ...]
    labels: tuple[tuple[tuple[str, str], Label], ...]
    notes: tuple[Label, ...] = ()


def release(answer: Answer, *, released_at: datetime, words: Words) -> ReleasedTable:
    """Make a released table of an answer; nobody else can.

    The id is derived from the question and the editions that answered it, the digest from the
    question, the editions and every cell: the same input gives the same id and digest at any time.
    Raises Unprotected for figures that were counted from records.
    """
    reason = reason_for(answer)
    question = _question(answer)
    return ReleasedTable(
        id=f"{answer.query.measure.id}-{_sha256(question)[:16]}",
        measure=answer.query.measure.id,
        title=words.title,
        columns=answer.columns,
        titles=words.titles,
        labels=words.labels,
        cells=tuple(_released(cell) for cell in answer.cells),
        unit=answer.unit,
        unit_label=answer.unit_label,
        decimals=answer.decimals,
        period_kind=answer.period_kind,
        reason=reason,
        released_at=released_at,
        digest=_sha256([question, list(answer.columns), [_plain(c) for c in answer.cells]]),
        lineage=answer.lineage,
        notes=words.notes,
        gate=model._GATE,
    )


def reason_for(answer: Answer) -> Reason:
    """Why an answer may be shown. Raises Unprotected where nothing says that it may."""
    require_public((used.dataset, used.access) for used in answer.lineage.editions)
    return Reason.ALREADY_PUBLIC


def require_public(datasets: Iterable[tuple[str, str]]) -> None:
    """Refuse whatever is not already public. datasets: (id, access). Raises Unprotected."""
    closed = sorted({dataset for dataset, access in datasets if access != Access.PUBLIC})
    if closed:
        raise Unprotected(
            f"{', '.join(closed)} is counted from records and no method has protected it; "
            "it can be released once a disclosure method has been applied"
        )


def _released(cell: Cell) -> ReleasedCell:
    return ReleasedCell(
        cell.key, cell.value, cell.numerator, cell.denominator, cell.rank, cell.notes
    )


def _question(answer: Answer) -> list[object]:
    """The settled question in plain values, whatever order its filters were written in."""
    query = answer.query
    return [
        query.measure.id,
        answer.lineage.formula,
        answer.unit,
        list(query.by),
        sorted([dimension, sorted(codes)] for dimension, codes in query.where),
        sorted(query.periods),
        # The file's sha256, not the digest of the observations: a release keeps its id when the
        # whole file of an edition joins the part of it that a pack carries.
        [[used.dataset, used.edition, used.sha256] for used in answer.lineage.editions],
        [write_step(step) for step in query.then],
    ]


def _plain(cell: Cell) -> list[object]:
    values = (cell.value, cell.numerator, cell.denominator)
    return [list(cell.key), *(_value(value) for value in values), cell.rank]


def _value(value: Value | None) -> list[str] | None:
    if value is None:
        return None
    amount = "" if value.number is None else format(value.number, "f")
    return [str(value.state), amount, str(value.quality)]


def _sha256(plain: object) -> str:
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
