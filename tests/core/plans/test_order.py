"""Elements stand before what they contain, and none is lost."""

from hypothesis import given
from hypothesis import strategies as st

from plan_examples import element
from uratibu.core.plans.order import reading_order


def ids(*pairs):
    return [e.id for e in reading_order(element(key, parent=parent) for key, parent in pairs)]


def test_reading_order_puts_children_behind_their_parent():
    assert ids(("a", ""), ("b", ""), ("a2", "a"), ("b1", "b"), ("a1", "a"), ("a21", "a2")) == [
        "a", "a2", "a21", "a1", "b", "b1",
    ]  # fmt: skip


def test_reading_order_keeps_what_hangs_on_nothing_or_on_itself():
    assert ids(("x", "y"), ("y", "x"), ("a", ""), ("lost", "gone")) == ["a", "lost", "x", "y"]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["", *"abcdefgh"])))
def test_reading_order_loses_nothing_and_repeats_nothing(tree):
    assert sorted(ids(*tree.items())) == sorted(tree)
