"""Norms are found by words and codes in both languages, by framework and by kind."""

import pytest

from uratibu.web.norms.queries import finding, norms
from uratibu.web.norms.queries.finding import Asked


def urls(known, **asked):
    results = finding.find(known, Asked(**asked))
    return [line.url for group in results.groups for line in group.norms]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("fair recruitment", "/commitments/gcm/6/"),
        ("recruitmnt", "/commitments/gcm/6/"),
        ("1(a)", "/commitments/gcm/1/a/"),
        ("gcm/6", "/commitments/gcm/6/"),
        ("objective 23", "/commitments/gcm/23/"),
        ("10.7", "/commitments/sdg/10.7/"),
        ("usafirishaji haramu", "/commitments/gcm/10/"),
    ],
)
def test_find_opens_at_the_norm_that_is_meant(site_of_kenya, text, address):
    assert address in urls(site_of_kenya.installation, text=text)[:8]


def test_find_by_framework_and_kind_lists_in_reading_order(site_of_kenya):
    found = urls(site_of_kenya.installation, framework="gcm", kind="objective")

    assert found == [f"/commitments/gcm/{number}/" for number in range(1, 24)]


def test_find_says_when_more_fit_than_are_listed(site_of_kenya):
    results = finding.find(site_of_kenya.installation, Asked(framework="gcm", kind="action"))

    assert results.has_more
    assert sum(len(group.norms) for group in results.groups) == finding.MOST


def test_find_nothing_says_so(client):
    text = client.get("/commitments/?q=zzzzqqqq").content.decode()

    assert "No norm fits." in text
    assert "0 norms fit" in text


@pytest.mark.parametrize("address", ["/commitments/?q=detention", "/sw/commitments/?q=kizuizini"])
def test_the_search_of_commitments_answers_in_both_languages(client, address):
    assert "norm-code" in client.get(address).content.decode()


def test_a_framework_has_the_search_for_itself(client):
    assert 'name="framework" value="gcm"' in client.get("/commitments/gcm/").content.decode()


def test_a_norm_without_a_figure_leads_to_what_is_missing(client):
    assert 'href="/profile/gaps/"' in client.get("/commitments/gcm/1/a/").content.decode()

    answer = client.get("/profile/gaps/")

    assert answer.headers["Location"] == "/profile/profile-2018/2025/gaps/"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_norm_leads_to_the_actions_of_plans_that_everyone_may_read(site_of_kenya):
    known = site_of_kenya.installation
    links = norms.plans_serving(known, "gcm/5")

    assert [link.url for link in links] == [
        f"/plan/{plan.id}/actions/?norm=gcm%2F5" for plan in known.plans if plan.is_sample
    ]
