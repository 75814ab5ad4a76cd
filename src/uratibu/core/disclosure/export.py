"""A released table as a file: CSV, JSON, SDMX-CSV, XLSX. States and notes survive in each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from uratibu.core.disclosure.model import ReleasedTable
from uratibu.core.disclosure.sheet import NAMES, Sheet, SheetRow, sheet_of
from uratibu.core.values import Quality, State, Value

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
OBS_STATUS = {
    State.MISSING: "O",
    State.NOT_YET: "O",
    State.NOT_APPLICABLE: "M",
    State.SUPPRESSED: "Q",
}
"""SDMX code list CL_OBS_STATUS 2.2 for what has no number; SDMX cannot tell missing from not yet,
which is why the columns STATE and QUALITY stand beside it."""
OBS_QUALITY = {
    Quality.FINAL: "A",
    Quality.ESTIMATED: "E",
    Quality.PROVISIONAL: "P",
    Quality.MODELLED: "I",
}
SDMX_NAMES = {"area": "REF_AREA", "period": "TIME_PERIOD"}


def to_csv(table: ReleasedTable, language: str) -> str:
    """The table as CSV: what it is in lines that start with #, the rows, then notes and legend.

    Rows have codes and words of each dimension; a value without a number is empty and `state`
    says why. Text that an office program would run as a formula is kept from it.
    """
    sheet = sheet_of(table, language)
    head = [(f"# {name}", text) for name, _, text in sheet.facts]
    tail = [("# note", note) for note in sheet.notes]
    tail += [(f"# {word}", meaning) for word, meaning in sheet.legend]
    body = [_header(sheet), *(_cells(row, sheet) for row in sheet.rows)]
    return _written([*head, *body, *tail])


def to_json(table: ReleasedTable, language: str) -> str:
    """The table as JSON: facts, columns, rows; `exact` is the number without loss."""
    sheet = sheet_of(table, language)
    plain = {
        "id": table.id,
        "measure": table.measure,
        "facts": [{"name": n, "label": label, "text": text} for n, label, text in sheet.facts],
        "columns": [{"id": name, "title": title} for name, title in sheet.dimensions],
        "rows": [_json_row(row, sheet) for row in sheet.rows],
        "notes": list(sheet.notes),
        "states": [{"word": word, "meaning": meaning} for word, meaning in sheet.legend],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def to_sdmx_csv(table: ReleasedTable) -> str:
    """The table as SDMX-CSV 2.0, codes only.

    A dimension that was filtered, not grouped, is a column too, so that files of two places can
    be put together; several codes that were added stand as A+B.

    Source: SDMX Technical Working Group, SDMX-CSV field guide 2.0.
    """
    places = [index for index, name in enumerate(table.columns) if name != "period"]
    time = table.columns.index("period")
    fixed = [
        (name, "+".join(codes)) for name, codes in table.lineage.filters
        if name not in table.columns
    ]  # fmt: skip
    names = [
        SDMX_NAMES.get(name, name.upper())
        for name in (*(name for name, _ in fixed), *(table.columns[i] for i in places))
    ]
    header = [
        "STRUCTURE", "STRUCTURE_ID", "ACTION", *names, "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS",
        "CONF_STATUS", "UNIT_MEASURE", "STATE", "QUALITY",
    ]  # fmt: skip
    structure = f"URATIBU:{table.measure.upper().replace('.', '_').replace('-', '_')}(1.0)"
    rows = []
    for cell in table.cells:
        value = cell.value
        has_number = value.number is not None
        status = OBS_QUALITY[value.quality] if has_number else OBS_STATUS[value.state]
        confidentiality = "C" if value.state is State.SUPPRESSED else "F"
        quality = str(value.quality) if has_number else ""
        rows.append([
            "dataflow", structure, "I", *(codes for _, codes in fixed),
            *(cell.key[i] for i in places), cell.key[time],
            number_text(value), status, confidentiality, table.unit, str(value.state), quality,
        ])  # fmt: skip
    return _written([header, *rows])


def to_xlsx(table: ReleasedTable, language: str) -> bytes:
    """The table as a workbook: the rows on one sheet, what they are and mean on another.

    A value without a number is the word of its state, so that no reader takes it for zero.
    """
    sheet = sheet_of(table, language)
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": sheet.facts[0][2], "created": _stamp(table)})
        bold = book.add_format({"bold": True})
        digits = "0" * sheet.decimals
        number = book.add_format({"num_format": f"#,##0.{digits}" if digits else "#,##0"})
        _write_rows(book.add_worksheet("Data"), sheet, language, bold=bold, number=number)
        _write_facts(book.add_worksheet("About"), sheet, language, bold)
    return target.getvalue()


def safe_text(text: str) -> str:
    """Text that no office program runs as a formula: an apostrophe goes before =, +, -, @.

    Source: OWASP, CSV injection.
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def number_text(value: Value | None) -> str:
    """The exact number with a decimal point, "" where there is none."""
    return "" if value is None or value.number is None else format(value.number, "f")


def _header(sheet: Sheet) -> list[str]:
    names = [part for name, _ in sheet.dimensions for part in (name, f"{name}_title")]
    return [*names, "value", "state", "quality", *_further(sheet), "note"]


def _further(sheet: Sheet) -> list[str]:
    parts = ["numerator", "denominator"] if sheet.has_parts else []
    return parts + (["rank"] if sheet.has_ranks else [])


def _cells(row: SheetRow, sheet: Sheet) -> list[str]:
    """One line of the CSV; numbers are not text, so a minus sign stays what it is."""
    key = [
        safe_text(text) for pair in zip(row.codes, row.words, strict=True) for text in pair
    ]  # fmt: skip
    quality = str(row.value.quality) if row.value.number is not None else ""
    further = {
        "numerator": number_text(row.numerator),
        "denominator": number_text(row.denominator),
        "rank": "" if row.rank is None else str(row.rank),
    }
    return [
        *key, number_text(row.value), str(row.value.state), quality,
        *(further[name] for name in _further(sheet)), safe_text(row.note),
    ]  # fmt: skip


def _json_row(row: SheetRow, sheet: Sheet) -> dict[str, object]:
    names = [name for name, _ in sheet.dimensions]
    found: dict[str, object] = {
        "key": dict(zip(names, row.codes, strict=True)),
        "title": dict(zip(names, row.words, strict=True)),
        "value": _json_number(row.value.number),
        "exact": number_text(row.value) or None,
        "state": str(row.value.state),
        "quality": str(row.value.quality) if row.value.number is not None else None,
    }
    if sheet.has_parts:
        found["numerator"] = number_text(row.numerator) or None
        found["denominator"] = number_text(row.denominator) or None
    if sheet.has_ranks:
        found["rank"] = row.rank
    if row.note:
        found["note"] = row.note
    return found


def _json_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _written(lines: Iterable[Sequence[str]]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    for first, *rest in lines:
        writer.writerow([first, *rest])
    return target.getvalue()


def _write_rows(page: Any, sheet: Sheet, language: str, *, bold: Any, number: Any) -> None:
    names = [NAMES[name](language) for name in ("value", "state", "quality")]
    further = [NAMES[name](language) for name in _further(sheet)]
    code = NAMES["code"](language)
    titles = [part for _, title in sheet.dimensions for part in (title, f"{title} ({code})")]
    page.write_row(0, 0, [*titles, *names, *further, NAMES["note"](language)], bold)
    page.freeze_panes(1, 0)
    page.set_column(0, len(titles) + 2, 20)
    for index, row in enumerate(sheet.rows, start=1):
        _write_row(page, index, row, sheet, number)


def _write_row(page: Any, index: int, row: SheetRow, sheet: Sheet, number: Any) -> None:
    texts = [text for pair in zip(row.words, row.codes, strict=True) for text in pair]
    column = 0
    for text in texts:
        page.write_string(index, column, text)
        column += 1
    _write_value(page, (index, column), row, number)
    page.write_string(index, column + 1, row.state)
    page.write_string(index, column + 2, row.quality)
    column += 3
    for amount in _further_numbers(row, sheet):
        if amount is not None:
            page.write_number(index, column, amount)
        column += 1
    page.write_string(index, column, row.note)


def _write_value(page: Any, place: tuple[int, int], row: SheetRow, number: Any) -> None:
    if row.value.number is None:
        page.write_string(*place, row.state)
    else:
        page.write_number(*place, float(row.value.number), number)


def _further_numbers(row: SheetRow, sheet: Sheet) -> Iterator[float | None]:
    if sheet.has_parts:
        for value in (row.numerator, row.denominator):
            yield None if value is None or value.number is None else float(value.number)
    if sheet.has_ranks:
        yield row.rank


def _write_facts(page: Any, sheet: Sheet, language: str, bold: Any) -> None:
    lines = [(label, text) for _, label, text in sheet.facts]
    lines += [(NAMES["note"](language), note) for note in sheet.notes]
    lines += [(f"{NAMES['state'](language)}: {word}", meaning) for word, meaning in sheet.legend]
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 100)
    for index, (name, text) in enumerate(lines):
        page.write_string(index, 0, name, bold)
        page.write_string(index, 1, text)


def _stamp(table: ReleasedTable) -> Any:
    """Workbooks know no time zones; the same release gives the same bytes."""
    return table.released_at.replace(tzinfo=None)
