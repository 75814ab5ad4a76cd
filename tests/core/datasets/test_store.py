"""Editions are written once and never change."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.datasets.factories import DATASET, facts, observation
from uratibu.core.datasets.model import Observation
from uratibu.core.datasets.store import Store, UnknownEdition
from uratibu.core.findings import Refused


def rule(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.rule for finding in refused.value.findings]


def test_register_keeps_what_it_was_given(tmp_path: Path) -> None:
    store = Store(tmp_path)
    brought = [observation(7, sex="M"), observation("5.25"), observation(0, area="NAM")]
    made = store.register(DATASET, "2024", brought, facts())
    assert made.is_new
    assert store.edition("stocks", "2024") == made.edition
    assert list(store.observations(made.edition)) == [brought[1], brought[0], brought[2]]
    assert (made.edition.observations, made.edition.id) == (3, "stocks@2024")


def test_register_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = store.register(DATASET, "2024", [observation(7)], facts())
    second = store.register(DATASET, "2024", [observation(9)], facts())
    assert (second.is_new, second.edition) == (False, first.edition)
    assert [o.value.number for o in store.observations(first.edition)] == [7]


def test_register_other_bytes_under_a_name_in_use_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.register(DATASET, "2024", [observation(7)], facts())
    with pytest.raises(Refused) as refused:
        store.register(DATASET, "2024", [observation(7)], facts("b" * 64))
    assert rule(refused) == ["datasets/edition-exists"]
    assert "new edition name" in refused.value.findings[0].remedy


@pytest.mark.parametrize("name", ["../2024", "a/b", "", ".hidden", "x" * 101, "a\0b"])
def test_register_under_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        Store(tmp_path / "store").register(DATASET, name, [observation()], facts())
    assert rule(refused) == ["datasets/name"]
    assert not list(tmp_path.iterdir())


def test_whole_file_widens_an_extract_of_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.register(DATASET, "2024", [observation(7)], facts(area="KEN"))
    whole = [observation(7), observation(8, area="NAM")]
    widened = store.register(DATASET, "2024", whole, facts())
    again = store.register(DATASET, "2024", [observation(7)], facts(area="KEN"))
    assert (widened.is_new, widened.edition.area, again.is_new) == (True, "", False)
    assert list(store.observations(again.edition)) == whole


def test_whole_file_that_contradicts_its_extract_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.register(DATASET, "2024", [observation(7)], facts(area="KEN"))
    with pytest.raises(Refused) as refused:
        store.register(DATASET, "2024", [observation(8)], facts())
    assert rule(refused) == ["datasets/contradicts-extract"]


def test_editions_are_ordered_by_their_numbers_and_know_what_they_supersede(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    for index, name in enumerate(("10", "2024", "9")):
        store.register(DATASET, name, [observation(index + 1)], facts(str(index) * 64))
    assert [(e.edition, e.supersedes) for e in store.editions("stocks")] == [
        ("9", ""), ("10", "9"), ("2024", "10"),
    ]  # fmt: skip
    latest = store.latest("stocks")
    assert latest is not None
    assert latest.edition == "2024"
    assert store.editions() == store.editions("stocks")


def test_an_unknown_edition_names_those_there_are(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.register(DATASET, "2024", [observation()], facts())
    with pytest.raises(UnknownEdition, match=r"no edition 2030 of stocks. There is: 2024\."):
        store.edition("stocks", "2030")
    with pytest.raises(UnknownEdition, match="No edition of nothing is registered"):
        store.edition("nothing", "2030")
    assert store.latest("nothing") is None
    assert store.editions("../stocks") == ()


def test_verify_sees_a_changed_and_a_damaged_file(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = store.register(DATASET, "1", [observation(7)], facts()).edition
    second = store.register(DATASET, "2", [observation(8)], facts("b" * 64)).edition
    assert store.verify(first) == ()
    store.parquet(first).write_bytes(store.parquet(second).read_bytes())
    assert [f.rule for f in store.verify(first)] == ["datasets/changed-edition"]
    store.parquet(first).write_bytes(b"PAR1 nonsense PAR1")
    assert [f.rule for f in store.verify(first)] == ["datasets/damaged-edition"]


def test_digest_does_not_depend_on_rows_but_on_what_is_said(tmp_path: Path) -> None:
    store = Store(tmp_path)
    brought = [observation(1, row=2), observation(2, sex="M", row=3)]
    moved = [replace(brought[1], source_row=9), brought[0]]
    changed = [brought[0], replace(brought[1], note="revised")]
    digests = [
        store.register(DATASET, name, listed, facts(name * 64)).edition.digest
        for name, listed in (("1", brought), ("2", moved), ("3", changed))
    ]
    assert digests[0] == digests[1] != digests[2]


def test_largest_and_smallest_numbers_are_kept_exactly(tmp_path: Path) -> None:
    store = Store(tmp_path)
    brought = [observation("9" * 29 + ".999999999"), observation("-0.000000001", sex="M")]
    edition = store.register(DATASET, "1", brought, facts()).edition
    assert [str(o.value.number) for o in store.observations(edition)] == [
        "9" * 29 + ".999999999", "-1E-9",
    ]  # fmt: skip


def test_whoever_is_quicker_keeps_the_name(tmp_path: Path) -> None:
    """Other bytes that arrive between the first look and the writing are not written over."""

    def slow() -> Iterator[Observation]:
        Store(tmp_path).register(DATASET, "2024", [observation(7)], facts())
        yield observation(8)

    store = Store(tmp_path)
    with pytest.raises(Refused) as refused:
        store.register(DATASET, "2024", slow(), facts("b" * 64))
    assert rule(refused) == ["datasets/edition-exists"]
    assert [o.value.number for o in store.observations(store.edition("stocks", "2024"))] == [7]


def test_same_bytes_that_arrive_meanwhile_change_nothing(tmp_path: Path) -> None:
    def slow() -> Iterator[Observation]:
        Store(tmp_path).register(DATASET, "2024", [observation(7)], facts())
        yield observation(7)

    assert not Store(tmp_path).register(DATASET, "2024", slow(), facts()).is_new


def test_what_a_killed_writer_left_behind_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "stocks" / ".writing-killed").mkdir(parents=True)
    Store(tmp_path).register(DATASET, "2024", [observation(7)], facts())
    assert [entry.name for entry in (tmp_path / "stocks").iterdir()] == ["2024"]


@pytest.mark.parametrize("text", ["{broken", "[]", "{}", '{"published_on": 3}'])
def test_damaged_facts_are_a_finding(tmp_path: Path, text: str) -> None:
    store = Store(tmp_path)
    store.register(DATASET, "2024", [observation(7)], facts())
    (tmp_path / "stocks" / "2024" / "edition.json").write_text(text)
    with pytest.raises(Refused) as refused:
        store.editions()
    assert rule(refused) == ["datasets/damaged-facts"]
    assert refused.value.findings[0].where.file == "stocks/2024/edition.json"
