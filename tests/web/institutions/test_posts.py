"""Posts and their holders: by letter, by somebody else, one at a time, no day without one."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import IntegrityError, transaction

from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.audit.models import Entry
from uratibu.web.institutions.models import Duty, Holding, Post
from uratibu.web.institutions.operations import posts
from uratibu.web.institutions.permissions import OwnAppointment
from uratibu.web.institutions.queries.posts import (
    holders,
    holdings_of,
    institutions_of,
    posts_of,
)

LETTER = posts.Letter("MOI/1/26")
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def officer(person):
    return person("SEC")


@pytest.fixture
def head_post(officer):
    return posts.create_post("DIS", Duty.HEAD, by=officer)


def acts():
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


def test_create_post_twice_makes_one(officer):
    first = posts.create_post("DIS", Duty.FOCAL_POINT, by=officer)

    assert posts.create_post("DIS", Duty.FOCAL_POINT, by=officer) == first
    assert acts() == ["institutions.post-created"]


def test_appoint_gives_the_post_for_a_time(person, officer, head_post):
    someone = person("IHD")

    holding = posts.appoint(
        head_post, someone, valid_from=MAY, valid_to=JUNE, letter=LETTER, by=officer
    )

    days = [MAY - timedelta(1), MAY, JUNE, JUNE + timedelta(1)]
    assert [holders("DIS", Duty.HEAD, today=day) for day in days] == [
        (), (someone,), (someone,), (),
    ]  # fmt: skip
    assert [institutions_of(someone, today=day) for day in days] == [
        frozenset(), {"DIS"}, {"DIS"}, frozenset(),
    ]  # fmt: skip
    assert posts_of(someone, today=MAY) == (holding,)
    assert [holding.holds_on(day) for day in days] == [False, True, True, False]
    assert acts() == ["institutions.post-created", "institutions.appointed"]


def test_institutions_of_asks_for_the_duty(person, officer, head_post):
    someone = person("IHD")
    posts.appoint(head_post, someone, valid_from=MAY, letter=LETTER, by=officer)

    assert institutions_of(someone, Duty.HEAD, today=MAY) == {"DIS"}
    assert institutions_of(someone, Duty.FOCAL_POINT, today=MAY) == frozenset()
    assert institutions_of(AnonymousUser(), today=MAY) == frozenset()


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [(MAY, None), (date(2026, 1, 1), MAY), (JUNE, date(2026, 7, 1)), (date(2026, 5, 5), MAY)],
    ids=["the-same-day", "ends-on-its-first-day", "inside", "upside-down"],
)
def test_appoint_refuses_a_second_holder(person, officer, head_post, valid_from, valid_to):
    posts.appoint(head_post, person(), valid_from=MAY, letter=LETTER, by=officer)

    with pytest.raises((posts.Taken, IntegrityError)), transaction.atomic():
        posts.appoint(
            head_post, person(), valid_from=valid_from, valid_to=valid_to,
            letter=LETTER, by=officer,
        )  # fmt: skip

    assert Holding.objects.count() == 1


def test_nobody_appoints_themselves_and_the_database_agrees(officer, head_post):
    with pytest.raises(OwnAppointment):
        posts.appoint(head_post, officer, valid_from=MAY, letter=LETTER, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(
            post=head_post, person=officer, valid_from=MAY, letter="x", appointed_by=officer,
            appointed_at="2026-05-01T00:00Z",
        )  # fmt: skip


@pytest.mark.parametrize("role", ["IFP", "IHD", "STA", "AUD"])
def test_appoint_is_for_those_whom_the_policy_names(person, head_post, role):
    with pytest.raises(NotAllowed):
        posts.appoint(head_post, person(), valid_from=MAY, letter=LETTER, by=person(role))


def test_the_database_refuses_two_open_holdings_a_second_head_and_no_letter(
    person, officer, head_post
):
    held = posts.appoint(head_post, person(), valid_from=MAY, letter=LETTER, by=officer)
    facts = {"person": person(), "appointed_by": officer, "appointed_at": held.appointed_at}

    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(post=head_post, valid_from=JUNE, letter="x", **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(
            post=head_post, valid_from=date(2025, 1, 1), valid_to=date(2025, 2, 1),
            letter="", **facts,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(institution="DIS", duty=Duty.HEAD, title="another")


def test_hand_over_leaves_no_day_without_a_holder(person, officer, head_post):
    old, new = person(), person()
    posts.appoint(head_post, old, valid_from=MAY, letter=LETTER, by=officer)

    posts.hand_over(head_post, new, on=JUNE, letter=posts.Letter("MOI/2/26"), by=officer)

    days = [JUNE - timedelta(1), JUNE]
    assert [holders("DIS", Duty.HEAD, today=day) for day in days] == [(old,), (new,)]
    assert [(h.person, h.valid_to) for h in holdings_of("DIS")] == [
        (new, None), (old, JUNE - timedelta(1)),
    ]  # fmt: skip


def test_hand_over_of_an_empty_post_appoints(person, officer, head_post):
    new = person()

    posts.hand_over(head_post, new, on=JUNE, letter=LETTER, by=officer)

    assert holders("DIS", today=JUNE) == (new,)


def test_hand_over_on_the_day_the_holder_began_is_refused(person, officer, head_post):
    posts.appoint(head_post, person(), valid_from=JUNE, letter=LETTER, by=officer)

    with pytest.raises(posts.Taken, match="holds this post since 2026-06-01"):
        posts.hand_over(head_post, person(), on=JUNE, letter=LETTER, by=officer)


def test_end_holding_takes_only_an_end_that_shortens(person, officer, head_post):
    held = posts.appoint(
        head_post, person(), valid_from=MAY, valid_to=JUNE, letter=LETTER, by=officer
    )

    for wrong in (MAY - timedelta(1), JUNE + timedelta(1)):
        with pytest.raises(posts.EndRefused):
            posts.end_holding(held, valid_to=wrong, reason="left", by=officer)

    ended = posts.end_holding(held, valid_to=date(2026, 5, 20), reason="left", by=officer)
    assert (ended.valid_to, ended.ended_by, ended.end_reason) == (
        date(2026, 5, 20), officer, "left",
    )  # fmt: skip


def test_demo_posts_are_made_once_for_the_institutions_there_are(kenya, settings, db):
    settings.DEMO = True
    for _time in range(2):
        call_command("create_demo_accounts")
        call_command("create_demo_posts")

    assert [(str(h.post), h.person.email) for h in Holding.objects.select_related("post")] == [
        ("COUNTY-023 focal-point", "county@demo.example"),
        ("COUNTY-023 head", "county.head@demo.example"),
        ("DIS focal-point", "institution@demo.example"),
        ("DIS head", "dis.head@demo.example"),
    ]
