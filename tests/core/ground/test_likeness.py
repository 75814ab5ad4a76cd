"""What a person meant: whole words before beginnings, beginnings before typing errors."""

import pytest

from uratibu.core import likeness

NAMES = ("directorate of immigration services", "immigration department", "dis")
PIECES = likeness.trigrams_of(NAMES)


def test_folded_drops_case_accents_and_signs():
    assert likeness.folded("  Côte d'Ivoire (CIV) ") == "cote d ivoire civ"


def test_score_prefers_whole_then_start_then_words_then_likeness():
    typed = ("dis", "immigration dep", "services immigration", "imigration departmnt", "treasury")
    scores = [likeness.score(text, NAMES, PIECES) for text in typed]

    assert scores == sorted(scores, reverse=True)
    assert [score > 0 for score in scores] == [True, True, True, True, False]


@pytest.mark.parametrize("text", ["", "xyz", "of"])
def test_score_of_what_is_not_meant_stays_low(text):
    assert likeness.score(text or "qqq", ("national treasury",), frozenset()) == 0
