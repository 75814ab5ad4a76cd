"""No public page has a fault that a checker of accessibility can find, in either language."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from journeys.public_pages import PUBLIC


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:160]) for each in found]


@pytest.mark.parametrize("language", ["", "/sw"])
@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_has_no_fault(visit, address, language):
    assert faults(visit(f"{language}{address}")) == []


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/statistics/stock.total/",
        "/statistics/population.census/?by=area",
        "/commitments/gcm/1/",
        "/profile/profile-2018/2025/types-and-trends/",
        "/trace/figure:stock.total@2024%23KEN/",
    ],
)
def test_a_public_page_has_no_fault_on_a_phone(visit, address):
    assert faults(visit(address, width=390, height=844)) == []
