"""Numbers, periods and states in the reader's language."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from uratibu.core.labels import label
from uratibu.design import wording, words

BOTH = label({"en": "Refugees", "sw": "Wakimbizi"})
ENGLISH = label("Only English")


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        ("1050147", 0, "1,050,147"),
        ("-10003", 0, "\u221210,003"),
        ("4.45", 1, "4.4"),
        ("0", 2, "0.00"),
    ],
)
def test_amount(number, decimals, text):
    assert wording.amount(Decimal(number), decimals) == text


@pytest.mark.parametrize(
    ("code", "kind", "english", "swahili"),
    [
        ("2024", "mid-year", "Mid-year 2024", "Katikati ya 2024"),
        ("2019-08-24", "day", "24 August 2019", "24 Agosti 2019"),
        ("2023/24", "fiscal-year", "Fiscal year 2023/24", "Mwaka wa fedha 2023/24"),
        ("2015-2020", "five-years", "2015\u20132020", "2015\u20132020"),
        ("2019..2021", "year", "2019\u20132021", "2019\u20132021"),
        ("2024-05", "month", "May 2024", "Mei 2024"),
    ],
)
def test_period(code, kind, english, swahili):
    assert wording.period(code, kind) == english
    with override("sw"):
        assert wording.period(code, kind) == swahili


def test_at_period_has_its_preposition():
    assert wording.at_period("2024", "year-end") == "at the end of 2024"
    assert wording.at_period("2019-08-24", "day") == "on 24 August 2019"


def test_a_state_without_a_number_has_words_and_a_number_has_none():
    assert wording.state("suppressed") == "hidden to protect people"
    assert wording.state("zero") == ""


def test_marked_says_that_words_are_english_where_the_reader_s_are_missing():
    with override("sw"):
        assert wording.marked(ENGLISH) == '<span lang="en">Only English</span>'
        assert wording.marked(BOTH) == "Wakimbizi"


def test_marked_escapes_what_a_pack_says():
    with override("sw"):
        assert "<i>" not in wording.marked(label("<i>x</i>"))


def test_compile_all_writes_only_lists_that_changed(tmp_path):
    folder = tmp_path / "sw" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    )

    assert words.compile_all(tmp_path) == (folder / "django.mo",)
    assert words.compile_all(tmp_path) == ()
    assert [file.name for file in folder.iterdir() if file.suffix == ".tmp"] == []
