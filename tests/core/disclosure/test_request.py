"""A request is the same question in an address, in a list of parameters and in the code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.disclosure.request import RESERVED, Request, parse_request

FULL = Request(
    measure="stock.total",
    by=("origin", "sex"),
    where=(("sex", ("F", "M")), ("area", ("KEN",))),
    periods=("2020", "2024"),
    editions=(("undesa-ims", "2024"),),
    then=("top:10:origin", "rank:origin"),
)
PARAMETERS = (
    ("measure", "stock.total"),
    ("by", "origin,sex"),
    ("area", "KEN"),
    ("sex", "F,M"),
    ("period", "2020,2024"),
    ("edition", "undesa-ims@2024"),
    ("then", "top:10:origin,rank:origin"),
)


def test_parameters_are_in_one_order() -> None:
    assert FULL.parameters() == PARAMETERS


def test_parse_request_reads_pairs_and_mappings() -> None:
    assert parse_request(PARAMETERS) == FULL
    assert parse_request(dict(PARAMETERS)) == FULL
    listed = {name: text.split(",") for name, text in PARAMETERS}
    assert parse_request(listed) == FULL


def test_the_order_of_filters_does_not_matter() -> None:
    turned = Request("m", where=(("area", ("KEN",)), ("sex", ("F",))))
    assert Request("m", where=(("sex", ("F",)), ("area", ("KEN",)))) == turned


def test_what_is_empty_is_not_asked() -> None:
    assert parse_request({"measure": " m ", "by": "", "sex": ["", " "], "period": ","}) == (
        Request("m")
    )


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"by": "sex"},
        {"measure": "a,b"},
        {"measure": "m", "edition": "undesa-ims"},
        {"measure": "m", "edition": "@2024"},
    ],
)
def test_what_names_no_question_is_not_releasable(parameters: dict[str, str]) -> None:
    with pytest.raises(NotReleasable) as refused:
        parse_request(parameters)
    assert refused.value.kind == "unknown"
    assert refused.value.words.languages() == ("en", "sw")


codes = st.text("ABCabc019_./:*-", min_size=1)
some = st.lists(codes, max_size=3, unique=True).map(tuple)


@given(
    measure=codes,
    by=some,
    where=st.dictionaries(codes.filter(lambda name: name not in RESERVED), some.filter(bool)),
    periods=some,
    then=some,
)
def test_every_request_survives_its_address(measure, by, where, periods, then) -> None:  # type: ignore[no-untyped-def]
    asked = Request(measure, by, tuple(where.items()), periods, (("d", "1"),), then)
    assert parse_request(asked.parameters()) == asked
