"""Tables of progress as files."""

from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineWorkbook

from uratibu.core.progress.sheets import Sheet, as_csv, as_xlsx

SHEET = Sheet(
    "Targets", ("Sample plan",), ("Indicator", "Baseline", "Actions"),
    (("=1+1", Decimal("-2.50"), 3), ("Trained", None, 0)), widths=(40,),
)  # fmt: skip


def test_as_csv_keeps_numbers_exact_and_formulas_harmless() -> None:
    assert as_csv(SHEET) == (
        "\ufeff# Targets\r\n# Sample plan\r\nIndicator,Baseline,Actions\r\n"
        "'=1+1,-2.50,3\r\nTrained,,0\r\n"
    )


def test_as_xlsx_has_numbers_as_numbers_and_says_what_it_is() -> None:
    read = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(SHEET))).get_sheet_by_index(0)
    assert read.to_python() == [
        ["Targets", "", ""],
        ["Sample plan", "", ""],
        ["Indicator", "Baseline", "Actions"],
        ["=1+1", -2.5, 3.0],
        ["Trained", "", 0.0],
    ]
