"""A matrix of a plan as a tagged PDF whose text can be selected and searched.

Words reach the page as JSON, so nothing a person wrote is ever read as markup.
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import typst

from uratibu.core.findings import Finding, Refused, Severity, Where
from uratibu.core.plans.export.matrix import Matrix

_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


def export(matrix: Matrix) -> bytes:
    """The PDF. Raises Refused where the typesetter cannot show what was written."""
    data = {
        "title": matrix.title, "name": matrix.name, "subtitle": matrix.subtitle,
        "notices": list(matrix.notices), "headings": list(matrix.headings),
        "widths": list(matrix.widths), "language": matrix.language,
        "publisher": matrix.publisher, "numbers": sorted(matrix.numbers),
        "rows": [
            {"cells": list(row.cells), "group": row.is_group, "depth": row.depth}
            for row in matrix.rows
        ],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        template = resources.files("uratibu.core.plans.export").joinpath("matrix.typ")
        (root / "main.typ").write_text(template.read_text("utf-8"), "utf-8")
        try:
            made = typst.compile(
                str(root / "main.typ"), root=str(root), ignore_system_fonts=True, format="pdf",
                pdf_standards="ua-1", timestamp=_MOMENT,
            )  # fmt: skip
        except typst.TypstError as fault:
            message = f"The PDF cannot be made: {fault.message}."
            remedy = "Take the plan as a Word file, or write the words with other characters."
            finding = Finding(Where("plan.pdf"), "plans/pdf", Severity.ERROR, message, remedy)
            raise Refused([finding]) from fault
    return bytes(made)
