from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.reports.binding import (
    Ask,
    NotAFigure,
    figure_id,
    parse_expression,
    parse_figure_id,
)

CODES = st.from_regex(r"[A-Z]{3}", fullmatch=True)


def test_parse_expression_reads_filters_and_options():
    asked = parse_expression("stock.total@latest where origin=SOM, sex=F unit=thousand decimals=1")

    assert asked == Ask(
        "stock.total",
        "latest",
        where=(("origin", "SOM"), ("sex", "F")),
        unit="thousand",
        decimals=1,
    )


def test_parse_expression_reads_leader_change_and_edition():
    assert parse_expression("a.b@2024 leader=origin:2 as=name") == Ask(
        "a.b", "2024", leader=("origin", 2), shown="name"
    )
    assert parse_expression("a.b@2024 change=percent since=2020 edition=d-s:2024-1") == Ask(
        "a.b", "2024", change="percent", since="2020", edition=("d-s", "2024-1")
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("stock.total", "does not start with a measure, @ and a period"),
        ("Stock@2024", "is not a measure, @ and a period"),
        ("a.b@2024 where origin", "is not of the shape name=code"),
        ("a.b@2024 unit=dozen", "choose one of thousand, million, billion"),
        ("a.b@2024 change=percent", "change= needs since="),
        ("a.b@2024 as=name", "as=name needs leader="),
        ("a.b@2024 share=origin rank=origin", "only one of change=, share= and rank="),
        ("a.b@2024 sex=F sex=M", "says something twice"),
        ("a.b@2024 decimals=one", "decimals is not a whole number"),
        ("a.b@2024 leader=origin:first", "does not end in a place"),
        ("a.b@2024 edition=2024", "is not of the shape data-set:edition"),
        ("a.b@2024 top=origin", "is not of the shape 10:origin"),
        ("a.b@2024 leader=origin change=percent since=2020", "do not go together"),
    ],
)
def test_parse_expression_tells_what_is_wrong(text, told):
    with pytest.raises(NotAFigure, match=told):
        parse_expression(text)


@given(area=CODES, origin=CODES, period=st.sampled_from(["2024", "2023/24", "2019-08-24"]))
def test_a_figure_can_be_asked_again_from_its_id(area, origin, period):
    asked = Ask("stock.total", period, area=area, where=(("origin", origin),), share="origin")

    assert parse_figure_id(figure_id(asked)) == asked


def test_parse_figure_id_refuses_what_has_no_area():
    with pytest.raises(NotAFigure, match="is not a figure's id"):
        parse_figure_id("stock.total@2024")
