"""Frameworks and norms as the public reads them, gaps included."""

import re

from uratibu.web.norms.queries import norms, relations, serving


def test_norm_page_reaches_down_to_lettered_actions(site_of_kenya):
    page = norms.norm_page(site_of_kenya.installation, "gcm/1")

    assert [(group.title, len(group.norms)) for group in page.parts] == [("Actions", 11)]
    assert page.parts[0].norms[0].code == "1(a)"


def test_norm_page_names_the_measures_that_serve_it(site_of_kenya):
    served = serving.serving(site_of_kenya.installation, "gcm/1")

    assert "stock.total" in [each.id for each in served]


def test_related_reads_a_crosswalk_from_both_ends(site_of_kenya):
    known = site_of_kenya.installation
    there = {each.url for each in relations.related(known, "gcm/1")}

    assert "/commitments/sdg/17.18/" in there
    assert "/commitments/gcm/1/" in {each.url for each in relations.related(known, "sdg/17.18")}


def test_norm_page_is_none_for_an_unknown_norm(site_of_kenya):
    assert norms.norm_page(site_of_kenya.installation, "gcm/99") is None


def test_the_commitments_list_every_framework(client, site_of_kenya):
    text = client.get("/commitments/").content.decode()

    for framework in site_of_kenya.installation.frameworks:
        assert f'href="/commitments/{framework.id}/"' in text


def test_a_framework_lists_its_objectives_with_how_much_serves_them(client):
    text = client.get("/commitments/gcm/").content.decode()

    assert len(re.findall(r'href="/commitments/gcm/\d+/"', text)) >= 23


def test_a_norm_without_figures_says_so(client):
    text = client.get("/commitments/gcm/1/a/").content.decode()

    assert "No figure serves this norm yet." in text


def test_a_norm_page_shows_checked_figures(client):
    text = client.get("/commitments/gcm/1/").content.decode()

    assert text.count('class="figure-tile"') == 6
    assert "not yet reviewed" in text


def test_an_unknown_norm_is_not_found(client, db):
    assert client.get("/commitments/gcm/99/").status_code == 404


def test_figures_of_a_norm_put_its_own_code_first_then_the_newest(site_of_kenya):
    known = site_of_kenya.installation
    cost = [
        each.id for each in serving.ordered(known, "sdg/10.c", serving.serving(known, "sdg/10.c"))
    ]
    census = [each.id for each in serving.ordered(known, "gcm/1", serving.serving(known, "gcm/1"))]

    assert cost[0] == "sdg.10.c.1"
    assert cost.index("remittances.cost-inbound") < cost.index("remittances.inflow")
    assert census.index("stock.total") < census.index("nationality.total")
