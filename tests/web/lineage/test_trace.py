"""Any figure is followed up to its norms and down to its source rows."""

import re

import pytest

from uratibu.web.lineage.queries import chain


def stations(reference):
    return {band.name: [card.title for card in band.cards] for band in chain.trace(reference).bands}


def test_trace_of_a_figure_reaches_norm_and_edition():
    found = stations("figure:stock.total@2024#KEN")

    assert found["Norm"][0].startswith("GCM 1: Collect and utilize accurate")
    assert found["Measure"] == ["International migrants living in Kenya"]
    assert found["Data set and edition"] == ["International migrant stock, edition 2024"]


def test_trace_of_a_figure_lists_its_source_rows():
    rows = chain.trace("figure:stock.total@2024#KEN,origin=SOM").rows

    assert [tuple(cell.text for cell in row.cells)[1:] for row in rows.rows] == [
        ("85303", "Kenya", "2024", "Somalia", "Female", "194,002"),
        ("85304", "Kenya", "2024", "Somalia", "Male", "207,951"),
    ]


def test_trace_of_a_norm_reaches_its_measures():
    found = stations("norm:gcm/1")

    assert "International migrants living in Kenya" in found["Measure"]


def test_trace_shows_a_gap_as_a_gap():
    gaps = {band.name: band.gap for band in chain.trace("norm:gcm/1/a").bands}

    assert gaps["Measure"] == "No measure works it out yet."


@pytest.mark.parametrize(
    "reference",
    ["figure:stock.total@1066#KEN", "figure:nonsense", "norm:gcm/99", "release:x", "", "x"],
)
def test_trace_knows_nothing_of_a_wrong_reference(reference):
    with pytest.raises(chain.NoSuchThing):
        chain.trace(reference)


def test_the_trace_page_marks_where_the_reader_is(client):
    text = client.get("/trace/dataset:undesa-ims@2024/").content.decode()

    assert len(re.findall(r'aria-current="true"', text)) == 1


def test_the_trace_box_leads_to_the_trace(client):
    response = client.get("/trace/?reference=norm:gcm/1")

    assert response.headers["Location"] == "/trace/norm:gcm/1/"


def test_a_wrong_reference_is_a_page_that_leads_on(client, db):
    assert client.get("/trace/norm:gcm/99/").status_code == 404
