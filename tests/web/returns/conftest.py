"""A plan that asks returns of two institutions, and everybody who handles them."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from portal_set_up import kenya
from return_examples import PLAN
from uratibu.core.findings import Where
from uratibu.core.plans.model import ActionStatus
from uratibu.core.progress.model import ActionReport, Answered
from uratibu.core.progress.typed import Typed, understood_value
from uratibu.core.progress.workflow import Verb
from uratibu.web.institutions.models import Holding, Post
from uratibu.web.plans.operations import install_plan
from uratibu.web.progress.models import ReportingPeriod, Return
from uratibu.web.progress.operations import answers, periods, steps
from uratibu.web.progress.queries import returns

TODAY = date(2026, 10, 5)
__all__ = ["kenya"]
STATEMENT = "It is true."
AMOUNTS = {
    "desks": Typed("3"), "served": Typed("30"), "in-time": Typed("", "2", "3"),
    "trained": Typed("10"), "enrolled": Typed("12"), "law": Typed("yes"),
}  # fmt: skip
TOTALS = {"desks": Typed("6"), "served": Typed("60"), "in-time": Typed("", "4", "6")}


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    """The first quarter has ended, its returns are due in ten days."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture(autouse=True)
def site_of_kenya(kenya):
    return kenya


@pytest.fixture
def people(person):
    """Who handles returns: focal point and head of DIS, of the county, the secretariat's two."""

    def seated(role, institution, duty, email):
        made = person(role, email=email)
        post, _ = Post.objects.get_or_create(institution=institution, duty=duty)
        Holding.objects.create(
            post=post, person=made, valid_from=date(2020, 1, 1), letter="L/1",
            appointed_at=timezone.now(),
        )  # fmt: skip
        return made

    return {
        "focal": seated("IFP", "DIS", "focal-point", "focal@example.org"),
        "head": seated("IHD", "DIS", "head", "head@example.org"),
        "county": seated("CFP", "COUNTY-023", "focal-point", "county@example.org"),
        "secretary": person("SEC", email="sec@example.org"),
        "chief": person("HEAD", email="chief@example.org"),
        "auditor": person("AUD", email="auditor@example.org"),
        "nobody": person("STA", email="sta@example.org"),
    }


@pytest.fixture
def period(people):
    """The first quarter of the plan, its returns invited."""
    install_plan(PLAN, by=None)
    periods.create_quarters(PLAN.id, by=people["secretary"])
    first = ReportingPeriod.objects.get(plan=PLAN.id, code="2026/27-Q1")
    periods.invite_returns(first, by=people["secretary"])
    return first


@pytest.fixture
def draft(period):
    return Return.objects.select_related("period").get(institution="DIS")


@pytest.fixture
def fill(people):
    """Answer everything that a return asks, as its focal point."""

    def make(row, *, by="focal"):
        whole = returns.whole(row)
        said = [
            ActionReport(e.id, Answered.REPORTED, ActionStatus.ON_TRACK, "Done as planned.")
            for e in whole.asked.actions
        ]
        for cell in whole.asked.values:
            name = cell.indicator.id.partition("/")[2]
            is_total = not cell.place and name in TOTALS
            typed = TOTALS[name] if is_total else AMOUNTS[name]
            answer, found = understood_value(cell, typed, where=Where())
            assert found == ()
            said.append(answer)
        answers.save_answers(row, said, by=people[by], today=TODAY, road="grid")
        return Return.objects.select_related("period").get(pk=row.pk)

    return make


@pytest.fixture
def step(people):
    """Take a step as somebody."""

    def make(row, verb, who, **said):
        said.setdefault("statement", STATEMENT if verb == "submit" else "")
        said.setdefault("key", uuid4())
        return steps.take_step(row, Verb(verb), by=people[who], today=TODAY, **said)

    return make


@pytest.fixture
def published(draft, fill, step):
    row = fill(draft)
    for verb, who in (
        ("submit", "focal"), ("verify", "secretary"), ("approve", "head"), ("publish", "chief"),
    ):  # fmt: skip
        row = step(row, verb, who)
    return row
