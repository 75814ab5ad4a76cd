from __future__ import annotations

from dataclasses import replace

import pytest

from core.reports.publishing import FixturePublisher, kenya
from uratibu.core.disclosure.request import Request
from uratibu.core.reports.bind import Binder, Unbound
from uratibu.core.reports.binding import parse_expression
from uratibu.core.values import number


def binder(publisher: FixturePublisher | None = None) -> Binder:
    return Binder(publisher or kenya(), "KEN", "en")


def test_a_table_is_asked_for_once():
    publisher = kenya()
    asking = binder(publisher)
    for _ in range(3):
        asking.figure(parse_expression("stock.total@2024"))

    assert publisher.asked == [
        Request("stock.total", where=(("area", ("KEN",)),), periods=("2024",))
    ]


def test_a_refusal_is_remembered_too():
    publisher = kenya()
    asking = binder(publisher)
    for _ in range(2):
        with pytest.raises(Unbound):
            asking.figure(parse_expression("nothing@2024"))

    assert len(publisher.asked) == 1


def test_latest_and_its_year_are_one_figure():
    asking = binder()

    assert asking.figure(parse_expression("stock.total@latest")) == asking.figure(
        parse_expression("stock.total@2024")
    )


@pytest.mark.parametrize("ask", [lambda b: b.periods("nothing", "KEN"), lambda b: b.areas("x")])
def test_what_nobody_declared_is_unbound(ask):
    with pytest.raises(Unbound) as fault:
        ask(binder())

    assert fault.value.kind == "unknown"


def test_a_place_in_the_ranking_that_nobody_holds_is_declined():
    with pytest.raises(Unbound, match="has 3 figures in 2024, so none is number 4"):
        binder().figure(parse_expression("stock.total@2024 leader=origin:4"))


def test_a_member_that_is_not_there_is_declined():
    with pytest.raises(Unbound, match="has no figure for period 2024, origin XXX"):
        binder().figure(parse_expression("stock.total@2024 share=origin where origin=XXX"))


def test_an_older_edition_is_asked_for_by_name():
    publisher = kenya()
    figure = binder(publisher).figure(parse_expression("stock.total@2024 edition=undesa-ims:2020"))

    assert publisher.asked[0].editions == (("undesa-ims", "2020"),)
    assert figure.id == "stock.total@2024#KEN,edition=undesa-ims:2020"


def test_all_others_are_a_figure_of_their_own():
    figure = binder().figure(parse_expression("stock.total@2024 top=2:origin where origin=_R"))

    assert (figure.text, figure.id) == (
        "141,900", "stock.total@2024#KEN,origin=_R,top=2:origin",
    )  # fmt: skip


def test_a_rank_is_printed_as_the_gate_gave_it():
    figure = binder().figure(parse_expression("stock.total@2024 rank=origin where origin=UGA"))

    assert (figure.text, figure.request.endswith("then=rank:origin")) == ("2", True)


def test_a_magnitude_has_no_sign():
    publisher = kenya()
    facts = publisher.measures["remittances.inflow"]
    publisher.measures = {"m": replace(facts, rows={("KEN", "2024"): number(-10003)})}

    assert [
        binder(publisher).figure(parse_expression(f"m@2024{shown}")).text
        for shown in ("", " as=magnitude")
    ] == ["\u221210,003", "10,003"]
