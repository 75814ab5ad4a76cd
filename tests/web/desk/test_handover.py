"""What a successor inherits: gathered from every room, for those who may, as page and Word file."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from plan_examples import PLAN
from uratibu.core.paper.dossier import Line
from uratibu.web.desk.queries import handover
from uratibu.web.institutions.models import Duty
from uratibu.web.institutions.operations import posts
from uratibu.web.plans.models import Check, Waiver
from uratibu.web.plans.operations import install_plan

TODAY = date(2025, 6, 1)


@pytest.fixture
def officer(person):
    return person("SEC")


@pytest.fixture
def plan(db):
    install_plan(replace(PLAN, is_sample=True), by=None)


@pytest.fixture
def held(person, officer):
    """Holder of the head post of DIS and of the focal point of IOM."""
    made = {}
    for code, duty in (("DIS", Duty.HEAD), ("IOM", Duty.FOCAL_POINT)):
        post = posts.create_post(code, duty, by=officer)
        letter = posts.Letter(f"{code}/1/25")
        made[code] = person("IHD")
        posts.appoint(post, made[code], valid_from=date(2025, 1, 1), letter=letter, by=officer)
    return made


def chapters(reader, code="DIS"):
    found = handover.dossier(code, reader=reader, today=TODAY)
    return {chapter.title: chapter.lines for chapter in found.chapters}


def test_dossier_has_the_open_duties_with_their_days(plan, officer):
    lines = chapters(officer)["Open duties"]

    assert lines[0] == Line(
        "31 March 2025: Rooms found", "Milestone \u00b7 sample",
        "/plan/tiny-plan/actions/A-1-01/", "overdue",
    )  # fmt: skip
    assert [line.mark for line in lines[1:]] == [""] * (len(lines) - 1)


def test_dossier_tells_leading_from_taking_part(plan, officer):
    dis, iom = chapters(officer), chapters(officer, "IOM")

    assert [each.text for each in dis["Actions it leads"]] == [
        "1.1.1 Open welcome desks", "2.1 Train officers",
    ]  # fmt: skip
    assert dis["Actions it takes part in or reports on"] == ()
    assert iom["Actions it leads"] == ()
    assert [each.text for each in iom["Actions it takes part in or reports on"]] == [
        "1.1.1 Open welcome desks"
    ]


def test_dossier_keeps_reasons_findings_indicators(plan, officer, person):
    place = {"key": "A-1-01.budget"}
    Check.objects.create(
        plan_id="tiny-plan", revision=1, at=timezone.now(),
        findings=json.dumps([
            {"where": place, "rule": "plans/x", "message": "No year.", "remedy": "Say it."},
            {"where": {"key": "A-2-02"}, "rule": "plans/y", "message": "Other", "remedy": ""},
        ]),
    )  # fmt: skip
    Waiver.objects.create(
        plan_id="tiny-plan", rule="plans/x", place="A-1-01.budget", reason="Agreed with Treasury",
        by=person("HEAD"), at=timezone.now(), until=date(2999, 1, 1),
    )  # fmt: skip

    found = chapters(officer)

    assert [(each.text, each.mark) for each in found["Findings in its actions"]] == [
        ("A-1-01: No year.", "plans/x")
    ]
    assert [each.note for each in found["Reasons and delays"]] == [
        "Rent was too high. \u00b7 sample", "Agreed with Treasury \u00b7 sample",
    ]  # fmt: skip
    assert [each.text for each in found["Indicators it answers for"]] == ["A-1-01/i1: Desks opened"]


def test_dossier_names_letters_and_the_people_of_its_partners(plan, officer, held):
    found = chapters(officer)

    assert [each.text for each in found["Letters"]] == ["DIS/1/25"]
    assert [each.text for each in found["People it works with"]] == [
        f"{held['IOM'].name}, {held['IOM'].email}"
    ]


def test_dossier_of_an_institution_without_anything_says_so_in_every_chapter(officer):
    found = handover.dossier("KNBS", reader=officer, today=TODAY)

    assert [chapter.lines for chapter in found.chapters] == [()] * 10
    assert all(chapter.nothing for chapter in found.chapters)


def test_hand_over_is_for_its_own_people_and_those_who_read_all(client, person, held, plan):
    address = "/institutions/DIS/handover/"

    answers = {}
    for name, someone in {
        "own": held["DIS"], "other": held["IOM"], "auditor": person("AUD"), "member": person("DIA"),
    }.items():  # fmt: skip
        client.force_login(someone)
        answers[name] = client.get(address).status_code

    assert answers == {"own": 200, "other": 404, "auditor": 200, "member": 404}


def test_hand_over_as_a_word_file_has_the_same_chapters(client, officer, held, plan):
    client.force_login(officer)

    answer = client.get("/institutions/DIS/handover.docx")

    file = Document(BytesIO(answer.content))
    heads = [each.text for each in file.paragraphs if each.style.name == "Heading 1"]
    found = handover.dossier("DIS", reader=officer, today=timezone.localdate())
    assert heads == [f"{each.title} ({len(each.lines)})" for each in found.chapters]
    assert "sample" in "\n".join(each.text for each in file.paragraphs)


def test_an_unknown_institution_has_no_hand_over(client, officer):
    client.force_login(officer)

    assert client.get("/institutions/NONE/handover/").status_code == 404


@pytest.mark.parametrize("several", [1, 3])
@pytest.mark.usefixtures("plan")
def test_queries_of_a_hand_over_do_not_grow(
    client, officer, person, several, django_assert_num_queries
):
    for number in range(several):
        post = posts.create_post("DIS", Duty.FOCAL_POINT, title=f"Desk {number}", by=officer)
        posts.appoint(post, person(), valid_from=TODAY, letter=posts.Letter("A"), by=officer)
    client.force_login(officer)
    client.get("/institutions/DIS/handover/")

    with django_assert_num_queries(16):
        client.get("/institutions/DIS/handover/")
