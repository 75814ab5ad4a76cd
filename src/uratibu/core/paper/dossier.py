"""A document of headed lists, on a page or as a Word file: what a successor inherits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from docx import Document

from uratibu.core.paper import docx_styles
from uratibu.core.paper.docx_parts import timeless


@dataclass(frozen=True)
class Line:
    """One thing: what it is, a note below it, where it stands on the site, and a mark in words."""

    text: str
    note: str = ""
    url: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Chapter:
    """Things of one kind; nothing: what is said where there are none."""

    title: str
    nothing: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """A document: title, what it is and of which day, and its chapters in order."""

    title: str
    lead: str
    chapters: tuple[Chapter, ...]


def as_docx(dossier: Dossier, *, made_at: datetime, language: str) -> bytes:
    """The dossier as a Word file with headings; the same dossier gives the same bytes."""
    file = Document()
    docx_styles.set_up(file, language)
    file.core_properties.title = dossier.title
    file.core_properties.created = made_at.replace(tzinfo=None)
    file.core_properties.modified = made_at.replace(tzinfo=None)
    file.add_heading(dossier.title, 0)
    file.add_paragraph(dossier.lead)
    for chapter in dossier.chapters:
        file.add_heading(f"{chapter.title} ({len(chapter.lines)})", 1)
        for line in chapter.lines:
            said = f"{line.text} [{line.mark}]" if line.mark else line.text
            paragraph = file.add_paragraph(style="List Bullet")
            paragraph.add_run(said)
            if line.note:
                paragraph.add_run().add_break()
                paragraph.add_run(line.note).italic = True
        if not chapter.lines:
            file.add_paragraph(chapter.nothing)
    out = BytesIO()
    file.save(out)
    return timeless(out.getvalue())
