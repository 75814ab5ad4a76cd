"""The register of institutions: found, narrowed, as of a day; one institution and its posts."""

import hashlib
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from uratibu.web.institutions.models import Duty, Holding
from uratibu.web.institutions.operations import letters, posts
from uratibu.web.institutions.queries import page, register

TODAY = date(2026, 11, 25)
PDF = b"%PDF-1.7 a letter"


def codes(**asked):
    groups = register.register(**{"on": TODAY, **asked})
    return [line.code for group in groups for line in group.lines]


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Directorate of Immigration Services", "DIS"),
        ("imigration servises", "DIS"),
        ("Huduma kwa Wakimbizi", "DRS"),
        ("turkana", "COUNTY-023"),
        ("dis", "DIS"),
    ],
)
def test_register_finds_what_is_meant(typed, code):
    assert code in codes(text=typed)[:3]


def test_register_has_every_kind_the_mechanism_gathers(site_of_kenya):
    kinds = [kind for kind, _words in register.kinds()]

    assert kinds == list(register.KINDS)
    assert codes(kind="faith") == ["INTERFAITH"]


def test_register_as_of_a_day_has_the_names_of_that_day():
    refugees = {"RSEC", "DRA", "RAS", "DRS"}

    def in_force(on):
        groups = register.register(on=on)
        return refugees & {e.code for g in groups if not g.is_past for e in g.lines}

    assert [in_force(date(year, 6, 1)) for year in (2005, 2010, 2018, 2024)] == [
        {"RSEC"}, {"DRA"}, {"RAS"}, {"DRS"},
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["RSEC", "RAS", "DRS"])
def test_line_of_is_the_same_from_every_name(site_of_kenya, code):
    line = page.page(code, today=TODAY).line

    assert [each.code for each in line] == ["RSEC", "DRA", "RAS", "DRS"]
    assert [each.code for each in line if each.is_here] == [code]


def test_an_institution_of_one_name_has_no_line():
    assert page.page("KNBS", today=TODAY).line == ()


def test_index_answers_to_a_day_that_is_none(client):
    assert "Directorate of Immigration Services" in text_of(client, "/institutions/?on=2026-99-99")


def test_institution_page_says_where_it_stands(client, db):
    text = text_of(client, "/institutions/DIS/")

    assert 'href="/institutions/SDICS/"' in text
    assert 'href="/institutions/NCM/"' in text
    assert "arrivals and departures" in text
    assert "passes and permits" in text


def test_institution_page_in_swahili_says_the_function_in_swahili(client, db):
    assert "Viza na idhini za kusafiri" in text_of(client, "/sw/institutions/DIS/")


def test_unknown_institution_is_not_found(client, db):
    assert client.get("/institutions/NONE/").status_code == 404


@pytest.fixture
def held(person):
    officer = person("SEC")
    post = posts.create_post("DIS", Duty.HEAD, by=officer)
    return posts.appoint(
        post, person("IHD"), valid_from=date(2026, 1, 1), letter=posts.Letter("A/1"), by=officer
    )


def test_names_of_holders_are_for_those_who_work_here(client, person, held):
    assert held.person.name not in text_of(client, "/institutions/DIS/")
    client.force_login(person("DIA"))
    assert held.person.name not in text_of(client, "/institutions/DIS/")
    client.force_login(person("IFP"))
    text = text_of(client, "/institutions/DIS/")
    assert held.person.name in text
    assert "/institutions/DIS/appoint/" not in text


@pytest.mark.parametrize("several", [1, 3])
def test_queries_do_not_grow_with_posts(client, person, several, django_assert_num_queries):
    officer = person("SEC")
    for number in range(several):
        post = posts.create_post("DIS", Duty.FOCAL_POINT, title=f"Desk {number}", by=officer)
        posts.appoint(
            post, person(), valid_from=date(2026, 1, 1), letter=posts.Letter("A"), by=officer
        )
    client.force_login(officer)
    client.get("/institutions/DIS/")

    with django_assert_num_queries(7):
        client.get("/institutions/DIS/")


def given(someone, **more):
    return {
        "duty": "head", "title": "", "person": someone.pk, "valid_from": "2026-06-01",
        "valid_to": "", "letter": "MOI/7/26 of 20 May 2026", **more,
    }  # fmt: skip


def test_appoint_on_screen_keeps_the_letter_under_its_digest(client, person):
    officer, someone = person("SEC"), person("IHD")
    client.force_login(officer)
    file = SimpleUploadedFile('../let"ter.exe', PDF)

    answer = client.post("/institutions/DIS/appoint/", given(someone, file=file))

    assert answer.headers["Location"] == "/institutions/DIS/"
    holding = Holding.objects.get()
    assert (holding.person, holding.letter_name) == (someone, "let_ter.pdf")
    assert holding.letter_sha256 == hashlib.sha256(PDF).hexdigest()
    handed = client.get(f"/institutions/DIS/letters/{holding.pk}/")
    assert (handed.content, handed.headers["Content-Disposition"]) == (
        PDF, 'attachment; filename="let_ter.pdf"',
    )  # fmt: skip
    client.force_login(person("IFP"))
    assert client.get(f"/institutions/DIS/letters/{holding.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"file": b"MZ no paper"}, "neither a PDF"),
        ({"valid_to": "2026-05-01"}, "The end lies before the beginning."),
        ({"letter": ""}, "This field is required."),
    ],
    ids=["no-paper", "upside-down", "no-letter"],
)
def test_appoint_on_screen_says_what_is_wrong(client, person, more, said):
    client.force_login(person("SEC"))
    if "file" in more:
        more = {"file": SimpleUploadedFile("letter.pdf", more["file"])}

    answer = client.post("/institutions/DIS/appoint/", given(person(), **more))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Holding.objects.exists()


def test_appoint_on_screen_refuses_a_held_post_and_oneself_then_hands_over(client, person, held):
    officer, successor = person("ADM"), person()
    client.force_login(officer)

    taken = client.post("/institutions/DIS/appoint/", given(successor))
    own = client.post("/institutions/DIS/appoint/", given(officer))
    done = client.post("/institutions/DIS/appoint/", given(successor, hands_over="on"))

    assert "holds this post since 2026-01-01" in taken.content.decode()
    assert "Somebody else must decide" in own.content.decode()
    assert done.status_code == 302
    held.refresh_from_db()
    assert held.valid_to == date(2026, 5, 31)


def test_end_on_screen_ends_a_holding_of_that_institution_only(client, person, held):
    client.force_login(person("SEC"))
    wanted = {"valid_to": "2026-07-31", "reason": "Moved to another ministry"}

    assert client.post(f"/institutions/KNBS/holdings/{held.pk}/end/", wanted).status_code == 404
    early = client.post(
        f"/institutions/DIS/holdings/{held.pk}/end/", {**wanted, "valid_to": "2025-01-01"}
    )
    done = client.post(f"/institutions/DIS/holdings/{held.pk}/end/", wanted)

    assert (early.status_code, done.status_code) == (422, 302)
    held.refresh_from_db()
    assert (held.valid_to, held.end_reason) == (date(2026, 7, 31), "Moved to another ministry")


def test_kept_letter_of_a_file_that_is_gone_is_none(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    assert letters.kept_letter("0" * 64) is None


def test_register_is_light(client):
    assert len(client.get("/institutions/", headers={"accept-encoding": "gzip"}).content) < 30_000
    assert not re.search(r"style=", text_of(client, "/institutions/"))


def test_institution_page_leads_to_its_actions_in_plans_everyone_may_read(
    client, site_of_kenya, db
):
    text = text_of(client, "/institutions/DIS/")

    assert site_of_kenya.installation.plans
    for plan in site_of_kenya.installation.plans:
        assert f'href="/plan/{plan.id}/actions/?institution=DIS"' in text
