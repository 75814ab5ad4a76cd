"""The chain of the register holds in both directions: norm, action, return, figure, sentence."""

from __future__ import annotations

import pytest

from core.reports.registers import PERIOD, compiled
from plan_examples import PLAN
from uratibu.core.labels import label
from uratibu.core.lineage.model import Branch
from uratibu.core.norms.model import Framework, Node, Status
from uratibu.core.packs import manifest_chain
from uratibu.core.packs.chain import build_chain
from uratibu.core.packs.model import Installation, Pack
from uratibu.core.reports import manifest

DOCUMENT = "gcm-review/tiny-plan/DIS/2025-26-Q1"
SENTENCE = f"sentence:{DOCUMENT}@done-O-1-A-1-01"
TOLD = f"return:DIS/tiny-plan/{PERIOD}"
FIGURE = f"figure:tiny-plan/A-1-01/i1@{PERIOD}#"


@pytest.fixture(scope="module")
def graph():
    plain = manifest.manifest(compiled("gcm-review"))
    shown = (*manifest_chain.figures(plain), *manifest_chain.sentences(plain))
    return build_chain(Installation((), None), (), shown, (PLAN,))


def ids(branch: Branch) -> set[str]:
    return {branch.step.id, *(each for inner in branch.branches for each in ids(inner))}


def test_a_sentence_leads_up_to_its_action_and_down_to_the_return(graph):
    found = graph.trace(SENTENCE)
    assert {"action:tiny-plan/A-1-01", "plan:tiny-plan"} <= ids(found.up)
    assert {TOLD, f"document:{DOCUMENT}"} <= ids(found.down)


def test_an_action_leads_down_to_indicator_figure_return_and_report(graph):
    below = ids(graph.trace("action:tiny-plan/A-1-01").down)
    assert {"plan-indicator:tiny-plan/A-1-01/i1", FIGURE, TOLD, SENTENCE,
            f"document:{DOCUMENT}"} <= below  # fmt: skip


def test_a_return_leads_up_to_the_actions_it_reports_on(graph):
    assert "action:tiny-plan/A-1-01" in ids(graph.trace(TOLD).up)


def test_a_row_of_targets_rests_on_the_figure_and_the_figure_on_the_return(graph):
    row = graph.trace(f"sentence:{DOCUMENT}@list-targets-O-1.A-1-01/i1")
    assert {FIGURE, TOLD} <= ids(row.down)


def test_a_norm_leads_down_to_the_action_that_serves_it():
    node = Node(id="gcm/16", framework="gcm", code="16", kind="objective", title=label("Include"))
    framework = Framework(
        id="gcm", title=label("Compact"), short=label("GCM"), publisher="UN", version="1",
        adopted_on=None, source="", licence="", status=Status.CONFIRMED, nodes=(node,),
    )  # fmt: skip

    pack = Pack("x", label("x"), "1", "", None, frameworks=(framework,))
    graph = build_chain(Installation((pack,), None), (), (), (PLAN,))
    assert "action:tiny-plan/A-1-01" in ids(graph.trace("norm:gcm/16").down)
    assert "norm:gcm/16" in ids(graph.trace("plan-indicator:tiny-plan/A-1-01/i1").up)
