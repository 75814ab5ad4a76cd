"""The digest of a plan is over its JSON, however it is put together."""

import hashlib
import json
from dataclasses import replace

import pytest

from plan_examples import PLAN
from uratibu.core.plans import plain
from uratibu.web.plans.queries import plans


@pytest.mark.parametrize("plan", [PLAN, replace(PLAN, elements=())])
def test_digest_of_is_that_of_the_whole_plan_as_json(plan):
    said = json.dumps(plain.plan_as_plain(plan), sort_keys=True, ensure_ascii=False)
    assert plans.digest_of(plan) == hashlib.sha256(said.encode()).hexdigest()


def test_digest_of_changes_with_an_element():
    first, *others = PLAN.elements
    changed = replace(PLAN, elements=(replace(first, code="9"), *others))
    assert plans.digest_of(changed) != plans.digest_of(PLAN)
