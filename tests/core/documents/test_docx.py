"""Word files written by hand: numbers as Word shows them, and every loss named."""

import pytest

from core.documents.reading import (
    abstract,
    docx_of,
    docx_read,
    levels,
    lines,
    num,
    numbered,
    p,
    packed,
)
from uratibu.core.documents.model import (
    Cell,
    Heading,
    Item,
    List,
    Mark,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Run,
    Table,
)

HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{name}"/>{more}</w:style>'
    for own, name, more in (
        ("Titre1", "heading 1", ""),
        ("Eigen", "Überschrift 2", ""),
        ("Kichwa", "Kichwa 3", ""),
        ("Outline", "Annexe", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Mine", "Mine", '<w:basedOn w:val="Titre1"/>'),
        ("Title", "Title", ""),
        ("TOC1", "toc 1", ""),
    )
)


@pytest.fixture
def said(tmp_path):
    """What a Word file of this XML says, line by line."""
    return lambda body, **parts: lines(docx_read(docx_of(body, **parts), tmp_path)[0])


@pytest.fixture
def lost(tmp_path):
    """What is told to be lost: rule and place."""

    def tell(body, **parts):
        _, findings = docx_read(docx_of(body, **parts), tmp_path)
        return [(one.rule.partition("/")[2], one.where.key, one.where.value) for one in findings]

    return tell


def test_headings_are_known_by_name_in_any_language_by_outline_and_by_ancestor(said):
    styles = ("Titre1", "Eigen", "Kichwa", "Outline", "Mine")
    body = "".join(p(f"As {style}", f'<w:pStyle w:val="{style}"/>') for style in styles)

    assert said(body + p("Plain"), styles=HEADINGS) == [
        "[heading] As Titre1", "[heading] As Eigen", "[heading] As Kichwa", "[heading] As Outline",
        "[heading] As Mine", "[paragraph] Plain",
    ]  # fmt: skip


def test_an_outline_level_of_the_paragraph_makes_it_a_heading(tmp_path):
    body = p("Top", '<w:outlineLvl w:val="1"/>') + p("Body text", '<w:outlineLvl w:val="9"/>')
    text, _ = docx_read(docx_of(body), tmp_path)

    assert text.blocks == (
        Heading("s-0001", 2, (Run("Top"),)), Paragraph("p-0002", (Run("Body text"),)),
    )  # fmt: skip


def test_the_first_paragraph_in_the_style_title_is_the_title(tmp_path):
    style = '<w:pStyle w:val="Title"/>'
    text, _ = docx_read(docx_of(p("A policy", style) + p("x"), styles=HEADINGS), tmp_path)

    assert (text.title, len(text.blocks)) == ("A policy", 1)


def test_numbers_of_levels_count_and_restart_as_in_word(said):
    numbering = abstract(
        0, levels(("decimal", "%1."), ("lowerLetter", "%1.%2)"), ("lowerRoman", "(%3)"))
    ) + num(1, 0)
    body = "".join(
        numbered(f"level {level}", level) for level in (0, 1, 1, 2, 2, 0, 1, 2)
    )  # fmt: skip

    assert [line.split()[1] for line in said(body, numbering=numbering)] == [
        "1.", "1.a)", "1.b)", "(i)", "(ii)", "2.", "2.a)", "(i)",
    ]  # fmt: skip


def test_a_level_that_does_not_restart_counts_on(said):
    never = '<w:lvlRestart w:val="0"/>'
    numbering = abstract(0, levels(("decimal", "%1."), ("decimal", "Article %2", never))) + num(
        1, 0
    )
    body = "".join(numbered("x", level) for level in (0, 1, 1, 0, 1))

    assert said(body, numbering=numbering) == [
        "[item] 1. x", "[item] Article 1 x", "[item] Article 2 x", "[item] 2. x",
        "[item] Article 3 x",
    ]  # fmt: skip


def test_a_new_number_goes_on_unless_it_says_where_to_start(said):
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(0, levels(("decimal", "%1."))) + num(1, 0) + num(2, 0) + num(3, 0, restart)
    body = "".join(numbered("x", 0, which) for which in (1, 1, 2, 3, 3, 2))

    assert [line.split()[1] for line in said(body, numbering=numbering)] == [
        "1.", "2.", "3.", "1.", "2.", "3.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("format_", "third", "thirtieth"),
    [("decimal", "3", "30"), ("decimalZero", "03", "30"), ("lowerLetter", "c", "dd"),
     ("upperLetter", "C", "DD"), ("lowerRoman", "iii", "xxx"), ("upperRoman", "III", "XXX"),
     ("ordinal", "3rd", "30th"), ("cardinalText", "Three", "Thirty"),
     ("ordinalText", "Third", "Thirtieth")],
)  # fmt: skip
def test_formats_of_numbers(said, format_, third, thirtieth):
    numbering = abstract(0, levels((format_, "%1"))) + num(1, 0)
    found = said(numbered("x") * 30, numbering=numbering)

    assert [found[at].split()[1] for at in (2, 29)] == [third, thirtieth]


def test_a_legal_level_shows_roman_chapters_in_digits(said):
    legal = levels(("upperRoman", "%1."), ("decimal", "%1.%2", "<w:isLgl/>"))
    body = numbered("x") * 4 + numbered("y", 1)

    assert said(body, numbering=abstract(0, legal) + num(1, 0))[-1] == "[item] 4.1 y"


def test_a_style_brings_its_number_and_level(said):
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    inner = levels(
        ("decimal", "%1", '<w:pStyle w:val="H1"/>'), ("decimal", "%1.%2", '<w:pStyle w:val="H2"/>')
    )
    body = "".join(p(name, f'<w:pStyle w:val="{name}"/>') for name in ("H1", "H2", "H2", "H1"))

    assert said(body, styles=styles, numbering=abstract(0, inner) + num(1, 0)) == [
        "[heading] 1 H1", "[heading] 1.1 H2", "[heading] 1.2 H2", "[heading] 2 H1",
    ]  # fmt: skip


def test_a_number_that_was_typed_before_a_heading_is_its_number(said):
    style = '<w:outlineLvl w:val="0"/>'
    typed = ("4.2 Data", "4. Data", "A.1 Data", "IV. Data", "2025 in review", "Data")

    assert said("".join(p(words, style) for words in typed)) == [
        "[heading] 4.2 Data", "[heading] 4. Data", "[heading] A.1 Data", "[heading] IV. Data",
        "[heading] 2025 in review", "[heading] Data",
    ]  # fmt: skip


def test_lists_nest_and_a_bulleted_list_in_a_cell_stays_one(tmp_path):
    numbering = abstract(0, levels(("bullet", "x"), ("decimal", "%2."))) + num(1, 0)
    inner = numbered("a") + numbered("b", 1) + numbered("c")
    body = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    text, _ = docx_read(docx_of(body, numbering=numbering), tmp_path)

    nested = List((Item("i-0004", (Run("b"),), "1."),), is_ordered=True)
    assert text.blocks == (
        Table("t-0001", (Row("r-0002", (Cell((List((
            Item("i-0003", (Run("a"),), "", (nested,)), Item("i-0005", (Run("c"),)),
        )),)),)),)),
    )  # fmt: skip


def test_merged_cells_span_columns_and_rows(tmp_path):
    def cell(words, about=""):
        return f"<w:tc><w:tcPr>{about}</w:tcPr>{p(words)}</w:tc>"

    wide, first = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    body = (
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('a', wide)}{cell('b')}</w:tr>"
        f"<w:tr>{cell('c', first)}{cell('d')}{cell('e')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('f')}{cell('g')}</w:tr></w:tbl>"
    )
    text, _ = docx_read(docx_of(body), tmp_path)
    rows = text.blocks[0].rows

    assert [row.is_header for row in rows] == [True, False, False]
    assert [[(c.columns, c.rows, len(c.blocks)) for c in row.cells] for row in rows] == [
        [(2, 1, 1), (1, 1, 1)], [(1, 2, 1), (1, 1, 1), (1, 1, 1)], [(1, 1, 1), (1, 1, 1)],
    ]  # fmt: skip


def test_notes_marks_breaks_and_links_are_kept(tmp_path):
    body = (
        '<w:p><w:r><w:rPr><w:b/><w:i w:val="0"/></w:rPr><w:t>bold</w:t></w:r>'
        '<w:r><w:br/><w:t>next</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:hyperlink r:id="r1"><w:r><w:t>site</w:t></w:r></w:hyperlink>'
        '<w:r><w:endnoteReference w:id="5"/></w:r></w:p>'
    )
    text, _ = docx_read(
        docx_of(
            body,
            links='<Relationship Id="r1" Target="https://example.org" TargetMode="External"/>',
            footnotes=f'<w:footnote w:id="2">{p("A foot")}</w:footnote>',
            endnotes=f'<w:endnote w:id="5">{p("An end")}</w:endnote>',
        ),
        tmp_path,
    )

    assert text.blocks[0].content == (
        Run("bold", (Mark.BOLD,)), Run("\nnext"), NoteReference("n-0002"),
        Run("site", (), "https://example.org"), NoteReference("n-0004"),
    )  # fmt: skip
    assert text.notes == (
        Note("n-0002", (Paragraph("p-0003", (Run("A foot"),)),)),
        Note("n-0004", (Paragraph("p-0005", (Run("An end"),)),), is_endnote=True),
    )


def test_a_cross_reference_leads_to_the_paragraph_of_its_bookmark(tmp_path):
    target = '<w:p><w:bookmarkStart w:id="1" w:name="_Ref1"/><w:r><w:t>Data</w:t></w:r></w:p>'
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 \\r \\h '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4.2</w:t>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    text, _ = docx_read(docx_of(target + field), tmp_path)

    assert text.blocks[1].content == (Run("4.2", (), "#p-0001"),)


def test_tracked_changes_are_read_as_accepted_and_counted(said, lost):
    body = (
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>new </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>old </w:delText></w:r></w:del>'
        "<w:r><w:t>text</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="A"/></w:rPr></w:pPr>'
        "<w:r><w:t>one </w:t></w:r></w:p>" + p("paragraph")
    )

    assert said(body) == ["[paragraph] new text", "[paragraph] one paragraph"]
    assert lost(body) == [("tracked-changes", "", "")]


def test_a_table_of_contents_is_left_out_and_told(said, lost):
    toc = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Data 1</w:t></w:r></w:p>'
        + p("Plan 2")
        + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    body = toc + p("Old 3", '<w:pStyle w:val="TOC1"/>') + p("Text")

    assert said(body, styles=HEADINGS) == ["[paragraph] Text"]
    assert lost(body, styles=HEADINGS) == [("contents", "", "")]


WORDS = "<w:r><w:t>Here stands it</w:t></w:r>"
SECRET = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
INCLUDE = "<w:fldSimple w:instr='INCLUDETEXT \"c:/secret.txt\"'><w:r><w:t/></w:r></w:fldSimple>"
LOST = {
    "diagram": "<w:drawing><a:graphic><c:chart/></a:graphic></w:drawing>",
    "drawing": "<w:drawing><a:graphic><wps:wsp/></a:graphic></w:drawing>",
    "picture-elsewhere": '<w:drawing><a:blip r:link="r9"/></w:drawing>',
    "embedded-object": "<w:object><o:OLEObject/></w:object>",
    "symbol": '<w:sym w:font="Webdings" w:char="F001"/>',
}
PARAGRAPHS = {
    **{rule: f"<w:p>{WORDS}<w:r>{xml}</w:r></w:p>" for rule, xml in LOST.items()},
    "diagram ": f"<w:p>{WORDS}<w:r><w:drawing><dgm:relIds/></w:drawing></w:r></w:p>",
    "equation": f"<w:p>{WORDS}<m:oMath><m:r><m:t> a+b</m:t></m:r></m:oMath></w:p>",
    "hidden-text": f"<w:p>{WORDS}{SECRET}</w:p>",
    "outside-field": f"<w:p>{WORDS}{INCLUDE}</w:p>",
}


@pytest.mark.parametrize("rule", PARAGRAPHS)
def test_what_cannot_be_kept_is_named_with_its_paragraph(lost, rule):
    words = "Here stands it a+b" if rule == "equation" else "Here stands it"

    assert lost(p("First") + PARAGRAPHS[rule]) == [(rule.strip(), "paragraph 2", words)]


def test_a_loss_in_a_paragraph_without_words_names_the_one_before(lost):
    alone = "<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>"

    assert lost(p("First") + alone) == [("embedded-object", "paragraph 1", "after: First")]


def test_a_text_box_becomes_paragraphs_after_its_own(said):
    box = (
        "<w:p><w:r><w:t>Anchor</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
        f"<wps:txbx><w:txbxContent>{p('In the box')}</w:txbxContent></wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{p('In the box')}"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert said(box + p("After")) == [
        "[paragraph] Anchor", "[paragraph] In the box", "[paragraph] After",
    ]  # fmt: skip


def test_a_link_that_runs_code_is_taken_off(tmp_path):
    body = '<w:p><w:hyperlink r:id="r1"><w:r><w:t>click</w:t></w:r></w:hyperlink></w:p>'
    link = '<Relationship Id="r1" Target="javascript:alert(1)" TargetMode="External"/>'
    text, findings = docx_read(docx_of(body, links=link), tmp_path)

    assert text.blocks[0].content == (Run("click"),)
    assert [one.rule for one in findings] == ["documents/unsafe-link"]


def test_comments_and_outside_templates_are_told(lost):
    comments = f'<w:comment w:id="0">{p("Why?")}</w:comment>'

    assert lost(p("Text"), comments=comments) == [("comments", "", "")]


def test_a_strict_file_is_read_as_any_other(tmp_path):
    known = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = p("Text", '<w:outlineLvl w:val="0"/>')
    usual = f'<w:document xmlns:w="{known}"><w:body>{body}</w:body></w:document>'
    strict = usual.replace(known, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    text, _ = docx_read(packed({"word/document.xml": strict}), tmp_path)

    assert lines(text) == ["[heading] Text"]


def test_a_right_to_left_paragraph_says_so(tmp_path):
    text, _ = docx_read(docx_of(p("نص", "<w:bidi/>")), tmp_path)

    assert text.blocks == (Paragraph("p-0001", (Run("نص"),), is_rtl=True),)
