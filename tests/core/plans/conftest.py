"""What the invented country knows around a plan, its data included."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.plans.rule_examples import today
from uratibu.core.packs.plan_context import context_of
from uratibu.core.packs.system import open_system
from uratibu.core.plans.check.context import Context

PACKS = Path(__file__).resolve().parents[3] / "packs"


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The context of Zavanda on the day of the examples."""
    return context_of(open_system(PACKS / "zz", tmp_path_factory.mktemp("home")), today=today())


@pytest.fixture(scope="session")
def known_alone(known: Context) -> Context:
    """The same without questions to the data, for tests that make up thousands of plans."""
    return replace(known, answers=None)
