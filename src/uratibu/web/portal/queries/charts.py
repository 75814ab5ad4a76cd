"""A released table as a drawn chart, wide for a desk and narrow for a phone."""

from __future__ import annotations

import json
from functools import lru_cache

from django.utils.translation import get_language

from uratibu.core.disclosure.model import ReleasedTable
from uratibu.core.reports import chart, draw
from uratibu.design.parts import Chart
from uratibu.web.lineage.queries import figures

NARROW = 340
"""The width of a chart on a phone, in pixels: its words keep the size they have on a desk."""


def drawn(table: ReleasedTable, kind: str, *, id: str, title: str) -> Chart | None:  # noqa: A002
    """The chart of a table; None where the table has too little or too much to be drawn."""
    if len(table.cells) < 2:
        return None
    try:
        made = chart.for_table(table, kind, get_language() or "en", title=title)
    except chart.NotDrawable:
        return None
    wide = _svg(made.specification, made.title, made.alternative, f"{id}-wide")
    narrower = json.dumps({**json.loads(made.specification), "width": NARROW}, sort_keys=True)
    narrow = _svg(narrower, made.title, made.alternative, f"{id}-narrow")
    return Chart(
        id=id,
        title=title,
        svg=wide,
        narrow=narrow,
        alternative=made.alternative,
        source=figures.source_words(table),
    )


@lru_cache(maxsize=256)
def _svg(specification: str, title: str, alternative: str, label_id: str) -> str:
    """A drawing, kept under everything it is made of."""
    return draw.svg(specification, title=title, alternative=alternative, label_id=label_id)
