"""A Word file to begin a template from: headings, a letterhead to be replaced, fields, tables."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.shared import Pt

from uratibu.core.labels import Label
from uratibu.core.paper import docx_parts as parts
from uratibu.core.paper import docx_styles as looks
from uratibu.core.plans.words import both
from uratibu.core.reports.register import fields
from uratibu.core.reports.template import grammar

_WORDS: dict[str, Label] = {
    "letterhead": both("[Name and letterhead of your institution]",
                       "[Jina na nembo ya taasisi yako]"),
    "title": both("Progress report", "Taarifa ya maendeleo"),
    "about": both("As of {{ as-of }}. Money in {{ currency }}.",
                  "Hadi {{ as-of }}. Fedha kwa {{ currency }}."),
    "summary": both("In short", "Kwa ufupi"),
    "sentence": both(
        "Of {{ count actions }} actions, {{ count actions status=completed }} are completed, "
        "{{ count actions status=on-track }} go as planned and "
        "{{ count actions status=delayed|stalled }} are late. "
        "{{ count actions is=reported }} were reported on in {{ period }}.",
        "Kati ya hatua {{ count actions }}, {{ count actions status=completed }} zimekamilika, "
        "{{ count actions status=on-track }} zinaendelea kama ilivyopangwa na "
        "{{ count actions status=delayed|stalled }} zimechelewa. "
        "{{ count actions is=reported }} zilitolewa taarifa katika {{ period }}."),
    "money": both(
        "Planned: {{ budget planned unit=million }}; paid out: {{ budget disbursed unit=million }};"
        " without funds: {{ budget gap unit=million }}.",
        "Zilizopangwa: {{ budget planned unit=million }}; zilizotolewa: "
        "{{ budget disbursed unit=million }}; pengo: {{ budget gap unit=million }}."),
    "themes": both("Progress by theme", "Maendeleo kwa mada"),
    "actions": both("What was done", "Kilichofanyika"),
    "indicators": both("Targets and values", "Malengo na thamani"),
    "obstacles": both("What stands in the way", "Vikwazo"),
    "page": both("Page", "Ukurasa"),
}  # fmt: skip
_TABLES: dict[str, tuple[tuple[float, Label, str], ...]] = {
    "themes": (
        (7.0, both("Theme", "Mada"), "{{ list themes }}{{ theme.title }}"),
        (2.0, both("Actions", "Hatua"), "{{ theme.actions }}"),
        (2.5, both("Completed", "Zilizokamilika"), "{{ theme.completed }}"),
        (2.0, both("Late", "Zilizochelewa"), "{{ theme.delayed }}"),
        (2.5, both("Gap", "Pengo"), "{{ theme.gap }}"),
    ),
    "actions": (
        (1.6, both("No.", "Na."), "{{ list actions is=reported }}{{ action.code }}"),
        (4.4, both("Action", "Hatua"), "{{ action.title }}"),
        (2.4, both("Status", "Hali"), "{{ action.status }}"),
        (4.2, both("Done", "Kilichofanyika"), "{{ action.done }}"),
        (3.4, both("Next", "Kinachofuata"), "{{ action.next }}"),
    ),
    "indicators": (
        (6.0, both("Indicator", "Kiashiria"),
         "{{ list indicators is=with-value }}{{ indicator.title }}"),
        (2.4, both("Unit", "Kipimo"), "{{ indicator.unit }}"),
        (2.4, both("Target", "Lengo"), "{{ indicator.target }}"),
        (2.4, both("Value", "Thamani"), "{{ indicator.achieved }}"),
        (2.8, both("Light", "Taa"), "{{ indicator.light }}"),
    ),
}  # fmt: skip


def start(language: str) -> bytes:
    """The file in a language. It passes the check as it is; the same language, the same bytes."""
    file = docx.Document()
    looks.set_up(file, language)
    looks.run_on(file)
    file.sections[0].different_first_page_header_footer = False
    say = {name: words(language) for name, words in _WORDS.items()}
    file.core_properties.title = say["title"]
    file.sections[0].header.paragraphs[0].text = f"{say['letterhead']}\t{{{{ period }}}}"
    foot = file.sections[0].footer.paragraphs[0]
    foot.text = f"{{{{ plan.title }}}}\t{say['page']} "
    parts.add_field(foot, "PAGE", "1")
    file.add_paragraph(say["title"], style="Title")
    file.add_paragraph("{{ plan.title }}", style="Subtitle")
    file.add_paragraph("{{ institution.title }}", style="Cover Line")
    for text in (say["about"], "{{ notice }}"):
        file.add_paragraph(text, style="Document Note")
    _heading(file, say["summary"])
    file.add_paragraph(say["sentence"])
    file.add_paragraph(say["money"])
    for name, columns in _TABLES.items():
        _heading(file, say[name])
        _table(file, say[name], columns, language)
    _heading(file, say["obstacles"])
    file.add_paragraph(
        "{{ list actions is=obstructed }}{{ action.title }}: {{ action.obstacles }}",
        style="List Bullet",
    )
    out = io.BytesIO()
    file.save(out)
    return parts.timeless(out.getvalue())


def _heading(file: Any, text: str) -> None:
    """A heading that stands off from a table above it."""
    file.add_heading(text, 1).paragraph_format.space_before = Pt(16)


def _table(
    file: Any, caption: str, columns: tuple[tuple[float, Label, str], ...], language: str
) -> None:
    table = file.add_table(2, len(columns))
    table.style = looks.TABLE
    parts.describe_table(table, caption)
    for place, (_width, head, field) in enumerate(columns):
        for row, text in enumerate((head(language), field)):
            line = table.cell(row, place).paragraphs[0]
            line.style = "Cell Number" if _is_number(field) else "Cell"
            line.add_run(text)
    parts.fixed_widths(table, tuple(width for width, _head, _field in columns))
    parts.mark_header(table.rows[0])
    parts.keep_whole(table.rows[1])


def _is_number(written: str) -> bool:
    """Whether the last field of a cell gives a number."""
    *_before, last = grammar.FIELD.findall(written)
    field = grammar.parse(last)
    known = fields.field_of(field.row, field.name)
    return known is not None and known.is_number
