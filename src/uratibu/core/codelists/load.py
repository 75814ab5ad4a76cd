"""Code lists from the rows of a CSV file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from uratibu.core.codelists import check
from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.codelists.rows import FIRST_ROW, Row
from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.labels import Label


class Status(StrEnum):
    """Whether a person has vouched for a code."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    SUPERSEDED = "superseded"


def load_codelist(
    rows: Iterable[Mapping[str, str | None]], codelist_id: str, title: Label, place: Where
) -> tuple[CodeList | None, tuple[Finding, ...]]:
    """Make a code list of the rows of its file, and check it.

    rows: one mapping of heading to cell a row, as csv.DictReader gives them.
    Columns: code, title_<language>, parent, is_aggregate, aliases, valid_from, valid_to, replaces,
    source, status; every further column is an attribute of the code.
    Parents are not looked up here: a country adds codes to a list of another pack, so
    `check.unknown_parent` belongs to who has all of them.
    """
    findings: list[Finding] = []
    codes = tuple(
        _code(Row(cells, replace(place, row=number), findings))
        for number, cells in enumerate(rows, start=FIRST_ROW)
    )
    codelist = CodeList(codelist_id, title, codes)
    findings.extend(check.codelist(codelist, place))
    return (None if has_errors(findings) else codelist), tuple(findings)


def _code(row: Row) -> Code:
    code = Code(
        code=row.text("code"),
        title=row.label("title"),
        parent=row.text("parent", default=""),
        is_aggregate=row.claim("is_aggregate"),
        aliases=row.texts("aliases"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        replaces=row.texts("replaces"),
        source=row.text("source", default=""),
        status=row.choice("status", Status, default=Status.UNREVIEWED).value,
        attributes=row.rest(),
    )
    row.close()
    return code
