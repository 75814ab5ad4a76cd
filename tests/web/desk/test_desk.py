"""My desk: duties of all rooms by role, and one digest a day that says the same."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from return_examples import PLAN
from uratibu.core.plans.model import ActionStatus
from uratibu.core.progress.model import ActionReport, Answered
from uratibu.core.progress.workflow import Verb
from uratibu.web.desk import operations
from uratibu.web.desk.models import Digest
from uratibu.web.desk.queries.duties import desk_of
from uratibu.web.institutions.models import Holding, Post
from uratibu.web.plans.operations import install_plan
from uratibu.web.progress.models import ReportingPeriod, Return
from uratibu.web.progress.operations import answers, periods, steps

TODAY = date(2026, 10, 12)


@pytest.fixture
def seated(person):
    def make(role, duty, institution="COUNTY-023"):
        made = person(role)
        Holding.objects.create(
            post=Post.objects.create(institution=institution, duty=duty), person=made,
            valid_from=date(2020, 1, 1), letter="L/1", appointed_at=timezone.now(),
        )  # fmt: skip
        return made

    return make


@pytest.fixture
def draft(db):
    install_plan(PLAN, by=None)
    periods.create_quarters(PLAN.id, by=None)
    periods.invite_returns(ReportingPeriod.objects.get(code="2026/27-Q1"), by=None)
    return Return.objects.select_related("period").get(institution="COUNTY-023")


@pytest.fixture
def submitted(draft, seated):
    focal = seated("CFP", "focal-point")
    report = ActionReport("A-3", Answered.REPORTED, ActionStatus.ON_TRACK, "Twelve trained.")
    answers.save_answers(draft, [report], by=focal, today=TODAY, road="grid")
    steps.take_step(draft, Verb.SUBMIT, by=focal, today=TODAY, key=uuid4(), statement="True.")
    return focal


def acts(duties):
    return [(each.act, each.title) for each in duties]


TURKANA = "Turkana County Government, 2026/27-Q1"


def test_desk_of_a_focal_point_says_what_is_due(draft, seated):
    desk = desk_of(seated("CFP", "focal-point"), today=TODAY)

    assert acts(desk.due) == [("Fill the return", TURKANA)]
    assert [each.due for each in desk.due] == ["due in 3 days"]


def test_desk_follows_the_return_from_hand_to_hand(submitted, person, seated):
    secretary, head = person("SEC"), seated("IHD", "head")

    assert acts(desk_of(secretary, today=TODAY).due) == [("Verify the return", TURKANA)]
    assert desk_of(head, today=TODAY).due == ()
    assert acts(desk_of(submitted, today=TODAY).waiting) == [
        ("with the secretariat, to verify", TURKANA)
    ]
    row = Return.objects.select_related("period").get(institution="COUNTY-023")
    steps.take_step(
        row, Verb.SEND_BACK, by=secretary, today=TODAY, key=uuid4(), note="Who was trained?"
    )
    back = desk_of(submitted, today=TODAY, since=row.created_at)
    assert [(d.act, d.note) for d in back.returned] == [("Mend the return", "Who was trained?")]
    assert [(c.words, c.by) for c in back.changed] == [("sent back", secretary.name)]


def test_desk_of_a_stranger_is_empty(draft, person):
    desk = desk_of(person("CAS"), today=TODAY)

    assert (desk.due, desk.returned, desk.waiting, desk.changed) == ((), (), (), ())


def test_the_desk_is_the_first_page_and_closed_to_who_is_not_signed_in(client, draft, seated):
    assert client.get("/desk/").status_code == 302
    client.force_login(seated("CFP", "focal-point"))

    shown = client.get("/desk/").content.decode()
    assert TURKANA in shown
    assert "due in 3 days" in shown or "days" in shown


def test_the_desk_asks_as_often_for_more_duties(client, draft, person):
    secretary = person("SEC")

    def asked():
        with CaptureQueriesContext(connection) as seen:
            desk_of(secretary, today=TODAY)
        return len(seen)

    asked()
    few = asked()
    for institution in ("NRB", "CRS", "MOH"):
        Return.objects.create(
            plan=draft.plan, period=draft.period, institution=institution, state="submitted",
            created_at=draft.created_at,
        )  # fmt: skip
    assert asked() == few


def test_send_digests_once_a_day_in_the_language_of_each(draft, seated):
    focal = seated("CFP", "focal-point")
    focal.language = "sw"
    focal.save()

    assert operations.send_digests(today=TODAY) == 1
    assert operations.send_digests(today=TODAY) == 0

    [sent] = mail.outbox
    assert (sent.to, sent.subject) == ([focal.email], "Kazi 1 mezani pako")
    assert "Jaza taarifa: Serikali ya Kaunti ya Turkana, 2026/27-Q1" in sent.body
    assert "Vikumbusho" in sent.body
    assert list(Digest.objects.values_list("person", "day", "lines")) == [(focal.pk, TODAY, 1)]


def test_send_digests_sends_nothing_to_who_turned_it_off_or_has_nothing(draft, seated, person):
    focal = seated("CFP", "focal-point")
    person("CAS")
    operations.set_digest(focal, is_wanted=False)

    assert operations.send_digests(today=TODAY) == 0
    assert mail.outbox == []


def test_send_digests_by_command(draft, seated, capsys, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    seated("CFP", "focal-point")

    call_command("send_digests")

    assert capsys.readouterr().out == "1 digests sent\n"
