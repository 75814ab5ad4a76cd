"""A trace says which part of a measure the figure is, in the reader's language."""

from django.urls import reverse
from django.utils.translation import override

from uratibu.web.lineage.queries import chain

WOMEN_OF_SOMALIA = "figure:stock.total@2024#KEN,origin=SOM,sex=F"


def test_a_trace_says_what_its_filters_keep(client):
    text = client.get(reverse("lineage:trace", args=[WOMEN_OF_SOMALIA])).content.decode()

    assert "Country of origin: Somalia \u00b7 Sex: Female</p>" in text


def test_the_station_of_the_figure_says_what_its_filters_keep():
    bands = {band.name: band for band in chain.trace(WOMEN_OF_SOMALIA).bands}
    title = bands["Figure and release"].cards[0].title

    assert title == "194,002 people, Country of origin: Somalia \u00b7 Sex: Female"


def test_source_rows_are_headed_in_the_reader_s_language():
    with override("sw"):
        rows = chain.trace(WOMEN_OF_SOMALIA).rows

    assert [column.text for column in rows.columns][4:6] == ["Nchi ya asili", "Jinsia"]
