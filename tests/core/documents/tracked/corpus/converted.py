"""Word files as other programs write them: python-docx, pandoc and LibreOffice. *Sample texts.*"""

import io
import subprocess

import docx
from docx.enum.section import WD_SECTION
from docx.shared import Pt

from core.documents.tracked.corpus.parts import PICTURE

MARKDOWN = {
    "report": """# Sample report on return

The county received **forty** persons.[^1] They asked for *work*, for land and for papers.

## What was done

1. Desks were opened
    a. in the north
    b. at the coast
2. Data were collected

- a kept register
- a yearly count

[^1]: Sample figure; see the annex.

> A quoted sample statement on fees.
""",
    "matrix": """# Sample matrix

| Action | Owner | Year |
|:-------|:-----:|-----:|
| Register agencies | Labour | 2026 |
| Train inspectors | Labour | 2027 |

Table: Actions of the sample plan

See [the compact](https://example.org/compact) and `code`.
""",
    "terms": """# Sample terms

Migrant worker
:   A person who works where she is no national.

Remittance
:   Money sent home.[^a]

[^a]: Sample of a note with **weight** and a [link](https://example.org).

The rate is $a + b = c$ in this sample.
""",
}
HTML = {
    "law": """<h1>Sample act on recruitment</h1><p>The minister may make <b>rules</b> on <i>fees</i>.</p>
<ol><li>No fee is taken.<ol><li>not for papers</li><li>not for travel</li></ol></li><li>A bond is held.</li></ol>
<table border="1"><tr><th>Fine</th><th>Amount</th></tr><tr><td rowspan="2">First</td><td>10,000</td></tr>
<tr><td>20,000</td></tr></table><p>Commencement: on the day of its sample publication.</p>""",
    "minutes": """<h2>Sample minutes</h2><p>Present: six members.</p><ul><li>The draft was read.</li>
<li>The county asked for a change.</li></ul><p>The next meeting is in <u>June</u>.</p>
<p align="right">Signed</p>""",
    "swahili": """<h1>Rasimu ya sera (sampuli)</h1><p>Serikali italinda haki za wafanyakazi wahamiaji.</p>
<p lang="ar" dir="rtl">تحمي الدولة حقوق العمال.</p><p>Kaunti zitapokea wanaorudi.</p>""",
}


def by_python_docx():
    """Three files with styles, pictures, sections and headers of Word's own template."""
    return {
        "python-docx-policy": _policy(),
        "python-docx-table": _table(),
        "python-docx-long": _long(),
    }


def by_pandoc(program):
    """Each text of MARKDOWN as a Word file."""
    return {
        f"pandoc-{name}": subprocess.run(
            [program, "-f", "markdown", "-t", "docx", "-o", "-"],
            input=text.encode(),
            check=True,
            capture_output=True,
        ).stdout
        for name, text in MARKDOWN.items()
    }


def by_libreoffice(program, folder):
    """Each text of HTML as a Word file, straight, and by way of ODT."""
    for name, text in HTML.items():
        (folder / f"{name}.html").write_text(
            f'<html><meta charset="utf-8"><body>{text}</body></html>'
        )
    sources = [str(folder / f"{name}.html") for name in HTML]
    _convert(program, folder, "docx:MS Word 2007 XML", sources)
    found = {f"libreoffice-{name}": (folder / f"{name}.docx").read_bytes() for name in HTML}
    _convert(program, folder, "odt:writer8", sources)
    texts = [str(folder / f"{name}.odt") for name in HTML]
    _convert(program, folder, "docx:MS Word 2007 XML", texts)
    return found | {f"odt-{name}": (folder / f"{name}.docx").read_bytes() for name in HTML}


def _convert(program, folder, to, sources):
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--infilter=HTML (StarWriter)" if sources[0].endswith("html") else "--nologo",
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            *sources,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )


def _policy():
    document = docx.Document()
    document.add_heading("Sample policy on labour migration", 0)
    document.add_heading("Principles", 1)
    for text in ("Ethical recruitment", "Portability of rights", "Return with dignity"):
        document.add_paragraph(f"{text}, as in the sample.", style="List Number")
    paragraph = document.add_paragraph("The state shall ")
    paragraph.add_run("protect").bold = True
    paragraph.add_run(" every worker").font.size = Pt(14)
    document.add_picture(io.BytesIO(PICTURE))
    document.sections[0].header.paragraphs[0].text = "First sample draft"
    return _saved(document)


def _table():
    document = docx.Document()
    document.add_paragraph("Budget of the sample plan.", style="Intense Quote")
    table = document.add_table(rows=1, cols=3, style="Light Grid Accent 1")
    for row in (
        ("Action", "Money", "Year"),
        ("Desks", "1,200,000", "2026"),
        ("Data", "800,000", "2027"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 2)).text = "All sums in sample shillings"
    document.add_paragraph("End of the table.", style="Caption")
    return _saved(document)


def _long():
    document = docx.Document()
    for chapter in range(1, 13):
        document.add_heading(f"Chapter {chapter} of the sample", 1)
        for number in range(1, 6):
            document.add_paragraph(
                f"{chapter}.{number} The institution shall report on duty {number * chapter}."
            )
        if chapter % 4 == 0:
            document.add_section(WD_SECTION.NEW_PAGE)
            document.sections[-1].footer.is_linked_to_previous = False
            document.sections[-1].footer.paragraphs[0].text = f"Part {chapter // 4}"
    return _saved(document)


def _saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
