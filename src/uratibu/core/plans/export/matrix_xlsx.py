"""A matrix of a plan as a workbook of one sheet; texts stay texts."""

from __future__ import annotations

import io

import xlsxwriter

from uratibu.core.plans.export.matrix import Matrix
from uratibu.core.plans.export.xlsx import CREATED, OPTIONS

_NAME = 31
"""Letters that the name of a sheet may have."""


def export(matrix: Matrix) -> bytes:
    """The workbook. The same matrix gives the same bytes."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": matrix.title, "created": CREATED})
        sheet = book.add_worksheet(matrix.name[:_NAME])
        wrap = {"text_wrap": True, "valign": "top", "num_format": "@"}
        plain = book.add_format(wrap)
        head = book.add_format({**wrap, "bold": True, "bg_color": "#EAF2F1", "bottom": 2})
        group = book.add_format({**wrap, "bold": True, "bg_color": "#F3F1EA"})
        loud = book.add_format({"bold": True, "font_size": 14})
        warn = book.add_format({"bold": True, "font_color": "#B5541C"})
        sheet.write_string(0, 0, matrix.title, loud)
        sheet.write_string(1, 0, f"{matrix.name}, {matrix.subtitle}")
        row = 2
        for notice in matrix.notices:
            sheet.write_string(row, 0, notice, warn)
            row += 1
        for column, (heading, width) in enumerate(zip(matrix.headings, matrix.widths, strict=True)):
            sheet.set_column(column, column, width * 1.9)
            sheet.write_string(row, column, heading, head)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for line in matrix.rows:
            row += 1
            if line.is_group:
                sheet.merge_range(row, 0, row, len(matrix.headings) - 1, "", group)
                sheet.write_string(row, 0, line.cells[0], group)
                continue
            for column, cell in enumerate(line.cells):
                sheet.write_string(row, column, cell, plain)
    return target.getvalue()
