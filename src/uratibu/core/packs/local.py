"""What belongs to packs alone: carried editions, holidays, the tile map, examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

from uratibu.core.codelists.rows import FIRST_ROW, Row
from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.packs import files, rules
from uratibu.core.packs.model import (
    CarriedEdition,
    CodeListFacts,
    Compared,
    Comparison,
    Example,
    Holiday,
)
from uratibu.core.plain import Reading

Thing = TypeVar("Thing")
Tile = tuple[str, int, int]


def load_edition(
    plain: Mapping[str, object], place: Where
) -> tuple[CarriedEdition | None, tuple[Finding, ...]]:
    """What editions/<data set>@<edition>.yaml says of a file of observations."""
    reading = Reading(plain, place)
    path = Path(place.file)
    edition = CarriedEdition(
        dataset=reading.text("dataset"),
        edition=reading.text("edition"),
        file=path.parent.parent / "observations" / f"{path.stem}.csv",
        source_file=reading.text("source_file"),
        source_sha256=reading.text("source_sha256"),
        source_rows=reading.whole("source_rows"),
        source_bytes=reading.whole("source_bytes"),
        retrieved_on=_day(reading, "retrieved_on"),
        published_on=reading.day("published_on"),
        area=reading.text("area", default=""),
        command=reading.text("command", default=""),
        observations=reading.whole("observations"),
        sha256=reading.text("sha256"),
        digest=reading.text("digest"),
        notes=reading.text("notes", default=""),
    )
    reading.close()
    return _unless_faulty(edition, reading)


def load_example(
    plain: Mapping[str, object], place: Where
) -> tuple[Example | None, tuple[Finding, ...]]:
    """What examples/<id>.yaml says: a question and its answer."""
    reading = Reading(plain, place)
    example = Example(
        reading.text("id"), reading.text("ask"), reading.text("expect"), reading.text("source")
    )
    reading.close()
    return _unless_faulty(example, reading)


def load_comparison(
    plain: Mapping[str, object], place: Where
) -> tuple[Comparison | None, tuple[Finding, ...]]:
    """What comparisons/<id>.yaml says: a question, its sources and the choice among them."""
    reading = Reading(plain, place)
    comparison = Comparison(
        reading.text("id"),
        reading.label("question", required=True),
        tuple(_compared(each) for each in reading.each("sources")),
        reading.label("choice", required=True),
    )
    reading.close()
    return _unless_faulty(comparison, reading)


def _compared(reading: Reading) -> Compared:
    editions = tuple(f"{dataset}@{edition}" for dataset, edition in reading.pairs("edition"))
    said = (
        ("measure", reading.text("measure")),
        *reading.pairs("where"),
        ("period", reading.text("period")),
        ("edition", ",".join(editions)),
    )
    ask = urlencode([(name, value) for name, value in said if value], safe=":,@")
    compared = Compared(reading.label("name", required=True), ask, reading.claim("is_used"))
    reading.close()
    return compared


def load_facts(
    plain: Mapping[str, object], place: Where
) -> tuple[CodeListFacts | None, tuple[Finding, ...]]:
    """What codelists/<id>.yaml says of the table beside it."""
    reading = Reading(plain, place)
    facts = CodeListFacts(
        reading.text("id"), reading.label("title", required=True), reading.texts("unique")
    )
    reading.close()
    return _unless_faulty(facts, reading)


def load_holidays(path: Path, findings: list[Finding]) -> tuple[Holiday, ...]:
    """The holidays of holidays.csv: on, title_<language>, source, status."""
    if not path.is_file():
        return ()
    found = []
    for row in _rows(path, findings, ("on", "source")):
        on = row.day("on")
        holiday = Holiday(
            on or date.min, row.label("title"), row.text("source"), row.text("status", default="")
        )
        if on is None and not row.cells.get("on"):
            row.text("on")
        row.close()
        if on is not None:
            found.append(holiday)
    return tuple(found)


def load_tiles(path: Path, findings: list[Finding]) -> tuple[Tile, ...]:
    """The tile map of tiles.csv: area, column, row, counted from 0 at the upper left."""
    if not path.is_file():
        return ()
    found = []
    for row in _rows(path, findings, ("area", "column", "row")):
        area, column, line = row.text("area"), _whole(row, "column"), _whole(row, "row")
        row.close()
        if column is not None and line is not None:
            found.append((area, column, line))
    return tuple(found)


def _rows(path: Path, findings: list[Finding], columns: tuple[str, ...]) -> list[Row]:
    rows = files.read_rows(path, findings, columns=columns) or []
    place = Where(str(path))
    return [Row(r, replace(place, row=n), findings) for n, r in enumerate(rows, start=FIRST_ROW)]


def _whole(row: Row, column: str) -> int | None:
    text = row.text(column, default="")
    if text.isascii() and text.isdigit():
        return int(text)
    where = replace(row.place, column=column, value=text)
    row.findings.append(rules.found("packs/not-a-whole-number", where, text=repr(text)))
    return None


def _day(reading: Reading, key: str) -> date:
    found = reading.day(key)
    if found is None and not reading.plain.get(key):
        reading.text(key)
    return found or date.min


def _unless_faulty(thing: Thing, reading: Reading) -> tuple[Thing | None, tuple[Finding, ...]]:
    findings = tuple(reading.findings)
    return (None if has_errors(findings) else thing), findings
