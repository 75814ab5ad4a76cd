"""Which blocks of two texts belong together."""

import time

from uratibu.core.documents.tracked.align import Sketches, Step, Unit, align, common, moves

SKETCHES = Sketches()


def units(*texts):
    return [Unit(text, "p", SKETCHES.of(text), may_move=True) for text in texts]


def steps(old, new):
    return [(step.old, step.new) for step in align(units(*old), units(*new))]


def test_common_finds_the_longest_sequence():
    assert common("abcdxe", "xabde") == [(0, 1), (1, 2), (3, 3), (5, 4)]


def test_an_edited_paragraph_pairs_with_what_it_was():
    assert steps(
        ["the state acts at once", "fees are banned"], ["the state acts at last", "fees are banned"]
    ) == [(0, 0), (1, 1)]


def test_paragraphs_without_a_word_in_common_do_not_pair():
    assert steps(["the state acts"], ["fees are banned"]) == [(0, None), (None, 0)]


def test_the_likest_pair_is_taken_and_not_the_first():
    old = ["each worker gets a contract in writing"]
    new = ["each worker gets a meal", "each worker gets a contract in writing before travel"]

    assert steps(old, new) == [(None, 0), (0, 1)]


def test_empty_lines_do_not_pull_text_apart():
    assert steps(["one two three", "", "four five six"], ["", "one two three", "four five six"]) == [
        (None, 0), (0, 1), (1, None), (2, 2),
    ]  # fmt: skip


def test_what_is_gone_here_and_stands_there_has_moved():
    old = units("the state acts at once", "fees are banned", "data are kept in confidence")
    new = [old[1], old[2], old[0]]

    assert moves(old, new, align(old, new)) == {0: 2}


def test_a_short_line_has_not_moved():
    old = units("see below", "fees are banned from now on", "data are kept in confidence")
    new = [old[1], old[2], old[0]]

    assert moves(old, new, align(old, new)) == {}


def test_two_long_texts_without_a_line_in_common_are_aligned_in_time():
    old = units(*(f"duty {n} of the state in year {n * 7}" for n in range(3_000)))
    new = units(*(f"duty {n} of the county in year {n * 7} and later" for n in range(3_000)))
    began = time.process_time()

    found = align(old, new)

    assert time.process_time() - began < 20
    assert found == [Step(n, n) for n in range(3_000)]
