"""The small plan in the database, and people who work on it."""

from __future__ import annotations

import pytest
from django.utils import translation

from plan_examples import PLAN
from uratibu.web.plans.operations import install_plan


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def tiny_plan(db):
    install_plan(PLAN, by=None)
    return PLAN


@pytest.fixture
def secretary(person):
    return person("SEC")
