"""Data intake on screen: who may, what is shown, what a doubled form does."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from uratibu.core.datasets.model import Access
from uratibu.web.datasets import queries
from uratibu.web.datasets.models import Submission
from web_datasets_files import FAULTY, GOOD

BRING = "/desk/data/guest-book/bring/"


def form(content=GOOD, **change):
    facts = {
        "file": SimpleUploadedFile("guests.csv", content),
        "edition": "2023",
        "retrieved_on": "2024-01-31",
        "key": str(uuid4()),
    }
    return {**facts, **change}


@pytest.fixture
def statistician(client, person, tiny):
    """Someone who may bring files, signed in."""
    someone = person("STA")
    client.force_login(someone)
    return someone


def test_a_file_goes_all_the_way_to_an_edition(client, statistician, person, tiny):
    page = client.post(BRING, form(), follow=True).content.decode()
    assert "checked" in page
    (submission,) = Submission.objects.all()
    client.post(reverse("datasets:send", args=[submission.pk]))

    client.post(reverse("datasets:approve", args=[submission.pk]))
    assert tiny.store.editions() == ()

    client.force_login(person("STA"))
    page = client.post(reverse("datasets:approve", args=[submission.pk]), follow=True)

    assert "It is the edition in use now." in page.content.decode()
    assert [e.id for e in tiny.store.editions()] == ["guest-book@2023"]
    listed = client.get("/sw/desk/data/").content.decode()
    assert "Kitabu cha wageni" in listed


def test_a_faulty_file_is_shown_with_place_value_and_remedy(client, statistician):
    page = client.post(BRING, form(FAULTY), follow=True).content.decode()

    assert "Nothing was stored" in page
    assert "row 3, column sex" in page
    (submission,) = Submission.objects.all()
    table = client.get(reverse("datasets:findings", args=[submission.pk]))
    assert table["Content-Disposition"].startswith("attachment")
    lines = table.content.decode().splitlines()
    assert lines[0] == "severity,rule,file,sheet,row,column,value,message,remedy"
    assert any(",guests.csv,,3,guests,many," in line for line in lines)


def test_a_formula_in_a_finding_is_made_harmless(client, statistician):
    client.post(BRING, form(b"year,sex,guests\n2023,_T,=1+1\n"))

    (submission,) = Submission.objects.all()
    table = client.get(reverse("datasets:findings", args=[submission.pk])).content.decode()
    assert ",'=1+1," in table


@pytest.mark.parametrize(
    "change",
    [{"edition": "../x"}, {"edition": ""}, {"retrieved_on": "2999-01-01"}, {"file": ""}],
    ids=["edition", "no edition", "tomorrow", "no file"],
)
def test_a_form_with_a_fault_comes_back(client, statistician, change):
    answer = client.post(BRING, form(**change))

    assert answer.status_code == 422
    assert "There is something to mend" in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_form_sent_twice_makes_one_submission(client, statistician):
    key = str(uuid4())

    places = {client.post(BRING, form(key=key))["Location"] for _ in range(2)}

    assert len(places) == 1
    assert Submission.objects.count() == 1


def test_a_file_from_someone_unknown_is_kept_nowhere(client, tiny, db, settings):
    assert client.post(BRING, form()).status_code == 404

    assert not settings.MEDIA_ROOT.exists()
    assert not Submission.objects.exists()


def test_others_do_not_learn_of_a_submission(client, statistician, person):
    client.post(BRING, form())
    (submission,) = Submission.objects.all()
    address = reverse("datasets:submission", args=[submission.pk])

    for role in ("SEC", "AUD", "ADM"):
        client.force_login(person(role))
        assert client.get(address).status_code == 404
    assert client.get(reverse("datasets:submission", args=[99])).status_code == 404


def test_the_list_asks_the_database_as_often_for_one_file_as_for_three(
    client, statistician, django_assert_num_queries
):
    for count, edition in enumerate(["2021", "2022", "2023"]):
        client.post(BRING, form(edition=edition))
        if count in (0, 2):
            with django_assert_num_queries(5):
                client.get("/desk/data/")


def test_diff_shows_what_a_new_edition_changes(client, statistician, person, brought_and_approved):
    brought_and_approved(GOOD, edition="2023-1")
    brought_and_approved(GOOD.replace(b"30", b"31"), edition="2023-2")
    client.force_login(person("SEC"))

    listed = client.get("/desk/data/guest-book/").content.decode()
    page = client.get("/desk/data/guest-book/2023-1/2023-2/").content.decode()

    assert 'href="/desk/data/guest-book/2023-1/2023-2/"' in listed
    cells = [part.split("</td>")[0] for part in page.split('<td class="number">')[1:]]
    assert cells == ["0", "0", "0", "0", "1", "1", "2", "–", "30", "31", "1"]


def test_diff_of_what_was_counted_from_records_shows_no_value(
    client, statistician, person, brought_and_approved, monkeypatch
):
    brought_and_approved(GOOD, edition="2023-1")
    brought_and_approved(GOOD.replace(b"30", b"31"), edition="2023-2")
    one = queries.dataset_named("guest-book")
    monkeypatch.setattr(queries, "dataset_named", lambda _: replace(one, access=Access.RECORDS))
    client.force_login(person("SEC"))

    page = client.get("/desk/data/guest-book/2023-1/2023-2/").content.decode()

    assert "counted from records" in page
    assert '<td class="number">' not in page


def test_diff_of_an_edition_that_is_not_there_is_not_found(client, statistician):
    assert client.get("/desk/data/guest-book/2001/2002/").status_code == 404


def cells_of(page):
    """The cells of the tables of a page, in order."""
    return [part.split("</t")[0].split(">")[-1] for part in page.split("<td")[1:]]


def test_the_page_of_a_file_shows_what_was_read_in_words(client, statistician):
    page = client.post(BRING, form(GOOD.replace(b"18", b"18.50")), follow=True).content.decode()

    assert cells_of(page)[:18] == [
        "Tiny land (TLD)", "2023", "All (_T)", "30", "final", "2",
        "Tiny land (TLD)", "2023", "Female (F)", "18.5", "final", "3",
        "Tiny land (TLD)", "2023", "Male (M)", "12", "final", "4",
    ]  # fmt: skip
    assert "this would be the first" in page


def test_the_page_of_a_file_says_what_would_change_and_disappear(
    client, statistician, brought_and_approved
):
    brought_and_approved(GOOD + b"2022,M,11\n", edition="2023-1")
    client.force_login(statistician)

    page = client.post(
        BRING, form(b"year,sex,guests\n2023,_T,31\n2023,F,18\n"), follow=True
    ).content.decode()

    assert cells_of(page)[-8:] == ["0", "0", "2", "2", "1", "1", "1", "–"]
    (warning,) = [part.split("</ul>")[0] for part in page.split("notice-warning")[1:]]
    assert "<li>Guests, Period: 2022</li>" in warning
    assert "<li>Guests, Sex: Male (M)</li>" in warning


def test_the_page_of_a_file_reads_it_again_if_what_was_read_is_gone(client, statistician, settings):
    shown = client.post(BRING, form(), follow=True)
    for each in settings.MEDIA_ROOT.glob("*/.*.parquet"):
        each.unlink()

    again = client.get(shown.redirect_chain[-1][0])

    assert cells_of(again.content.decode()) == cells_of(shown.content.decode())
    assert "18" in cells_of(again.content.decode())


def test_the_page_of_a_file_counted_from_records_shows_no_value(
    client, statistician, monkeypatch, settings
):
    one = replace(queries.dataset_named("guest-book"), access=Access.RECORDS)
    monkeypatch.setattr(queries, "dataset_named", lambda _: one)

    page = client.post(BRING, form(), follow=True).content.decode()

    assert "counted from records" in page
    assert cells_of(page) == []
    assert list(settings.MEDIA_ROOT.glob("*/.*.parquet")) == []


def test_the_bring_page_says_what_a_file_must_hold(client, statistician):
    page = client.get(BRING).content.decode()

    table = page.split("<tbody>")[1].split("</tbody>")[0]
    assert [part.split("<")[0] for part in table.split('row"><span class="code">')[1:]] == [
        "year", "sex", "guests",
    ]  # fmt: skip
    assert '<span class="code">F</span> Female' in table
    assert 'href="/desk/data/guest-book/template.csv"' in page


def test_the_template_has_the_headings_a_file_needs(client, statistician, person):
    answer = client.get("/desk/data/guest-book/template.csv")

    assert answer["Content-Disposition"] == 'attachment; filename="guest-book-template.csv"'
    assert answer.content.decode().split() == ["year,sex,guests"]
    client.post(BRING, form(answer.content + b"2023,_T,30\n"))
    assert Submission.objects.get().status == "checked"
    client.force_login(person("SEC"))
    assert client.get("/desk/data/guest-book/template.csv").status_code == 404


@pytest.fixture
def brought_and_approved(client, statistician, person):
    """Bring a file and let somebody else approve it."""
    second = person("STA")

    def bring(content, *, edition):
        client.force_login(statistician)
        client.post(BRING, form(content, edition=edition))
        submission = Submission.objects.get(edition=edition)
        client.post(reverse("datasets:send", args=[submission.pk]))
        client.force_login(second)
        client.post(reverse("datasets:approve", args=[submission.pk]))

    return bring
