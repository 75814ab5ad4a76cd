"""The plan of the examples in the database, with two quarters."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from progress_examples import PLAN, open_period
from uratibu.web.plans.operations import install_plan


@pytest.fixture(autouse=True)
def in_english():
    """A page in Swahili leaves its language on in this thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def plan(db):
    install_plan(PLAN, by=None)
    open_period("2024/25-Q4", date(2025, 4, 1), date(2025, 6, 30), date(2025, 7, 15))
    open_period("2025/26-Q1", date(2025, 7, 1), date(2025, 9, 30), date(2025, 10, 15))
    return PLAN
