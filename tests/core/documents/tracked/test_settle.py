"""Accepting and rejecting, as Word does it, on marks that other programs wrote."""

from core.documents.tracked.corpus.parts import cell, p, package, r, table
from core.documents.tracked.round_trip import text

WHO = 'w:author="Somebody (sample)" w:date="2026-05-01T09:00:00Z"'


def ins(inside, number=1):
    return f'<w:ins w:id="{number}" {WHO}>{inside}</w:ins>'


def gone(words, number=2):
    return f'<w:del w:id="{number}" {WHO}><w:r><w:delText>{words}</w:delText></w:r></w:del>'


def marked(words, mark, inside=""):
    return (
        f'<w:p><w:pPr><w:rPr><w:{mark} w:id="9" {WHO}/></w:rPr></w:pPr>'
        f"{r(words) if words else ''}{inside}</w:p>"
    )


def words(body, *, accept):
    """The words of each paragraph once settled."""
    lines = text(package(body, styles=""), accept=accept)
    return [
        line.removeprefix("paragraph ").split(" | ")[0] for line in lines if "paragraph" in line
    ]


def test_words_come_and_go():
    body = p("The state ", inside=gone("may") + ins(r("shall")) + r(" act."))

    assert words(body, accept=True) == ["The state shall act."]
    assert words(body, accept=False) == ["The state may act."]


def test_words_that_were_inserted_and_then_deleted_are_in_neither_outcome():
    body = p("fee", inside=ins(gone(" and fine")))

    assert words(body, accept=True) == ["fee"]
    assert words(body, accept=False) == ["fee"]


def test_a_deleted_mark_joins_the_words_to_the_next_paragraph():
    body = marked("The state ", "del") + p("shall act.")

    assert words(body, accept=True) == ["The state shall act."]
    assert words(body, accept=False) == ["The state ", "shall act."]


def test_the_joined_paragraph_keeps_the_properties_of_the_last():
    lines = text(package(marked("a", "del") + p("b", jc="center")))

    assert [line for line in lines if "ab" in line and '<jc val="center"/>' in line]


def test_a_paragraph_that_went_leaves_no_empty_line():
    body = p("one") + marked("", "del", gone("two")) + p("three")

    assert words(body, accept=True) == ["one", "three"]
    assert words(body, accept=False) == ["one", "two", "three"]


def test_a_paragraph_with_words_stays_before_a_table():
    body = marked("one", "del") + table(["a", "b", "c"]) + p("end")

    assert words(body, accept=True) == ["one", "a", "b", "c", "end"]


def test_a_row_goes_with_its_words():
    row = table(["a", "b", "c"], ["d", "e", "f"])
    at = row.rindex("<w:tr>") + len("<w:tr>")
    body = row[:at] + f'<w:trPr><w:del w:id="3" {WHO}/></w:trPr>' + row[at:] + p("end")

    assert words(body, accept=True) == ["a", "b", "c", "end"]
    assert words(body, accept=False) == ["a", "b", "c", "d", "e", "f", "end"]


def test_a_cell_goes():
    mark = f'<w:cellDel w:id="3" {WHO}/>'
    body = table(["a", cell("b", mark), "c"]) + p("end")

    assert words(body, accept=True) == ["a", "c", "end"]
    assert words(body, accept=False) == ["a", "b", "c", "end"]


def test_a_table_without_rows_goes():
    one = table(["a", "b", "c"])
    at = one.index("<w:tr>") + len("<w:tr>")
    body = p("x") + one[:at] + f'<w:trPr><w:ins w:id="3" {WHO}/></w:trPr>' + one[at:] + p("end")

    assert text(package(body), accept=False) == text(package(p("x") + p("end")))


def test_former_properties_come_back():
    now = f'<w:pPr><w:jc w:val="center"/><w:pPrChange w:id="4" {WHO}><w:pPr><w:keepNext/></w:pPr></w:pPrChange></w:pPr>'
    look = f'<w:b/><w:rPrChange w:id="5" {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange>'
    body = f"<w:p>{now}{r('fee', look)}</w:p>"
    before = f"<w:p><w:pPr><w:keepNext/></w:pPr>{r('fee', '<w:i/>')}</w:p>"
    after = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{r("fee", "<w:b/>")}</w:p>'

    assert text(package(body), accept=False) == text(package(before))
    assert text(package(body), accept=True) == text(package(after))


def test_a_section_gets_its_former_size_back():
    was = f'<w:sectPrChange w:id="6" {WHO}><w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr></w:sectPrChange>'
    body = p("fee") + f'<w:sectPr><w:pgSz w:w="3" w:h="4"/>{was}</w:sectPr>'

    assert 'section <pgSz h="2" w="1"/>' in text(package(body), accept=False)
    assert 'section <pgSz h="4" w="3"/>' in text(package(body), accept=True)


def test_moved_words_are_where_they_were_or_where_they_went():
    start = f'<w:moveFromRangeStart w:id="20" w:name="move1" {WHO}/>'
    body = (
        start + marked("", "moveFrom", f'<w:moveFrom w:id="21" {WHO}>{r("fee")}</w:moveFrom>')
        + '<w:moveFromRangeEnd w:id="20"/>' + p("middle")
        + f'<w:moveToRangeStart w:id="22" w:name="move1" {WHO}/>'
        + marked("", "moveTo", f'<w:moveTo w:id="23" {WHO}>{r("fee")}</w:moveTo>')
        + '<w:moveToRangeEnd w:id="22"/>' + p("end")
    )  # fmt: skip

    assert words(body, accept=True) == ["middle", "fee", "end"]
    assert words(body, accept=False) == ["fee", "middle", "end"]
