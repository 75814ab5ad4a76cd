"""The differences of two states of a plan as a Word file."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument

from uratibu.core.plans.compare import Comparison, ElementChange, FieldChange
from uratibu.core.plans.model import Plan
from uratibu.core.plans.sheets import Sheet
from uratibu.core.plans.words import DIFFERENCE, FIELDS, KINDS, LEVELS, SAMPLE


def path_words(path: tuple[str, ...], language: str) -> str:
    """Where a changed field stands, from the element inwards."""
    return " \u203a ".join(FIELDS[name](language) if name in FIELDS else name for name in path)


def difference_sheet(plan: Plan, found: Comparison, *, language: str) -> Sheet:
    """One row a changed field; what is new or gone has one row with its title."""
    heads = ("kind", "element", "number", "title", "field", "before", "after")
    rows = [_row(None, change, language) for change in found.plan]
    for each in found.elements:
        rows += [_row(each, field, language) for field in each.fields or (None,)]
    named = tuple(DIFFERENCE[head](language) for head in heads)
    sample = SAMPLE(language) if plan.is_sample else ""
    return Sheet(plan.title(language), sample, named, tuple(rows))


def difference_docx(
    plan: Plan, found: Comparison, *, old: str, new: str, made_at: datetime, language: str
) -> bytes:
    """A Word file: what is compared, how many of each kind, then element by element.

    old, new: what the two states are called. made_at: stamped into the file's properties.
    """
    document = Document()
    document.core_properties.created = made_at.replace(tzinfo=None)
    document.add_heading(DIFFERENCE["heading"](language), 0)
    sample = f" ({SAMPLE(language)})" if plan.is_sample else ""
    document.add_paragraph(f"{plan.title(language)}{sample}: {old} \u2192 {new}")
    for kind, words in KINDS.items():
        document.add_paragraph(f"{words(language)}: {found.count(kind)}", style="List Bullet")
    if found.plan:
        document.add_heading(DIFFERENCE["plan"](language), 1)
        _table(document, found.plan, language)
    for each in found.elements:
        _element(document, each, language)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _row(each: ElementChange | None, field: FieldChange | None, language: str) -> tuple[str, ...]:
    element = each.element if each else None
    return (
        KINDS[each.kind](language) if each else DIFFERENCE["plan"](language),
        element.id if element else "",
        element.code if element else "",
        element.title(language) if element else "",
        path_words(field.path, language) if field else "",
        field.old if field else "",
        field.new if field else "",
    )


def _element(document: WordDocument, each: ElementChange, language: str) -> None:
    element = each.element
    number = element.code or element.id
    level = LEVELS[element.level](language)
    document.add_heading(f"{level} {number}: {element.title(language)}", 2)
    document.add_paragraph(KINDS[each.kind](language))
    if each.fields:
        _table(document, each.fields, language)


def _table(document: WordDocument, fields: tuple[FieldChange, ...], language: str) -> None:
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, name in zip(table.rows[0].cells, ("field", "before", "after"), strict=True):
        cell.text = DIFFERENCE[name](language)
    for field in fields:
        cells = table.add_row().cells
        texts = (path_words(field.path, language), field.old, field.new)
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
