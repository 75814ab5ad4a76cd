"""The canonical form sees whatever a person could see, and not what only a program wrote."""

import pytest

from core.documents.tracked.corpus.parts import (
    NUMBERING,
    PICTURE,
    STYLES,
    item,
    note,
    notes,
    p,
    package,
    picture,
    r,
    table,
)
from uratibu.core.documents.tracked import canonical
from uratibu.core.documents.tracked.package import Package

HEADER = (
    '<w:sectPr><w:headerReference w:type="default" r:id="p3"/><w:pgSz w:w="11906" w:h="16838"/>'
    "</w:sectPr>"
)
IMAGE = ("i1", "image", "media/image1.png")


def form(*arguments, **options):
    return canonical.form_of(Package.open(package(*arguments, **options)))


def marked(name):
    return f'<w:bookmarkStart w:id="7" w:name="{name}"/>{r("duty")}<w:bookmarkEnd w:id="7"/>'


SEEN = {
    "a word": (form(p("a fee")), form(p("a fine"))),
    "a space": (form(p("a fee")), form(p("a  fee"))),
    "bold": (form(p(inside=r("fee", "<w:b/>"))), form(p("fee"))),
    "bold taken away from a bold style": (
        form(p(inside=r("fee", '<w:b w:val="0"/>'), style="Heading1")),
        form(p("fee", style="Heading1")),
    ),
    "a heading": (form(p("fee", style="Heading1")), form(p("fee"))),
    "its level": (form(p("fee", style="Heading1")), form(p("fee", style="Heading2"))),
    "alignment": (form(p("fee", jc="both")), form(p("fee"))),
    "what a style says": (
        form(p("fee")),
        form(p("fee"), styles=STYLES.replace('w:after="120"', 'w:after="60"')),
    ),
    "what a style is based on": (
        form(p("fee", style="Heading1")),
        form(p("fee", style="Heading1"), styles=STYLES.replace('w:after="120"', 'w:after="60"')),
    ),
    "the shape of a list": (
        form(item("fee")),
        form(item("fee"), numbering=NUMBERING.replace('"decimal"', '"upperRoman"')),
    ),
    "the level of an item": (form(item("fee", 1)), form(item("fee", 0))),
    "one list or two of one shape": (
        form(item("a", 0, 1) + item("b", 0, 1)),
        form(item("a", 0, 1) + item("b", 0, 4), numbering=NUMBERING
             + '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'),
    ),
    "a note": (
        form(p(inside=note("footnote", 1)), footnotes=notes("footnote", "See article 41.")),
        form(p(inside=note("footnote", 1)), footnotes=notes("footnote", "See article 43.")),
    ),
    "a header": (
        form(p("fee") + HEADER, header1=p("Draft one")),
        form(p("fee") + HEADER, header1=p("Draft two")),
    ),
    "a picture": (form(p(inside=picture()), links=[IMAGE]), form(p(), links=[IMAGE])),
    "rows": (form(table(["a", "b", "c"])), form(table(["a", "b", "c"], ["d", "e", "f"]))),
    "a table or lines": (form(table(["a"], columns=1)), form(p("a"))),
    "the end of a paragraph": (form(p("a") + p("b")), form(p("ab"))),
    "a section": (
        form(p("fee")),
        form(p("fee") + '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'),
    ),
    "the place of a bookmark": (form(p(inside=marked("x")) + p()), form(p() + p(inside=marked("x")))),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(SEEN))
def test_a_difference_is_seen(what):
    one, other = SEEN[what]

    assert one.differs_from(other) != ""


NOT_SEEN = {
    "how runs are cut": (form(p("a fee")), form(p(inside=r("a ") + r("fee")))),
    "revision numbers": (form(p("fee")), form('<w:p w:rsidR="00A1"><w:r><w:t>fee</w:t></w:r></w:p>')),
    "proofing": (form(p("fee")), form(p("fee", inside='<w:proofErr w:type="spellEnd"/>'))),
    "how yes is spelled": (
        form(p(inside=r("fee", "<w:b/>"))), form(p(inside=r("fee", '<w:b w:val="true"/>'))),
    ),
    "the number of a bookmark": (
        form(p(inside=marked("x"))), form(p(inside=marked("x").replace('"7"', '"9"'))),
    ),
    "the number of a list": (
        form(item("fee", 0, 1)),
        form(item("fee", 0, 9), numbering=NUMBERING.replace('w:numId="1"', 'w:numId="9"')),
    ),
    "the id of a style": (
        form(p("fee", style="Heading1")),
        form(p("fee", style="Kichwa"), styles=STYLES.replace('"Heading1"', '"Kichwa"')),
    ),
    "the id of a relationship": (
        form(p(inside=picture("i1")), links=[IMAGE]),
        form(p(inside=picture("i2")), links=[("i2", "image", "media/image1.png")]),
    ),
    "a blank header": (form(p("fee") + HEADER, header1=p()), form(p("fee") + HEADER.replace(
        '<w:headerReference w:type="default" r:id="p3"/>', ""))),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(NOT_SEEN))
def test_what_nobody_wrote_is_not_seen(what):
    one, other = NOT_SEEN[what]

    assert one.differs_from(other) == ""


def test_a_picture_is_its_content():
    other = package(p(inside=picture()), links=[IMAGE])
    changed = Package.open(other)
    changed.parts["word/media/image1.png"] = PICTURE + b"\0"

    one = canonical.form_of(Package.open(other))

    assert one.differs_from(canonical.form_of(changed)) != ""
