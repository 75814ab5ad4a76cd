"""The home page of a plan, its coverage and its two lanes."""

import csv
import io
import re
from dataclasses import replace

import pytest
from django.urls import reverse

from progress_examples import TODAY, release
from uratibu.core.plans.model import ActionStatus
from uratibu.web.plans.models import Plan
from uratibu.web.plans.operations import save_element
from uratibu.web.progress.models import Released
from uratibu.web.progress.operations.standings import refresh_standings

PAGES = ("progress:plan", "progress:coverage", "progress:objectives")


@pytest.fixture
def surveyed(plan):
    release("A-1-01/i1", "2024/25-Q4", "3")
    release("A-1-01/i1", "2025/26-Q1", "5")
    refresh_standings(plan.id, today=TODAY)
    return plan


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("route", PAGES)
def test_pages_are_public_say_sample_and_speak_swahili(client, surveyed, route):
    address = reverse(route, args=[surveyed.id])
    english, swahili = client.get(address), client.get(f"/sw{address}")
    assert (english.status_code, swahili.status_code) == (200, 200)
    assert "Sample plan" in text(english)
    assert "Mpango wa mfano" in text(swahili)


@pytest.mark.parametrize("route", PAGES)
def test_a_draft_is_for_those_who_work_on_it(client, surveyed, person, route):
    Plan.objects.update(status="draft", is_sample=False)
    address = reverse(route, args=[surveyed.id])
    assert client.get(address).status_code == 404
    client.force_login(person("AUD"))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("route", PAGES)
def test_pages_ask_few_questions(client, surveyed, route, django_assert_max_num_queries):
    address = reverse(route, args=[surveyed.id])
    client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address)


def test_plan_shows_value_target_light_and_trend(client, surveyed):
    shown = text(client.get(reverse("progress:plan", args=[surveyed.id])))
    assert "<b>5</b><small>target 5.01" not in shown
    assert "<b>5</b><small>target 5</small><small>2025/26-Q1</small>" in shown
    assert "On target" in shown
    assert "Return of DIS, 2025/26-Q1" in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [("theme=T2", 0), ("theme=T1", 3), ("institution=DIS", 2), ("rating=green", 1),
     ("rating=none", 2), ("period=2025/26-Q1", 1), ("theme=T1&rating=green&period=2024/25", 0)],
)  # fmt: skip
def test_plan_filters(client, surveyed, asked, found):
    response = client.get(f"{reverse('progress:plan', args=[surveyed.id])}?{asked}")
    assert response.context["page"].found == found


def test_plan_without_standings_says_so(client, plan):
    shown = text(client.get(reverse("progress:plan", args=[plan.id])))
    assert "Lights and statuses have not been worked out yet." in shown


def test_plan_file_has_the_layout_of_the_page(client, surveyed):
    response = client.get(reverse("progress:plan-file", args=[surveyed.id, "csv"]))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    heads = next(row for row in rows if row and row[0] == "Theme")
    line = next(row for row in rows if "Desks opened" in row)
    said = dict(zip(heads, line, strict=True))
    assert {key: said[key] for key in ("2025/26-Q1 actual", "2024/25 target", "Light", "Goal")} == {
        "2025/26-Q1 actual": "5", "2024/25 target": "4", "Light": "On target", "Goal": "12",
    }  # fmt: skip
    assert rows[1] == ["# Sample plan: made for demonstration; no official figures."]


@pytest.mark.parametrize("route", ["progress:plan-file", "progress:coverage-file"])
def test_files_come_as_workbooks_and_nothing_else(client, surveyed, route):
    assert client.get(reverse(route, args=[surveyed.id, "xlsx"])).content[:2] == b"PK"
    assert client.get(reverse(route, args=[surveyed.id, "exe"])).status_code == 404


def test_coverage_leads_from_an_empty_cell_to_a_new_action(client, surveyed, person):
    address = f"{reverse('progress:coverage', args=[surveyed.id])}?by=themes&framework=gcm"
    create = f"{reverse('plans:create', args=[surveyed.id])}?norm=gcm%2F16&amp;theme=T2"
    assert create not in text(client.get(address))
    client.force_login(person("SEC"))
    assert create in text(client.get(address))


def test_coverage_draws_a_cell_for_each_norm_and_column(client, surveyed):
    address = f"{reverse('progress:coverage', args=[surveyed.id])}?by=themes&framework=gcm"
    told = text(client.get(address))
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">.*?</tr>", told)
    assert {row.count("<td class=") for row in rows} == {3}
    assert '<b>1</b> <span aria-hidden="true">' in told
    assert "Box(" not in told


def test_coverage_counts_and_shows_the_worst_in_words(client, surveyed):
    page = client.get(f"{reverse('progress:coverage', args=[surveyed.id])}?framework=gcm").context[
        "page"
    ]
    lines = {line.code: line for line in page.lines()}
    assert [(box.count, box.sign and box.sign.word) for box in lines["16"].boxes] == [
        (1, "No data"), (0, None),
    ]  # fmt: skip
    assert (page.foot().total.count, lines["18"].total.sign.word) == (2, "Not started")


@pytest.mark.parametrize("route", ["progress:coverage", "progress:objectives", "progress:plan"])
def test_a_large_table_that_was_drawn_before_follows_a_change(client, surveyed, person, route):
    address = f"{reverse(route, args=[surveyed.id])}?framework=gcm"
    before = [text(client.get(address)) for _ in range(2)]
    assert before[0] == before[1]
    Released.objects.filter(indicator="A-1-01/i1", period="2025/26-Q1").update(value="1")
    done = replace(surveyed.get("A-1-01"), status=ActionStatus.COMPLETED)
    save_element(surveyed.id, done, base_version=1, by=person("SEC"), reason="Done.")
    refresh_standings(surveyed.id, today=TODAY)
    after = text(client.get(address))
    assert after != before[0]
    assert text(client.get(address)) == after
    assert 'lang="sw"' in text(client.get(f"/sw{address}"))
    assert text(client.get(address)) == after


def test_coverage_of_empty_norms_only(client, surveyed):
    page = client.get(
        f"{reverse('progress:coverage', args=[surveyed.id])}?framework=gcm&empty=1"
    ).context["page"]
    assert page.has_lines
    assert all(line.total.count == 0 or line.parts for line in page.lines())


def test_objectives_say_what_is_missing_and_who_can_fill_it(client, surveyed):
    page = client.get(
        f"{reverse('progress:objectives', args=[surveyed.id])}?framework=gcm"
    ).context["page"]
    one = next(each for each in page.objectives if each.code == "16")
    law, cost = one.policy[0], one.outcome[0]
    assert (law.said.value, law.said.state) == ("", "not reported")
    assert law.fill.text.startswith("Waiting for the return of")
    assert (cost.said.state, cost.fill.text) == (
        "not reported", "No published data set answers it yet: see the data sets",
    )  # fmt: skip
    assert (page.answered, page.measured, len(page.objectives)) == (0, 0, 23)
