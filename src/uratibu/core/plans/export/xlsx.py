"""A plan as our own workbook, which `intake.own` reads back to an equal plan.

Texts are written as texts: nothing a person wrote is ever a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from uratibu.core.plans import layout
from uratibu.core.plans.export import notes
from uratibu.core.plans.export.rows import rows_of
from uratibu.core.plans.known import Known
from uratibu.core.plans.layout import LISTS, Column, Holds, Sheet
from uratibu.core.plans.model import Plan
from uratibu.core.plans.plain import plan_as_plain

EXACT_BELOW = Decimal(10) ** 15
"""A double, and every office program, keeps 15 digits exactly."""
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip
CREATED = datetime(2000, 1, 1, tzinfo=UTC)


def export(plan: Plan, *, language: str = "en", known: Known | None = None) -> bytes:
    """The workbook. The same plan gives the same bytes."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": notes.title_of(plan, language), "created": CREATED})
        writer = _Writer(book, plan, language)
        writer.plan_sheet()
        for sheet in layout.ROWS:
            writer.rows_sheet(sheet)
        writer.notes_sheet(known or Known())
    return target.getvalue()


def languages_of(plan: Plan, language: str) -> tuple[str, ...]:
    """The languages of the plan's texts, the asked one first."""
    found = set(_languages(plan_as_plain(plan)))
    return tuple(sorted(found | {language}, key=lambda each: (each != language, each)))


def _languages(said: object) -> Iterator[str]:
    if isinstance(said, Mapping):
        for key, value in said.items():
            if key in _LABELS and isinstance(value, Mapping):
                yield from value
            else:
                yield from _languages(value)
    elif isinstance(said, list):
        for each in said:
            yield from _languages(each)


_LABELS = {
    column.key for sheet in (layout.PLAN, *layout.ROWS) for column in sheet.columns
    if column.holds is Holds.LABEL
}  # fmt: skip


class _Writer:
    def __init__(self, book: Any, plan: Plan, language: str) -> None:
        self.book, self.plan, self.language = book, plan, language
        self.languages = languages_of(plan, language)
        wrapped = {"text_wrap": True, "valign": "top", "num_format": "@"}
        self.text = book.add_format(wrapped)
        self.id = book.add_format({**wrapped, "font_color": "#4B5C5F"})
        self.number = book.add_format({"valign": "top", "num_format": "#,##0.######"})
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.head = book.add_format({
            "bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EAF2F1",
            "font_color": "#083F42", "bottom": 2, "bottom_color": "#0B5D5E",
        })  # fmt: skip
        self.loud = book.add_format({"bold": True, "font_size": 14, "font_color": "#083F42"})
        self.warn = book.add_format({
            "bold": True, "text_wrap": True, "valign": "top", "font_color": "#B5541C"
        })  # fmt: skip

    def plan_sheet(self) -> None:
        """The facts of the plan, one a row, under its name."""
        page = self.book.add_worksheet(layout.PLAN.title(self.language))
        page.hide_gridlines(2)
        page.set_column(0, 0, 34)
        page.set_column(1, 1, 70)
        page.write_string(0, 0, notes.title_of(self.plan, self.language), self.loud)
        if self.plan.is_sample:
            page.write_string(1, 0, notes.sample(self.plan, self.language), self.warn)
        page.write_string(2, 0, "layout", self.id)
        page.write_string(2, 1, layout.LAYOUT, self.id)
        facts = plan_as_plain(self.plan)
        row = 3
        for column in layout.PLAN.columns:
            for heading, language in self._headings(column):
                page.write_string(row, 0, heading, self.head)
                value = self._said(facts.get(column.key), language)
                self._cell(page, row, 1, column, value)
                row += 1

    def rows_sheet(self, sheet: Sheet) -> None:
        """A heading and a row for each thing the plan has of this kind."""
        page = self.book.add_worksheet(sheet.title(self.language))
        page.hide_gridlines(2)
        place, columns = 0, []
        for column in sheet.columns:
            for heading, language in self._headings(column):
                page.set_column(place, place, column.width)
                page.write_string(0, place, heading, self.head)
                columns.append((column, language))
                place += 1
        page.freeze_panes(1, 1 + (sheet.key != layout.ELEMENTS.key))
        page.set_landscape()
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)
        rows = list(rows_of(self.plan, sheet))
        for number, said in enumerate(rows, start=1):
            for index, (column, language) in enumerate(columns):
                self._cell(page, number, index, column, self._said(said.get(column.key), language))
        if rows:
            page.autofilter(0, 0, len(rows), place - 1)
        self._offer_choices(page, columns, len(rows) + 200)

    def notes_sheet(self, known: Known) -> None:
        """How to fill the workbook, and what its codes stand for."""
        page = self.book.add_worksheet(layout.NOTES(self.language))
        page.hide_gridlines(2)
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 90)
        looks = {"title": self.loud, "head": self.head, "warn": self.warn}
        for row, (style, cells) in enumerate(notes.lines(self.plan, known, self.language)):
            for column, cell in enumerate(cells):
                page.write_string(row, column, cell, looks.get(style, self.text))

    def _headings(self, column: Column) -> Iterator[tuple[str, str]]:
        title = column.title(self.language)
        if column.holds is not Holds.LABEL:
            yield title, ""
            return
        for language in self.languages:
            yield f"{title} ({language})", language

    def _said(self, value: object, language: str) -> object:
        if language:
            return value.get(language) if isinstance(value, Mapping) else None
        return value

    def _cell(self, page: Any, row: int, column: int, spec: Column, value: object) -> None:
        if value is None or value == "":
            return
        if spec.holds is Holds.NUMBER and _is_exact(str(value)):
            page.write_number(row, column, float(str(value)), self.number)
        elif spec.holds is Holds.WHOLE:
            page.write_number(row, column, int(str(value)), self.number)
        elif spec.holds is Holds.DAY and str(value) >= "1900-03-01":
            page.write_datetime(row, column, date.fromisoformat(str(value)), self.day)
        else:
            look = self.id if spec.key in ("id", "element", "indicator", "milestone") else self.text
            page.write_string(row, column, self._words(spec, value), look)

    def _words(self, spec: Column, value: object) -> str:
        if spec.holds is Holds.CHOICE:
            word = dict(spec.choices).get(str(value))
            return word(self.language) if word else str(value)
        if spec.holds is Holds.CLAIM:
            return "yes" if self.language != "sw" else "ndiyo"
        if spec.holds in LISTS and isinstance(value, list):
            return "; ".join(str(each) for each in value)
        if isinstance(value, Mapping):
            return "; ".join(f"{key}={each}" for key, each in value.items())
        return str(value)

    def _offer_choices(self, page: Any, columns: list[tuple[Column, str]], rows: int) -> None:
        for index, (column, _) in enumerate(columns):
            if column.choices:
                offered = [word(self.language) for _, word in column.choices]
                page.data_validation(
                    1, index, rows, index,
                    {"validate": "list", "source": offered, "error_type": "warning"},
                )  # fmt: skip


def _is_exact(text: str) -> bool:
    amount = Decimal(text)
    digits = amount.normalize().as_tuple().digits
    return (
        abs(amount) < EXACT_BELOW and len(digits) <= 15 and Decimal(repr(float(amount))) == amount
    )
