"""From the plan's workbook over a ministry's return to the progress report in Word, by hand.

docs/tutorial/the-register.md tells the same walk; each step here is one of its steps.
"""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from journeys.return_workbook import TOLD, filled
from register_set_up import PASSWORD

TODAY = date(2026, 11, 25)
"""The sample returns speak of the quarter that ended before this day."""
NEW_TITLE = "Publish monthly statistics of arrivals, departures, passes and permits"
RETURN = "/returns/ke-sample/2026-27-Q1/DIS/"


@pytest.fixture
def on_a_day(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def sign_in(visit, register, on_a_day):
    """A browser of its own in which a person of the demonstration is signed in."""

    def make(who):
        page = visit("/account/sign-in/")
        page.fill("input[name=email]", f"{who}@demo.example")
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        assert page.get_by_role("heading", level=1, name="My desk").is_visible()
        return page

    return make


def words(page):
    return " ".join(page.locator("main").inner_text().split())


def download(page, name):
    with page.expect_download() as started:
        page.get_by_role("link", name=name).first.click()
    return Path(started.value.path()).read_bytes()


def upload(page, name, content, button):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("input[type=file]", {"name": name, "mimeType": kind, "buffer": content})
    page.get_by_role("button", name=button).click()


def with_new_title(content):
    """The plan's workbook, the title of one action written anew."""
    book = load_workbook(BytesIO(content))
    old = "Publish quarterly statistics of arrivals, departures, passes and permits"
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value == old]
    assert cells
    for cell in cells:
        cell.value = NEW_TITLE
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def text_of(content):
    """All text of a Word file, tables included."""
    document = Document(BytesIO(content))
    cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def import_the_plan(secretariat, visit_site):
    secretariat.goto(f"{visit_site}/plan/ke-sample/import/")
    brought = with_new_title(download(secretariat, "The workbook of this plan"))
    upload(secretariat, "plan.xlsx", brought, "Read the file")
    assert NEW_TITLE in words(secretariat)
    assert "What was found" in words(secretariat)
    secretariat.get_by_label("Reason").fill("Agreed in the working group on data")
    secretariat.get_by_role("button", name="Store 1 line").click()
    secretariat.goto(f"{visit_site}/plan/ke-sample/coverage/")
    assert "Which commitment is served where" in words(secretariat)


def fill_the_return(ministry):
    ministry.get_by_role("link", name="Fill the return").first.click()
    assert ministry.url.endswith(RETURN)
    ministry.get_by_role("link", name="Everything in a workbook").click()
    content = filled(download(ministry, "Download the workbook"))
    upload(ministry, "return.xlsx", content, "Check the workbook")
    assert "Nothing is wrong with it." in words(ministry)
    ministry.check("#statement")
    ministry.get_by_role("button", name="Store").click()
    told = words(ministry)
    assert "Your step" in told, told[told.find("Before it can be") :][:1500]
    ministry.check("#statement")
    ministry.get_by_role("button", name="Submit the return").click()
    assert "What you get back" in words(ministry)


def test_a_return_goes_from_a_workbook_into_the_progress_report(sign_in, site):
    secretariat = sign_in("secretariat")
    import_the_plan(secretariat, site)
    secretariat.goto(f"{site}/returns/periods/")
    secretariat.get_by_role("button", name="Invite who is missing").click()

    fill_the_return(sign_in("institution"))
    for who, button, said in (
        ("secretariat", "Verify the return", "Verified."),
        ("dis.head", "Approve the return", "Approved."),
        ("head", "Publish the return", "Published."),
    ):
        page = sign_in(who)
        page.goto(f"{site}{RETURN}")
        page.get_by_role("button", name=button).click()
        assert said in words(page)

    secretariat.goto(f"{site}/reports/new/")
    secretariat.get_by_label("Reporting period").select_option(label="2026/27-Q1")
    secretariat.get_by_role("button", name="Compile the draft").click()
    report = text_of(download(secretariat, "Word"))
    assert TOLD in report
    assert NEW_TITLE in report
    assert "ample plan" in report
