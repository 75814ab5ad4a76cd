"""Reports of the register on the site: who drafts, comments, publishes; what keeps them back."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta

import docx
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from plan_examples import PLAN
from uratibu.core.findings import Finding, Severity, Where
from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.institutions.models import Holding, Post
from uratibu.web.plans import operations as plan_operations
from uratibu.web.plans.models import Check, Plan, Waiver
from uratibu.web.plans.queries import plans
from uratibu.web.progress.models import ActionReport
from uratibu.web.reports.models import Report
from uratibu.web.reports.operations import reports as operations
from uratibu.web.reports.permissions import OwnWork
from uratibu.web.reports.queries import files
from web.reports.register_rows import PERIOD, TODAY, install

ASKED = operations.Asked("annual-progress", PLAN.id, PERIOD)


@pytest.fixture
def told(person):
    return install(person("IFP"), person("IHD"))


@pytest.fixture
def secretary(person):
    return person("SEC")


@pytest.fixture
def head(person):
    return person("HEAD")


@pytest.fixture
def draft(told, secretary):
    return operations.draft_report(ASKED, by=secretary, today=TODAY)


def page_of(client, report, suffix=""):
    return client.get(reverse("reports:report", args=[report.pk]) + suffix)


def test_draft_report_repeats_the_return_and_keeps_both_languages(draft):
    for language in ("en", "sw"):
        sentences = files.manifest(draft, language=language)["sentences"]
        assert "Two desks were opened." in json.dumps(sentences)


def test_draft_report_is_for_the_secretariat(told, person):
    with pytest.raises(NotAllowed):
        operations.draft_report(ASKED, by=person("HEAD"), today=TODAY)


def test_a_draft_is_hidden_from_the_public(client, draft):
    assert page_of(client, draft).status_code == 404
    assert "Tiny plan" not in client.get(reverse("reports:reports")).content.decode()


def test_the_word_file_of_a_draft_has_the_return_in_it(client, draft, secretary):
    client.force_login(secretary)
    answer = client.get(reverse("reports:report-file", args=[draft.pk, "profile.en.docx"]))
    word = docx.Document(io.BytesIO(answer.content))
    assert any("Two desks were opened." in line.text for line in word.paragraphs)


def test_a_draft_is_not_handed_out_when_the_register_says_something_else(draft, told):
    ActionReport.objects.filter(of=told).update(done="Nothing of the kind.")
    with pytest.raises(operations.ChangedSince):
        operations.file_of(draft, "profile.en.docx", "x")


def test_compile_again_lists_what_changed(draft, told, secretary):
    ActionReport.objects.filter(of=told).update(done="Two desks were opened. A third is open.")
    found = files.changed(operations.compile_again(draft, by=secretary, today=TODAY))
    assert [(c.kind, c.place, c.old, c.new) for c in found] == [
        ("sentence", "done-T1-O-1-A-1-01", "A third is being furnished.", "A third is open.")
    ]


def test_publish_freezes_every_form_in_every_language(client, draft, secretary, head):
    operations.submit(draft, by=secretary)
    draft.refresh_from_db()
    operations.publish(draft, by=head)
    draft.refresh_from_db()
    names = {each.name for each in files.home_of(draft).iterdir()}
    wanted = {
        f"{n}.{tongue}.{kind}"
        for tongue in ("en", "sw")
        for n, kind in (
            ("profile", "pdf"),
            ("profile", "docx"),
            ("tables", "xlsx"),
            ("manifest", "json"),
        )
    }
    assert (draft.state, wanted <= names) == ("published", True)
    shown = page_of(client, draft).content.decode()
    assert "Sample plan" in shown
    assert "open comment" not in shown


def test_nobody_publishes_what_they_prepared(draft, secretary, person):
    both = person("SEC", "HEAD")
    mine = operations.draft_report(ASKED, by=both, today=TODAY)
    operations.submit(mine, by=secretary)
    with pytest.raises(OwnWork):
        operations.publish(mine, by=both)
    mine.refresh_from_db()
    mine.published_by = both
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.save()


def refused(report, head):
    with pytest.raises(operations.NotPublishable) as fault:
        operations.publish(report, by=head)
    return [each.rule for each in fault.value.findings]


def test_publish_is_refused_with_an_open_comment_until_another_resolves_it(draft, secretary, head):
    comment = operations.comment_on(draft, anchor="overview", text="Which desks?", by=secretary)
    operations.submit(draft, by=secretary)
    draft.refresh_from_db()
    assert refused(draft, head) == ["report/open-comment"]
    with pytest.raises(OwnWork):
        operations.answer_comment(comment, answer="Those of the port.", by=secretary)
    operations.answer_comment(comment, answer="Those of the port.", by=head)
    operations.publish(draft, by=head)


def test_publish_is_refused_with_an_error_of_the_plan_check_until_it_is_waived(
    told, secretary, head
):
    finding = Finding(Where(key="A-2-01.budget"), "plan/no-budget", Severity.ERROR, "No.", "Do.")
    Check.objects.create(
        plan=Plan.objects.get(pk=PLAN.id), revision=1, at=timezone.now(),
        findings=json.dumps([finding.as_plain()]), errors=1,
    )  # fmt: skip
    report = operations.draft_report(ASKED, by=secretary, today=TODAY)
    operations.submit(report, by=secretary)
    report.refresh_from_db()
    assert refused(report, head) == ["report/plan-error"]

    Waiver.objects.create(
        plan=Plan.objects.get(pk=PLAN.id), rule="plan/no-budget", place="A-2-01.budget",
        reason="Paid by the school.", by=head, at=timezone.now(), until=TODAY + timedelta(30),
    )  # fmt: skip
    with pytest.raises(operations.ChangedSince):
        operations.publish(report, by=head)
    operations.send_back(report, by=head, reason="Compile it again.")
    again = operations.compile_again(report, by=secretary, today=TODAY)
    assert "Paid by the school." in json.dumps(files.manifest(again)["register_tables"])


def test_publish_checks_a_plan_that_was_changed_since_its_last_check(told, secretary, head):
    action = plans.current(PLAN.id).get("A-1-01")
    plan_operations.save_element(
        PLAN.id, replace(action, lead=""), base_version=1, by=secretary, reason="Nobody leads it."
    )
    report = operations.draft_report(ASKED, by=secretary, today=TODAY)
    operations.submit(report, by=secretary)
    report.refresh_from_db()

    assert "report/plan-error" in refused(report, head)


def test_publish_is_refused_while_a_return_is_not_released(person, secretary, head):
    install(person("IFP"), person("IHD"), state="approved")
    report = operations.draft_report(ASKED, by=secretary, today=TODAY)
    operations.submit(report, by=secretary)
    report.refresh_from_db()
    assert refused(report, head) == ["report/unreleased"]


def test_a_correction_has_a_notice_and_leaves_what_was_published(
    client, draft, told, secretary, head
):
    operations.submit(draft, by=secretary)
    draft.refresh_from_db()
    operations.publish(draft, by=head)
    before = files.manifest(draft)
    ActionReport.objects.filter(of=told).update(done="One desk was opened.")
    draft.refresh_from_db()
    made = operations.correct(draft, by=secretary, notice="Miscounted.", today=TODAY)
    operations.submit(made, by=secretary)
    made.refresh_from_db()
    operations.publish(made, by=head)
    assert (files.manifest(draft), made.edition) == (before, 2)
    assert "One desk was opened." in {each.new for each in files.changed(made)}
    assert "Miscounted." in page_of(client, made).content.decode()
    with pytest.raises(operations.WrongState):
        operations.correct(draft, by=secretary, notice="Again.", today=TODAY)


def test_the_whole_way_on_screen(client, told, secretary, head):
    client.force_login(secretary)
    client.post(reverse("reports:new-report"), {
        "outline": "annual-progress", "plan": PLAN.id, "period": PERIOD, "scope": "",
    })  # fmt: skip
    report = Report.objects.get()
    shown = page_of(client, report).content.decode()
    assert "Nothing stands against publishing." in shown
    client.post(reverse("reports:comment", args=[report.pk]), {"anchor": "", "text": "Fine?"})
    assert "report/open-comment" in page_of(client, report).content.decode()
    client.post(reverse("reports:submit", args=[report.pk]))
    client.force_login(head)
    client.post(reverse("reports:publish", args=[report.pk]))
    comment = report.comments.get()
    client.post(reverse("reports:resolve", args=[report.pk, comment.pk]), {"answer": "Yes."})
    client.post(reverse("reports:publish", args=[report.pk]))
    client.logout()
    section = client.get(reverse("reports:report-section", args=[report.pk, "theme-T1"]))
    assert "Two desks were opened." in section.content.decode()
    assert "trace/sentence:annual-progress/tiny-plan" in section.content.decode()


def test_a_brief_needs_an_institution(client, told, secretary):
    client.force_login(secretary)
    answer = client.post(reverse("reports:new-report"), {
        "outline": "institution-brief", "plan": PLAN.id, "period": PERIOD, "scope": "",
    })  # fmt: skip
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert "Choose whom this report is about." in answer.content.decode()


def test_a_brief_is_for_its_institution_and_the_secretariat(client, told, person, secretary):
    url = reverse("reports:brief", args=[PLAN.id, "DIS", "2025-26-Q1"])
    focal, other = person("IFP"), person("IFP")
    post = Post.objects.create(institution="DIS", duty="focal-point")
    Holding.objects.create(
        post=post, person=focal, valid_from=timezone.localdate() - timedelta(1), letter="DIS/1",
        appointed_by=secretary, appointed_at=timezone.now(),
    )  # fmt: skip
    answers = {}
    for name, who in (("own", focal), ("other", other), ("secretariat", secretary)):
        client.force_login(who)
        answers[name] = client.get(url).status_code
    assert answers == {"own": 200, "other": 404, "secretariat": 200}
    client.force_login(focal)
    assert "Two desks were opened." in client.get(url).content.decode()
    word = client.get(f"{url}brief/docx").content
    assert "Two desks" in "".join(
        cell.text for table in docx.Document(io.BytesIO(word)).tables for cell in table._cells
    )
    assert client.get(f"{url}county/pdf").content.startswith(b"%PDF")
    assert client.get(f"{url}brief/exe").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_reports_as_for_one(
    client, told, secretary, count, django_assert_num_queries
):
    for _each in range(count):
        operations.draft_report(ASKED, by=secretary, today=TODAY)
    client.force_login(secretary)
    with django_assert_num_queries(8):
        client.get(reverse("reports:reports"))
