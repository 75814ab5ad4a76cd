"""A ministry brings its own Word file: checked at once, kept by version, or refused."""

from __future__ import annotations

import docx
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from uratibu.web.audit.models import Entry
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
    saved,
    sent,
    with_part,
)


def test_a_clean_file_is_kept_with_its_digest_and_shows_what_every_field_says(
    client, told, officer
):
    answer = sent(client, officer)
    made = WordTemplate.objects.get()

    assert answer.url == f"/reports/templates/{made.pk}/"
    assert (made.name, made.institution, made.version, made.language, made.brought_by) == (
        NAME, "DIS", 1, "en", officer,
    )  # fmt: skip
    assert kept_files() == [made.sha256]
    html = page(client, made)
    for said in ("Tiny plan", PERIOD, "Open welcome desks", "rows: 1", made.sha256, "header"):
        assert said in html


def test_bringing_and_withdrawing_stand_in_the_audit(told, officer):
    made = brought(officer)
    operations.withdraw_template(made, by=officer, today=TODAY)
    acts = Entry.objects.filter(target_kind="reports.wordtemplate").order_by("pk")
    assert [each.act for each in acts] == ["reports.template-brought", "reports.template-withdrawn"]


FAULTS = {
    "{{ plan.titel }}": ("is not a known field", "Did you mean {{ plan.title }}?"),
    "{{ action.title }}": (
        "stands outside a list", "Write {{ list actions }} in the same paragraph or table row.",
    ),
    "{{ period": ("Double braces are opened or closed", "Write the field in one line"),
    "{{ count actions theme=T11 }}": (
        "theme=T11 is nothing this plan has", "Did you mean theme=T1?",
    ),
    "{{ count actions status=dleayed }}": (
        "status=dleayed is nothing this plan has", "Did you mean status=delayed?",
    ),
    "{{ figure A-1-01/i9 latest }}": (
        "The plan has no indicator A-1-01/i9", "Did you mean {{ figure A-1-01/i1 latest }}?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", FAULTS)
def test_a_fault_is_told_with_place_and_remedy_and_nothing_is_stored(client, told, officer, line):
    answer = sent(client, officer, ministry_file(line))
    html = answer.content.decode()

    assert (answer.status_code, WordTemplate.objects.count(), kept_files()) == (422, 0, [])
    assert "Nothing was stored: the file has faults." in html
    for said in (*FAULTS[line], "text, paragraph 2"):
        assert said in html


def test_the_fields_that_are_right_are_shown_beside_the_faults(client, told, officer):
    html = sent(client, officer, ministry_file("{{ plan.titel }}")).content.decode()
    assert "Open welcome desks" in html


def test_a_figure_that_is_not_released_yet_is_a_warning_and_the_file_is_kept(client, told, officer):
    sent(client, officer, ministry_file("{{ figure A-1-01/i1 2029/30-Q1 }}"))
    made = WordTemplate.objects.get()

    assert "No released figure of A-1-01/i1 for 2029/30-Q1 is there." in page(client, made)
    answer = fill(client, made)
    assert (answer.status_code, WorkingCopy.objects.count()) == (422, 0)
    assert "Nothing was filled" in answer.content.decode()


def bomb():
    return with_part(ministry_file(), "word/media/image9.png", b"\0" * 30_000_000)


HOSTILE = {
    "grows more than 100-fold": bomb,
    "holds macros": lambda: with_part(ministry_file(), "word/vbaProject.bin", b"x"),
    "holds other files inside": lambda: with_part(ministry_file(), "word/embeddings/a.bin", b"x"),
    "an old Word file (DOC)": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "no Word document": lambda: b"%PDF-1.7 not a Word file",
    "cannot be unpacked": lambda: b"PK\x03\x04 cut off",
    "empty": lambda: b"",
    "The file has no field.": lambda: saved(docx.Document()),
}


@pytest.mark.parametrize("said", HOSTILE)
def test_a_hostile_or_wrong_file_is_refused_and_nothing_is_stored(client, told, officer, said):
    client.force_login(officer)
    answer = client.post(INDEX, form(HOSTILE[said]()))

    assert (answer.status_code, WordTemplate.objects.count(), kept_files()) == (422, 0, [])
    assert said in answer.content.decode()


def test_a_file_of_another_ending_is_refused(client, told, officer):
    client.force_login(officer)
    answer = client.post(INDEX, form(ministry_file(), "report.docm"))
    assert (answer.status_code, WordTemplate.objects.count(), kept_files()) == (422, 0, [])
    assert "This is no DOCX" in answer.content.decode()


def test_a_file_over_the_limit_is_refused(client, told, officer, monkeypatch):
    monkeypatch.setattr(operations, "MOST_BYTES", 1000)
    answer = sent(client, officer)
    assert "larger than 10 MB" in answer.content.decode()
    assert (WordTemplate.objects.count(), kept_files()) == (0, [])


def test_a_newer_file_of_the_same_name_is_the_next_version_and_the_older_stays(
    client, told, officer
):
    first = brought(officer)
    second = brought(officer, ministry_file("More: {{ currency }}"))
    client.force_login(officer)

    assert (second.version, kept_files()) == (2, sorted((first.sha256, second.sha256)))
    assert "A newer version stands in its place" in page(client, first)
    old = client.get(reverse("reports:template-file", args=[first.pk]))
    assert b"".join(old.streaming_content) == (templates.folder() / first.sha256).read_bytes()
    assert client.get(INDEX).content.decode().count(NAME) == 1


def test_the_very_same_file_makes_no_version(told, officer):
    content = ministry_file()
    assert brought(officer, content) == brought(officer, content)


def test_a_version_stands_once_and_has_fields(told, officer):
    made = brought(officer)
    for change in ({"pk": None}, {"fields": 0}, {"withdrawn_at": timezone.now()}):
        row = WordTemplate.objects.get(pk=made.pk)
        for name, value in change.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
