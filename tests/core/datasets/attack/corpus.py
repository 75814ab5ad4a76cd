"""Files made to hurt whoever reads them; each function writes one into a folder.

Run as a script to look at them: python -m tests.core.datasets.attack.corpus FOLDER.
The numbers are those of the threat model (c01 to c21, x01 to x25).
"""

from __future__ import annotations

import copy
import io
import random
import stat
import sys
import warnings
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import xlsxwriter

HEADING = "area,year,origin,sex,persons"
ROW = "KEN,2024,UGA,F,5"
GOOD = f"{HEADING}\n{ROW}\n"
SHEET = "xl/worksheets/sheet1.xml"
Maker = Callable[[], bytes]


def _csv(*lines: str, heading: str = HEADING) -> bytes:
    return ("\n".join((heading, *lines)) + "\n").encode()


def _one_line() -> bytes:
    return (HEADING + "," + "x" * 50_000_000).encode()


def _too_many_rows() -> bytes:
    return (HEADING + "\n" + (ROW + "\n") * 2_000_100).encode()


CSV_FILES: Mapping[str, Maker] = {
    "c01-empty": lambda: b"",
    "c02-heading-only": _csv,
    "c03-byte-order-mark": lambda: b"\xef\xbb\xbf" + GOOD.encode(),
    "c04-utf-16": lambda: GOOD.encode("utf-16"),
    "c05-latin-1": lambda: _csv("KEN,2024,C\u00f4te d'Ivoire,F,5").decode().encode("latin-1"),
    "c06-nul-bytes": lambda: _csv("KEN,2024,UG\0A,F,5"),
    "c07-bare-carriage-returns": lambda: GOOD.replace("\n", "\r").encode(),
    "c08-mixed-line-ends": f"{HEADING}\r\n{ROW}\rNAM,2024,UGA,F,6\n".encode,
    "c09-unclosed-quote": lambda: _csv('KEN,2024,"UGA,F,5' + "x" * 200_000),
    "c10-one-line-of-50-MB": _one_line,
    "c11-20000-columns": lambda: _csv(",".join("5" * 20_000), heading=",".join(
        f"c{i}" for i in range(20_000))),
    "c12-duplicate-headings": lambda: _csv(ROW + ",6", heading=HEADING + ",persons"),
    "c13-headings-equal-after-NFC": lambda: _csv(
        "KEN,2024,UGA,F,5,1,2", heading=HEADING + ",caf\u00e9,cafe\u0301"),
    "c14-bidi-override-in-heading": lambda: _csv(
        "KEN,2024,UGA,F,5,1", heading=HEADING + ",\u202enosrep"),
    "c15-numbers-in-other-notations": lambda: _csv(
        'KEN,2024,UGA,F,"1,234.5"', 'KEN,2023,UGA,F,"1.234,5"', "KEN,2022,UGA,F,\u0661\u0662"),
    "c16-days-that-are-none": lambda: _csv(
        "KEN,29/02/2023,UGA,F,5", "KEN,31/04,UGA,F,5", "KEN,60,UGA,F,5", "KEN,20224,UGA,F,5"),
    "c17-cells-that-start-a-formula": lambda: _csv(
        "KEN,2024,UGA,F,=1+1", "KEN,2023,UGA,F,@SUM(A1)", "KEN,2022,UGA,F,\t=1",
        "KEN,2021,UGA,F,=cmd|' /C calc'!A0", "+KEN,2020,UGA,F,5", "-KEN,2019,UGA,F,5"),
    "c18-numbers-that-are-none": lambda: _csv(
        "KEN,2024,UGA,F,NaN", "KEN,2023,UGA,F,Infinity", "KEN,2022,UGA,F,1e309",
        "KEN,2021,UGA,F,1_000"),
    "c19-lost-leading-zeros": lambda: _csv("7,2024,UGA,F,5"),
    "c20-picture-renamed": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "c21-more-rows-than-are-read": _too_many_rows,
}  # fmt: skip


def workbook(
    rows: list[list[object]] | None = None,
    change: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None] | None = None,
    **options: object,
) -> bytes:
    """A workbook with the usual heading and rows; `change` may spoil it before it is closed."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet("Table")
        lines = [HEADING.split(","), *(rows or [["KEN", 2024, "UGA", "F", 5]])]
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
        if change is not None:
            change(book, sheet)
    return target.getvalue()


def rezipped(
    parts: Mapping[str, bytes] | None = None,
    *,
    base: bytes | None = None,
    spoil: Callable[[zipfile.ZipFile], None] | None = None,
) -> bytes:
    """A workbook with parts put in or replaced; `spoil` may change the directory of the archive."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base or workbook())) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        for name in old.namelist():
            new.writestr(name, (parts or {}).get(name, old.read(name)))
        for name, content in (parts or {}).items():
            if name not in old.namelist():
                new.writestr(name, content)
        if spoil is not None:
            spoil(new)
    return target.getvalue()


def part(name: str, base: bytes | None = None) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(base or workbook())) as archive:
        return archive.read(name)


def sheet_of(rows: bytes) -> bytes:
    """The XML of a sheet around rows."""
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return b"<?xml version='1.0'?><worksheet %s><sheetData>%s</sheetData></worksheet>" % (
        space, rows,
    )  # fmt: skip


def _named(name: str, content: bytes = b"<a/>", attributes: int = 0) -> bytes:
    def spoil(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = attributes
        archive.writestr(info, content)

    return rezipped(spoil=spoil)


def _overlapping(archive: zipfile.ZipFile) -> None:
    kernel = archive.getinfo(SHEET)
    for number in range(2, 40):
        twin = copy.copy(kernel)
        twin.filename = twin.orig_filename = f"xl/worksheets/sheet{number}.xml"
        archive.filelist.append(twin)


def _false_size(archive: zipfile.ZipFile) -> None:
    archive.getinfo(SHEET).file_size -= 10


def _encrypted(archive: zipfile.ZipFile) -> None:
    archive.getinfo(SHEET).flag_bits |= 1


def _second_name(archive: zipfile.ZipFile) -> None:
    archive.writestr(SHEET, sheet_of(b""))


def _doctype(name: str) -> bytes:
    head, mark, rest = part(name).partition(b"?>")
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return rezipped({name: head + mark + evil + rest})


def _far_cell() -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return rezipped({SHEET: part(SHEET).replace(b"</sheetData>", row + b"</sheetData>")})


def _very_hidden(book: xlsxwriter.Workbook, _: xlsxwriter.worksheet.Worksheet) -> None:
    other = book.add_worksheet("Other numbers")
    other.write_row(0, 0, ["KEN", 2024, "UGA", "F", 999])
    other.very_hidden()


def _merged_heading(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.merge_range(0, 3, 0, 4, "sex", book.add_format())


def _formula(text: str, value: object) -> bytes:
    return workbook(change=lambda _, sheet: sheet.write_formula("E2", text, None, value))


def _day_of_1904() -> bytes:
    def change(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_datetime("B2", date(2024, 7, 1), book.add_format({"num_format": "yyyy-mm-dd"}))

    return workbook(change=change, date_1904=True)


def _many_styles() -> bytes:
    cells = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 65_000
    noise = random.Random(1).randbytes(400_000).hex().encode()
    styles = part("xl/styles.xml").replace(b"</cellXfs>", cells + b"</cellXfs>")
    return rezipped({"xl/styles.xml": styles + b"<!--" + noise + b"-->"})


def cut(tenths: int) -> bytes:
    """A good workbook of which only so many tenths arrived."""
    whole = workbook()
    return whole[: len(whole) * tenths // 10]


XLSX_FILES: Mapping[str, Maker] = {
    "x01-millions-of-cells": lambda: rezipped(
        {SHEET: sheet_of(b"<row>" + b"<c><v>1</v></c>" * 5_000_000 + b"</row>")}
    ),
    "x02-one-cell-in-the-last-corner": _far_cell,
    "x03-shared-string-of-60-MB": lambda: rezipped(
        {"xl/sharedStrings.xml": b"<sst><si><t>" + b"A" * 60_000_000 + b"</t></si></sst>"}
    ),
    "x04-overlapping-parts": lambda: rezipped(spoil=_overlapping),
    "x05-archive-inside": lambda: rezipped({"xl/media/image1.png": workbook()}),
    "x06-false-size": lambda: rezipped(spoil=_false_size),
    "x07-two-parts-of-one-name": lambda: rezipped(spoil=_second_name),
    "x08-path-upwards": lambda: _named("../evil.xml"),
    "x09-link": lambda: _named("xl/media/a.png", b"/etc/passwd", (stat.S_IFLNK | 0o777) << 16),
    "x10-absolute-path": lambda: _named("/etc/evil.xml"),
    "x11-external-links": lambda: rezipped(
        {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    ),
    "x12-formula-that-reaches-out": lambda: _formula('=_xlfn.WEBSERVICE("http://a.example/")', 5),
    "x13-macros": lambda: rezipped({"xl/vbaProject.bin": b"\0" * 100}),
    "x14-document-type": lambda: _doctype("xl/workbook.xml"),
    "x15-external-entity": lambda: _doctype("xl/sharedStrings.xml"),
    "x16-encrypted-container": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"E" * 512,
    "x17-old-workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
    "x18-very-hidden-sheet": lambda: workbook(change=_very_hidden),
    "x19-merged-heading": lambda: workbook(change=_merged_heading),
    "x20-saved-value-differs": lambda: _formula("=2+2", 5),
    "x21-days-of-1904": _day_of_1904,
    "x22-error-values": lambda: _formula("=1/0", "#DIV/0!"),
    "x23-65000-styles": _many_styles,
    **{f"x24-cut-at-{n}0-percent": (lambda n=n: cut(n)) for n in range(1, 10)},
    "x25-encrypted-part": lambda: rezipped(spoil=_encrypted),
}


def write(name: str, folder: Path) -> Path:
    """Write one file of the corpus; returns where it is."""
    maker = CSV_FILES.get(name) or XLSX_FILES[name]
    path = folder / f"{name}.{'csv' if name in CSV_FILES else 'xlsx'}"
    path.write_bytes(maker())
    return path


if __name__ == "__main__":
    for each in (*CSV_FILES, *XLSX_FILES):
        print(write(each, Path(sys.argv[1])))
