"""The audit log: one row an act, in the transaction of its write, never changed."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from uratibu.web.audit import operations, queries
from uratibu.web.audit.models import AppendOnly, Entry


def test_record_says_what_by_whom_on_what(person):
    author = person()

    with transaction.atomic():
        operations.record("rooms.tidied", by=author, target=author, facts={"edition": "2024"})

    (row,) = Entry.objects.all()
    assert (row.act, row.by, row.target_kind, row.target) == (
        "rooms.tidied", author, "accounts.person", str(author.pk),
    )  # fmt: skip
    assert json.loads(row.facts) == {"edition": "2024"}


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused():
    with pytest.raises(operations.OutsideTransaction):
        operations.record("rooms.tidied", by=None)

    assert not Entry.objects.exists()


def test_a_rolled_back_act_leaves_no_row(db):
    class Interrupted(Exception):
        pass

    def interrupted():
        with transaction.atomic():
            operations.record("rooms.tidied", by=None)
            raise Interrupted

    with pytest.raises(Interrupted):
        interrupted()

    assert not Entry.objects.exists()


@pytest.fixture
def entry(db):
    """One row that stands."""
    with transaction.atomic():
        return operations.record("rooms.tidied", by=None)


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(act="rooms.painted"),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["act"]),
    ],
)
def test_a_row_cannot_be_changed_through_the_model(entry, change):
    with pytest.raises(AppendOnly):
        change(entry)

    assert [row.act for row in Entry.objects.all()] == ["rooms.tidied"]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET act = 'rooms.painted'", "DELETE FROM audit_entry"]
)
def test_a_row_cannot_be_changed_past_the_model(entry, statement):
    with (
        pytest.raises(DatabaseError, match="cannot be"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert [row.act for row in Entry.objects.all()] == ["rooms.tidied"]


def test_acts_on_tells_the_newest_first(person):
    author, other = person(), person()
    with transaction.atomic():
        for act, target in [("a.made", author), ("a.made", other), ("a.changed", author)]:
            operations.record(act, by=None, target=target)

    assert [row.act for row in queries.acts_on(author)] == ["a.changed", "a.made"]
