"""Changing a plan on its pages: each section, slips, conflicts, new elements, withdrawal."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from plan_examples import INDICATOR, PLAN, WELCOME
from uratibu.core.labels import label
from uratibu.core.plans.model import (
    BudgetLine,
    Level,
    Milestone,
    PlanIndicator,
    PlanValue,
    Risk,
    Slip,
    Stage,
)
from uratibu.web.plans.operations import save_element
from uratibu.web.plans.queries import plans
from web_set_up import PASSWORD

WORDS = {
    "title_en": "Open desks", "title_sw": "Fungua madawati", "code": "1.1.1", "status": "on-track",
    "base_version": "1", "read_version": "1",
}  # fmt: skip
FIRST = {"base_version": "1", "read_version": "1"}


@pytest.fixture
def officer(client, person, tiny_plan):
    client.login(username=person("SEC").email, password=PASSWORD)
    return client


def edit(section, item="", key="A-1-01"):
    path = reverse("plans:edit", args=[PLAN.id, key, section])
    return f"{path}?item={item}" if item else path


def welcome():
    return plans.current(PLAN.id).get("A-1-01")


def test_wording_is_saved_with_its_reason(officer):
    answer = officer.post(edit("words"), {**WORDS, "reason": "Shorter"}, follow=True)

    assert welcome().title == label({"en": "Open desks", "sw": "Fungua madawati"})
    assert [(v.version, v.reason) for v in answer.context["versions"]] == [
        (2, "Shorter"), (1, ""),
    ]  # fmt: skip


def test_wording_without_a_title_comes_back_with_the_rest(officer):
    answer = officer.post(edit("words"), {**WORDS, "title_en": ""})

    assert answer.status_code == 422
    assert "Fungua madawati" in answer.text
    assert welcome() == WELCOME


def test_later_change_sees_both_texts_and_loses_nothing(officer, secretary):
    theirs = replace(WELCOME, title=label("Open many desks"))
    save_element(PLAN.id, theirs, base_version=1, by=secretary, reason="More")

    answer = officer.post(edit("words"), WORDS)

    assert answer.status_code == 409
    assert "Open many desks" in answer.text
    assert "Fungua madawati" in answer.text
    assert welcome() == theirs
    kept = {**dict(answer.context["kept"]), "base_version": "2", "read_version": "1"}
    officer.post(edit("words"), kept)
    assert welcome().title("sw") == "Fungua madawati"


def test_saving_on_top_keeps_what_they_changed_in_other_sections(officer, secretary):
    save_element(PLAN.id, replace(WELCOME, lead="NCM"), base_version=1, by=secretary)

    officer.post(edit("words"), {**WORDS, "base_version": "2"})

    assert (welcome().lead, welcome().title()) == ("NCM", "Open desks")


def test_moving_a_due_day_needs_a_reason_and_keeps_the_day_before(officer):
    moved = {**FIRST, "title_en": "Desks open", "due_on": "2026-05-31"}

    refused = officer.post(edit("milestone", "m2"), moved)
    assert refused.status_code == 422
    assert "Say why the day is moved." in refused.text

    officer.post(edit("milestone", "m2"), {**moved, "slip_reason": "Rain"})
    slip = Slip(date(2026, 3, 31), timezone.localdate(), "Rain")
    assert welcome().milestones[1] == Milestone(
        "m2", label("Desks open"), date(2026, 5, 31), slips=(slip,)
    )


def test_milestone_is_added_reached_and_taken_away(officer):
    officer.post(edit("milestone"), {**FIRST, "title_en": "Staff hired", "due_on": "2025-01-31"})
    assert welcome().milestones[2] == Milestone("m3", label("Staff hired"), date(2025, 1, 31))

    again = {"base_version": "2", "title_en": "Staff hired", "due_on": "2025-01-31"}
    reached = {**again, "reached_on": "2025-01-15", "evidence": "Letter"}
    officer.post(edit("milestone", "m3"), reached)
    assert welcome().milestones[2].reached_on == date(2025, 1, 15)

    officer.post(edit("milestone", "m3"), {**again, "base_version": "3", "remove": "on"})
    assert welcome().milestones == WELCOME.milestones


def test_milestone_cannot_have_been_reached_tomorrow(officer):
    said = {**FIRST, "title_en": "Rooms found", "due_on": "2025-03-31", "reached_on": "2999-01-01"}

    assert officer.post(edit("milestone", "m1"), said).status_code == 422


def test_line_of_money_is_changed_in_place(officer):
    said = {"stage": "planned", "amount": "1,500", "currency": "TLC", "source_words": "DIS",
            "year": "2024/25"}  # fmt: skip

    officer.post(edit("money", "0"), {**FIRST, **said})

    line = BudgetLine(Stage.PLANNED, Decimal(1500), "TLC", "DIS", "2024/25")
    assert welcome().budget == (line, *WELCOME.budget[1:])


def test_line_of_money_in_no_currency_is_refused(officer):
    said = {**FIRST, "stage": "planned", "amount": "x", "currency": "shilling", "year": ""}

    answer = officer.post(edit("money"), said)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"amount", "currency"}


def test_risk_is_added(officer):
    said = {**FIRST, "title_en": "Rain", "likelihood": "3", "impact": "4", "mitigation_en": "Roofs"}

    officer.post(edit("risk"), said)

    assert welcome().risks == (Risk(label("Rain"), 3, 4, label("Roofs")),)


def test_indicator_is_changed_and_its_earlier_definition_stays(officer):
    said = {
        "title_en": "Desks opened", "unit": "desks", "kind": "cumulative", "lane": "output",
        "direction": "higher-is-better", "definition_en": "Desks with staff.",
        "baseline_period": "2023/24", "baseline_value": "0",
        "targets": "2024/25 = 4\n2025/26 = 50 (20/40)", "frequency": "quarter",
        "disaggregation": "sex, county",
    }  # fmt: skip
    officer.post(edit("indicator", "0"), {**FIRST, **said})
    second = {**said, "definition_en": "Desks with staff all week.", "base_version": "2"}
    officer.post(edit("indicator", "0"), second)

    [found] = welcome().indicators
    today = timezone.localdate()
    assert [(w.text(), w.valid_from) for w in found.definitions] == [
        ("Desks with staff.", None), ("Desks with staff all week.", today),
    ]  # fmt: skip
    assert found.targets == (
        PlanValue("2024/25", Decimal(4)),
        PlanValue("2025/26", Decimal(50), Decimal(20), Decimal(40)),
    )
    assert found.baseline == INDICATOR.baseline
    assert found.disaggregation == ("sex", "county")


def test_indicator_with_a_target_that_is_none_says_which_line(officer):
    said = {**FIRST, "title_en": "Desks", "lane": "output", "targets": "2024/25 = 4\nmany"}

    answer = officer.post(edit("indicator"), said)

    assert answer.status_code == 422
    assert "“many”" in answer.text


def test_new_indicator_gets_an_id_of_its_own(officer):
    said = {**FIRST, "title_en": "Visitors", "lane": "outcome", "targets": ""}

    officer.post(edit("indicator"), said)

    new = PlanIndicator("A-1-01/i2", label("Visitors"), lane="outcome")
    assert welcome().indicators == (INDICATOR, new)


def test_end_before_the_start_is_refused(officer):
    said = {**FIRST, "lead": "", "reporting": "", "starts_on": "2026-01-01",
            "ends_on": "2025-01-01"}  # fmt: skip

    answer = officer.post(edit("who"), said)

    assert answer.context["form"].errors == {"ends_on": ["The end lies before the start."]}


def test_element_moves_but_never_into_itself(officer):
    moved = {**FIRST, "level": "action", "parent": "T2"}
    officer.post(edit("position"), moved)
    assert welcome().parent == "T2"

    inside = {"base_version": "2", "level": "action", "parent": "A-1-01-a"}
    assert officer.post(edit("position"), inside).status_code == 422


def test_create_starts_with_what_the_address_knows(officer):
    path = reverse("plans:create", args=[PLAN.id])
    form = officer.get(f"{path}?norm=gcm/16&theme=T2&lead=DIS").context["form"]

    assert {name: form.initial[name] for name in ("level", "parent", "lead", "norms")} == {
        "level": Level.ACTION, "parent": "T2", "lead": "DIS", "norms": "gcm/16",
    }  # fmt: skip


def test_create_gives_an_id_that_nobody_ever_had(officer):
    path = reverse("plans:create", args=[PLAN.id])
    answer = officer.post(path, {"level": "action", "parent": "T2", "title_en": "Train drivers"})

    assert answer["Location"] == reverse("plans:element", args=[PLAN.id, "A-2-03"])
    made = plans.current(PLAN.id).get("A-2-03")
    assert (made.code, made.parent, made.title()) == ("2.2", "T2", "Train drivers")


def test_create_refuses_a_norm_that_is_none(officer):
    path = reverse("plans:create", args=[PLAN.id])
    said = {"level": "action", "parent": "T2", "title_en": "Train", "norms": "gcm/99"}

    assert "gcm/99 is no norm" in officer.post(path, said).text


def test_withdraw_needs_a_reason_and_leaves_the_page_readable(officer):
    path = reverse("plans:withdraw", args=[PLAN.id, "A-1-01"])

    assert officer.post(path, {"base_version": "1", "reason": ""}).status_code == 422
    answer = officer.post(path, {"base_version": "1", "reason": "No money."}, follow=True)

    assert ": No money." in answer.text
    assert "Change the wording" not in answer.text
