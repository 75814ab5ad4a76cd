"""Each public page says what it must, in both languages; nothing is there for wrong addresses."""

import re

import pytest

PAGES = {
    "/": "Every commitment, followed to a checked number",
    "/about/": "About this site",
    "/statistics/": "Statistics",
    "/statistics/stock.total/": "International migrants living in Kenya",
    "/statistics/table/": "Build a table",
    "/places/": "Places",
    "/places/KE023/": "Turkana",
    "/places/SOM/": "Somalia",
    "/data/": "Data sets",
    "/data/undesa-ims/": "International migrant stock",
    "/search/": "Search",
    "/trace/": "Trace a reference",
}


def heading(response):
    text = response.content.decode()
    return re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)[1]).strip()


@pytest.mark.parametrize(("address", "title"), PAGES.items())
def test_a_public_page_has_its_heading(client, address, title):
    assert heading(client.get(address)) == title


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_speaks_swahili(client, address):
    response = client.get(f"/sw{address}")

    assert response.status_code == 200
    assert '<html lang="sw"' in response.content.decode()
    assert "Ahadi" in response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_has_neither_inline_style_nor_script(client, address):
    text = client.get(address).content.decode()

    assert re.findall(r'<script|<style| style="| on[a-z]+="', text) == []


@pytest.mark.parametrize(
    "address",
    [
        "/statistics/no.such/",
        "/places/XXX/",
        "/places/KEN/",
        "/data/no-such/",
        "/statistics/table/data.exe?measure=stock.total&area=KEN",
    ],
)
def test_nothing_is_there_for_a_wrong_address(client, db, address):
    response = client.get(address)

    assert response.status_code == 404
    assert heading(response) == "There is nothing here"


def test_a_data_page_shows_figure_unit_period_and_source(client):
    text = client.get("/statistics/stock.total/?area=KEN&period=2024").content.decode()

    figure = re.search(r'<p class="figure">(.*?)</p>', text, re.DOTALL)[1]
    words = " ".join(re.sub(r"<[^>]+>", " ", figure).split())
    assert words == (
        "992,536 people Mid-year 2024 · estimated Source: UN DESA Population Division,"
        " International migrant stock, 2024 edition · Trace this figure"
    )


def test_a_data_page_says_how_the_figure_moved(client):
    text = client.get("/statistics/stock.total/?period=2024").content.decode()

    assert "That is 5.5% less than in mid-2020." in text


def test_a_data_page_declines_a_period_that_is_not_there_and_offers_others(client):
    text = client.get("/statistics/stock.total/?period=2019").content.decode()

    assert "The data cannot answer this" in text
    assert "/statistics/stock.total/?area=KEN&amp;period=2020" in text


def test_a_data_page_shows_what_each_edition_says(client):
    text = client.get("/statistics/stock.total/").content.decode()
    table = re.search(r'<table class="released" id="revisions">(.*?)</table>', text, re.DOTALL)[1]
    row = re.search(r"<tr><th scope=\"row\">Mid-year 2020</th>(.*?)</tr>", table, re.DOTALL)[1]

    assert re.findall(r"<td[^>]*>([^<]+)</td>", row) == ["1,050,147", "1,050,147"]


def test_sources_that_differ_stand_side_by_side(client):
    text = client.get("/").content.decode()
    section = re.search(r'<div class="source-comparison".*?</table>', text, re.DOTALL)[0]

    values = re.findall(r'<td class="number">([^<]+)</td>', section)
    assert {"992,536", "1,050,147", "418,151", "463,562"} <= set(values)
    assert section.count(">Used</span>") == 1


def test_a_county_page_ranks_the_county(client):
    text = client.get("/places/KE023/").content.decode()

    assert "Number 22 of 47 counties, from the highest" in text


def test_a_country_page_shows_who_came_from_there(client):
    text = client.get("/places/SOM/").content.decode()

    assert "From Somalia to Kenya" in text
    assert "401,953" in text


def test_a_dataset_page_shows_the_digest_of_each_edition(client, site_of_kenya):
    text = client.get("/data/undesa-ims/").content.decode()

    for edition in site_of_kenya.store.editions("undesa-ims"):
        assert edition.sha256 in text


def test_a_page_for_visitors_costs_no_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/statistics/stock.total/")


def test_a_filtered_data_page_says_what_its_filters_keep_everywhere(client):
    text = client.get("/statistics/stock.total/?period=2024&sex=F").content.decode()
    figure = re.search(r'<p class="figure">(.*?)</p>', text, re.DOTALL)[1]
    citation = re.search(r'class="cite[^"]*".*?SHA-256', text, re.DOTALL)[0]

    assert '</h1>\n    <p class="overline">Sex: Female</p>' in text
    assert "people, Sex: Female" in figure
    assert "Kenya, Sex: Female" in citation
