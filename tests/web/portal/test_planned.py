"""What the plan holds is found in the search and told on the page of a county."""

from uratibu.web.plans.operations import install_plan
from uratibu.web.portal.queries import planned, search


def installed(site):
    plan = site.installation.plan("ke-sample")
    install_plan(plan, by=None)
    return plan


def test_search_finds_an_action_by_the_words_of_its_title(site_of_kenya):
    plan = installed(site_of_kenya)
    action = plan.actions()[0]

    found = [hit.url for each in search.search(action.title()) for hit in each.hits]

    assert found[0] == f"/plan/ke-sample/actions/{action.id}/"


def test_search_finds_an_institution_by_its_alias():
    found = [hit.url for each in search.search("Ombudsman") for hit in each.hits]

    assert "/institutions/CAJ/" in found


def test_at_place_lists_what_names_the_county_or_is_led_by_its_government(site_of_kenya):
    plan = installed(site_of_kenya)
    governments = {"COUNTY-023"}
    expected = [
        each.id
        for each in plan.actions()
        if "KE023" in each.places or governments & {each.lead, *each.partners}
    ]

    here = planned.at_place("KE023")

    assert expected
    assert [line.url.split("/")[-2] for line in here.lines] == expected[: planned.MOST_SHOWN]
    assert here.more == max(len(expected) - planned.MOST_SHOWN, 0)
    assert here.is_sample


def test_at_place_is_none_without_a_public_plan():
    assert planned.at_place("KE023") is None


def test_the_page_of_a_county_says_that_its_plan_is_a_sample(site_of_kenya, client):
    installed(site_of_kenya)

    html = client.get("/places/KE023/").content.decode()

    assert "What is planned here" in html
    assert "Sample plan" in html
