"""At the width of a phone, in Swahili: nothing runs out of the page, everything can be reached."""

import pytest

from journeys.public_pages import PUBLIC

PHONE = {"width": 390, "height": 844}
SMALLEST = 24
"""The least width and height of what is touched, in pixels (WCAG 2.2, 2.5.8); links inside a
sentence are excepted."""


@pytest.mark.parametrize("address", PUBLIC)
def test_no_page_is_wider_than_the_phone(visit, address):
    page = visit(f"/sw{address}", **PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_reader_goes_from_the_first_page_to_a_county_in_swahili(visit):
    page = visit("/", **PHONE)

    page.get_by_role("link", name="Kiswahili").click()
    page.get_by_role("navigation", name="Menyu kuu").get_by_role("link", name="Maeneo").click()
    page.locator(".tile-map a", has_text="TUR").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Turkana"
    assert page.url.endswith("/sw/places/KE023/")
    assert "watu" in page.locator(".figure-tile").first.inner_text()


def test_the_language_switch_stays_on_the_page(visit):
    page = visit("/statistics/stock.total/?by=sex&period=2020", **PHONE)

    page.get_by_role("link", name="Kiswahili").click()

    assert page.url.endswith("/sw/statistics/stock.total/?by=sex&period=2020")


def test_the_words_of_a_chart_can_be_read_on_a_phone(visit):
    page = visit("/sw/statistics/stock.total/", **PHONE)

    heights = page.evaluate(
        "[...document.querySelectorAll('.chart-narrow svg text')]"
        ".map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 10


def test_what_is_touched_is_large_enough(visit):
    page = visit("/sw/statistics/stock.total/?by=origin&period=2024", **PHONE)

    small = page.evaluate(
        """least => [...document.querySelectorAll(
             'button, select, input:not([type=hidden]), nav a, summary, .downloads a, thead a')]
           .filter(each => each.offsetParent)
           .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
           .filter(([, box]) => box.width < least || box.height < least)
           .map(([html]) => html)""",
        SMALLEST,
    )
    assert small == []


@pytest.mark.parametrize(
    "address", ["/commitments/gcm/6/", "/statistics/stock.total/?by=origin&period=2024"]
)
def test_long_tags_and_bar_amounts_stay_inside_the_phone(visit, address):
    page = visit(f"/sw{address}", **PHONE)

    outside = page.evaluate(
        """[...document.querySelectorAll('main > p .tag, .row .tag, .chart-narrow svg text')]
           .filter(each => each.getBoundingClientRect().right > innerWidth)
           .map(each => each.textContent)"""
    )
    assert outside == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
