"""What tests of the whole register stand on: the demonstration of Kenya, as `make run` sets it up.

A folder of such tests imports `register` in its conftest.
"""

from __future__ import annotations

import pytest
from django.core.management import call_command

COMMANDS = ("create_demo_accounts", "create_demo_posts", "install_plans", "load_sample_returns")
PASSWORD = "demonstration only"


@pytest.fixture
def register(kenya, settings, db):
    """The demonstration: accounts, posts, the sample plan and its sample returns."""
    settings.DEMO = True
    for command in COMMANDS:
        call_command(command, verbosity=0)
    return kenya
