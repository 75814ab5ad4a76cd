"""What a first visit costs: page, style and sign together, compressed, on every public page."""

import gzip
import re

import pytest

from journeys.public_pages import PUBLIC
from uratibu.design.stylesheet import HERE, stylesheet

FIRST_VISIT = 30_000
OWN_CHARTS = 15_000
"""Bytes that charts of the page's own may add."""


def compressed(data):
    return len(gzip.compress(data, 6))


@pytest.mark.parametrize("language", ["", "/sw"])
@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_stays_under_its_budget(client, kenya, db, address, language):
    html = client.get(f"{language}{address}").content
    sign = compressed((HERE / "static" / "design" / "mark.svg").read_bytes())
    charts = compressed(html) - compressed(re.sub(rb"<svg.*?</svg>", b"", html, flags=re.DOTALL))

    weight = compressed(html) + len(stylesheet().compressed) + sign

    assert weight - charts <= FIRST_VISIT
    assert charts <= OWN_CHARTS


def test_a_public_page_is_sent_compressed(client, kenya):
    response = client.get("/statistics/stock.total/", headers={"accept-encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"


def test_a_public_page_loads_its_style_and_its_sign_and_nothing_else(visit, site):
    page = visit("/about/")

    loaded = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")

    assert sorted(set(loaded)) == sorted(
        [f"{site}/design/{stylesheet().digest}.css", f"{site}/static/design/mark.svg"]
    )
