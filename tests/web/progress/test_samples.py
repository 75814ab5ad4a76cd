"""Sample returns: loaded once, in a demonstration alone, under the rules of every return."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import F, Q

from uratibu.core.packs.demo import read_demo
from uratibu.web.accounts.models import Person
from uratibu.web.plans.operations import install_plan
from uratibu.web.progress.models import Released, ReportedValue, Return, ReturnStep
from uratibu.web.progress.operations.samples import load_samples

SAMPLE = "ke-sample"


@pytest.fixture
def demonstration(db, settings):
    """Kenya's sample plan with the accounts and posts of a demonstration."""
    settings.DEMO = True
    call_command("create_demo_accounts")
    call_command("create_demo_posts")
    install_plan(settings.SYSTEM().installation.plan(SAMPLE), by=None)


@pytest.fixture
def loaded(demonstration):
    """The same with its sample returns; what the command said."""
    said = StringIO()
    call_command("load_sample_returns", stdout=said)
    return said.getvalue().strip()


def test_load_sample_returns_twice_changes_nothing(loaded: str) -> None:
    before = (Return.objects.count(), Released.objects.filter(ended_at=None).count())
    said = StringIO()
    call_command("load_sample_returns", stdout=said)
    pack = settings.SYSTEM().installation.packs[-1]
    demo, _ = read_demo(pack.root, settings.SYSTEM().installation.plan(SAMPLE))
    assert loaded == f"plan ke-sample: {len(demo.returns)} sample returns"
    assert said.getvalue().strip() == "plan ke-sample: sample returns loaded before"
    assert before == (len(demo.returns), Released.objects.filter(ended_at=None).count())


def test_sample_returns_keep_four_eyes_and_release_what_is_published_alone(loaded: str) -> None:
    same = Q(submitted_by=F("verified_by")) | Q(verified_by=F("approved_by"))
    assert not Return.objects.filter(same | Q(approved_by=F("published_by"))).exists()
    of_returns = Released.objects.exclude(of=None)
    assert set(of_returns.values_list("of__state", flat=True)) == {"published"}
    published = ReportedValue.objects.filter(of__state="published")
    assert of_returns.count() == published.count()


def test_sample_returns_hide_small_counts_of_people(loaded: str) -> None:
    reported = ReportedValue.objects.get(indicator="A-4-17/i2", period="2025/26-Q1", place="")
    released = Released.objects.get(
        indicator="A-4-17/i2", period="2025/26-Q1", place="", ended_at=None
    )
    assert (reported.value, released.state, released.value) == ("9", "suppressed", "")


def test_sample_returns_leave_the_newest_one_of_the_directorate_to_be_made(loaded: str) -> None:
    made = Return.objects.filter(institution="DIS").values_list("period__code", flat=True)
    assert sorted(made)[-1] == "2025/26-Q4"
    steps = ReturnStep.objects.filter(of__institution="DIS", of__period__code="2025/26-Q4")
    assert list(steps.values_list("after", "by__email")) == [
        ("submitted", "institution@demo.example"),
        ("verified", "secretariat@demo.example"),
        ("approved", "dis.head@demo.example"),
        ("published", "head@demo.example"),
    ]


def test_nobody_can_sign_in_as_the_sample_focal_points(loaded: str) -> None:
    nobodys = Person.objects.filter(email__startswith="sample.")
    assert list(nobodys.values_list("is_active", "is_demo")) == [(False, True), (False, True)]


def test_load_sample_returns_refuses_outside_a_demonstration(db) -> None:
    with pytest.raises(CommandError, match="URATIBU_DEMO"):
        call_command("load_sample_returns")


def test_load_samples_refuses_a_plan_that_is_no_sample(plan) -> None:
    install_plan(replace(plan, id="real-plan", is_sample=False), by=None)
    with pytest.raises(ValueError, match="no sample plan"):
        load_samples("real-plan", (), (), {})
