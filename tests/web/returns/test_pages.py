"""Pages of returns: each with one who may and one who may not, and the three roads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from return_examples import PLAN, key
from uratibu.web.progress.models import Reopening, Return, Upload
from uratibu.web.progress.operations import answers
from uratibu.web.progress.queries import returns

ONE = "/returns/return-plan/2026-27-Q1/DIS/"


def words(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    ("path", "who", "status"),
    [
        ("/returns/", "focal", 200), ("/returns/", "nobody", 404),
        (ONE, "focal", 200), (ONE, "secretary", 200), (ONE, "head", 200), (ONE, "auditor", 200),
        (ONE, "county", 404), (ONE, "nobody", 404),
        (f"{ONE}actions/", "focal", 200), (f"{ONE}actions/", "county", 404),
        (f"{ONE}actions/", "secretary", 404),
        (f"{ONE}indicators/", "focal", 200), (f"{ONE}indicators/", "head", 404),
        (f"{ONE}workbook/", "focal", 200), (f"{ONE}workbook/", "secretary", 404),
        (f"{ONE}workbook.xlsx", "focal", 200), (f"{ONE}workbook.xlsx", "county", 404),
        (f"{ONE}received/", "focal", 200), (f"{ONE}received/", "county", 404),
        (f"{ONE}table.xlsx", "head", 200), (f"{ONE}table.xlsx", "county", 404),
        ("/returns/periods/", "secretary", 200), ("/returns/periods/", "focal", 404),
        ("/plan/return-plan/indicators/A-1/desks/", "nobody", 200),
        ("/plan/return-plan/indicators/A-9/none/", "nobody", 404),
    ],
)  # fmt: skip
def test_a_page_is_there_for_who_may(client, draft, people, *, path, who, status):
    client.force_login(people[who])

    assert client.get(path).status_code == status


def test_the_list_shows_own_returns_only(client, draft, people):
    client.force_login(people["county"])
    own = words(client.get("/returns/"))
    client.force_login(people["secretary"])
    every = words(client.get("/returns/"))

    assert "/COUNTY-023/" in own
    assert ONE not in own
    assert ONE in every
    assert "/COUNTY-023/" in every


def test_the_list_asks_as_often_for_one_as_for_three(client, draft, people):
    client.force_login(people["secretary"])
    Return.objects.exclude(pk=draft.pk).delete()

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/returns/")
        return len(seen)

    asked()
    one = asked()
    for institution in ("NRB", "CRS"):
        Return.objects.create(
            plan=draft.plan, period=draft.period, institution=institution,
            created_at=draft.created_at,
        )  # fmt: skip
    assert asked() == one


def test_the_one_page_return_saves_what_it_understands(client, draft, people):
    client.force_login(people["focal"])
    typed = {
        "0-key": "A-1", "0-version": "0", "0-status": "on track", "0-done": "Two desks.",
        "1-key": "A-2", "1-version": "0", "1-status": "fine", "1-done": "Some.",
    }  # fmt: skip

    answer = client.post(f"{ONE}actions/", typed)

    assert answer.status_code == 422
    assert "“fine” is not a status of an action." in words(answer)
    said = returns.whole(draft).actions
    assert [(each.action, each.done) for each in said.values()] == [("A-1", "Two desks.")]


def test_no_change_of_one_action_is_one_click(client, draft, people):
    client.force_login(people["focal"])

    client.post(f"{ONE}actions/", {"0-key": "A-1", "0-version": "0", "no-change": "A-1"})

    assert returns.whole(draft).actions["A-1"].answered == "no-change"


def test_nil_of_all_the_rest_is_one_click(client, draft, people):
    client.force_login(people["focal"])

    client.post(f"{ONE}actions/rest/", {"answered": "nil"})

    assert {e.answered for e in returns.whole(draft).actions.values()} == {"nil"}


def test_the_grid_saves_a_ratio_by_its_parts(client, draft, people):
    client.force_login(people["focal"])
    cell = key("A-1/in-time", "023")

    client.post(
        f"{ONE}indicators/",
        {"0-key": cell, "0-version": "0", "0-numerator": "2", "0-denominator": "3"},
    )

    given = returns.whole(draft).values[cell]
    assert (given.value.number, given.numerator, given.denominator) == (
        Decimal("66.7"), 2, 3,
    )  # fmt: skip


def test_the_later_of_two_sees_both_texts_and_decides(client, draft, people):
    client.force_login(people["focal"])
    page = f"{ONE}actions/"
    client.post(page, {"0-key": "A-1", "0-version": "0", "0-done": "Two desks."})

    late = client.post(page, {"0-key": "A-1", "0-version": "0", "0-done": "Three desks."})
    assert late.status_code == 409
    assert "Two desks." in words(late)
    assert "Three desks." in words(late)

    client.post(
        f"{ONE}merge/",
        {"0-key": "A-1", "0-version": "1", "0-choice": "mine", "0-done": "Three desks."},
    )
    assert returns.whole(draft).actions["A-1"].done == "Three desks."


def filled_workbook(client, change):
    book = openpyxl.load_workbook(BytesIO(client.get(f"{ONE}workbook.xlsx").content))
    change(book)
    kept = BytesIO()
    book.save(kept)
    return SimpleUploadedFile("my return.xlsx", kept.getvalue())


def upload(client, change):
    file = filled_workbook(client, change)
    answer = client.post(f"{ONE}workbook/", {"file": file, "key": uuid4()})
    assert answer.status_code == 302
    return answer["Location"]


def test_the_workbook_road_from_download_to_commit(client, draft, people):
    client.force_login(people["focal"])

    def change(book):
        book["Actions"]["F4"] = "on track"
        book["Actions"]["G4"] = "Two desks."
        book["Indicators"]["H5"] = "about ten"
        book["Indicators"]["H6"] = "4"

    page = upload(client, change)
    shown = words(client.get(page))
    assert "“about ten” is not a number." in shown
    assert "<dt>New</dt><dd>2</dd>" in shown
    assert "<dt>Rejected</dt><dd>1</dd>" in shown
    assert "What would be stored <small>2</small>" in shown
    assert "on track · Two desks." in shown
    assert "sheet Actions, row 4" in shown
    assert returns.whole(draft).answered == 0

    client.post(f"{page}commit/")
    assert returns.whole(draft).answered == 0
    client.post(f"{page}commit/", {"statement": "on"})
    whole = returns.whole(draft)
    assert (whole.answered, whole.actions["A-1"].done) == (2, "Two desks.")

    client.post(f"{page}commit/", {"statement": "on"})
    assert returns.whole(draft).values == whole.values
    assert "The workbook says nothing new." in words(client.get(upload(client, lambda book: None)))


def test_the_marked_copy_is_for_who_fills_the_return(client, draft, people):
    client.force_login(people["focal"])
    page = upload(client, lambda book: None)

    assert client.get(f"{page}marked.xlsx").status_code == 200
    for who in ("county", "secretary"):
        client.force_login(people[who])
        assert client.get(page).status_code == 404
        assert client.get(f"{page}marked.xlsx").status_code == 404
        assert client.post(f"{page}commit/", {"statement": "on"}).status_code == 404
    assert Upload.objects.get().committed_at is None


def test_a_conflict_in_a_workbook_is_decided_by_its_uploader(client, draft, people):
    client.force_login(people["focal"])
    row = {"0-key": key("A-2/trained"), "0-version": "0", "0-value": "5"}
    older = filled_workbook(client, lambda book: book["Indicators"].__setitem__("H13", "7"))
    client.post(f"{ONE}indicators/", row)

    answer = client.post(f"{ONE}workbook/", {"file": older, "key": uuid4()})
    page = answer["Location"]
    assert "Stored: 5. Yours: 7." in words(client.get(page))
    client.post(f"{page}commit/", {"statement": "on"})
    assert returns.whole(draft).values[key("A-2/trained")].value.number == 5

    client.post(f"{page}commit/", {"statement": "on", "mine": key("A-2/trained")})
    assert returns.whole(draft).values[key("A-2/trained")].value.number == 7


def post_step(client, verb, **said):
    return client.post(f"{ONE}step/", {"verb": verb, "key": uuid4(), **said}, follow=True)


def test_a_return_goes_its_way_on_screen(client, draft, fill, people):
    fill(draft)
    client.force_login(people["focal"])
    assert "Your actions by status" in words(post_step(client, "submit", statement="on"))
    client.force_login(people["secretary"])
    assert "Verified." in words(post_step(client, "verify"))
    client.force_login(people["head"])
    assert "Approved." in words(post_step(client, "approve"))
    client.force_login(people["chief"])
    assert "Published." in words(post_step(client, "publish"))

    card = words(client.get("/plan/return-plan/indicators/A-1/desks/"))
    assert "return:DIS/2026/27-Q1" in card
    assert "7 of 11 fields of this card are filled." in card


def test_a_step_that_is_not_one_s_own_says_so(client, draft, fill, people):
    fill(draft)
    client.force_login(people["secretary"])

    assert "This step belongs to somebody else." in words(
        post_step(client, "submit", statement="on")
    )


def test_evidence_is_always_a_download(client, draft, people):
    client.force_login(people["focal"])
    file = SimpleUploadedFile("<b>letter</b>.pdf", b"%PDF-1.7 text")
    client.post(f"{ONE}evidence/", {"answer": "A-1", "file": file, "note": "The letter"})
    address = f"/returns/evidence/{draft.evidence.get().pk}/"

    answer = client.get(address)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 text"
    client.force_login(people["county"])
    assert client.get(address).status_code == 404
    assert client.post(f"{address}remove/").status_code == 404


def test_reopening_on_screen_takes_two(client, draft, period, people, monkeypatch):
    type(period).objects.filter(pk=period.pk).update(locks_on="2026-10-15", due_on="2026-10-15")
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 1))
    client.force_login(people["secretary"])
    client.post(
        "/returns/periods/return-plan/2026-27-Q1/reopen/",
        {"reason": "Floods", "until": "2026-11-10"},
    )
    asked = Reopening.objects.get()
    assert client.post(f"/returns/reopenings/{asked.pk}/confirm/").status_code == 404
    client.force_login(people["chief"])
    client.post(f"/returns/reopenings/{asked.pk}/confirm/")

    asked.refresh_from_db()
    assert asked.confirmed_by == people["chief"]


def test_pages_of_the_sample_say_so(client, draft, people):
    client.force_login(people["focal"])

    for page in (ONE, f"{ONE}actions/", f"{ONE}indicators/", f"{ONE}workbook/"):
        assert "Sample plan" in words(client.get(page))


def test_pages_speak_swahili(client, draft, people):
    client.force_login(people["focal"])

    assert "Mpango wa mfano" in words(client.get(f"/sw{ONE}"))


def test_the_return_page_asks_as_often_for_more_answers(client, draft, fill, people):
    client.force_login(people["focal"])

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(ONE)
        return len(seen)

    asked()
    empty = asked()
    fill(draft)
    assert asked() <= empty
    assert answers.key_of(next(iter(returns.whole(draft).actions.values()))) == "A-1"
    assert PLAN.id == draft.plan
