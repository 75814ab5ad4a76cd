"""The thread of one commitment: eight bands, gaps with a reason, and earlier states of the plan."""

import re

import pytest
from django.urls import reverse

from progress_examples import PLAN, TODAY, release
from uratibu.web.plans.models import Plan
from uratibu.web.plans.operations import install_plan, save_element
from uratibu.web.progress.operations.standings import refresh_standings

BANDS = [
    "Norm", "Consultation", "Text", "Action", "Indicator", "Data", "Report", "Publication",
]  # fmt: skip


@pytest.fixture
def plan(db):
    install_plan(PLAN, by=None)
    release("A-1-01/i1", "2025/26-Q1", "5")
    refresh_standings(PLAN.id, today=TODAY)
    return PLAN


def bands(client, reference, asked=""):
    response = client.get(reverse("portal:thread", args=[reference]) + asked)
    assert response.status_code == 200
    return {band.name: band for band in response.context["bands"]}


def test_thread_of_a_norm_has_eight_bands_with_what_hangs_on_it(client, plan):
    found = bands(client, "norm:gcm/16")
    assert list(found) == BANDS
    assert [card.title for card in found["Action"].cards] == ["Open welcome desks"]
    assert [card.code for card in found["Indicator"].cards] == [
        "O-1/i1", "O-1/i2", "A-1-01/i1",
    ]  # fmt: skip
    assert [(card.code, card.title, card.state) for card in found["Data"].cards] == [
        ("5 desks", "2025/26-Q1", "Return of DIS, 2025/26-Q1")
    ]


def test_thread_of_an_action_and_of_an_indicator_go_up_to_the_norm(client, plan):
    for reference in (f"action:{plan.id}/A-1-01", f"plan-indicator:{plan.id}/A-1-01/i1"):
        found = bands(client, reference)
        assert [card.code for card in found["Norm"].cards] == ["GCM 16"]
        assert [card.code for card in found["Data"].cards] == ["5 desks"]


def test_thread_shows_gaps_with_rule_and_a_way_to_fill_them(client, plan, person):
    public = bands(client, "norm:gcm/5")["Action"].gap
    assert (public.rule, public.fill) == ("plans/norm-nobody-serves", None)
    client.force_login(person("SEC"))
    address = reverse("plans:create", args=[plan.id])
    assert bands(client, "norm:gcm/5")["Action"].gap.fill.url == f"{address}?norm=gcm/5"


def test_thread_looks_back_to_an_earlier_state(client, plan, person):
    action = plan.get("A-1-01")
    other = type(action)(**{**vars(action), "norms": ("gcm/18",)})
    save_element(plan.id, other, base_version=1, by=person("SEC"), reason="Moved.")
    assert bands(client, "norm:gcm/16")["Action"].cards == ()
    before = bands(client, "norm:gcm/16", "?revision=1")["Action"].cards
    assert [card.title for card in before] == ["Open welcome desks"]


@pytest.mark.parametrize(
    "reference",
    [
        "norm:gcm/99",
        "action:progress-plan/X",
        "action:x",
        "nothing",
        "plan-indicator:progress-plan/x",
    ],
)
def test_thread_of_nothing_is_not_found(client, plan, reference):
    assert client.get(reverse("portal:thread", args=[reference])).status_code == 404


def test_thread_of_a_draft_is_for_those_who_work_on_it(client, plan, person):
    Plan.objects.update(status="draft", is_sample=False)
    address = reverse("portal:thread", args=[f"action:{plan.id}/A-1-01"])
    assert client.get(address).status_code == 404
    assert bands(client, "norm:gcm/16")["Action"].cards == ()
    client.force_login(person("AUD"))
    assert client.get(address).status_code == 200


def test_thread_without_any_plan_says_so(client, db):
    assert bands(client, "norm:gcm/16")["Text"].gap.why == "No plan is public yet."


def test_thread_is_a_list_without_script_and_says_sample(client, plan):
    text = client.get(reverse("portal:thread", args=["norm:gcm/16"])).content.decode()
    assert len(re.findall('<li class="chain-band">', text)) == 8
    assert "<script" not in text
    assert "Sample plan" in text


def test_norm_page_leads_to_its_thread(client, plan):
    text = client.get(reverse("norms:norm", args=["gcm/16"])).content.decode()
    assert reverse("portal:thread", args=["norm:gcm/16"]) in text
