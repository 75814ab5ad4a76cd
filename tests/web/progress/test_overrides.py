"""A status set by hand: two persons, a reason, an end; both are shown."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from uratibu.core.progress.status import Status
from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.audit.models import Entry
from uratibu.web.progress.models import Override, Standing
from uratibu.web.progress.operations import overrides
from uratibu.web.progress.operations.overrides import Wanted
from uratibu.web.progress.operations.standings import refresh_standings


@pytest.fixture
def wanted():
    until = timezone.localdate() + timedelta(days=30)
    return Wanted(Status.STALLED, "The court stopped it.", until)


def test_an_override_holds_once_another_confirms_it(
    plan, person, wanted, django_capture_on_commit_callbacks
):
    secretary, head = person("SEC"), person("HEAD")
    made = overrides.propose_override(plan, "A-1-01", wanted, by=secretary)
    refresh_standings(plan.id, today=timezone.localdate())
    assert Standing.objects.get(key="A-1-01").status == "no-data"
    with django_capture_on_commit_callbacks(execute=True):
        overrides.confirm_override(made, by=head)
    kept = Standing.objects.get(key="A-1-01")
    assert (kept.status, Standing.objects.get(key="T1").status) == ("stalled", "stalled")
    assert '"derived": "no-data"' in kept.because
    acts = Entry.objects.filter(act__startswith="progress.override").values_list("act", flat=True)
    assert set(acts) == {"progress.override-proposed", "progress.override-confirmed"}


def test_nobody_confirms_their_own(plan, person, wanted):
    head = person("HEAD")
    made = overrides.propose_override(plan, "A-1-01", wanted, by=head)
    with pytest.raises(overrides.OwnWork):
        overrides.confirm_override(made, by=head)
    made.confirmed_by = head
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


@pytest.mark.parametrize("role", ["IFP", "IHD", "AUD"])
def test_others_may_not_propose(plan, person, wanted, role):
    with pytest.raises(NotAllowed):
        overrides.propose_override(plan, "A-1-01", wanted, by=person(role))


def test_only_one_stands_until_it_is_over(plan, person, wanted):
    secretary = person("SEC")
    first = overrides.propose_override(plan, "A-1-01", wanted, by=secretary)
    with pytest.raises(overrides.StandsAlready):
        overrides.propose_override(plan, "A-1-01", wanted, by=secretary)
    Override.objects.update(until=timezone.localdate() - timedelta(days=1))
    overrides.propose_override(plan, "A-1-01", wanted, by=secretary)
    first.refresh_from_db()
    assert first.ended_at is not None


def test_a_person_proposes_and_another_confirms_on_the_page(client, plan, person, wanted):
    address = reverse("progress:status", args=[plan.id, "A-1-01"])
    assert "Propose" not in client.get(address).content.decode()
    client.force_login(person("SEC"))
    far = client.post(address, {"status": "stalled", "reason": "x", "until": "2099-01-01"})
    assert (far.status_code, "within a year" in far.content.decode()) == (422, True)
    said = {"status": "stalled", "reason": wanted.reason, "until": wanted.until.isoformat()}
    assert client.post(address, said).status_code == 302
    made = Override.objects.get()
    decide = reverse("progress:override-decide", args=[made.pk, "confirm"])
    client.force_login(person("HEAD"))
    assert wanted.reason in client.get(address).content.decode()
    assert client.post(decide).status_code == 302
    made.refresh_from_db()
    assert made.confirmed_by is not None
    client.post(reverse("progress:override-decide", args=[made.pk, "end"]))
    made.refresh_from_db()
    assert made.ended_at is not None


def test_a_status_page_is_of_an_action(client, plan):
    assert client.get(reverse("progress:status", args=[plan.id, "T1"])).status_code == 404
