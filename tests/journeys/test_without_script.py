"""The table builder from an empty table to a permanent address and a file, without any script."""

import csv
import io
from urllib.parse import urljoin
from urllib.request import urlopen


def test_a_table_is_built_step_by_step_and_kept(visit, site):
    page = visit("/statistics/table/", has_script=False)

    page.get_by_label("International migrants living in Kenya", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Kenya", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("the newest").uncheck()
    page.get_by_label("Mid-year 2020").check()
    page.get_by_label("Mid-year 2024").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Country of origin").check()
    page.get_by_role("button", name="Continue").click()
    assert "So far: at most" in page.get_by_role("status").inner_text()
    page.get_by_label("the 5 largest").check()
    page.get_by_role("button", name="Show the table").click()

    headers = page.locator("#table thead th").all_inner_texts()
    assert headers == ["Country of origin", "2020", "2024"]
    assert page.locator("#table tbody tr").first.inner_text().split()[0] == "Somalia"

    permalink = page.locator("a.code").get_attribute("href")
    kept = visit(permalink, has_script=False)
    assert kept.locator("#table tbody").inner_text() == page.locator("#table tbody").inner_text()

    address = kept.get_by_role("link", name="CSV", exact=True).get_attribute("href")
    with urlopen(urljoin(site, address)) as file:  # noqa: S310  our own server
        rows = list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"))))
    assert any("SOM" in row and "401953" in row for row in rows)


def test_a_step_can_be_changed_without_losing_the_others(visit):
    page = visit(
        "/statistics/table/?measure=stock.total&by=sex&area=KEN&period=2024", has_script=False
    )

    page.get_by_role("link", name="Change Periods").click()
    page.get_by_label("Mid-year 1990").check()
    page.get_by_role("button", name="Continue").click()

    assert page.get_by_label("Sex").is_checked()


def test_the_pickers_of_a_data_page_work_without_script(visit):
    page = visit("/statistics/stock.total/", has_script=False)

    page.get_by_label("Broken down by").select_option("origin")
    page.get_by_label("Period").select_option("2020")
    page.get_by_role("button", name="Show").click()

    assert "by=origin" in page.url
    assert page.locator("#figures tbody tr").first.inner_text().split()[0] == "Somalia"


def test_a_column_is_sorted_by_its_header(visit):
    page = visit("/statistics/stock.total/?by=origin&period=2024", has_script=False)

    page.locator("#figures thead a").first.click()

    assert page.locator("#figures thead th").first.get_attribute("aria-sort") == "ascending"
    assert page.locator("#figures tbody th").first.inner_text() == "Burundi"
