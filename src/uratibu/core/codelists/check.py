"""The faults a code list can have; one function a rule."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from uratibu.core.codelists.model import Code, CodeList
from uratibu.core.codelists.rows import FIRST_ROW
from uratibu.core.findings import Finding, Severity, Where


def codelist(codes: CodeList, place: Where) -> tuple[Finding, ...]:
    """Every fault that can be seen in this list alone. Rows are numbered as in its file."""
    return (
        *duplicate_code(codes, place),
        *end_before_start(codes, place),
        *code_inside_itself(codes, place),
        *name_of_two_codes(codes, place),
        *missing_source(codes, place),
    )


def duplicate_code(codes: CodeList, place: Where) -> Iterator[Finding]:
    """Two rows with one code: the second would hide the first."""
    seen: set[str] = set()
    for row, code in _rows(codes, place):
        if code.code in seen:
            yield _error(
                _cell(row, "code", code.code), "codelists/duplicate-code",
                "the code stands here twice.", "Remove one row or give it another code.",
            )  # fmt: skip
        seen.add(code.code)


def end_before_start(codes: CodeList, place: Where) -> Iterator[Finding]:
    """A code that ceased to hold before it began."""
    for row, code in _rows(codes, place):
        if code.valid_from and code.valid_to and code.valid_to < code.valid_from:
            yield _error(
                _cell(row, "valid_to", code.valid_to.isoformat()), "codelists/end-before-start",
                f"{code.code} ends before {code.valid_from.isoformat()}.", "Correct a date.",
            )  # fmt: skip


def code_inside_itself(codes: CodeList, place: Where) -> Iterator[Finding]:
    """A code whose parents lead back to it: its totals would never end."""
    for row, code in _rows(codes, place):
        if code.code in codes.ancestors(code.code):
            yield _error(
                _cell(row, "parent", code.parent), "codelists/code-inside-itself",
                f"the parents of {code.code} lead back to it.", "Correct the parent.",
            )  # fmt: skip


def name_of_two_codes(codes: CodeList, place: Where) -> Iterator[Finding]:
    """A code, title or alias that another code answers to as well: nobody knows who is meant."""
    for row, code in _rows(codes, place):
        for alias in code.aliases:
            meant = codes.find(alias)
            if meant is None or meant.code != code.code:
                yield _error(
                    _cell(row, "aliases", alias), "codelists/name-of-two-codes",
                    f"the alias {alias} means another code as well.", "Remove it from one.",
                )  # fmt: skip


def missing_source(codes: CodeList, place: Where) -> Iterator[Finding]:
    """A code of which nobody says where it comes from."""
    for row, code in _rows(codes, place):
        if not code.source:
            yield _error(
                _cell(row, "source", ""), "codelists/missing-source",
                f"{code.code} has no source.", "Write who publishes this code.",
            )  # fmt: skip


def unknown_parent(codes: CodeList, place: Where, known: Container[str] = ()) -> Iterator[Finding]:
    """A parent that is neither in this list nor among the codes `known` from other packs."""
    for row, code in _rows(codes, place):
        if code.parent and code.parent not in codes and code.parent not in known:
            yield _error(
                _cell(row, "parent", code.parent), "codelists/unknown-parent",
                f"the parent {code.parent} is not a code of this list.", "Add it or correct it.",
            )  # fmt: skip


def unknown_predecessor(
    codes: CodeList, place: Where, known: Container[str] = ()
) -> Iterator[Finding]:
    """A replaced code that is neither in this list nor among the codes `known`."""
    for row, code in _rows(codes, place):
        for before in code.replaces:
            if before not in codes and before not in known:
                yield _error(
                    _cell(row, "replaces", before), "codelists/unknown-predecessor",
                    f"{before} is not a code of this list.", "Add it or correct it.",
                )  # fmt: skip


def _rows(codes: CodeList, place: Where) -> Iterator[tuple[Where, Code]]:
    for number, code in enumerate(codes, start=FIRST_ROW):
        yield replace(place, row=number), code


def _cell(row: Where, column: str, value: str) -> Where:
    return replace(row, column=column, value=value)


def _error(where: Where, rule: str, message: str, remedy: str) -> Finding:
    return Finding(where, rule, Severity.ERROR, message, remedy)
