"""The catalogue of measures: by theme, and narrowed by a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from uratibu.core.likeness import folded
from uratibu.design.parts import Figure
from uratibu.web.lineage.queries import figures
from uratibu.web.portal.queries import measures


def catalogue(given: Mapping[str, str]) -> dict[str, object]:
    """The themes with the measures whose words hold what the reader typed."""
    wanted = given.get("q", "").strip()
    themes = [_narrowed(theme, wanted) for theme in measures.themes()]
    shown = [theme for theme in themes if theme.measures]
    return {
        "themes": shown,
        "query": wanted,
        "count": sum(len(theme.measures) for theme in shown),
    }


def _narrowed(theme: measures.Theme, wanted: str) -> measures.Theme:
    parts = folded(wanted).split()
    kept = tuple(
        replace(line, figure=_newest(line.id))
        for line in theme.measures
        if all(part in folded(" ".join(_words(theme, line))) for part in parts)
    )
    return replace(theme, measures=kept)


def _words(theme: measures.Theme, line: measures.MeasureLine) -> tuple[str, ...]:
    return (line.id, line.title, line.publisher, theme.title, *line.dimensions)


def _newest(measure: str) -> Figure | None:
    """The newest figure of the home country, None where there is none."""
    found = figures.latest(measure, figures.at_home())
    return figures.figure(found) if found else None
