"""ODT files written by hand: numbers, lists, tables, notes, and every loss named."""

import pytest

from core.documents.reading import lines, odt_of, odt_read
from uratibu.core.documents.model import Mark, Run

STYLES = (
    '<office:styles><style:default-style style:family="paragraph"><style:text-properties '
    'fo:language="sw"/></style:default-style>'
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Heading_20_2" style:display-name="Heading 2" '
    'style:family="paragraph"/>'
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" '
    'style:num-format="a" text:display-levels="2"/></text:outline-style></office:styles>'
)
LIST = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix=")"/><text:list-level-style-bullet text:level="2" '
    'text:bullet-char="-"/></text:list-style>'
)
BOLD = (
    '<style:style style:name="B" style:family="text"><style:text-properties '
    'fo:font-weight="bold"/></style:style>'
)


@pytest.fixture
def said(tmp_path):
    """What an ODT file says, line by line."""
    return lambda body, automatic="": lines(odt_read(odt_of(body, automatic, STYLES), tmp_path)[0])


def item(words: str, inner: str = "", about: str = "") -> str:
    """An item of a list."""
    return f"<text:list-item{about}><text:p>{words}</text:p>{inner}</text:list-item>"


def listed(inner: str, about: str = 'text:style-name="L1"') -> str:
    """A list."""
    return f"<text:list {about}>{inner}</text:list>"


def test_headings_are_numbered_by_the_outline(said):
    body = "".join(f'<text:h text:outline-level="{level}">H</text:h>' for level in (1, 2, 2, 1, 2))

    assert [line.split()[1] for line in said(body)] == ["1.", "1.a", "1.b", "2.", "2.a"]


def test_a_paragraph_in_a_heading_style_is_a_heading(said):
    body = '<text:p text:style-name="P1">Data</text:p>'
    own = (
        '<style:style style:name="P1" style:family="paragraph" '
        'style:parent-style-name="Heading_20_2"/>'
    )

    assert said(body, own) == ["[heading] 1.a Data"]


def test_lists_nest_go_on_and_begin_anew(said):
    body = (
        listed(item("a", listed(item("b"))) + item("c")) + "<text:p>Between</text:p>"
        + listed(item("d"), 'text:style-name="L1" text:continue-numbering="true"')
        + "<text:p>Between</text:p>" + listed(item("e") + item("f", "", ' text:start-value="7"'))
    )  # fmt: skip

    assert said(body, LIST) == [
        "[item] 1) a", "[item] b", "[item] 2) c", "[paragraph] Between", "[item] 3) d",
        "[paragraph] Between", "[item] 1) e", "[item] 7) f",
    ]  # fmt: skip


def test_spans_marks_breaks_and_repeated_spaces(tmp_path):
    bold = '<text:span text:style-name="B">b</text:span>'
    body = f'<text:p>a {bold}<text:s text:c="3"/>c<text:line-break/>d</text:p>'
    text, _ = odt_read(odt_of(body, BOLD, STYLES), tmp_path)

    assert text.blocks[0].content == (Run("a "), Run("b", (Mark.BOLD,)), Run(" c\nd"))
    assert text.language == "sw"


def test_merged_cells_and_header_rows(tmp_path):
    spans = 'table:number-columns-spanned="{}" table:number-rows-spanned="{}"'
    cell = f"<table:table-cell {spans}>{{}}</table:table-cell>"
    p = "<text:p>x</text:p>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>" + cell.format(2, 1, p)
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
        + "<table:table-row>" + cell.format(1, 2, p) + cell.format(1, 1, p) + "</table:table-row>"
        + "<table:table-row><table:covered-table-cell/>" + cell.format(1, 1, p)
        + "</table:table-row></table:table>"
    )  # fmt: skip
    text, _ = odt_read(odt_of(body), tmp_path)

    assert [
        (row.is_header, [(cell.columns, cell.rows) for cell in row.cells])
        for row in text.blocks[0].rows
    ] == [(True, [(2, 1)]), (False, [(1, 2), (1, 1)]), (False, [(1, 1)])]


def test_notes_comments_changes_and_links(tmp_path):
    body = (
        '<text:tracked-changes><text:changed-region/><text:changed-region/></text:tracked-changes>'
        '<text:p>Data<text:note text:note-class="endnote"><text:note-body><text:p>Here</text:p>'
        "</text:note-body></text:note><office:annotation><text:p>Why?</text:p></office:annotation>"
        '</text:p><text:p><text:bookmark text:name="b1"/>Two</text:p>'
        '<text:p><text:a xlink:href="#b1">see</text:a> '
        '<text:a xlink:href="file:///etc/passwd">that</text:a></text:p>'
    )  # fmt: skip
    text, findings = odt_read(odt_of(body), tmp_path)

    assert lines(text) == [
        "[paragraph] Data", "[paragraph] Two", "[paragraph] see that", "[note] Here",
    ]  # fmt: skip
    assert text.notes[0].is_endnote
    assert text.blocks[2].content == (Run("see", (), "#p-0002"), Run(" that"))
    assert {(one.rule, one.where.key) for one in findings} == {
        ("documents/tracked-changes", ""), ("documents/comments", ""),
        ("documents/unsafe-link", "paragraph 3"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "inner"),
    [
        (
            "text-box",
            "<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame>",
        ),
        ("drawing", "<draw:line/>"),
        ("picture-elsewhere", '<draw:frame><draw:image xlink:href="http://x/y.png"/></draw:frame>'),
        ("hidden-text", "<text:hidden-text>secret</text:hidden-text>"),
        ("outside-field", "<text:script>run</text:script>"),
    ],
)
def test_what_cannot_be_kept_is_named_with_its_paragraph(tmp_path, rule, inner):
    text, findings = odt_read(
        odt_of(f"<text:p>First</text:p><text:p>Second{inner}</text:p>"), tmp_path
    )

    assert [(one.rule, one.where.key, one.where.value) for one in findings] == [
        (f"documents/{rule}", "paragraph 2", "Second")
    ]
    assert lines(text)[:2] == ["[paragraph] First", "[paragraph] Second"]


def test_a_table_of_contents_is_left_out(tmp_path):
    inner = "<text:index-body><text:p>Data 1</text:p></text:index-body>"
    body = f"<text:table-of-content>{inner}</text:table-of-content><text:p>Data</text:p>"
    text, findings = odt_read(odt_of(body), tmp_path)

    assert lines(text) == ["[paragraph] Data"]
    assert [one.rule for one in findings] == ["documents/contents"]
