"""The plan goes out as a workbook and comes back: looked at first, then stored, twice the same."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from portal_set_up import kenya
from uratibu.web.plans import models
from uratibu.web.plans.operations import install_plan
from uratibu.web.plans.queries import plans

__all__ = ["kenya"]
NAME = "ke-sample"


@pytest.fixture
def sample(kenya, db):
    install_plan(kenya.installation.plan(NAME), by=None)
    return kenya


@pytest.fixture
def workbook(sample, client):
    """The workbook of the plan as anybody downloads it."""
    return client.get(f"/plan/{NAME}/export/xlsx/").content


@pytest.fixture
def bring(client, secretary):
    """Bring a workbook as the secretariat; the page of what it would change, and its address."""
    client.force_login(secretary)

    def sent(content):
        file = SimpleUploadedFile("plan.xlsx", content)
        answer = client.post(
            f"/plan/{NAME}/import/", {"file": file, "key": str(uuid4())}, follow=True
        )
        return answer.content.decode(), answer.redirect_chain[-1][0]

    return sent


def with_title(content, before, after):
    """The same workbook with one text exchanged."""
    book = load_workbook(BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == before:
                    cell.value = after
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_workbook_of_a_plan_changes_nothing_in_it(bring, workbook):
    html, _address = bring(workbook)

    assert "The file changes nothing." in html
    assert models.Plan.objects.get(pk=NAME).revision == 1


def test_a_changed_title_is_shown_before_it_is_stored(bring, workbook, client):
    action = plans.current(NAME).actions()[0]
    changed = with_title(workbook, action.title(), "Count everybody who arrives")

    html, address = bring(changed)

    assert "Count everybody who arrives" in html
    assert plans.current(NAME).get(action.id).title() == action.title()

    client.post(f"{address}commit/", {"revision": 1, "reason": "Agreed in the working group"})

    assert plans.current(NAME).get(action.id).title() == "Count everybody who arrives"
    assert models.Check.objects.filter(plan=NAME).exists()
    again, _address = bring(changed)
    assert "The file changes nothing." in again


@pytest.mark.parametrize(
    ("heading", "value", "told"),
    [
        ("Lead institution", "NOSUCH", "NOSUCH"),
        ("Norms served", "gcm/99", "gcm/99"),
        ("Status", "nearly done", "nearly done"),
        ("End", "some day", "some day"),
    ],
)
def test_a_fault_is_told_at_its_cell_and_nothing_is_stored(bring, workbook, heading, value, told):
    book = load_workbook(BytesIO(workbook))
    rows = {row[0].value: row for row in book["Actions"].iter_rows()}
    column = [cell.value for cell in rows["Id"]].index(heading)
    faulty = rows["A-1-01"][column]
    faulty.value = value
    out = BytesIO()
    book.save(out)

    html, _address = bring(out.getvalue())

    assert told in html
    assert f"row {faulty.row}, column {faulty.column_letter} {heading}" in html
    assert "Download your file with the faults marked" in html
    assert models.Plan.objects.get(pk=NAME).revision == 1


def test_nothing_is_stored_where_the_plan_went_on_since_the_preview(bring, workbook, client):
    action = plans.current(NAME).actions()[0]
    _html, address = bring(with_title(workbook, action.title(), "Count everybody who arrives"))

    client.post(f"{address}commit/", {"revision": 0, "reason": ""})

    assert plans.current(NAME).get(action.id).title() == action.title()


def test_only_the_secretariat_imports(sample, client, person):
    client.force_login(person("IFP"))

    assert client.get(f"/plan/{NAME}/import/").status_code == 404


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf", "json", "au", "cidp", "iati"])
def test_every_export_of_a_sample_plan_says_that_it_is_one(sample, client, form):
    answer = client.get(f"/plan/{NAME}/export/{form}/")

    assert answer.status_code == 200
    assert "sample" in answer.headers["Content-Disposition"].casefold()
    assert len(answer.content) > 1000
