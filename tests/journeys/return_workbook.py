"""Fill a return's workbook as an officer would: one action told anew, the rest as last time."""

import re
from io import BytesIO

from openpyxl import load_workbook

TOLD = "Counted every gate of the three airports (sample)."
WHY_NOT = "The equipment is still being bought."
WHY = "Checked against the registers."


def filled(content):
    """The same workbook with every light cell filled."""
    book = load_workbook(BytesIO(content))
    _fill_actions(book["Actions"])
    _fill_indicators(book["Indicators"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(sheet):
    return {cell.value: cell.column for cell in sheet[3]}


def _fill_actions(sheet):
    at = _columns(sheet)
    for row in range(4, sheet.max_row + 1):
        is_first = row == 4
        sheet.cell(row, at["How reported"]).value = "reported" if is_first else "no change"
        if sheet.cell(row, at["Status last time"]).value in ("delayed", "stalled"):
            sheet.cell(row, at["What stands in the way?"]).value = WHY_NOT
        if is_first:
            sheet.cell(row, at["Status"]).value = "on track"
            sheet.cell(row, at["What was done?"]).value = TOLD


def _fill_indicators(sheet):
    at = _columns(sheet)
    for row in range(4, sheet.max_row + 1):
        unit = sheet.cell(row, at["Unit"]).value
        last = re.match(r"[\d.]+", str(sheet.cell(row, at["Last value"]).value or ""))
        amount = float(last[0]) if last else 1
        if unit == "yes, partly or no":
            sheet.cell(row, at["Value"]).value = "yes"
        elif not sheet.cell(row, at["Numerator"]).protection.locked:
            sheet.cell(row, at["Numerator"]).value = round(
                amount * (10 if unit == "percent" else 1000)
            )
            sheet.cell(row, at["Denominator"]).value = 1000
        else:
            sheet.cell(row, at["Value"]).value = amount
        sheet.cell(row, at["Why an unusual value is right"]).value = WHY
