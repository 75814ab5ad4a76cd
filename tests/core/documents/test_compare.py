"""What screens show of two versions, and where comments go."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents.reading import markdown_text
from uratibu.core.documents.carry import Anchor, Landing, UnknownAnchor, carry
from uratibu.core.documents.compare import (
    PARAGRAPH_END,
    Segment,
    Sign,
    compare,
    segments,
    side_by_side,
)
from uratibu.core.documents.mapping import Fate, carry_ids, map_versions

LABOUR = "The ministry shall register each agency that sends workers abroad and inspect it."
BORDER = "Border posts keep one common log in which every crossing is written down at once."


def versions(old: str, new: str):
    """Two versions under permanent ids, and their mapping."""
    one, other = markdown_text(old), markdown_text(new)
    other, mapping = carry_ids(one, other, map_versions(one, other))
    return one, other, mapping


def signs(old: str, new: str) -> str:
    """The segments as text: [-deleted-] and {+inserted+}."""
    marks = {Sign.DELETED: "[-{}-]", Sign.INSERTED: "{{+{}+}}", Sign.KEPT: "{}"}
    return "".join(marks[one.sign].format(one.text) for one in segments(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the annual report", "the yearly report", "the [-annual-]{+yearly+} report"),
        ("one two", "one two three", "one two{+ three+}"),
        ("by March 2026.", "by May 2027.", "by [-March 2026-]{+May 2027+}."),
        ("is migrants' data", "is a migrant's data", "is [-migrants'-]{+a migrant's+} data"),
        ("cafe\u0301 open", "cafe open", "[-cafe\u0301-]{+cafe+} open"),
        ("\u0645\u064f\u0647 a", "\u0645\u0647 a", "[-\u0645\u064f\u0647-]{+\u0645\u0647+} a"),
    ],
)  # fmt: skip
def test_segments_are_words(old, new, expected):
    assert signs(old, new) == expected


WORDS = st.lists(
    st.sampled_from([
        "data", "Data", " ", "  ", ".", "e\u0301", "\u0915\u093f", "\n", "county", "'",
        "\U0001f468\u200d\U0001f469",
    ]),
    max_size=25,
).map("".join)  # fmt: skip


@given(WORDS, WORDS)
def test_segments_hold_both_texts_and_never_part_a_letter_from_its_signs(old, new):
    found = segments(old, new)

    assert "".join(one.text for one in found if one.sign is not Sign.INSERTED) == old
    assert "".join(one.text for one in found if one.sign is not Sign.DELETED) == new
    for at, one in enumerate(found):
        first = one.text[0]
        is_part = unicodedata.category(first)[0] == "M" or first == "\u200d"
        assert not is_part or (at == 0 and (old + new).startswith(first))


def test_a_moved_paragraph_shows_its_words_as_moved():
    old, new, mapping = versions(f"{LABOUR}\n\n{BORDER}\n\nOne more line here.",
                                 f"{BORDER}\n\nOne more line here.\n\n{LABOUR}")  # fmt: skip
    changes = [change for change in compare(old, new, mapping) if change.is_changed]

    assert [(one.fate, one.old, one.new) for one in changes] == [
        (Fate.MOVED, ("p-0001",), ("p-0001",))
    ]
    assert changes[0].segments == (Segment(Sign.MOVED, LABOUR),)


def test_a_split_paragraph_is_one_change_with_its_parts():
    old, new, mapping = versions(f"{LABOUR} {BORDER}", f"{LABOUR}\n\n{BORDER}")
    change = compare(old, new, mapping)[0]
    left, right = side_by_side(change)

    assert (change.fate, change.old, change.new) == (
        Fate.SPLIT, ("p-0001",), ("p-0001", "p-0002")
    )  # fmt: skip
    assert "".join(one.text for one in left) == f"{LABOUR} {BORDER}"
    assert "".join(one.text for one in right) == f"{LABOUR}{PARAGRAPH_END}{BORDER}"


def test_a_new_number_is_a_change_of_a_heading_that_is_kept():
    old, new, mapping = versions("# 4.2 Data", "# 4.3 Data")

    change = compare(old, new, mapping)[0]
    assert (change.fate, change.number_old, change.number_new) == (Fate.KEPT, "4.2", "4.3")
    assert change.is_changed


def landing(old: str, new: str, words: str) -> tuple[str, str, Landing]:
    """Where a comment on some words goes: unit, words there, and how."""
    _, _, mapping = versions(old, new)
    unit = next(each for each in mapping.old if words in each.text)
    start = unit.text.index(words)
    done = carry(Anchor(unit.id, start, start + len(words)), mapping)
    now = mapping.new_units.get(done.now.block)
    said = now.text[done.now.start : done.now.end] if now else ""
    return (" ".join(now.text.split()[:2]) if now else "", said, done.landing)


HEAD = "# Labour\n\n"
CARRIED = {
    "same": (LABOUR, f"A new first line.\n\n{LABOUR}", "each agency",
             ("The ministry", "each agency", Landing.SAME)),
    "text before it changed": (
        LABOUR, LABOUR.replace("The ministry", "The new ministry of labour"), "each agency",
        ("The new", "each agency", Landing.SAME)),
    "text in it changed": (
        LABOUR, LABOUR.replace("each agency", "each licensed agency"), "each agency",
        ("The ministry", "each licensed agency", Landing.CHANGED)),
    "its words are gone": (
        LABOUR, LABOUR.replace(" and inspect it", ""), "and inspect it",
        ("The ministry", "", Landing.SELECTION_GONE)),
    "in the second half of a split": (
        f"{LABOUR} {BORDER}", f"{LABOUR}\n\n{BORDER}", "common log",
        ("Border posts", "common log", Landing.SAME)),
    "in the second of two merged": (
        f"{LABOUR}\n\n{BORDER}", f"{LABOUR} {BORDER}", "common log",
        ("The ministry", "common log", Landing.SAME)),
    "deleted, a neighbour is left": (
        f"{HEAD}{LABOUR}\n\n{BORDER}", f"{HEAD}{BORDER}", "each agency",
        ("Border posts", "", Landing.NEIGHBOUR)),
    "deleted, only the heading is left": (
        f"{HEAD}{LABOUR}\n\n# Borders\n\n{BORDER}", f"{HEAD}# Borders\n\n{BORDER}", "each agency",
        ("Labour", "", Landing.SECTION)),
    "section deleted": (
        f"# Borders\n\n{BORDER}\n\n# Work\n\n{LABOUR}", f"# Borders\n\n{BORDER}", "each agency",
        ("Border posts", "", Landing.ELSEWHERE)),
    "everything is new": (
        LABOUR, "Zavanda is an invented country.", "each agency", ("", "", Landing.TEXT)),
}  # fmt: skip


@pytest.mark.parametrize("name", CARRIED)
def test_a_comment_always_has_a_place(name):
    old, new, words, expected = CARRIED[name]

    assert landing(old, new, words) == expected


def test_a_comment_on_a_cell_stays_in_its_row():
    page = "| a | b |\n|---|---|\n| Lamora county | {} |"
    _, _, mapping = versions(page.format("120 women"), page.format("125 women"))
    cell = mapping.old[1].inside[1]

    done = carry(Anchor(cell), mapping)
    assert (done.now.block, done.landing) == (mapping.new[1].id, Landing.CHANGED)


def test_carry_refuses_a_place_the_old_version_does_not_have():
    _, _, mapping = versions(LABOUR, BORDER)

    with pytest.raises(UnknownAnchor, match="p-0099"):
        carry(Anchor("p-0099"), mapping)
