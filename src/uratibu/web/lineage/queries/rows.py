"""The rows of the source files behind a figure."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.statistics.model import SourceRow
from uratibu.design import wording
from uratibu.design.parts import Cell, Column, Row, Table
from uratibu.web.lineage.queries import dimensions, figures

MOST_ROWS = 100


def source_rows(found: figures.Found) -> tuple[Table | None, int]:
    """The rows behind a figure as they stand in the files, and how many more there are."""
    try:
        rows = settings.SYSTEM().publisher.sources(found.request, found.cell.key)
    except NotReleasable:
        return None, 0
    titles = {
        name: dimensions.name(row.observation.indicator, name)
        for row in rows
        for name, _code in row.observation.dimensions
    }
    names = list(titles)
    heads = (
        Column(_("File")),
        Column(_("Row"), is_number=True),
        Column(_("Place")),
        Column(_("Period")),
        *(Column(title) for title in titles.values()),
        Column(_("Value"), is_number=True),
    )
    table = Table(
        id="rows",
        caption=_("Rows of the source files"),
        columns=heads,
        rows=tuple(_row(row, names) for row in rows[:MOST_ROWS]),
        about=_("Row numbers as an office program counts them."),
    )
    return table, max(len(rows) - MOST_ROWS, 0)


def _row(row: SourceRow, names: list[str]) -> Row:
    said = row.observation
    codes = dict(said.dimensions)
    number = said.value.number
    return Row(
        (
            Cell(row.file_name),
            Cell(str(row.row), is_number=True),
            Cell(_words("areas", said.area)),
            Cell(said.period),
            *(Cell(_words("", codes.get(name, ""))) for name in names),
            Cell(
                "" if number is None else f"{number.normalize():,f}",
                is_number=True,
                state=wording.state(said.value.state),
            ),
        )
    )


def _words(codelist: str, code: str) -> str:
    """The name of a code; where no list is given, the first list that knows it speaks."""
    if code == figures.TOTAL:
        return _("Total")
    lists = settings.SYSTEM().installation.codelists()
    for known in [lists[codelist]] if codelist in lists else lists.values():
        found = known.get(code)
        if found is not None:
            return wording.words(found.title)
    return code
