"""All files of a document: page, Word file, PDF, tables, workbook, manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from uratibu.core.reports import (
    draw,
    export_docx,
    export_html,
    export_pdf,
    export_tables,
    manifest,
)
from uratibu.core.reports.contents import charts_of
from uratibu.core.reports.model import Correction, Document

Progress = Callable[[str], None]
STEPS = ("charts", "page", "Word file", "PDF", "tables", "workbook", "manifest")


def build_files(
    document: Document,
    *,
    suffix: str = "",
    corrections: Iterable[Correction] = (),
    progress: Progress | None = None,
) -> dict[str, bytes]:
    """The files of a document by their path inside its folder.

    suffix: "" for the first language, ".sw" and the like for further ones, so that languages lie
    beside each other. progress: told the name of each step once it is done.
    """
    tell = progress or (lambda _: None)
    notices = tuple(corrections)
    for chart in charts_of(document.blocks):
        draw.png(chart.specification)
    tell(STEPS[0])
    files = {f"profile{suffix}.html": export_html.page(document, corrections=notices).encode()}
    tell(STEPS[1])
    files[f"profile{suffix}.docx"] = export_docx.export(document, corrections=notices)
    tell(STEPS[2])
    files[f"profile{suffix}.pdf"] = export_pdf.export(document, corrections=notices)
    tell(STEPS[3])
    tables = export_tables.csv_files(document)
    files |= {f"tables{suffix}/{name}": content for name, content in tables.items()}
    tell(STEPS[4])
    files[f"tables{suffix}.xlsx"] = export_tables.workbook(document)
    tell(STEPS[5])
    plain = manifest.manifest(document, corrections=notices)
    files[f"manifest{suffix}.json"] = manifest.written(plain).encode()
    tell(STEPS[6])
    return files
