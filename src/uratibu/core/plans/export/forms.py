"""Every form a plan is exported in, by the word that asks for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from uratibu.core.labels import Label
from uratibu.core.plans.export import (
    iati,
    matrix,
    matrix_docx,
    matrix_pdf,
    matrix_xlsx,
    notes,
    xlsx,
)
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import Plan
from uratibu.core.plans.plain import plan_as_plain
from uratibu.core.plans.words import both

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Asked:
    """What an export is made of. made_at: the moment, for files that must say it."""

    plan: Plan
    known: Known
    language: str
    made_at: datetime


@dataclass(frozen=True)
class Form:
    """One form. name: for people; about: what it is good for; kind: part of the file name."""

    id: str
    name: str
    about: Label
    ending: str
    media_type: str
    make: Callable[[Asked], bytes]
    kind: str = ""

    def file_name(self, plan: Plan) -> str:
        """What the file is called; that of a sample says so."""
        return notes.file_name(plan, self.kind, self.ending)


class NoSuchForm(ValueError):
    """There is no form of that name; the message lists them."""


def _workbook(asked: Asked) -> bytes:
    return xlsx.export(asked.plan, language=asked.language, known=asked.known)


def _json(asked: Asked) -> bytes:
    said = json.dumps(plan_as_plain(asked.plan), ensure_ascii=False, indent=1)
    return f"{said}\n".encode()


def _iati(asked: Asked) -> bytes:
    return iati.export(asked.plan, asked.known, made_at=asked.made_at)


def _laid_out(
    lay: matrix.Maker, write: Callable[[matrix.Matrix], bytes]
) -> Callable[[Asked], bytes]:  # fmt: skip
    return lambda asked: write(lay(asked.plan, asked.known, asked.language))


_AU = both(
    "the layout of the African Union's plan of action on the GCM",
    "mpangilio wa mpango wa utekelezaji wa GCM wa Umoja wa Afrika",
)
_CIDP = both(
    "the sector programme table of a county development plan: target and cost of each year",
    "jedwali la programu za sekta la mpango wa maendeleo wa kaunti: shabaha na gharama kwa mwaka",
)
FORMS = (
    Form("xlsx", "XLSX", both(
        "the whole plan as a workbook, to be changed and imported again",
        "mpango wote kama kitabu cha kazi, wa kubadilishwa na kuingizwa tena",
    ), "xlsx", XLSX, _workbook),
    Form("docx", "DOCX", both(
        "the results matrix as a Word document, landscape, headings on every page",
        "jedwali la matokeo kama hati ya Word, ukurasa mlazo, vichwa katika kila ukurasa",
    ), "docx", DOCX, _laid_out(matrix.gcm_matrix, matrix_docx.export), "matrix"),
    Form("pdf", "PDF", both(
        "the results matrix for print and screen readers",
        "jedwali la matokeo la kuchapisha na kwa visoma skrini",
    ), "pdf", "application/pdf", _laid_out(matrix.gcm_matrix, matrix_pdf.export), "matrix"),
    Form("au", "AU XLSX", _AU, "xlsx", XLSX,
         _laid_out(matrix.au_matrix, matrix_xlsx.export), "au"),
    Form("au-docx", "AU DOCX", _AU, "docx", DOCX,
         _laid_out(matrix.au_matrix, matrix_docx.export), "au"),
    Form("cidp", "CIDP XLSX", _CIDP, "xlsx", XLSX,
         _laid_out(matrix.cidp_matrix, matrix_xlsx.export), "cidp"),
    Form("iati", "IATI", both(
        "an activity file of the International Aid Transparency Initiative, version 2.03 (XML)",
        "faili ya shughuli ya Mpango wa Kimataifa wa Uwazi wa Misaada, toleo 2.03 (XML)",
    ), "xml", "application/xml", _iati, "iati"),
    Form("json", "JSON", both(
        "everything the plan says, for other programs",
        "yote ambayo mpango unasema, kwa programu nyingine",
    ), "json", "application/json", _json),
)  # fmt: skip


def form(name: str) -> Form:
    """The form of this name. Raises NoSuchForm."""
    for each in FORMS:
        if each.id == name:
            return each
    raise NoSuchForm(f"{name!r} is no form; choose one of {', '.join(f.id for f in FORMS)}")
