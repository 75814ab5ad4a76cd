"""Accepting all gives exactly the new version, rejecting all the old one; for any two files."""

import shutil
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.tracked.corpus import converted
from core.documents.tracked.corpus.edits import edited
from core.documents.tracked.corpus.parts import item, note, notes, p, package, r, table
from core.documents.tracked.corpus.written import FILES
from core.documents.tracked.round_trip import compared, differences

NAMES = sorted(FILES)


@pytest.mark.parametrize("name", NAMES)
def test_an_edited_file_is_exact_both_ways(name):
    base = FILES[name]()
    for seed in range(2):
        new = edited(base, seed=f"{name}{seed}")

        assert differences(base, new) == []
        assert differences(new, base) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_edited_a_great_deal_is_exact(name):
    base = FILES[name]()
    old, new = (edited(base, seed=f"{name} {side}", times=20) for side in ("old", "new"))

    assert differences(old, new) == []


@pytest.mark.parametrize("name", NAMES)
def test_files_that_have_nothing_to_do_with_each_other_are_exact(name):
    others = [NAMES[(NAMES.index(name) + step) % len(NAMES)] for step in (1, 5, 12)]

    assert [differences(FILES[name](), FILES[other]()) for other in others] == [[], [], []]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_compared_with_itself_has_no_change(name):
    tracked = compared(FILES[name](), FILES[name]())

    assert tracked.changes == ()
    assert tracked.is_exact


def test_files_of_other_programs_are_exact(tmp_path):
    pandoc, office = shutil.which("pandoc"), shutil.which("soffice")
    if not pandoc or not office:
        pytest.skip("pandoc or LibreOffice is not installed")
    files = (
        converted.by_python_docx()
        | converted.by_pandoc(pandoc)
        | converted.by_libreoffice(office, tmp_path)
    )
    names = sorted(files)
    pairs = [(name, files[name], edited(files[name], seed=name)) for name in names]
    pairs += [(f"{a}, {b}", files[a], files[b]) for a, b in pairwise(names)]
    pairs += [(name, files[name], FILES["footnotes"]()) for name in names]

    assert len(FILES) + len(files) >= 40
    assert [
        (name, differences(old, new)) for name, old, new in pairs if differences(old, new)
    ] == []


WORDS = st.lists(st.sampled_from(["fee", "county", "é", "data", "5", "."]), max_size=5).map(
    " ".join
)


def styled(text, style):
    return p(text, style=style)


PARAGRAPHS = st.one_of(
    st.builds(styled, WORDS, st.sampled_from(["", "Heading1"])),
    st.builds(lambda text, look: p(inside=r(text, look)), WORDS, st.sampled_from(["<w:b/>", ""])),
    st.builds(item, WORDS, st.integers(0, 2)),
    st.builds(lambda text, n: p(text, inside=note("footnote", n)), WORDS, st.integers(1, 2)),
)
ROWS = st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=3)


def two_columns(rows):
    return table(*rows, columns=2)


BLOCKS = st.one_of(PARAGRAPHS, PARAGRAPHS, ROWS.map(two_columns))
BODIES = st.lists(BLOCKS, max_size=6).map("".join)


@settings(max_examples=60, deadline=None)
@given(BODIES, BODIES)
def test_any_two_small_files_are_exact(old, new):
    first, second = (
        package(body + p("end"), footnotes=notes("footnote", first, "Second note."))
        for body, first in ((old, "A note."), (new, "A note, changed."))
    )

    assert differences(first, second) == []
