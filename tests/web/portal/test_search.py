"""The search forgives typing errors and leads to the place."""

import pytest
from django.utils.translation import override

from uratibu.web.portal.queries import search


def found(text, group=None):
    hits = search.search(text)
    return [hit.url for each in hits for hit in each.hits if group is None or each.title == group]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Turkana", "/places/KE023/"),
        ("Turkna", "/places/KE023/"),
        ("objective 5", "/commitments/gcm/5/"),
        ("gcm 1(a)", "/commitments/gcm/1/a/"),
        ("remitances received", "/statistics/remittances.inflow/"),
        ("undesa-ims", "/data/undesa-ims/"),
        ("Somalia", "/places/SOM/"),
        ("cote d'ivoire", "/places/CIV/"),
        ("wakimbizi", "/statistics/refugees.total/"),
    ],
)
def test_search_finds_what_is_meant(typed, address):
    assert address in found(typed)


def test_search_speaks_the_reader_s_language():
    with override("sw"):
        assert "/sw/places/KE023/" in found("turkana", "Kaunti")


def test_search_names_the_country_in_the_title_of_a_measure():
    titles = [hit.title for each in search.search("remittances") for hit in each.hits]
    assert "Remittances received by Kenya" in titles
    assert not [title for title in titles if "{" in title]


def test_search_puts_the_kind_of_the_best_hit_first():
    assert search.search("Turkana")[0].title == "Counties"


def test_search_finds_nothing_for_noise():
    assert search.search("qqqqzzzz") == ()


def test_folded_drops_case_accents_and_signs():
    assert search.folded("Côte d'Ivoire (CIV)") == "cote d ivoire civ"


def test_search_opens_the_profile_at_the_section(client):
    assert any("#" in url or url.endswith("/urbanisation/") for url in found("urbanisation"))


def test_the_search_page_offers_a_way_on_where_nothing_was_found(client):
    text = client.get("/search/?q=qqqqzzzz").content.decode()

    assert "Nothing was found" in text
    assert 'href="/statistics/"' in text


def test_the_search_page_shows_what_was_typed_as_text(client):
    text = client.get("/search/?q=<b>x</b>").content.decode()

    assert "<b>x</b>" not in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("10.7.1", "/commitments/sdg/10.7.1/"),
        ("GCM 6", "/commitments/gcm/6/"),
        ("SDG 10.7.1", "/commitments/sdg/10.7.1/"),
    ],
)
def test_search_lists_an_exact_code_first(typed, address):
    assert found(typed)[0] == address


def test_search_of_several_words_offers_what_fits_some_of_them():
    addresses = found("wakimbizi Turkana")

    assert "/places/KE023/" in addresses
    assert "/statistics/refugees.total/" in addresses


def test_search_leads_to_all_of_a_group(client):
    shown = next(each for each in search.search("remittances") if each.has_more)
    link = f'href="?q=remittances&amp;group={shown.group}"'
    (whole,) = search.search("remittances", shown.group)

    assert link in client.get("/search/?q=remittances").content.decode()
    assert (len(whole.hits), whole.has_more) == (shown.count, False)
