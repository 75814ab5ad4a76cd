"""The table builder keeps everything in its address and counts before it builds."""

import csv
import io
import re

import pytest
from django.http import QueryDict

from uratibu.web.portal.queries.builder import builder_of


def built(address):
    return builder_of(dict(QueryDict(address).lists()))


def test_builder_begins_with_the_subject():
    assert [(s.name, s.is_open) for s in built("").steps] == [
        ("Subject", True), ("Places", False), ("Periods", False), ("Breakdown", False),
        ("Members", False), ("Table", False),
    ]  # fmt: skip


def test_builder_says_what_was_chosen_in_each_step():
    made = built("measure=stock.total&area=KEN&period=2020&period=2024&by=sex&step=table")

    assert [step.said for step in made.steps[:5]] == [
        "International migrants living in Kenya", "Kenya", "2020, 2024", "Sex", "all members",
    ]  # fmt: skip


def test_builder_counts_cells_before_it_builds():
    assert built("measure=stock.total&area=KEN&period=2020&period=2024&by=sex&sex=F,M&step=members"
                 ).cells == 4  # fmt: skip


def test_builder_counts_every_county():
    assert built("measure=population.census&area=KEN/*&step=period").cells == 47


def test_builder_takes_one_of_newest_and_named_periods():
    made = built("measure=stock.total&period=latest&period=2020")

    assert made.request.periods == ("2020",)


def test_builder_forgets_a_top_of_a_breakdown_that_was_taken_back():
    assert built("measure=stock.total&then=top:5:origin").request.then == ()


def test_builder_has_one_permalink_for_one_question():
    one = built("measure=stock.total&by=sex&area=KEN&period=2024&period=2020")
    other = built("period=2020,2024&area=KEN&by=sex&measure=stock.total&step=table")

    assert one.address() == other.address()


def test_the_builder_shows_the_table(client):
    address = "/statistics/table/?measure=stock.total&by=sex&area=KEN&period=2024"
    text = client.get(address).content.decode()
    table = re.search(r'<table class="released" id="table">(.*?)</table>', text, re.DOTALL)[1]

    assert re.findall(r'<th scope="row">([^<]+)</th>', table) == ["Female", "Male"]
    assert re.findall(r'<td class="number"><a [^>]+>([^<]+)</a>', table) == ["491,635", "500,901"]


def test_the_builder_pages_through_long_tables():
    address = "measure=population.by-age-county&by=age&area=KEN/*&period=2019-08-24"
    first, second = built(address), built(f"{address}&page=2")

    assert (len(first.table.rows), first.pages.number, second.pages.number) == (200, 1, 2)
    assert first.table.rows[0] != second.table.rows[0]
    assert len(built(f"{address}&page=all").table.rows) > 400


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "sdmx.csv"])
def test_a_file_is_offered_for_download(client, ending):
    response = client.get(f"/statistics/table/data.{ending}?measure=stock.total&area=KEN")

    assert response.status_code == 200
    assert response.headers["Content-Disposition"].endswith(f'.{ending}"')


def test_the_csv_holds_the_cells_of_the_page(client):
    address = "/statistics/table/data.csv?measure=stock.total&by=origin&area=KEN&period=2024"
    text = client.get(address).content.decode()
    rows = list(csv.reader(io.StringIO(text)))

    assert any("SOM" in row and "401953" in row for row in rows)


def test_nonsense_is_refused_with_a_reason(client):
    response = client.get("/statistics/table/data.csv?measure=stock.total&by=nothing&area=KEN")

    assert response.status_code == 422
    assert "No file for this question" in response.content.decode()


def test_the_builder_offers_the_largest_of_each_long_breakdown_by_its_own_name():
    made = built("measure=stock.total&by=sex,origin&area=KEN&period=2024&step=members")

    assert [(option.value, option.text) for option in made.tops] == [
        ("", "all of them"),
        ("top:5:origin", "Country of origin: the 5 largest"),
        ("top:10:origin", "Country of origin: the 10 largest"),
    ]


def test_a_top_of_an_unknown_breakdown_is_refused(client):
    address = "/statistics/table/?measure=stock.total&by=origin&period=2024&then=top:8:zzz"
    text = client.get(address).content.decode()

    assert "zzz" in text
    assert 'class="released"' not in text


def test_a_refusal_of_the_builder_links_the_periods_there_are(client):
    made = built("measure=stock.total&area=KEN&period=2019")

    address = "/statistics/table/?measure=stock.total&area=KEN&period=2020"
    assert address in [link.url for link in made.refusal.available]


def test_the_permanent_address_has_host_and_edition(client):
    text = client.get("/statistics/table/?measure=stock.total&area=KEN").content.decode()

    assert (
        "http://testserver/statistics/table/?measure=stock.total&amp;area=KEN&amp;period=latest"
        "&amp;edition=undesa-ims@2024"
    ) in text
