from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from uratibu.core.reports import numerals, texts, words
from uratibu.core.values import MISSING, SUPPRESSED, number


def test_every_fixed_word_is_in_every_language():
    assert set(words.word_languages().values()) == {("en", "sw")}


@pytest.mark.parametrize(
    ("amount", "decimals", "language", "unit", "printed"),
    [
        ("992536", 0, "en", "", "992,536"),
        ("992536", 0, "sw", "", "992,536"),
        ("-10003", 0, "en", "", "\u221210,003"),
        ("4227611606.3", 0, "en", "million", "4,228 million"),
        ("4227611606.3", 1, "sw", "billion", "bilioni 4.2"),
        ("2.0111", 2, "sw", "", "2.01"),
        ("2", 2, "en", "", "2.00"),
        ("0", 0, "en", "", "0"),
        ("-0.2", 0, "en", "", "0"),
    ],
)
def test_written_prints_numbers_as_the_language_does(amount, decimals, language, unit, printed):
    value = number(Decimal(amount))

    assert numerals.written(value, decimals=decimals, language=language, unit=unit) == printed


def test_written_never_prints_a_state_as_a_number():
    assert numerals.written(SUPPRESSED, decimals=0, language="en", unit="million") == "[c]"
    assert numerals.written(MISSING, decimals=2, language="sw") == "[x]"


def test_day_written_names_the_month_in_the_language():
    assert numerals.day_written(date(2025, 6, 30), "en") == "30 June 2025"
    assert numerals.day_written(date(2025, 6, 30), "sw") == "30 Juni 2025"


def test_passages_are_paragraphs_items_and_notes_with_their_lines():
    found = texts.passages("One\ngoes on.\n\n- First\n- Second\n  more\n> Note\n")

    assert [(p.text, p.style, p.line, p.number) for p in found] == [
        ("One goes on.", "body", 1, 1),
        ("First", "item", 4, 2),
        ("Second more", "item", 5, 3),
        ("Note", "note", 7, 4),
    ]


def test_sentence_with_finds_the_sentence_around_a_figure():
    text = "First. Then {a.b@2024 where x=Y} more! Last."

    assert texts.sentence_with(text, "a.b@2024 where x=Y") == "Then {a.b@2024 where x=Y} more!"
