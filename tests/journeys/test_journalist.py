"""From the first page to a figure, its source rows and the norm it serves in three clicks."""

import re


def test_a_figure_of_the_first_page_is_traced_in_one_click(visit):
    page = visit("/")
    value = page.locator(".figure-tile-value").nth(1).inner_text().split()[0]

    page.get_by_role("link", name="Trace International migrants living in Kenya").click()

    assert page.get_by_role("link", name=f"{value} people").is_visible()
    rows = page.locator("#rows tbody tr")
    amounts = [
        int(cells.replace(",", "")) for cells in rows.locator("td:last-child").all_inner_texts()
    ]
    assert sum(amounts) == int(value.replace(",", ""))


def test_the_norm_is_the_second_click_and_its_framework_the_third(visit):
    page = visit("/")

    page.get_by_role("link", name="Trace International migrants living in Kenya").click()
    page.get_by_role("link", name=re.compile("^GCM 1: Collect and utilize accurate")).click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Collect and utilize")
    page.get_by_role("navigation", name="You are here").get_by_role("link", name="GCM").click()

    assert page.get_by_role("link", name="Save lives", exact=False).count() >= 1


def test_the_hero_leads_to_the_rows_of_the_file(visit):
    page = visit("/")

    page.locator(".hero-chain li:last-child a").click()

    assert "#source-rows" in page.url
    assert page.get_by_role("heading", name="Source rows").is_visible()


def test_a_commitment_leads_back_to_the_figure(visit):
    page = visit("/")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Commitments").click()
    page.get_by_role("link", name="GCM", exact=True).click()
    page.locator(".norm-list a").first.click()
    page.locator(".figure-tile h3 a").first.click()

    assert page.locator("p.figure").is_visible()
    assert "/statistics/" in page.url


def test_the_profile_leads_from_a_sentence_to_its_source_rows(visit):
    page = visit("/")

    page.get_by_role("navigation", name="Main").get_by_role(
        "link", name="Migration Profile"
    ).click()
    page.get_by_role("link", name="Migration in Kenya").first.click()
    page.get_by_role("link", name="Begin to read").click()
    page.locator("p a.figure").first.click()

    assert page.locator("#rows tbody tr").count() >= 1
