"""A published figure is corrected in the open: old text, new text, reason and day."""

import json
import shutil
from datetime import date

import pytest

from portal_set_up import EDITION, OUTLINE
from uratibu.core.labels import label
from uratibu.web.audit.models import Entry
from uratibu.web.reports import operations, queries

FIGURE = "stock.total@2024#KEN"
REASON = label({"en": "A column was misread.", "sw": "Safu ilisomwa vibaya."})
CORRECTED = date(2026, 11, 23)


@pytest.fixture
def misprinted(site_of_kenya, settings, tmp_path):
    """The profile as if it had been published with another number of migrants."""
    published = queries.home_of(OUTLINE, EDITION)
    settings.HOME = tmp_path
    target = queries.home_of(OUTLINE, EDITION)
    shutil.copytree(published, target)
    for language in ("en", "sw"):
        file = target / f"manifest.{language}.json"
        manifest = json.loads(file.read_text(encoding="utf-8"))
        (figure,) = [each for each in manifest["figures"] if each["id"] == FIGURE]
        figure |= {"text": "1,050,147", "digest": "0" * 64}
        file.write_text(json.dumps(manifest), encoding="utf-8")
    return site_of_kenya.installation.outline(OUTLINE)


def correct(outline):
    day = json.loads((queries.home_of(OUTLINE, EDITION) / "parts.en.json").read_text())["as_of"]
    return operations.correct_profile(
        outline, edition=EDITION, as_of=date.fromisoformat(day), reason=REASON,
        corrected_on=CORRECTED,
    )  # fmt: skip


@pytest.mark.django_db
def test_correct_profile_announces_the_figure_and_keeps_what_was_published(misprinted, client):
    assert correct(misprinted) == 1

    (notice,) = queries.edition_of(OUTLINE, EDITION).corrections
    assert (notice.figure, notice.old, notice.new, notice.reason) == (
        FIGURE, "1,050,147", "992,536", "A column was misread.",
    )  # fmt: skip
    assert (
        "was 1,050,147, is 992,536" in client.get(f"/profile/{OUTLINE}/{EDITION}/").content.decode()
    )
    kept = queries.home_of(OUTLINE, f".{EDITION}-1") / "manifest.en.json"
    assert "1,050,147" in kept.read_text(encoding="utf-8")
    (entry,) = Entry.objects.filter(act="reports.corrected")
    assert json.loads(entry.facts)["figures"] == 1


@pytest.mark.django_db
def test_correct_profile_changes_nothing_where_nothing_differs(misprinted):
    correct(misprinted)
    before = (queries.home_of(OUTLINE, EDITION) / "manifest.en.json").read_bytes()

    assert correct(misprinted) == 0
    assert (queries.home_of(OUTLINE, EDITION) / "manifest.en.json").read_bytes() == before


@pytest.mark.django_db
def test_correct_profile_names_the_editions_there_are(misprinted):
    with pytest.raises(operations.NotPublished, match=f"there is: {EDITION}"):
        operations.correct_profile(
            misprinted, edition="1999", as_of=CORRECTED, reason=REASON, corrected_on=CORRECTED
        )
