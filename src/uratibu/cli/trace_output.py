"""A trace as a person or a machine reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from uratibu.core.datasets.parquet import trimmed
from uratibu.core.lineage.model import Branch, Gap, Lacking, Link, Step, Trace, Way
from uratibu.core.statistics.model import SourceRow

SHOWN_ROWS = 20
"""Source rows on screen; JSON has all of them."""
_SHORT = 72
_HIDDEN = ("question", "kept at")
_WAYS_UP = {
    Way.CONTAINS: "is part of",
    Way.CROSSWALK: "relates to",
    Way.MEASURED_BY: "serves",
    Way.COUNTED_AS: "counts",
    Way.ALTERNATIVE: "alternative to",
    Way.ANSWERED_FROM: "answers",
    Way.PUBLISHED_AS: "edition of",
    Way.RELEASED_AS: "released from",
    Way.SHOWS: "stands in",
    Way.PRINTED_IN: "prints",
    Way.READ_FROM: "source of",
    Way.SERVED_BY: "serves",
    Way.REPORTED_IN: "reports on",
    Way.STATES: "stated by",
    Way.TOLD_IN: "tells of",
    Way.RESTS_ON: "repeated in",
}
_WAYS_DOWN = {
    Way.CONTAINS: "contains",
    Way.CROSSWALK: "relates to",
    Way.MEASURED_BY: "measured by",
    Way.COUNTED_AS: "counted as",
    Way.ALTERNATIVE: "alternative",
    Way.ANSWERED_FROM: "answered from",
    Way.PUBLISHED_AS: "edition",
    Way.RELEASED_AS: "released as",
    Way.SHOWS: "shows",
    Way.PRINTED_IN: "printed in",
    Way.READ_FROM: "read from",
    Way.SERVED_BY: "served by",
    Way.REPORTED_IN: "reported in",
    Way.STATES: "states",
    Way.TOLD_IN: "told in",
    Way.RESTS_ON: "rests on",
}
_GAPS = {
    Lacking.INDICATOR: "no indicator serves this norm yet",
    Lacking.MEASURE: "no measure counts it yet",
    Lacking.EDITION: "no edition is registered (uratibu data add)",
    Lacking.NORM: "it serves no norm",
}


def as_text(trace: Trace, rows: Sequence[SourceRow], language: str) -> str:
    """The step, the way up, the way down, the source rows and the gaps."""
    lines = [_step(trace.step, language), "", "Up, towards commitments"]
    lines += _branches(trace.up, language, _WAYS_UP) or ["  nothing"]
    lines += ["", "Down, towards evidence"]
    lines += _branches(trace.down, language, _WAYS_DOWN) or ["  nothing"]
    if rows:
        lines += ["", f"Source rows ({len(rows)})", *_rows(rows)]
    if trace.gaps:
        lines += ["", "Gaps", *(f"  {gap.step.id}: {_GAPS[gap.lacking]}" for gap in trace.gaps)]
    return "\n".join(lines)


def _branches(branch: Branch, language: str, ways: dict[Way, str], depth: int = 1) -> list[str]:
    lines: list[str] = []
    for inner in branch.branches:
        way = _way(inner.link, ways)
        again = " (shown elsewhere)" if inner.is_known else ""
        lines.append(f"{'  ' * depth}{way} {_step(inner.step, language)}{again}")
        lines += _branches(inner, language, ways, depth + 1)
    return lines


def _way(link: Link | None, ways: dict[Way, str]) -> str:
    if link is None:
        return ""
    said = [text for text in (link.detail, link.status) if text]
    return f"{ways[link.way]} ({', '.join(said)})" if said else ways[link.way]


def _step(step: Step, language: str) -> str:
    title = step.title(language)
    short = title if len(title) <= _SHORT else f"{title[: _SHORT - 1].rstrip()}…"
    facts = [f"{name} {value}" for name, value in step.facts if name not in _HIDDEN]
    shown = f" [{'; '.join(facts)}]" if facts else ""
    return f"{step.id}{'  ' + short if short else ''}{shown}"


def _rows(rows: Sequence[SourceRow]) -> Iterator[str]:
    for row in rows[:SHOWN_ROWS]:
        seen = row.observation
        codes = ", ".join(f"{name} {code}" for name, code in seen.dimensions)
        where = f"{seen.indicator}, {seen.area}, {seen.period}{', ' + codes if codes else ''}"
        value = _number(row) or seen.value.state.value
        yield f"  {row.file_name} row {row.row}: {where} = {value} ({row.role})"
    if len(rows) > SHOWN_ROWS:
        yield f"  and {len(rows) - SHOWN_ROWS} more; --json has all"


def _number(row: SourceRow) -> str | None:
    number = row.observation.value.number
    return None if number is None else f"{trimmed(number):f}"


def as_plain(trace: Trace, rows: Sequence[SourceRow], language: str) -> dict[str, object]:
    """The trace as plain values: the step, trees up and down, rows and gaps."""
    return {
        **_plain_step(trace.step, language),
        "up": [_plain(inner, language) for inner in trace.up.branches],
        "down": [_plain(inner, language) for inner in trace.down.branches],
        "rows": [_plain_row(row) for row in rows],
        "gaps": [_plain_gap(gap) for gap in trace.gaps],
    }


def _plain(branch: Branch, language: str) -> dict[str, object]:
    link = branch.link
    said = {"way": link.way.value, "detail": link.detail, "source": link.source,
            "status": link.status} if link else {}  # fmt: skip
    return {
        **{name: value for name, value in said.items() if value},
        **_plain_step(branch.step, language),
        **({"is_shown_elsewhere": True} if branch.is_known else {}),
        **(
            {"branches": [_plain(inner, language) for inner in branch.branches]}
            if branch.branches
            else {}
        ),
    }


def _plain_step(step: Step, language: str) -> dict[str, object]:
    return {
        "id": step.id, "kind": step.reference.kind.value, "title": step.title(language),
        "facts": dict(step.facts),
    }  # fmt: skip


def _plain_row(row: SourceRow) -> dict[str, object]:
    seen = row.observation
    return {
        "dataset": row.dataset, "edition": row.edition, "file": row.file_name, "row": row.row,
        "role": row.role, "indicator": seen.indicator, "area": seen.area, "period": seen.period,
        **dict(seen.dimensions), "state": seen.value.state.value,
        "value": _number(row),
    }  # fmt: skip


def _plain_gap(gap: Gap) -> dict[str, str]:
    return {"id": gap.step.id, "lacking": gap.lacking.value}
