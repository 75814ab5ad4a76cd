"""Two drafts compared on the command line."""

import json

import pytest

from core.documents.tracked.corpus.edits import edited
from core.documents.tracked.corpus.parts import p, package
from core.documents.tracked.corpus.written import FILES
from core.documents.tracked.round_trip import text
from uratibu.cli.main import main


@pytest.fixture
def drafts(tmp_path):
    """Two drafts that differ, and a place for the outcome."""
    old, new = tmp_path / "draft-1.docx", tmp_path / "draft-2.docx"
    old.write_bytes(FILES["plain"]())
    new.write_bytes(edited(FILES["plain"](), seed="command line"))
    return old, new, tmp_path / "tracked.docx"


def compare(*arguments):
    return main(["text", "compare", *map(str, arguments)])


def test_compare_writes_a_file_that_settles_to_both_drafts(drafts, capsys):
    old, new, out = drafts

    code = compare(old, new, "--out", out)

    said = capsys.readouterr().out
    assert code == 0
    assert text(out.read_bytes()) == text(new.read_bytes())
    assert text(out.read_bytes(), accept=False) == text(old.read_bytes())
    assert "Proved: accepting all gives the new file, rejecting all the old one." in said


def test_compare_says_how_much_changed(tmp_path, capsys):
    old, new, out = (tmp_path / name for name in ("a.docx", "b.docx", "c.docx"))
    old.write_bytes(package(p("The state may act at once.") + p("end")))
    new.write_bytes(package(p("The state shall act at once.") + p("A new duty.") + p("end")))

    compare(old, new, "--out", out)

    assert capsys.readouterr().out.splitlines()[0] == (
        f"{out}: paragraphs inserted 1, deleted 0, moved 0, edited 1, split 0, joined 0, "
        "formatted 0; rows inserted 0, deleted 0; words inserted 4, deleted 1"
    )


def test_compare_speaks_swahili(drafts, capsys):
    compare(drafts[0], drafts[0], "--out", drafts[2], "--language", "sw")

    said = capsys.readouterr().out
    assert "Maandishi ni yale yale." in said
    assert "Imethibitishwa: kukubali yote kunatoa faili mpya" in said


def test_compare_names_author_and_day_and_lists_changes_as_json(drafts, capsys):
    old, new, out = drafts

    code = compare(
        old, new, "--out", out, "--author", "County of Lamu", "--date", "2026-05-01", "--json"
    )

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (said["result"], said["file"], said["is_exact"]) == ("written", str(out), True)
    assert said["changes"][0]["number"] == 1
    assert sum(said["counts"][kind] for kind in ("inserted", "deleted", "edited")) > 0


def test_compare_puts_nothing_in_place_of_a_file_unless_told(drafts, capsys):
    old, new, out = drafts
    out.write_bytes(b"something that matters")

    refused = compare(old, new, "--out", out)
    kept = out.read_bytes()
    allowed = compare(old, new, "--out", out, "--overwrite")

    assert (refused, kept, allowed) == (2, b"something that matters", 0)
    assert "say --overwrite" in capsys.readouterr().err


def test_compare_never_writes_over_what_it_compares(drafts, capsys):
    old, new, _ = drafts

    assert compare(old, new, "--out", new, "--overwrite") == 2
    assert "one of the files to be compared" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["tracked.pdf", "nowhere/tracked.docx"])
def test_compare_wants_a_place_for_a_word_file(name, drafts, tmp_path):
    assert compare(drafts[0], drafts[1], "--out", tmp_path / name) == 2


def test_compare_writes_nothing_where_a_file_is_refused(drafts, capsys):
    old, _, out = drafts

    code = compare(old, old.with_name("missing.docx"), "--out", out, "--json")

    said = json.loads(capsys.readouterr().out)
    assert (code, said["result"], out.exists()) == (1, "refused", False)
    assert [finding["rule"] for finding in said["findings"]] == ["tracked/no-file"]


def test_compare_says_with_its_exit_code_that_something_is_not_tracked(tmp_path, capsys):
    def draft(*words):
        marks = "".join(
            f'<w:p><w:bookmarkStart w:id="{n}" w:name="{word[:4]}"/><w:r><w:t>{word}</w:t></w:r>'
            f'<w:bookmarkEnd w:id="{n}"/></w:p>'
            for n, word in enumerate(words)
        )
        return package(marks + p("end"))

    lines = ("one of the duties of the state", "fees are banned from now on and for good")
    old, new = tmp_path / "a.docx", tmp_path / "b.docx"
    old.write_bytes(draft(*lines))
    new.write_bytes(draft(*lines[::-1]))

    assert compare(old, new, "--out", tmp_path / "c.docx") == 1
    assert "[tracked/bookmark-moved]" in capsys.readouterr().out
