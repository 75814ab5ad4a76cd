"""Lists for other programs say that they are samples and hold no formula."""

from io import BytesIO

from openpyxl import load_workbook

from plan_examples import PLAN
from uratibu.core.plans import compare, difference_docx
from uratibu.core.plans.sheets import Sheet, as_csv, as_xlsx

SHEET = Sheet("Plan", "Sample plan", ("Who", "What"), (("DIS", "=1+1"),))


def test_as_csv_makes_formulas_harmless_and_says_sample():
    assert as_csv(SHEET) == "\ufeffWho,What,\r\nDIS,'=1+1,Sample plan\r\n".replace(
        "What,\r", "What,Sample plan\r"
    )


def test_as_xlsx_holds_text_and_says_sample():
    page = load_workbook(BytesIO(as_xlsx(SHEET))).active

    assert [[c.value for c in row] for row in page.rows] == [
        ["Plan (Sample plan)", None], [None, None], ["Who", "What"], ["DIS", "=1+1"],
    ]  # fmt: skip
    assert page["B4"].data_type == "s"


def test_difference_sheet_of_equal_states_has_headings_only():
    found = compare.compare(PLAN, PLAN)

    sheet = difference_docx.difference_sheet(PLAN, found, language="sw")

    assert (sheet.heads[0], sheet.rows, sheet.sample) == ("Kilichotokea", (), "Mpango wa mfano")
