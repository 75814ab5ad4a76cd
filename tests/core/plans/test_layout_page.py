"""The page on the plan's workbook names every column there is, in both languages."""

from pathlib import Path

from uratibu.core.plans import layout
from uratibu.core.plans.intake.shapes import shapes

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "plans.md"


def test_the_page_names_every_column_and_every_shape():
    said = PAGE.read_text(encoding="utf-8")
    rows = [
        f"| {column.title()} | {column.title('sw')} |"
        for sheet in (layout.PLAN, *layout.ROWS)
        for column in sheet.columns
    ]

    assert [row for row in rows if row not in said] == []
    assert [each.id for each in shapes().shapes if f"**{each.title()}**" not in said] == []
