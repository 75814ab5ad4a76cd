"""Each output is opened again by another program and compared with what went in."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.reports.outlines import document, with_blocks
from core.reports.publishing import Facts, FixturePublisher
from uratibu.core.findings import Refused
from uratibu.core.labels import label
from uratibu.core.reports import build, export_docx, export_html, export_pdf, export_tables
from uratibu.core.values import number

ROWS = 400


@pytest.fixture(scope="module")
def long_table():
    rows = {("KEN", "2024", f"O{n:03}"): number(100000 + n) for n in range(ROWS)}
    notes = {("KEN", "2024", "O007"): (label("Only half a year."),)}
    publisher = FixturePublisher({"m": Facts(("origin",), rows, notes=notes)})
    return document(
        with_blocks("[{kind: table, measure: m, by: [origin], caption: Long, notes: A remark.}]"),
        publisher=publisher,
    )


@pytest.fixture(scope="module")
def whole():
    return document()


EXPECTED = [(f"O{n:03}", f"{100000 + n:,}" + (" (1)" if n == 7 else "")) for n in range(ROWS)]
NOTES = ["(1) Only half a year.", "A remark."]


def program(name):
    """A program that opens what was written; where it is not installed the test says so."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def text_of(pdf, *options):
    """The words of a PDF, as a program of other people reads them."""
    command = [program("pdftotext"), *options, pdf, "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


class Cells(HTMLParser):
    """Reads the rows of all tables, the scopes of their headers and the list items."""

    def __init__(self):
        super().__init__()
        self.rows, self.scopes, self.items, self._open = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag == "th":
            self.scopes.append(dict(attrs).get("scope"))
        if tag in ("td", "th", "li"):
            self._open = tag
            (self.items if tag == "li" else self.rows[-1]).append("")

    def handle_endtag(self, tag):
        self._open = "" if tag in ("td", "th", "li") else self._open

    def handle_data(self, data):
        if self._open:
            (self.items if self._open == "li" else self.rows[-1])[-1] += data


def test_html_keeps_every_row_header_and_note(long_table):
    read = Cells()
    read.feed(export_html.page(long_table))

    assert read.rows[0] == ["Country of origin", "Persons"]
    assert [tuple(row) for row in read.rows[1 : ROWS + 1]] == EXPECTED
    assert set(read.scopes) == {"col", "row"}
    assert read.items[-2:] == NOTES


def test_docx_keeps_every_row_header_and_note(long_table):
    file = docx.Document(io.BytesIO(export_docx.export(long_table)))
    rows = [tuple(cell.text for cell in row.cells) for row in file.tables[0].rows]

    assert rows == [("Country of origin", "Persons"), *EXPECTED]
    assert [p.text for p in file.paragraphs if p.style.name == "Table Note"] == NOTES


def test_libreoffice_opens_the_word_file_with_every_row(long_table, tmp_path):
    path = tmp_path / "long.docx"
    path.write_bytes(export_docx.export(long_table))
    office = [program("soffice"), f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    subprocess.run(
        [*office, "--convert-to", "pdf", "--outdir", tmp_path, path],
        capture_output=True,
        check=True,
    )
    lines = [" ".join(s.split()) for s in text_of(tmp_path / "long.pdf", "-layout").splitlines()]

    assert [line for line in lines if line.startswith("O")] == [" ".join(row) for row in EXPECTED]
    assert lines.count("Country of origin Persons") > 5


def test_pdf_keeps_every_row_header_and_note(long_table, tmp_path):
    path = tmp_path / "long.pdf"
    path.write_bytes(export_pdf.export(long_table))
    lines = [" ".join(line.split()) for line in text_of(path, "-layout").splitlines()]

    assert [line for line in lines if line.startswith("O")] == [" ".join(row) for row in EXPECTED]
    assert lines.count("Country of origin Persons") > 5
    assert all(note in lines for note in NOTES)


def test_csv_keeps_every_row_header_and_note(long_table):
    content = export_tables.csv_files(long_table)["table-1.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))

    assert rows[0] == ["origin", "period", "Country of origin", "Year", "Value", "State",
                       "Quality", "Unit", "Figure id", "Data set", "Edition", "Note"]  # fmt: skip
    assert [(row[0], row[4]) for row in rows[1 : ROWS + 1]] == [
        (f"O{n:03}", str(100000 + n)) for n in range(ROWS)
    ]
    assert rows[8][-1] == "Only half a year."
    assert [row[0] for row in rows[ROWS + 2 :]][1:3] == NOTES


def test_xlsx_keeps_every_row_header_and_note(long_table):
    book = CalamineWorkbook.from_filelike(io.BytesIO(export_tables.workbook(long_table)))
    rows = book.get_sheet_by_name("Table 1").to_python()

    assert rows[2] == ["Country of origin", "Persons"]
    assert [(row[0], row[1]) for row in rows[3 : ROWS + 3]] == [
        (f"O{n:03}", 100000.0 + n) for n in range(ROWS)
    ]
    assert [row[0] for row in rows[ROWS + 4 : ROWS + 6]] == NOTES


def test_docx_has_real_structure(whole):
    file = docx.Document(io.BytesIO(export_docx.export(whole)))
    styles = [(p.style.name, p.text) for p in file.paragraphs]
    body = file.element.body.xml

    assert [text for name, text in styles if name == "Heading 1"] == [
        "1  At a glance", "2  Stock", "Annex A  Figures and their sources",
        "Annex B  Data behind the charts",
    ]  # fmt: skip
    assert ("Heading 2", "2.1  More") in styles
    assert [text for name, text in styles if name == "Caption"][1:3] == [
        "Figure 1. People, 2019", "Table 1. By origin, persons, 2020\u20132024",
    ]  # fmt: skip
    for field in ('TOC \\o "1-2"', "SEQ Table", "SEQ Figure", "PAGEREF u_stock"):
        assert field in body
    assert file.core_properties.title == "Migration in Kenya"
    assert file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_docx_tables_repeat_their_header_and_never_break_a_row(whole):
    file = docx.Document(io.BytesIO(export_docx.export(whole)))
    figures = [t for t in file.tables if t.style.name == "Uratibu Table"]

    assert len(figures) == 6
    for table in figures:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_docx_pictures_have_an_alternative(whole):
    file = docx.Document(io.BytesIO(export_docx.export(whole)))
    told = [p.get("descr") for p in file.element.body.iter(qn("wp:docPr"))]

    assert len(told) == 3
    assert told[1].startswith("Line chart: Money, million US dollars. From 3,108 million in 2020")


def test_pdf_is_tagged_named_and_bookmarked(whole):
    with pikepdf.open(io.BytesIO(export_pdf.export(whole))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "Migration in Kenya, Edition 2025"
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        with pdf.open_outline() as outline:
            titles = [" ".join(item.title.split()) for item in outline.root]
    assert titles == ["1 At a glance", "2 Stock", "Annex A Figures and their sources",
                      "Annex B Data behind the charts"]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("C",))))
def test_pdf_never_reads_words_as_markup(words):
    text = label("#panic() " + words.replace("{", "(").replace("}", ")"))
    compiled = document(with_blocks("[{kind: text, text: intro}]"), text=text)

    assert export_pdf.export(compiled).startswith(b"%PDF")


def test_pdf_refuses_a_character_that_it_cannot_show():
    compiled = document(with_blocks("[{kind: text, text: intro}]"), text=label("A \u051e B"))
    with pytest.raises(Refused, match="profile/pdf"):
        export_pdf.export(compiled)


def test_pdf_prints_markup_as_words(tmp_path):
    text = label('A #strong[x] $y$ \\ " <label> @ref *b* _i_ `c` ')
    path = tmp_path / "markup.pdf"
    path.write_bytes(
        export_pdf.export(document(with_blocks("[{kind: text, text: intro}]"), text=text))
    )

    assert 'A #strong[x] $y$ \\ " <label> @ref *b* _i_ `c`' in text_of(path)


def test_html_escapes_words_and_links_figures_to_their_source():
    text = label("<b>1</b> & {stock.total@2024}")
    page = export_html.page(document(with_blocks("[{kind: text, text: intro}]"), text=text))

    assert (
        '<p id="intro-1">&lt;b&gt;1&lt;/b&gt; &amp; <a class="figure" '
        'href="#source-undesa-ims-2024" data-figure="stock.total@2024#KEN" '
        'title="2024 \u00b7 undesa-ims@2024">691,900</a></p>'
    ) in page
    assert 'id="source-undesa-ims-2024"' in page


def test_html_puts_the_table_of_a_chart_next_to_it_and_loads_nothing(whole):
    page = export_html.page(whole)

    chart = page[page.index('id="figure-2"') : page.index("</figure>", page.index('id="figure-2"'))]
    assert ("<svg" in chart, 'id="figure-2-data"' in chart) == (True, True)
    assert not any(sign in page for sign in ("src=", "url(", "@import", "<script", "style="))


def test_xlsx_and_csv_never_hold_a_formula():
    shape = with_blocks(
        "[{kind: table, measure: m, by: [origin], caption: '=1+1', notes: '@SUM(A1)'}]"
    )
    rows = {("KEN", "2024", "=cmd"): number(-5)}
    made = document(shape, publisher=FixturePublisher({"m": Facts(("origin",), rows)}))
    book = zipfile.ZipFile(io.BytesIO(export_tables.workbook(made)))
    sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]
    content = export_tables.csv_files(made)["table-1.csv"].decode("utf-8-sig")

    assert not any("<f>" in sheet for sheet in sheets)
    assert [row[0] for row in csv.reader(io.StringIO(content)) if row][2:4] == [
        "'=1+1", "'@SUM(A1)",
    ]  # fmt: skip
    assert "-5" in content.splitlines()[1]


def test_every_file_of_a_document_is_the_same_when_built_again(whole):
    steps = []
    files = build.build_files(whole, suffix=".sw", progress=steps.append)

    assert files == build.build_files(document(), suffix=".sw")
    assert steps == list(build.STEPS)
    assert [name for name in files if "/" not in name] == [
        "profile.sw.html", "profile.sw.docx", "profile.sw.pdf", "tables.sw.xlsx",
        "manifest.sw.json",
    ]  # fmt: skip


def test_a_correction_is_told_in_every_output(whole, tmp_path):
    from datetime import date

    from uratibu.core.reports.model import Correction

    notice = Correction("a@1#KEN", "12", "13", label("A row was read twice."), date(2025, 8, 1))
    told = "Corrected on 1 August 2025: a@1#KEN was 12, it is 13. A row was read twice."
    path = tmp_path / "c.pdf"
    path.write_bytes(export_pdf.export(whole, corrections=[notice]))
    pdf = text_of(path)
    word = docx.Document(io.BytesIO(export_docx.export(whole, corrections=[notice])))

    assert told in export_html.page(whole, corrections=[notice])
    assert told in " ".join(pdf.split())
    assert told in [p.text for p in word.paragraphs]
