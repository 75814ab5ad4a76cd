"""A Word template is filled: what stands in it, who may, and that it is not published."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from plan_examples import PLAN
from uratibu.core.reports.template import start
from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.audit.models import Entry
from uratibu.web.progress.models import ActionReport, Return
from uratibu.web.reports.models import WordTemplate, WorkingCopy
from uratibu.web.reports.operations import templates as operations
from uratibu.web.reports.queries import templates
from web.reports.register_rows import PERIOD, TODAY
from web.reports.word_files import (
    INDEX,
    NAME,
    brought,
    fill,
    form,
    kept_files,
    ministry_file,
    page,
    read,
    sent,
)


def test_a_filled_file_has_the_released_figures_in_the_ministrys_layout(client, told, officer):
    made = brought(officer)
    client.force_login(officer)
    answer = fill(client, made)

    assert answer["Content-Disposition"] == 'attachment; filename="report-2025-26-Q1.docx"'
    assert read(answer.content) == [
        "Sample plan: its actions, budgets and returns are invented for demonstration.",
        "Of 2 actions, 2 desks.",
        f"MINISTRY OF INTERIOR, {PERIOD}",
        "Tiny plan",
        "Action", "Done",
        "Open welcome desks", "Two desks were opened. A third is being furnished.",
    ]  # fmt: skip


def test_every_figure_of_a_working_copy_is_noted_with_its_trace(client, told, officer):
    made = brought(officer)
    client.force_login(officer)
    fill(client, made)
    copy = WorkingCopy.objects.get()
    html = client.get(reverse("reports:template-copy", args=[made.pk, copy.pk])).content.decode()
    figures = templates.figures_of(copy)

    assert [(each["text"], each["release"].partition(":")[0]) for each in figures] == [
        ("2", "plan"), ("2", "return"),
    ]  # fmt: skip
    assert "Working copy, not published" in html
    for each in figures:
        assert each["url"] in html
        assert client.get(each["url"]).status_code == 200
    assert Entry.objects.filter(act="reports.template-filled").count() == 1


def test_the_same_file_filled_again_is_the_same_copy(client, told, officer):
    made = brought(officer)
    client.force_login(officer)
    assert fill(client, made).content == fill(client, made).content
    assert WorkingCopy.objects.count() == 1


def test_the_page_says_that_a_filled_file_is_not_published(client, told, officer):
    made = brought(officer)
    client.force_login(officer)
    assert "it is not frozen, has no edition, and is not published" in page(client, made)


def test_a_template_of_another_institution_is_not_there(client, told, officer, of):
    made = brought(officer)
    copy = made.copies.create(
        plan=PLAN.id, period=PERIOD, language="en", plan_revision=1, as_of=TODAY, sha256="a",
        figures="[]", figure_count=0, by=officer, at=timezone.now(),
    )  # fmt: skip
    for other in (of("NCM"), of("COUNTY-023", "CFP"), of("NCM", "IHD", "head")):
        client.force_login(other)
        gets = [
            reverse(f"reports:{name}", args=[made.pk]) for name in ("template", "template-file")
        ]
        gets.append(reverse("reports:template-copy", args=[made.pk, copy.pk]))
        assert [client.get(url).status_code for url in gets] == [404, 404, 404]
        assert fill(client, made).status_code == 404
        assert NAME not in client.get(INDEX).content.decode()
    client.force_login(other)
    assert client.post(reverse("reports:template-withdraw", args=[made.pk])).status_code == 404


def test_a_template_of_the_secretariat_is_for_all_and_withdrawn_by_the_secretariat_alone(
    client, told, person, officer
):
    secretary = person("SEC")
    made = brought(secretary, institution="")
    client.force_login(officer)

    assert "Secretariat, for every institution" in page(client, made)
    assert "Immigration" not in "".join(read(fill(client, made).content))
    assert client.post(reverse("reports:template-withdraw", args=[made.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        brought(officer, institution="")
    operations.withdraw_template(made, by=secretary, today=TODAY)
    made.refresh_from_db()
    assert made.withdrawn_by == secretary


@pytest.mark.parametrize("role", ["IHD", "HEAD"])
def test_who_only_reads_sees_no_form_and_brings_nothing(client, told, of, role):
    head = of("DIS", role, "head")
    client.force_login(head)
    assert 'type="file"' not in client.get(INDEX).content.decode()
    client.post(INDEX, form(ministry_file()))
    with pytest.raises(NotAllowed):
        brought(head)
    assert WordTemplate.objects.count() == 0


@pytest.mark.parametrize("role", ["AUD", "STA", "DIA"])
def test_the_pages_are_closed_to_other_roles(client, told, person, role):
    client.force_login(person(role))
    assert client.get(INDEX).status_code == 404


def test_nobody_brings_for_an_institution_where_they_hold_no_post(client, told, officer):
    answer = sent(client, officer, institution="NCM")
    assert (answer.status_code, WordTemplate.objects.count()) == (422, 0)


def test_a_withdrawn_template_stays_and_is_filled_no_more(client, told, officer):
    made = brought(officer)
    client.force_login(officer)
    client.post(reverse("reports:template-withdraw", args=[made.pk]))

    assert "Withdrawn by" in page(client, made)
    assert fill(client, made).status_code == 302
    assert (WorkingCopy.objects.count(), kept_files()) == (0, [made.sha256])
    file = client.get(reverse("reports:template-file", args=[made.pk]))
    assert b"".join(file.streaming_content).startswith(b"PK")
    assert brought(officer).version == 2


def approved_of_another(told):
    """A return of NCM that is approved and not published; its words are nobody else's yet."""
    other = Return.objects.create(
        plan=PLAN.id, period=told.period, institution="NCM", state="approved",
        submitted_by=told.submitted_by, approved_by=told.approved_by,
        approved_at=told.approved_at, created_at=told.created_at,
    )  # fmt: skip
    ActionReport.objects.create(
        of=other, action="A-2-01", answered="reported", status="delayed", done="A secret.",
        at=told.created_at,
    )  # fmt: skip


def test_a_working_copy_repeats_no_return_that_its_reader_may_not_read(
    client, told, of, person, officer
):
    approved_of_another(told)
    made = brought(person("SEC"), institution="")
    seen = {}
    for name, who in (("DIS", officer), ("NCM", of("NCM")), ("SEC", person("SEC"))):
        client.force_login(who)
        scope = name if name != "SEC" else ""
        seen[name] = "A secret." in read(fill(client, made, scope=scope).content)
    assert seen == {"DIS": False, "NCM": True, "SEC": True}


def test_a_focal_point_fills_for_no_other_institution(client, told, officer):
    made = brought(officer)
    client.force_login(officer)
    assert (fill(client, made, scope="NCM").status_code, WorkingCopy.objects.count()) == (302, 0)


def test_a_period_the_plan_has_not_is_refused(client, told, officer):
    made = brought(officer)
    client.force_login(officer)
    assert (fill(client, made, period="1999/00-Q1").status_code, WorkingCopy.objects.count()) == (
        302, 0,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_file_to_begin_from_passes_its_own_check(client, told, officer, language):
    client.force_login(officer)
    content = client.get(reverse("reports:template-start", args=[language])).content
    assert content == start.start(language)
    made = brought(officer, content, language=language)
    said = read(fill(client, made, language=language).content)
    assert not [line for line in said if "{{" in line or "}}" in line]
    assert "Two desks were opened. A third is being furnished." in said


def test_the_page_of_fields_shows_every_field_with_what_it_gives_now(client, told, officer):
    client.force_login(officer)
    html = client.get(reverse("reports:template-fields")).content.decode()
    for said in ("{{ plan.title }}", "Tiny plan", "{{ action.done }}", "Two desks were opened.",
                 "Repeats its paragraph or table row for each action."):  # fmt: skip
        assert said in html


def test_everything_is_said_in_swahili(client, told, officer):
    client.force_login(officer)
    faulty = form(ministry_file("{{ plan.titel }}"), language="sw")
    html = client.post(f"/sw{INDEX}", faulty).content.decode()
    for said in ("Hakuna kilichohifadhiwa", "haujulikani", "Ulimaanisha {{ plan.title }}?",
                 "maandishi, aya 2"):  # fmt: skip
        assert said in html
    assert "Field names" not in client.get(f"/sw{INDEX}fields/").content.decode()


def test_a_site_without_a_plan_says_so(client, person):
    client.force_login(person("SEC"))
    html = client.get(INDEX).content.decode()
    assert "No plan has a reporting period yet." in html
    assert 'type="file"' not in html
    assert client.get(reverse("reports:template-fields")).status_code == 200


def test_the_reports_page_leads_to_templates_only_whoever_may_open_them(client, told, officer):
    assert INDEX not in client.get("/reports/").content.decode()
    client.force_login(officer)
    assert INDEX in client.get("/reports/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_templates_as_for_one(
    client, told, officer, count, django_assert_num_queries
):
    for number in range(count):
        brought(officer, name=f"{NAME} {number}")
    client.force_login(officer)
    with django_assert_num_queries(13):
        client.get(INDEX)


@pytest.mark.parametrize("count", [1, 3])
def test_a_template_asks_as_often_for_three_versions_as_for_one(
    client, told, officer, count, django_assert_num_queries
):
    for number in range(count):
        made = brought(officer, ministry_file(*["More."] * number))
    client.force_login(officer)
    fill(client, made)
    with django_assert_num_queries(25):
        page(client, made)


def test_nothing_of_a_file_stays_in_the_folder_for_the_child(told, officer, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(Path(tmp_path).iterdir())
    brought(officer)
    assert set(Path(tmp_path).iterdir()) == before
