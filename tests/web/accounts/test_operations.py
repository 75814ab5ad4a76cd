"""Accounts: made, signed in to, given roles; each act leaves one row in the audit log."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from uratibu.web.accounts import operations, permissions
from uratibu.web.accounts.models import Failure, Grant, Person
from uratibu.web.audit.models import Entry
from web_set_up import PASSWORD

YEAR = {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}
NEW = operations.NewAccount("New@Example.org", "New person", "a long enough sentence")


def acts():
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


def test_create_account_keeps_one_spelling_and_an_argon2id_hash(db):
    made = operations.create_account(NEW, by=None)

    assert made.email == "new@example.org"
    assert made.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert acts() == ["accounts.created"]


def test_create_account_twice_leaves_one(db):
    operations.create_account(NEW, by=None)

    with pytest.raises(ValidationError):
        operations.create_account(NEW, by=None)

    assert acts() == ["accounts.created"]


def test_change_profile_leaves_one_row(person):
    someone = person()

    operations.change_profile(someone, name="Other name", language="sw")

    assert Person.objects.get(pk=someone.pk).name == "Other name"
    assert acts() == ["accounts.profile-changed"]


def test_grant_and_withdraw_role_take_effect_at_the_next_request(person):
    someone, head = person(), person("HEAD")
    grant = operations.grant_role(
        someone, "STA", by=head, reason="hired",
        valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31),
    )  # fmt: skip
    on_day = Grant.objects.holding_on(date(2026, 6, 1)).filter(person=someone)
    assert [held.role for held in on_day] == ["STA"]

    operations.withdraw_role(grant, by=head)

    assert not on_day.all().exists()
    assert acts() == ["accounts.role-granted", "accounts.role-withdrawn"]


@pytest.mark.parametrize(
    ("held", "role", "until"),
    [
        ((), "KING", date(2026, 12, 31)),
        ((), "PUB", date(2026, 12, 31)),
        (("AUD",), "STA", date(2026, 12, 31)),
        ((), "STA", date(2027, 1, 2)),
    ],
    ids=["unknown", "public", "second-of-a-kind", "longer-than-a-year"],
)
def test_grant_role_refuses(person, held, role, until):
    someone = person(*held)

    with pytest.raises(operations.RoleRefused):
        operations.grant_role(
            someone, role, by=None, reason="hired", valid_from=date(2026, 1, 1), valid_to=until
        )

    assert acts() == []


def test_nobody_gives_a_role_to_themselves(person):
    someone = person("HEAD")

    with pytest.raises(operations.RoleRefused):
        operations.grant_role(someone, "SEC", by=someone, reason="mine", **YEAR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(person=someone, role="SEC", by=someone, reason="mine", **YEAR)


def test_check_credentials_opens_and_forgets_failures(person):
    someone = person(email="a@example.org")
    with pytest.raises(operations.SignInRefused):
        operations.check_credentials("a@example.org", "wrong")

    assert operations.check_credentials(" A@example.org", PASSWORD) == someone

    assert not Failure.objects.exists()
    assert acts() == ["accounts.signed-in"]


def fail(times, email="a@example.org"):
    for _ in range(times):
        with pytest.raises(operations.SignInRefused):
            operations.check_credentials(email, "wrong")


def test_five_failures_close_an_account_for_fifteen_minutes_known_or_not(person):
    person(email="a@example.org")
    fail(5)
    fail(5, email="nobody@example.org")

    for email in ("a@example.org", "nobody@example.org"):
        with pytest.raises(operations.SignInRefused, match=r"15|16"):
            operations.check_credentials(email, PASSWORD)
    assert Failure.objects.count() == 10


def test_an_account_opens_again_and_each_round_waits_longer(person):
    someone = person(email="a@example.org")
    fail(5)
    minutes_ago(16)
    fail(1)
    minutes_ago(16)
    fail(1)
    minutes_ago(16)
    assert operations.check_credentials("a@example.org", PASSWORD) == someone

    fail(5)
    for _ in range(5):
        minutes_ago(16)
        fail(1)
    minutes_ago(16)
    with pytest.raises(operations.SignInRefused, match="Too many"):
        operations.check_credentials("a@example.org", PASSWORD)
    minutes_ago(15)
    assert operations.check_credentials("a@example.org", PASSWORD) == someone


def minutes_ago(minutes):
    """Let time pass: every failure lies further back."""
    for failure in Failure.objects.all():
        failure.at -= timedelta(minutes=minutes)
        failure.save()


def test_the_table_of_failures_names_nobody(db):
    fail(1)

    (failure,) = Failure.objects.all()
    assert "example" not in failure.account


@pytest.mark.parametrize("closed", [{"is_active": False}, {"is_demo": True}])
def test_a_closed_or_demo_account_does_not_open(person, closed):
    person(email="a@example.org", **closed)

    fail_with_right_password = pytest.raises(operations.SignInRefused, match="not right")
    with fail_with_right_password:
        operations.check_credentials("a@example.org", PASSWORD)


def test_a_demo_account_opens_in_a_demonstration(person, settings):
    settings.DEMO = True
    someone = person(email="a@example.org", is_demo=True)

    assert operations.check_credentials("a@example.org", PASSWORD) == someone


def test_roles_of_forgets_grants_that_ended(person):
    someone = person("STA")
    Grant.objects.update(valid_to=date(2001, 1, 1))

    assert permissions.roles_of(someone) == {"PUB"}
