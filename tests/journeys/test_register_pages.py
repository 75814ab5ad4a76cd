"""Every public page of the register: no fault of accessibility, light, in both languages."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone

from uratibu.core.reports.template import start
from uratibu.design.stylesheet import HERE, stylesheet
from uratibu.web.accounts.models import Person
from uratibu.web.reports.operations import templates as operations
from uratibu.web.reports.queries import templates

REGISTER = (
    "/plans/",
    "/plan/ke-sample/",
    "/plan/ke-sample/browse/",
    "/plan/ke-sample/browse/?at=T1",
    "/plan/ke-sample/coverage/",
    "/plan/ke-sample/coverage/?by=institutions",
    "/plan/ke-sample/coverage/?by=counties",
    "/plan/ke-sample/objectives/",
    "/plan/ke-sample/actions/",
    "/plan/ke-sample/actions/A-1-01/",
    "/plan/ke-sample/indicators/A-1-01/i1/",
    "/plan/ke-sample/timeline/",
    "/plan/ke-sample/budget/",
    "/plan/ke-sample/who/",
    "/plan/ke-sample/gaps/",
    "/plan/ke-sample/calendar/",
    "/plan/ke-sample/versions/",
    "/thread/norm:gcm/1/a/",
    "/thread/action:ke-sample/A-1-01/",
    "/institutions/",
    "/institutions/DRS/",
    "/places/KE023/",
    "/reports/",
)
FIRST_VISIT = 30_000
OWN_CHARTS = 15_000


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:160]) for each in found]


@pytest.mark.parametrize("language", ["", "/sw"])
def test_no_page_of_the_register_has_a_fault(visit, register, language):
    found = {address: faults(visit(f"{language}{address}")) for address in REGISTER}

    assert {address: said for address, said in found.items() if said} == {}


def test_no_page_of_the_register_has_a_fault_or_runs_over_on_a_phone(visit, register):
    found = {}
    for address in REGISTER:
        page = visit(address, width=390, height=844)
        is_wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        found[address] = faults(page) + (["runs over"] if is_wider else [])

    assert {address: said for address, said in found.items() if said} == {}


@pytest.mark.parametrize("language", ["", "/sw"])
def test_every_page_of_the_register_stays_under_its_budget(client, register, language):
    sign = len(gzip.compress((HERE / "static" / "design" / "mark.svg").read_bytes(), 6))
    heavy = {}
    for address in REGISTER:
        answer = client.get(f"{language}{address}")
        assert answer.status_code == 200, address
        bare = re.sub(rb"<svg.*?</svg>", b"", answer.content, flags=re.DOTALL)
        page, text = (len(gzip.compress(each, 6)) for each in (answer.content, bare))
        if text + len(stylesheet().compressed) + sign > FIRST_VISIT or page - text > OWN_CHARTS:
            heavy[address] = (text, page - text)

    assert heavy == {}


def test_every_page_of_a_sample_plan_says_that_it_is_one(client, register):
    silent = [
        address
        for address in REGISTER
        if "/plan/" in address
        and "sample plan" not in client.get(address).content.decode().casefold()
    ]

    assert silent == []


TEMPLATES = ("/reports/templates/", "/reports/templates/fields/", "{template}", "{copy}")
"""Pages of Word templates; they are open to whoever works on returns."""


@pytest.fixture
def template_pages(register):
    """Addresses of a template that a focal point brought and filled, and the key to them."""
    officer, today = Person.objects.get(email="institution@demo.example"), timezone.localdate()
    subject = templates.Subject("ke-sample", "2026/27-Q1", "DIS", "en")
    brought = operations.Brought("a.docx", [start.start("en")], "Quarterly", "DIS", "en")
    made, _is_new = operations.bring_template(brought, subject, by=officer, today=today)
    _content, copy = operations.fill_template(made, subject, by=officer, today=today)
    page = f"/reports/templates/{made.pk}/"
    client = Client()
    client.force_login(officer)
    known = {"template": page, "copy": f"{page}copy/{copy.pk}/"}
    return [each.format(**known) for each in TEMPLATES], client.cookies[
        settings.SESSION_COOKIE_NAME
    ].value


@pytest.mark.parametrize(("language", "width"), [("", 1280), ("/sw", 390)])
def test_no_page_of_templates_has_a_fault_or_runs_over(
    browser, site, template_pages, language, width
):
    addresses, key = template_pages
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}])
    page, found = context.new_page(), {}
    for address in addresses:
        answer = page.goto(f"{site}{language}{address}")
        is_wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        found[address] = faults(page) + (["runs over"] if is_wider else [])
        assert answer.status == 200, address
    context.close()

    assert {address: said for address, said in found.items() if said} == {}
