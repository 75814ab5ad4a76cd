"""Files made to hurt: refused by name, or read without what would hurt, and told.

The numbers d01 to d10 are those of the threat model; o, h and m are the same for ODT, HTML and
Markdown. Every file is read as a user's is: gate, child process, limits.
"""

import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from core.documents.reading import (
    ODT_SPACES,
    OTHERS,
    RELATIONS,
    TYPES,
    R,
    W,
    docx_of,
    odt_of,
    odt_read,
    p,
    packed,
)
from uratibu.core.documents import outline
from uratibu.core.documents.load import door, draft, worker
from uratibu.core.documents.load.losses import Losses
from uratibu.core.findings import Where
from uratibu.core.intake.child import Limits
from uratibu.core.intake.faults import Faults

LIMITS = Limits(memory_bytes=1024 * 1024 * 1024, cpu_seconds=20, wall_seconds=40)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def docx_with(extra: dict[str, str | bytes], body: str = "", links: str = "") -> bytes:
    """A Word file with further parts."""
    document = f"<w:document {W} {R} {OTHERS}><w:body>{p('First')}{body}</w:body></w:document>"
    files: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": document}
    if links:
        files["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'
        )
    return packed({**files, **extra})


def odt_with(extra: dict[str, str | bytes]) -> bytes:
    """An ODT file with further or other parts."""
    body = "<office:body><office:text><text:p>First</text:p></office:text></office:body>"
    content = f"<office:document-content {ODT_SPACES}>{body}</office:document-content>"
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return packed({**files, **extra})


def png(width: int, height: int) -> bytes:
    """The head of a picture that says it is so large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def picture(kind: str) -> tuple[str, str]:
    """A paragraph with a picture, and the link to its part."""
    body = '<w:p><w:r><w:drawing><a:blip r:embed="r7"/></w:drawing></w:r></w:p>'
    return body, f'<Relationship Id="r7" Target="media/image1.{kind}"/>'


def noise(count: int) -> str:
    """So many paragraphs that do not pack well."""
    chance = random.Random(1)
    return "".join(f"<w:p><w:r><w:t>{chance.getrandbits(120):x}</w:t></w:r></w:p>"
                   for _ in range(count))  # fmt: skip


def remote_template() -> bytes:
    """A file whose template stands on a server."""
    link = (
        '<Relationship Id="r1" TargetMode="External" Target="https://evil.example/t.dotm" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
    )
    return docx_with({
        "word/settings.xml": f'<w:settings {W} {R}><w:attachedTemplate r:id="r1"/></w:settings>',
        "word/_rels/settings.xml.rels":
            f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>',
    })  # fmt: skip


def embedded() -> bytes:
    """A file with another one inside."""
    body = "<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>"
    return docx_with({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0evil"}, body)


def metadata() -> bytes:
    """A file that names its authors."""
    comment = f'<w:comment w:id="0" w:author="Jane Spy">{p("Not for the minister")}</w:comment>'
    return docx_with({
        "word/comments.xml": f"<w:comments {W}>{comment}</w:comments>",
        "docProps/core.xml": "<core><creator>Jane Spy</creator></core>",
    })  # fmt: skip


FIELD = "<w:fldSimple w:instr='INCLUDETEXT \"/etc/passwd\"'><w:r><w:t>x</w:t></w:r></w:fldSimple>"
INCLUDE = f"<w:p>{FIELD}</w:p>"
SECTIONS = "<text:section>" * 5_000 + "</text:section>" * 5_000
SCRIPT_LINK = '<w:p><w:hyperlink r:id="r7"><w:r><w:t>click</w:t></w:r></w:hyperlink></w:p>'
JAVASCRIPT = '<Relationship Id="r7" TargetMode="External" Target="javascript:alert(1)"/>'
NESTED = "<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000
REPEATED = (
    '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
    'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    "</table:table-row></table:table>"
)
Make = Callable[[], bytes]
FILES: dict[str, tuple[str, Make]] = {
    "d01-three-million-paragraphs.docx": ("bomb", lambda: docx_of("<w:p/>" * 3_000_000)),
    "d02-remote-template.docx": ("outside-template", remote_template),
    "d03-include-text.docx": ("outside-field", lambda: docx_with({}, INCLUDE)),
    "d04-authors.docx": ("comments", metadata),
    "d05-javascript-link.docx": ("unsafe-link", lambda: docx_with({}, SCRIPT_LINK, JAVASCRIPT)),
    "d06-ole-object.docx": ("embedded-object", embedded),
    "d07-huge-picture.docx": (
        "picture-format",
        lambda: docx_with({"word/media/image1.png": png(50_000, 50_000)}, *picture("png"))),
    "d08-svg-script.docx": (
        "picture-format",
        lambda: docx_with({"word/media/image1.svg": "<svg><script>x()</script></svg>"},
                          *picture("svg"))),
    "d09-document-type.docx": (
        "document-type", lambda: docx_with({"customXml/item1.xml": f"{LAUGHS}<x>&c;</x>"})),
    "d10-nested-tables.docx": ("too-deep", lambda: docx_of(NESTED)),
    "d11-macros.docx": ("active-content", lambda: docx_with({"word/vbaProject.bin": b"x"})),
    "o01-bomb.odt": ("bomb", lambda: odt_of("<text:p/>" * 3_000_000)),
    "o02-billion-laughs.odt": (
        "document-type", lambda: odt_with({"content.xml": f"{LAUGHS}<x>&c;</x>"})),
    "o03-macros.odt": ("active-content", lambda: odt_with({"Basic/Standard/M.xml": "<m/>"})),
    "o05-path.odt": ("path-in-part", lambda: odt_with({"../evil.xml": "<x/>"})),
    "o06-object.odt": ("embedded-object", lambda: odt_of(
        '<text:p>First<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>')),
    "o07-deep.odt": ("too-deep", lambda: odt_of(SECTIONS)),
    "o08-sheet.odt": ("other-content", lambda: odt_with(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})),
    "h01-deep.html": ("too-deep", lambda: b"<p>First</p>" + b"<div>" * 50_000 + b"x"),
    "h02-laughs.html": ("document-type", f"{LAUGHS}<html>&c;</html>".encode),
    "h03-script.html": ("script", lambda: b"<html><p>First</p><script>alert(1)</script></html>"),
    "h04-latin-1.html": ("encoding", lambda: b"<html><p>Caf\xe9</p></html>"),
    "h05-large.html": ("too-large", lambda: b"<html>" + b"<p>x</p>" * 1_500_000),
    "h06-elsewhere.html": (
        "picture-elsewhere", lambda: b"<p>First</p><img src='http://169.254.169.254/'>"),
    "h07-unclosed.html": ("too-deep", lambda: b"<p>First" + b"<b><i>" * 20_000),
    "m01-zero-bytes.md": ("other-content", lambda: b"# First\0"),
    "m02-script.md": ("script", lambda: b"# First\n\n<iframe src='x'></iframe>\n"),
    "m03-empty.md": ("other-content", lambda: b"  \n"),
    "m04-no-words.md": ("no-words", lambda: b"<!-- nothing -->"),
    "x01-pdf.docx": ("other-content", lambda: b"%PDF-1.7"),
    "x02-docx.odt": ("other-content", lambda: docx_of(p("x"))),
    "x03-odt.docx": ("other-content", lambda: odt_of("<text:p>x</text:p>")),
    "x04-docx.md": ("other-content", lambda: docx_of(p("x"))),
    "x05-page.docx": ("other-content", lambda: b"<html><p>x</p></html>"),
    "x06-cut.docx": ("other-content", lambda: docx_of(p("x"))[:300]),
    "x07-rtf.docx": ("other-content", lambda: b"{\\rtf1 x}"),
    "x08-old.docx": ("other-content", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
}  # fmt: skip
STILL_READ = {"outside-template", "outside-field", "comments", "unsafe-link", "embedded-object",
              "picture-format", "script", "picture-elsewhere"}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_named(name, tmp_path: Path):
    rule, make = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    brought = door.load(path, limits=LIMITS)

    assert f"documents/{rule}" in {finding.rule for finding in brought.findings}
    assert all(finding.where.file == name for finding in brought.findings)
    assert (brought.text is not None) == (rule in STILL_READ)
    if brought.text is not None:
        said = " ".join(unit.text for unit in outline.units(brought.text))
        assert said.startswith("First")
        assert "Spy" not in repr(brought.text)
        assert "alert" not in repr(brought.text)
        assert "javascript" not in repr(brought.text.blocks)
        assert brought.pictures == {}


@pytest.mark.parametrize(
    "source",
    ["[" * 30_000, "*a " * 20_000, "> " * 2_000 + "x", "- " * 1_000 + "x"],
    ids=["brackets", "stars", "quotes", "lists"],
)  # fmt: skip
def test_markdown_made_to_take_long_is_read_or_given_up(source, tmp_path: Path):
    path = tmp_path / "draft.md"
    path.write_text(f"First.\n\n{source}\n", "utf-8")
    brought = door.load(path, limits=Limits(cpu_seconds=2, wall_seconds=20))

    assert brought.text is not None or next(one.rule for one in brought.findings) in {
        "documents/reader-stopped", "documents/too-deep",
    }  # fmt: skip


@pytest.mark.parametrize("count", [40, 80])
def test_a_file_with_too_many_paragraphs_is_refused(count, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(draft, "MOST_BLOCKS", 50)
    path = tmp_path / "draft.docx"
    path.write_bytes(docx_of(noise(count)))
    faults = Faults(Where(file="draft.docx"), room="documents")
    text = worker.read(path, "docx", draft.Draft(Losses("draft.docx")), faults)

    rules = [finding.rule for finding in faults.findings()]
    assert (text is None, rules) == (
        (True, ["documents/too-many-paragraphs"]) if count > 50 else (False, [])
    )


def test_repeated_cells_of_an_odt_file_are_counted_before_they_are_made(tmp_path, monkeypatch):
    monkeypatch.setattr(draft, "MOST_BLOCKS", 500)
    with pytest.raises(draft.TooLarge):
        odt_read(odt_of(REPEATED), tmp_path)


def test_a_reader_that_takes_too_much_is_given_up(tmp_path: Path):
    path = tmp_path / "draft.docx"
    path.write_bytes(docx_of(noise(3_000)))
    brought = door.load(path, limits=Limits(memory_bytes=30 * 1024 * 1024))

    assert brought.text is None
    assert [one.rule for one in brought.findings] == ["documents/reader-stopped"]


def test_a_sound_file_comes_with_its_pictures_and_digest(tmp_path: Path):
    path = tmp_path / "draft.docx"
    path.write_bytes(docx_with({"word/media/image1.png": png(40, 30)}, *picture("png")))
    brought = door.load(path)

    assert brought.findings == ()
    assert brought.text is not None
    assert [(one.media_type, one.width, one.height) for one in brought.text.media] == [
        ("image/png", 40, 30)
    ]
    assert brought.pictures == {brought.text.media[0].digest: png(40, 30)}
    assert (brought.text.source.format, len(brought.text.source.digest)) == ("docx", 64)


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    brought = door.load(tmp_path / "nothing.docx")

    assert [one.rule for one in brought.findings] == ["documents/no-file"]
