"""A new edition: brought by one person, approved by another, registered once."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from uratibu.core.findings import Refused
from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.audit.models import Entry
from uratibu.web.datasets import operations, permissions, queries
from uratibu.web.datasets.models import FactsAreFixed, Submission
from web_datasets_files import FAULTY, GOOD

KEY = UUID("12345678123456781234567812345678")


@pytest.fixture
def brought(tiny, person):
    """Bring a file as a statistician."""
    author = person("STA")

    def bring(content=GOOD, *, edition="2023", key=None, by=author, name="guests.csv"):
        return operations.bring_edition(
            operations.Brought(
                dataset=tiny.installation.dataset("guest-book"),
                edition=edition,
                retrieved_on=date(2024, 1, 31),
                file_name=name,
                pieces=[content],
                key=key or uuid4(),
            ),
            by=by,
        )

    return bring


def acts():
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


def test_bring_edition_keeps_the_file_and_stores_no_observation(brought, tiny):
    submission = brought()

    assert (submission.status, submission.rows, submission.observations) == ("checked", 3, 3)
    assert queries.kept_file(submission).read_bytes() == GOOD
    assert tiny.store.editions() == ()
    assert acts() == ["datasets.brought"]


def test_bring_edition_names_every_fault_by_its_place(brought):
    submission = brought(FAULTY)

    assert (submission.status, submission.observations) == ("faulty", 0)
    places = {
        (f["where"]["row"], f["where"]["column"], f["where"]["value"])
        for f in submission.found_list
    }
    assert places == {(3, "sex", "Q"), (3, "guests", "many")}


def test_bring_edition_twice_from_one_form_makes_one(brought):
    first, second = brought(key=KEY), brought(key=KEY)

    assert first.pk == second.pk
    assert acts() == ["datasets.brought"]


def test_bring_edition_with_the_key_of_somebody_else_shows_them_nothing(brought, person):
    brought(key=KEY)

    with pytest.raises(IntegrityError):
        brought(key=KEY, by=person("STA"))


def test_bring_edition_is_for_statisticians(brought, person):
    with pytest.raises(NotAllowed):
        brought(by=person("SEC"))


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c.csv", "..", ".hidden.csv", "x" * 300])
def test_safe_name_stays_in_its_folder(name, tmp_path):
    safe = operations.safe_name(name)

    assert (tmp_path / safe).resolve().parent == tmp_path.resolve()
    assert 0 < len(safe) <= 90


def waiting(brought):
    submission = brought()
    return operations.send_for_approval(submission, by=submission.brought_by)


def test_approve_edition_registers_what_somebody_else_brought(brought, person, tiny):
    submission, second = waiting(brought), person("STA")

    approved = operations.approve_edition(submission, by=second)

    (edition,) = tiny.store.editions("guest-book")
    assert (edition.edition, edition.sha256, edition.observations) == ("2023", approved.sha256, 3)
    assert (approved.status, approved.decided_by) == ("registered", second)
    assert acts() == [
        "datasets.brought", "datasets.sent", "datasets.approved", "datasets.registered",
    ]  # fmt: skip


def test_approve_edition_refuses_own_work(brought, tiny):
    submission = waiting(brought)

    with pytest.raises(permissions.OwnWork):
        operations.approve_edition(submission, by=submission.brought_by)

    assert tiny.store.editions() == ()
    assert "datasets.approved" not in acts()


def test_the_database_refuses_own_work_too(brought):
    submission = waiting(brought)

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(
            status="approved", decided_by=submission.brought_by, decided_at=submission.brought_at
        )


def test_approve_edition_twice_is_told_apart(brought, person):
    submission, second = waiting(brought), person("STA")
    stale = Submission.objects.get(pk=submission.pk)
    operations.approve_edition(submission, by=second)

    with pytest.raises(Refused):
        operations.approve_edition(stale, by=second)

    assert acts().count("datasets.approved") == 1


def test_approve_edition_refuses_a_name_that_stands(brought, person):
    second = person("STA")
    operations.approve_edition(waiting(brought), by=second)
    other = brought(GOOD.replace(b"30", b"31"))
    operations.send_for_approval(other, by=other.brought_by)

    with pytest.raises(Refused, match="stands already"):
        operations.approve_edition(other, by=second)


def test_an_approval_cut_off_before_the_store_is_taken_up_again(brought, person, tiny, monkeypatch):
    submission, second = waiting(brought), person("STA")
    with monkeypatch.context() as broken:
        broken.setattr(type(tiny.store), "register", _power_cut)
        with pytest.raises(OSError, match="power"):
            operations.approve_edition(submission, by=second)
    submission.refresh_from_db()
    assert submission.status == "approved"

    operations.register_edition(submission, by=second)

    assert [e.edition for e in tiny.store.editions()] == ["2023"]


def _power_cut(*arguments):
    raise OSError("power")


def test_return_submission_says_why_and_withdraw_is_for_its_author(brought, person):
    submission, second = waiting(brought), person("STA")
    with pytest.raises(NotAllowed):
        operations.withdraw_submission(submission, by=second)

    returned = operations.return_submission(submission, by=second, reason="Wrong year")

    assert (returned.status, returned.reason) == ("returned", "Wrong year")
    with pytest.raises(operations.Moved):
        operations.withdraw_submission(returned, by=returned.brought_by)
    assert acts()[2:] == ["datasets.returned"]


def test_the_facts_of_a_submission_stay(brought):
    submission = Submission.objects.get(pk=brought().pk)
    submission.sha256 = "0" * 64

    with pytest.raises(FactsAreFixed):
        submission.save()
    with (
        pytest.raises(DatabaseError, match="cannot be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE datasets_submission SET sha256 = 'x'")
