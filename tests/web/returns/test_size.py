"""An institution with 200 actions and 500 indicators: as many queries as one with two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from return_examples import DESKS, PLAN, action
from uratibu.web.plans.operations import install_plan
from uratibu.web.progress.models import ReportingPeriod
from uratibu.web.progress.operations import periods

PAGES = ("/desk/", "", "actions/", "indicators/")


def large(actions, indicators):
    made = [
        replace(
            action(f"B-{n}", f"Action {n}", "DIS"),
            indicators=tuple(
                replace(DESKS, id=f"B-{n}/i{one}") for one in range(n, indicators, actions)
            ),
        )
        for n in range(actions)
    ]
    return replace(PLAN, id=f"plan-{actions}", elements=(PLAN.elements[0], *made))


@pytest.fixture
def asked(client, people):
    def count(plan, page):
        address = page if page.startswith("/") else f"/returns/{plan}/2026-27-Q1/DIS/{page}"
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    client.force_login(people["focal"])
    return count


def test_pages_ask_as_often_for_500_indicators_as_for_5(asked, people):
    counts = []
    for plan in (large(2, 5), large(200, 500)):
        install_plan(plan, by=None)
        periods.create_quarters(plan.id, by=None)
        first = ReportingPeriod.objects.get(plan=plan.id, code="2026/27-Q1")
        periods.invite_returns(first, by=None)
        counts.append([asked(plan.id, page) for page in PAGES])

    assert counts[0] == counts[1]
