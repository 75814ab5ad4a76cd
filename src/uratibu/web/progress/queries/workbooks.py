"""A return as a workbook, and what an uploaded workbook says against it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from uratibu.core.progress.asked import AskedValue
from uratibu.core.progress.typed import plain_text, shown_text
from uratibu.core.progress.workbook.layout import SHEETS, Filled, Names, Said, filled
from uratibu.core.progress.workbook.mark import marked_copy
from uratibu.core.progress.workbook.read import Intake, Outcome, read_workbook
from uratibu.core.progress.workbook.write import write_workbook
from uratibu.web.institutions.queries.register import title_of
from uratibu.web.progress.models import Return, Upload
from uratibu.web.progress.queries import returns
from uratibu.web.progress.queries.returns import Whole

FOLDER = "workbooks"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Taken:
    """A row that would be stored: where it stands in the file, what of, its answers."""

    sheet: str
    row: int
    title: str
    place: str
    stored: str
    typed: str


def taken_in(intake: Intake, whole: Whole, language: str) -> tuple[Taken, ...]:
    """What a commit would store, as the person reads it before saying that it is true."""
    sheets = {sheet.name: sheet.title(language) for sheet in SHEETS}
    cells = {cell.key: cell for cell in whole.asked.values}
    titles = {key: cell.indicator.title(language) for key, cell in cells.items()}
    titles |= {each.id: each.title(language) for each in whole.plan.actions()}
    places = names_of(whole, language).places
    return tuple(
        Taken(
            sheets[line.sheet], line.row, titles.get(line.key, line.key),
            places.get(cells[line.key].place, "") if line.key in cells else "",
            line.stored, line.typed,
        )
        for line in intake.lines
        if line.outcome in (Outcome.NEW, Outcome.CHANGED)
    )  # fmt: skip


def names_of(whole: Whole, language: str) -> Names:
    """The words a return is filled with."""
    system = settings.SYSTEM().installation
    areas = system.codelist("areas")
    places = {each.code: each.title(language) for each in areas}
    country = system.country
    return Names(
        institution=title_of(whole.row.institution),
        plan=whole.plan.title(language),
        due_on=whole.period.due_on,
        places=places,
        country=country.title(language) if country is not None else "",
        is_sample=whole.plan.is_sample,
    )


def said_of(whole: Whole) -> Said:
    """What stands in a return now and what was said before it."""
    return Said(
        actions=whole.actions,
        values=whole.values,
        last_actions=whole.last_actions,
        last={cell.key: last_of(whole, cell) for cell in whole.asked.values},
        targets={cell.key: target_of(cell) for cell in whole.asked.values},
    )


def last_of(whole: Whole, cell: AskedValue) -> str:
    """The last value of a cell with its period, "" where there is none."""
    points = whole.series.get((cell.indicator.id, cell.place), ())
    if not points:
        return ""
    period, amount = points[-1]
    return f"{shown_text(amount, cell.indicator.decimals)} ({period})"


def target_of(cell: AskedValue) -> str:
    """The target of a cell: of its own period, else of the first that ends it."""
    wanted = [t for t in cell.indicator.targets if t.place == cell.place and t.value is not None]
    exact = [t for t in wanted if t.period == cell.period]
    within = [t for t in wanted if cell.period.startswith(t.period)]
    found = next(iter([*exact, *within]), None)
    return f"{plain_text(found.value)} ({found.period})" if found and found.value else ""


def book_of(whole: Whole, language: str) -> Filled:
    """What the workbook of a return holds today, in a language."""
    return filled(whole.asked, said_of(whole), names_of(whole, language), language=language)


def workbook_of(row: Return) -> bytes:
    """The pre-filled workbook of a return, in the reader's language."""
    whole = returns.whole(row)
    return write_workbook(book_of(whole, get_language() or "en"), whole.asked)


def file_name(row: Return, ending: str = "xlsx") -> str:
    """What a file about a return is called."""
    return f"{row.plan}-{row.period.slug}-{row.institution}.{ending}"


def intake_of(upload: Upload) -> Intake:
    """What an uploaded workbook says against what the return asks and holds now."""
    whole = returns.whole(upload.of)
    return read_workbook(_path(upload), whole.asked, _books(whole), name=upload.file_name)


def marked_of(upload: Upload) -> bytes:
    """The marked copy of an uploaded workbook, in the language it came in."""
    whole = returns.whole(upload.of)
    books = _books(whole)
    intake = read_workbook(_path(upload), whole.asked, books, name=upload.file_name)
    return marked_copy(intake, whole.asked, books[intake.language])


def _books(whole: Whole) -> dict[str, Filled]:
    """The workbook in every language, the reader's own first."""
    own = get_language() or "en"
    others = [code for code, _name in settings.LANGUAGES if code != own]
    return {language: book_of(whole, language) for language in (own, *others)}


def _path(upload: Upload) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / upload.sha256
