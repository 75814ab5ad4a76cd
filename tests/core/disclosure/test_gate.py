"""Nothing becomes a released table but through the gate, and the gate knows why."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from spec.world import NOW, World, request
from uratibu.core.disclosure import gate
from uratibu.core.disclosure.gate import Words
from uratibu.core.disclosure.model import (
    NotThroughTheGate,
    Reason,
    ReleasedTable,
    Unprotected,
)
from uratibu.core.labels import NO_WORDS, label

ADDRESS = "measure=stock&by=origin&area=KEN&period=2020"
WORDS = Words(label("Title"), (label("Origin"), label("Period")), ())


def released(world: World, address: str = ADDRESS) -> ReleasedTable:
    return world.publisher.table(request(address))


def test_release_says_why_the_table_may_be_shown(world: World) -> None:
    table = gate.release(world.answer(ADDRESS), released_at=NOW, words=WORDS)
    assert (table.reason, table.released_at) == (Reason.ALREADY_PUBLIC, NOW)
    assert [cell.key for cell in table.cells] == [("SOM", "2020"), ("SSD", "2020"), ("_T", "2020")]


def test_what_was_counted_from_records_is_unprotected(world: World) -> None:
    answer = world.answer("measure=cases&area=KEN")
    with pytest.raises(Unprotected, match="cases is counted from records"):
        gate.release(answer, released_at=NOW, words=WORDS)


def test_one_edition_from_records_closes_the_whole_table(world: World) -> None:
    answer = world.answer(ADDRESS)
    secret = world.answer("measure=cases&area=KEN").lineage.editions
    mixed = replace(
        answer, lineage=replace(answer.lineage, editions=answer.lineage.editions + secret)
    )
    with pytest.raises(Unprotected):
        gate.release(mixed, released_at=NOW, words=WORDS)


def test_an_access_nobody_knows_is_closed(world: World) -> None:
    answer = world.answer(ADDRESS)
    (used,) = answer.lineage.editions
    odd = replace(answer.lineage, editions=(replace(used, access="open, I think"),))
    with pytest.raises(Unprotected):
        gate.release(replace(answer, lineage=odd), released_at=NOW, words=WORDS)


def test_a_table_cannot_be_made_by_hand(world: World) -> None:
    table = released(world)
    facts = {field.name: getattr(table, field.name) for field in fields(table)}
    with pytest.raises(NotThroughTheGate, match=r"disclosure\.gate\.release"):
        ReleasedTable(**facts)
    with pytest.raises(NotThroughTheGate):
        ReleasedTable(**facts, gate=object())


def test_a_table_cannot_be_copied_with_other_cells(world: World) -> None:
    with pytest.raises(NotThroughTheGate):
        replace(released(world), cells=())


def test_the_same_question_has_the_same_id_and_digest_at_any_time(world: World) -> None:
    answer = world.answer(ADDRESS)
    first = gate.release(answer, released_at=NOW, words=WORDS)
    later = gate.release(
        answer,
        released_at=datetime(2030, 1, 1, tzinfo=UTC),
        words=Words(label("Other"), (NO_WORDS, NO_WORDS), ()),
    )
    assert (later.id, later.digest) == (first.id, first.digest)
    assert first.id.startswith("stock-")
    assert len(first.digest) == 64


def test_a_release_keeps_its_id_when_the_whole_file_joins_the_part_of_one_country(
    world: World,
) -> None:
    part = world.answer(ADDRESS)
    editions = tuple(replace(used, digest="of many more") for used in part.lineage.editions)
    whole = replace(part, lineage=replace(part.lineage, editions=editions))
    first = gate.release(part, released_at=NOW, words=WORDS)
    second = gate.release(whole, released_at=NOW, words=WORDS)
    assert (second.id, second.digest) == (first.id, first.digest)


def test_the_same_question_in_other_words_has_the_same_id(world: World) -> None:
    plain = released(world, "measure=stock&area=KEN&by=origin&period=2024&origin=SOM,IND")
    turned = released(world, "measure=stock&area=KEN&by=origin&period=latest&origin=IND,SOM")
    assert (turned.id, turned.digest) == (plain.id, plain.digest)


@pytest.mark.parametrize(
    "address",
    [
        "measure=stock&by=origin&area=KEN&period=2024",
        "measure=stock&by=origin&area=KEN&period=2020&origin=SOM",
        "measure=stock&area=KEN&period=2020",
        "measure=stock&by=origin&area=KEN&period=2020&then=rank:origin",
    ],
)
def test_another_question_has_another_id_and_digest(world: World, address: str) -> None:
    first, other = released(world), released(world, address)
    assert other.id != first.id
    assert other.digest != first.digest


def test_a_changed_figure_has_another_digest(world: World) -> None:
    answer = world.answer(ADDRESS)
    first, *others = answer.cells
    for changed in (replace(first, value=others[0].value), replace(first, rank=1)):
        forged = replace(answer, cells=(changed, *others))
        table = gate.release(forged, released_at=NOW, words=WORDS)
        honest = gate.release(answer, released_at=NOW, words=WORDS)
        assert table.digest != honest.digest
        assert table.id == honest.id


def test_a_table_knows_the_words_of_its_codes(world: World) -> None:
    table = released(world)
    assert table.label("origin", "SOM") == label("Somalia")
    assert table.label("origin", "XXX") == label("XXX")
