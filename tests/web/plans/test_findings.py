"""The linter on screen: who sees what it finds, waives it for a time, and keeps its runs."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plan_examples import PLAN, TRAIN
from uratibu.core.plans.check.rules import every_rule
from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.audit.models import Entry
from uratibu.web.plans import models, operations
from uratibu.web.plans.queries import checking, findings
from uratibu.web.plans.queries.plans import current
from web_set_up import PASSWORD

NO_BUDGET = {"rule": "plans/no-budget", "place": "A-2-01.budget"}
INDEX = reverse("plans:findings", args=[PLAN.id])
WAIVE = f"{reverse('plans:waive', args=[PLAN.id])}?rule=no-budget&place=A-2-01.budget"


def day(after: int):
    return timezone.localdate() + timedelta(days=after)


@pytest.fixture
def signed_in(client, person):
    def sign_in(*roles):
        client.login(username=person(*roles).email, password=PASSWORD)
        return client

    return sign_in


@pytest.fixture
def head(person):
    return person("HEAD")


@pytest.fixture
def waived(tiny_plan, head):
    """The missing budget of A-2-01, waived for a month."""
    return operations.waive(PLAN.id, **NO_BUDGET, reason="Costed in May", until=day(30), by=head)


def keys(found):
    return sorted(f"{each.rule} {each.key}" for each in found)


def test_index_shows_a_finding_with_its_remedy_and_the_way_to_its_field(tiny_plan, signed_in):
    found = signed_in("AUD").get(f"{INDEX}?rule=no-budget").context["page"].lines

    assert [(each.message, each.remedy, each.field, each.at) for each in found] == [(
        "\u201cTrain officers\u201d has no budget.",
        "Write what it needs by year; 0 where it costs nothing more.",
        "Budget",
        reverse("plans:element", args=[PLAN.id, "A-2-01"]) + "#budget",
    )]  # fmt: skip


def test_index_leads_whoever_may_change_to_the_form(tiny_plan, signed_in):
    form = reverse("plans:edit", args=[PLAN.id, "A-2-01", "money"])

    assert f'<a href="{form}">Mend Budget</a>' in signed_in("SEC").get(INDEX).text
    assert form not in signed_in("AUD").get(INDEX).text


def test_index_is_for_those_who_work_on_plans(client, tiny_plan, signed_in):
    assert client.get(INDEX).status_code != 200
    assert signed_in("DIA").get(INDEX).status_code == 404


def test_index_speaks_swahili(tiny_plan, signed_in):
    shown = signed_in("IFP").get(f"/sw{INDEX}?rule=no-budget").text

    assert "haina bajeti" in shown
    assert "Hakuna jambo lililosamehewa." in shown


@pytest.mark.parametrize(("asked", "expected"), [
    ("theme=T2&rule=no-budget", ["plans/no-budget A-2-01.budget"]),
    ("theme=T1&rule=no-budget", []),
    ("institution=DIS&rule=no-budget", ["plans/no-budget A-2-01.budget"]),
    ("institution=IOM&rule=no-budget", []),
    ("element=A-2-01&rule=no-budget", ["plans/no-budget A-2-01.budget"]),
    ("severity=warning&rule=no-budget", ["plans/no-budget A-2-01.budget"]),
    ("severity=error&rule=no-budget", []),
])  # fmt: skip
def test_index_narrows_by_what_the_address_says(tiny_plan, signed_in, asked, expected):
    page = signed_in("SEC").get(f"{INDEX}?{asked}").context["page"]

    assert keys(page.lines) == expected


def test_index_asks_the_database_as_often_for_many_findings_as_for_few(db, signed_in):
    operations.install_plan(replace(PLAN, elements=PLAN.elements[:3]), by=None)
    client = signed_in("SEC")
    few = _queries(client, INDEX)
    with_many = replace(PLAN, id="many", elements=(
        *PLAN.elements, *(replace(TRAIN, id=f"A-9-{n}") for n in range(30))
    ))  # fmt: skip
    operations.install_plan(with_many, by=None)

    assert _queries(client, reverse("plans:findings", args=["many"])) == few <= 16


def _queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_download_has_every_finding_and_says_sample(tiny_plan, signed_in):
    url = reverse("plans:findings-file", args=[PLAN.id, "csv"])
    written = signed_in("AUD").get(url).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))

    assert sorted(f"{row['rule']} {row['key']}" for row in rows) == keys(
        checking.checked(PLAN.id).standing
    )
    assert written.splitlines()[1].endswith(",Sample plan")


def test_download_as_json_says_the_same(tiny_plan, signed_in):
    url = reverse("plans:findings-file", args=[PLAN.id, "json"]) + "?rule=no-budget"
    told = json.loads(signed_in("AUD").get(url).content)

    assert (told["sample"], [each["key"] for each in told["findings"]]) == (
        "Sample plan", ["A-2-01.budget"],
    )  # fmt: skip


def test_element_page_shows_its_findings_to_those_who_work_on_it_only(client, tiny_plan, signed_in):
    url = reverse("plans:element", args=[PLAN.id, "A-2-01"])

    assert "has no budget." not in client.get(url).text
    assert "has no budget." in signed_in("IFP").get(url).text


def test_waive_sets_a_finding_aside_and_lists_who_why_and_until(waived, head, signed_in):
    checked = checking.checked(PLAN.id)

    assert "plans/no-budget A-2-01.budget" not in keys(checked.standing)
    assert keys(fault for fault, _ in checked.waived) == ["plans/no-budget A-2-01.budget"]
    shown = signed_in("AUD").get(INDEX).text
    assert "Costed in May" in shown
    assert str(head) in shown
    assert Entry.objects.get(act="plans.waived").by_id == head.pk


def test_waive_by_form(tiny_plan, signed_in):
    client = signed_in("HEAD")
    client.post(WAIVE, {"reason": "Costed in May", "until": day(30).isoformat()})

    assert [(w.rule, w.place, w.reason, w.until) for w in models.Waiver.objects.all()] == [
        ("plans/no-budget", "A-2-01.budget", "Costed in May", day(30))
    ]


@pytest.mark.parametrize("said", [
    {"reason": "", "until": 30}, {"reason": "Why", "until": 0}, {"reason": "Why", "until": 400},
])  # fmt: skip
def test_waive_by_form_wants_a_reason_and_a_day_within_a_year(tiny_plan, signed_in, said):
    answer = signed_in("HEAD").post(WAIVE, {**said, "until": day(said["until"]).isoformat()})

    assert (answer.status_code, models.Waiver.objects.count()) == (422, 0)


def test_waive_is_for_the_head_alone(tiny_plan, person, signed_in):
    with pytest.raises(NotAllowed):
        operations.waive(PLAN.id, **NO_BUDGET, reason="x", until=day(9), by=person("SEC"))
    assert signed_in("SEC").get(WAIVE).status_code == 404
    assert (
        WAIVE.split("?", maxsplit=1)[0] not in signed_in("AUD").get(f"{INDEX}?rule=no-budget").text
    )


def test_waive_page_of_a_finding_that_does_not_stand_is_not_there(waived, signed_in):
    assert signed_in("HEAD").get(WAIVE).status_code == 404


def test_waive_twice_is_refused(waived, head):
    with pytest.raises(operations.Moved):
        operations.waive(PLAN.id, **NO_BUDGET, reason="Again", until=day(9), by=head)


def test_waive_of_what_was_not_found_is_refused(tiny_plan, head):
    with pytest.raises(operations.NothingToWaive):
        operations.waive(
            PLAN.id, rule="plans/no-lead", place="A-2-01", reason="x", until=day(9), by=head
        )


@pytest.mark.parametrize("until", [0, 400])
def test_waive_ends_after_today_and_within_a_year(tiny_plan, head, until):
    with pytest.raises(operations.NotADay):
        operations.waive(PLAN.id, **NO_BUDGET, reason="x", until=day(until), by=head)


def test_waiver_that_ran_out_is_a_finding_and_can_be_renewed(waived, head):
    models.Waiver.objects.update(until=day(-1))
    standing = keys(checking.checked(PLAN.id).standing)
    assert "plans/no-budget A-2-01.budget" in standing
    assert "plans/waiver-expired A-2-01.budget" in standing

    operations.waive(PLAN.id, **NO_BUDGET, reason="Later", until=day(30), by=head)

    standing = keys(checking.checked(PLAN.id).standing)
    assert [key for key in standing if key.endswith(" A-2-01.budget")] == []


def test_end_waiver_lets_the_finding_stand_again(waived, head, signed_in):
    signed_in("HEAD").post(reverse("plans:waiver-end", args=[PLAN.id, waived.pk]))

    assert "plans/no-budget A-2-01.budget" in keys(checking.checked(PLAN.id).standing)
    with pytest.raises(operations.Moved):
        operations.end_waiver(waived, by=head)


def test_record_check_keeps_what_stands_with_the_revision(tiny_plan):
    made = operations.record_check(PLAN.id)

    standing = checking.checked(PLAN.id)
    assert (made.revision, len(json.loads(made.findings))) == (1, len(standing.standing))
    assert {"error": made.errors, "warning": made.warnings, "note": made.notes} == standing.counts()
    assert Entry.objects.get(act="plans.checked").by is None


def test_waive_keeps_a_check_that_no_longer_tells_of_the_finding(waived, head):
    told = [f["where"]["key"] for f in json.loads(models.Check.objects.first().findings)]
    assert "A-2-01.budget" not in told

    operations.end_waiver(waived, by=head)

    told = [f["where"]["key"] for f in json.loads(models.Check.objects.first().findings)]
    assert "A-2-01.budget" in told


def test_check_plans_runs_over_every_plan_and_says_what_it_found(tiny_plan, capsys):
    call_command("check_plans")

    made = models.Check.objects.get()
    assert capsys.readouterr().out == (
        f"plan tiny-plan r1: {made.errors} error(s), {made.warnings} warning(s), "
        f"{made.notes} note(s)\n"
    )


def test_head_of_a_page_of_a_plan_counts_the_findings_of_the_last_check(tiny_plan, signed_in):
    made = operations.record_check(PLAN.id)

    shown = signed_in("SEC").get(reverse("plans:browse", args=[PLAN.id])).text

    assert f">Findings ({made.errors + made.warnings})</a>" in shown


def test_checked_says_that_a_sample_is_public_unless_it_is_a_demonstration(tiny_plan, settings):
    assert "plans/sample-published is_sample" in keys(checking.checked(PLAN.id).standing)

    settings.DEMO = True

    assert "plans/sample-published is_sample" not in keys(checking.checked(PLAN.id).standing)


def test_faults_of_a_plan_that_is_not_stored(tiny_plan):
    changed = replace(current(PLAN.id), elements=(*PLAN.elements[:-1], replace(TRAIN, id="A-9")))

    assert "plans/duplicate-action A-9.title" in keys(checking.faults_of(changed))


@pytest.mark.parametrize("language", ["", "/sw"])
def test_rules_page_leads_to_every_rule(client, db, language):
    addresses = [language + reverse("plans:rule", args=[r.slug]) for r in every_rule().values()]
    shown = client.get(language + reverse("plans:rules")).text

    assert [each for each in addresses if f'href="{each}"' not in shown] == []


def test_rule_page_explains_in_the_language_with_both_examples(client, db):
    shown = client.get("/sw" + reverse("plans:rule", args=["no-lead"])).text

    assert "Hakuna anayewajibika kwa hatua isiyo na kiongozi" in shown
    assert "action:\n  lead: null</pre>" in shown
    assert "action:\n  lead: ZMIM</pre>" in shown


def test_rule_page_of_no_rule_is_not_there(client, db):
    assert client.get(reverse("plans:rule", args=["no-such"])).status_code == 404


def test_findings_of_names_every_field_in_words(tiny_plan):
    named = {each.key: each.field for each in findings.findings_of(current(PLAN.id), "A-1-01")}

    assert named["A-1-01.indicators[A-1-01/i1].direction"] == "Indicator A-1-01/i1, Direction"
