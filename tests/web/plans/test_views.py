"""Each page of a plan: what it shows, to whom, and with how many questions to the database."""

from dataclasses import replace

import pytest
from django.urls import reverse

from plan_examples import PLAN, WELCOME, element, large_plan
from uratibu.core.labels import label
from uratibu.web.plans import models, operations
from uratibu.web.plans.queries import plans
from web_set_up import PASSWORD

PUBLIC = (
    "browse", "actions", "timeline", "budget", "who", "gaps", "calendar", "versions", "compare",
)  # fmt: skip


def address(name, *arguments, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"plans:{name}", args=[PLAN.id, *arguments]) + (f"?{query}" if query else "")


@pytest.fixture
def signed_in(client, person):
    def sign_in(*roles):
        client.login(username=person(*roles).email, password=PASSWORD)
        return client

    return sign_in


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("language", ["", "/sw"])
def test_public_page_of_a_sample_says_that_it_is_one(client, tiny_plan, name, language):
    shown = client.get(language + address(name))

    assert shown.status_code == 200
    word = "Mpango wa mfano" if language else "Sample plan"
    assert f">{word}</span>" in shown.text


@pytest.mark.parametrize("name", PUBLIC)
def test_draft_is_nothing_to_the_public_and_there_for_those_who_work_on_it(
    client, db, signed_in, name
):
    operations.install_plan(replace(PLAN, is_sample=False), by=None)

    assert client.get(address(name)).status_code == 404
    assert signed_in("IFP").get(address(name)).status_code == 200


@pytest.mark.parametrize("name", PUBLIC)
def test_page_of_an_empty_plan_says_that_nothing_is_there(client, db, name):
    operations.install_plan(replace(PLAN, elements=(), rates=()), by=None)

    assert client.get(address(name)).status_code == 200


@pytest.mark.parametrize("name", PUBLIC)
def test_page_asks_the_database_as_often_for_many_actions_as_for_one(
    client, db, django_assert_num_queries, name
):
    operations.install_plan(replace(PLAN, elements=PLAN.elements[:3]), by=None)
    client.get(address(name))
    one = _queries(client, address(name), django_assert_num_queries)
    models.ElementVersion.objects.all().delete()
    for table in (models.Element, models.Change, models.Plan):
        table.objects.all().delete()
    operations.install_plan(replace(large_plan(40, 90), id=PLAN.id), by=None)
    client.get(address(name))

    assert _queries(client, address(name), django_assert_num_queries) == one <= 12


def _queries(client, url, counting):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_index_lists_plans_with_their_state(client, tiny_plan):
    operations.install_plan(replace(PLAN, id="hidden-plan", is_sample=False), by=None)

    shown = client.get(reverse("plans:index")).text

    assert "2 themes, 2 actions" in shown
    assert "hidden-plan" not in shown


def test_browse_opens_columns_down_to_the_element_of_the_address(client, tiny_plan):
    shown = client.get(address("browse", at="A-1-01"))

    columns = shown.context["browser"].columns
    assert [[e.code for e in column.entries] for column in columns] == [
        ["1", "2"], ["1.1"], ["1.1.1"], ["A-1-01-a"],
    ]  # fmt: skip
    assert client.get(address("browse", at="nothing")).status_code == 404


def test_actions_are_narrowed_by_the_norm_they_serve(client, tiny_plan):
    found = client.get(address("actions", norm="gcm/16", theme="T2")).context["listing"]

    assert [line.title for line in found.lines] == ["Train officers"]
    assert client.get(address("actions", norm="gcm/1")).context["listing"].found == 0


def test_element_page_shows_slips_sums_and_rates(client, tiny_plan):
    shown = client.get(address("element", "A-1-01")).text

    assert "was due 31 December 2024; moved on 10 January 2025: Rent was too high." in shown
    assert "TLC 1,900" in shown
    assert "130 (1 July 2024, Central bank)" in shown
    assert "Change the wording" not in shown


def test_element_page_says_which_money_has_no_rate(client, db):
    operations.install_plan(replace(PLAN, rates=()), by=None)

    shown = client.get(address("element", "A-1-01")).text

    assert "no exchange rate for it: USD 10 (Planned)." in shown


def test_timeline_of_a_large_plan_shows_one_theme_at_a_time(client, db):
    operations.install_plan(replace(large_plan(400, 0), id=PLAN.id), by=None)

    drawn = client.get(address("timeline")).context["drawn"]

    assert [(len(band.lines)) for band in drawn.bands] == [80]


def test_who_file_holds_a_line_for_each_part_and_says_sample(client, tiny_plan):
    lines = client.get(address("who-file", "csv", institution="IOM")).content.decode("utf-8-sig")

    assert lines.splitlines()[1].endswith(",Sample plan")
    assert len(lines.splitlines()) == 2
    assert client.get(address("who-file", "xlsx")).content[:2] == b"PK"
    assert client.get(address("who-file", "exe")).status_code == 404


def test_feed_follows_the_institution(client, tiny_plan):
    file = client.get(address("feed", institution="COUNTY-1"))

    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"BEGIN:VEVENT" not in file.content
    assert b"Sample: Milestone: Desks open (DIS)" in client.get(address("feed")).content


def test_compare_shows_what_changed_and_gives_it_as_files(client, tiny_plan, secretary):
    changed = replace(WELCOME, title=label("Open desks"))
    operations.save_element(PLAN.id, changed, base_version=1, by=secretary)

    shown = client.get(address("compare", old=1, new=2))
    [line] = shown.context["page"].lines

    told = line.differences[0]
    assert (told.old, told.new) == ("Open welcome desks", "Open desks")
    for form, start in (("docx", b"PK"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfWhat")):
        file = client.get(address("compare-file", form, old=1, new=2))
        assert file.content.startswith(start)
    assert client.get(address("compare", old=1, new=7)).status_code == 404
    assert client.get(address("compare", old="x")).status_code == 404


def test_freeze_is_proposed_by_one_and_confirmed_by_another(client, tiny_plan, signed_in):
    signed_in("SEC").post(address("freeze"), {"label": "Adopted", "reason": "Signed"})
    made = models.Freeze.objects.get()

    assert client.post(address("freeze-decide", made.pk), {"verdict": "confirm"}).status_code == 404
    signed_in("HEAD").post(address("freeze-decide", made.pk), {"verdict": "confirm"})

    made.refresh_from_db()
    assert made.status == "confirmed"
    client.logout()
    assert "Adopted" in client.get(address("versions")).text


def test_proposed_freeze_is_not_shown_to_the_public(client, tiny_plan, secretary):
    operations.freeze(PLAN.id, label="Secret name", reason="Why", by=secretary)

    assert "Secret name" not in client.get(address("versions")).text


def test_freeze_without_a_reason_comes_back_with_what_was_written(signed_in, tiny_plan):
    answer = signed_in("SEC").post(address("freeze"), {"label": "Mid-term", "reason": ""})

    assert answer.status_code == 422
    assert 'value="Mid-term"' in answer.text


def test_edit_is_nothing_to_whoever_may_not(client, tiny_plan, signed_in):
    path = address("edit", "A-1-01", "words")

    assert client.get(path).status_code == 302
    assert signed_in("IFP").get(path).status_code == 404
    assert signed_in("SEC").get(path).status_code == 200


def test_every_section_opens(signed_in, tiny_plan):
    from uratibu.web.plans.forms import SECTIONS

    client = signed_in("SEC")

    assert {
        name: client.get(address("edit", "A-1-01", name)).status_code for name in SECTIONS
    } == dict.fromkeys(SECTIONS, 200)
    assert client.get(address("edit", "A-1-01", "nothing")).status_code == 404


def test_element_with_everything_shows_a_way_to_change_each_part(signed_in, tiny_plan):
    shown = signed_in("SEC").get(address("element", "A-1-01")).text

    for section, item in (("milestone", "m1"), ("money", "2"), ("indicator", "0")):
        assert address("edit", "A-1-01", section, item=item) in shown


def test_current_revision_is_told_in_the_proof(client, tiny_plan):
    assert client.get(address("browse")).context["proof"].version == "r1"
    assert plans.digest(plans.state(PLAN.id))[:16] in client.get(address("browse")).text


def test_action_that_names_nothing_is_shown_with_its_gaps(client, db):
    operations.install_plan(replace(PLAN, elements=(element("A"),)), by=None)

    shown = client.get(address("element", "A")).text

    for gap in ("nobody named", "No milestone is named.", "No money is named.",
                "No indicator is named.", "It serves no norm."):  # fmt: skip
        assert gap in shown
