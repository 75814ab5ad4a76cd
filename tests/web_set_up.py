"""What tests of pages and tables stand on: their own home, no collected files, people.

A folder of such tests imports these fixtures in its conftest.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import TransactionTestCase

from uratibu.web.accounts.models import Grant, Person
from uratibu.web.audit.models import protection

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def own_set_up(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    settings.MEDIA_ROOT = settings.HOME / "uploads"
    settings.STATIC_ROOT = settings.HOME / "static"
    settings.STATIC_ROOT.mkdir(parents=True)
    settings.DEMO = False
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True, scope="session")
def emptied_between_tests():
    """A test with real transactions empties all tables; only it may lift the log's protection."""
    emptied = TransactionTestCase._fixture_teardown

    def lift_and_empty(case):
        protection.lift(connection)
        emptied(case)
        protection.protect(connection)

    TransactionTestCase._fixture_teardown = lift_and_empty
    yield
    TransactionTestCase._fixture_teardown = emptied


@pytest.fixture
def person(db):
    """Make a person who holds the given roles this year."""

    def make(*roles: str, email: str = "", **facts: object) -> Person:
        number = Person.objects.count() + 1
        made = Person(
            email=email or f"person{number}@example.org", name=f"Person {number}", **facts
        )
        made.set_password(PASSWORD)
        made.save()
        for role in roles:
            Grant.objects.create(
                person=made, role=role, reason="test",
                valid_from=date(2000, 1, 1), valid_to=date(2999, 1, 1),
            )  # fmt: skip
        return made

    return make
