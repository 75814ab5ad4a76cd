"""A released table as a drawn chart, wide for a desk and narrow for a phone."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from uratibu.core.disclosure.model import ReleasedTable
from uratibu.core.reports import chart, draw
from uratibu.design.parts import Chart
from uratibu.web.lineage.queries import figures

MOST_BARS = 15


def drawn(table: ReleasedTable, kind: str, *, id: str, title: str) -> Chart | None:  # noqa: A002
    """The chart of a table; None where the table has too little or too much to be drawn."""
    if len(table.cells) < 2:
        return None
    try:
        made = chart.for_table(table, kind, get_language() or "en", title=title)
    except chart.NotDrawable:
        return None
    svg = draw.svg(made.specification, title=made.title, alternative=made.alternative, label_id=id)
    return Chart(
        id=id,
        title=title,
        svg=svg,
        alternative=made.alternative,
        source=figures.source_words(table),
    )


def fits(steps: Iterable[str]) -> bool:
    """Whether a table was cut to its top members, so that its bars fit on a page."""
    return any(step.startswith("top:") for step in steps)
