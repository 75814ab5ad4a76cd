"""The trace page of sentences, figures, returns and actions of the register."""

from __future__ import annotations

import pytest
from django.urls import reverse

from plan_examples import PLAN
from uratibu.web.reports.operations import reports as operations
from web.reports.register_rows import PERIOD, TODAY, install

DOCUMENT = f"annual-progress/{PLAN.id}/2025-26-Q1"
SENTENCE = f"sentence:{DOCUMENT}@done-T1-O-1-A-1-01"


@pytest.fixture
def draft(person):
    install(person("IFP"), person("IHD"))
    asked = operations.Asked("annual-progress", PLAN.id, PERIOD)
    return operations.draft_report(asked, by=person("SEC"), today=TODAY)


def traced(client, reference):
    return client.get(reverse("lineage:trace", args=[reference]))


def test_a_sentence_of_a_draft_is_traced_by_staff_alone(client, draft, person):
    assert traced(client, SENTENCE).status_code == 404
    client.force_login(person("SEC"))
    shown = traced(client, SENTENCE).content.decode()
    action = f"plan/{PLAN.id}/actions/A-1-01/"
    said = f"return:DIS/{PLAN.id}/{PERIOD}"
    for text in ("Two desks were opened.", "/commitments/gcm/16/", action, said):
        assert text in shown


@pytest.mark.parametrize(
    "reference",
    [f"action:{PLAN.id}/A-1-01", f"figure:{PLAN.id}/A-1-01/i1@{PERIOD}#"],
)
def test_what_stands_in_the_register_leads_to_the_norm(client, draft, reference):
    shown = traced(client, reference).content.decode()
    assert "/commitments/gcm/16/" in shown


def test_a_plan_leads_to_its_actions(client, draft):
    shown = traced(client, f"plan:{PLAN.id}").content.decode()
    assert f"plan/{PLAN.id}/actions/A-1-01/" in shown


def test_a_released_figure_leads_to_its_return_though_no_report_prints_it(client, draft):
    shown = traced(client, f"figure:{PLAN.id}/A-1-01/i1@{PERIOD}#").content.decode()
    assert f"return:DIS/{PLAN.id}/{PERIOD}" in shown


def test_who_sees_the_return_goes_on_to_it_and_others_do_not(client, draft, person):
    figure = f"figure:{PLAN.id}/A-1-01/i1@{PERIOD}#"
    own = f'href="/returns/{PLAN.id}/2025-26-Q1/DIS/"'
    assert own not in traced(client, figure).content.decode()
    client.force_login(person("SEC"))
    assert own in traced(client, figure).content.decode()
    assert client.get(f"/returns/{PLAN.id}/2025-26-Q1/DIS/").status_code == 200


def test_a_figure_is_named_by_its_number_unit_indicator_and_period(client, draft):
    shown = traced(client, f"figure:{PLAN.id}/A-1-01/i1@{PERIOD}#").content.decode()
    assert f"<h1>2 desks: Desks opened, {PERIOD}</h1>" in " ".join(shown.split())


def test_an_unknown_reference_is_not_found(client, draft):
    assert traced(client, "action:tiny-plan/A-9-99").status_code == 404
