"""A published profile is read section by section, and never changes."""

import json
import re
from datetime import date

from django.utils.translation import override

from portal_set_up import EDITION, OUTLINE
from uratibu.web.reports import operations, queries

HOME = f"/profile/{OUTLINE}/{EDITION}/"


def test_publish_profile_leaves_a_published_edition_alone(site_of_kenya):
    folder = queries.home_of(OUTLINE, EDITION)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    is_new = operations.publish_profile(
        site_of_kenya.installation.outline(OUTLINE), edition=EDITION, as_of=date(2030, 1, 1)
    )

    assert not is_new
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_edition_of_has_the_sections_of_the_outline(site_of_kenya):
    outline = site_of_kenya.installation.outline(OUTLINE)
    edition = queries.edition_of(OUTLINE, EDITION)

    assert [link.id for link in edition.contents[: len(outline.sections)]] == [
        section.id for section in outline.sections
    ]


def test_edition_of_reads_in_the_reader_s_language():
    with override("sw"):
        assert queries.edition_of(OUTLINE, EDITION).title == "Uhamiaji nchini Kenya"


def test_edition_of_cannot_be_led_out_of_its_folder():
    assert queries.edition_of("..", "..") is None
    assert queries.file_of(OUTLINE, EDITION, "../2025/parts.en.json") is None


def test_the_profile_offers_its_files(client):
    text = client.get(HOME).content.decode()

    for name in ("profile.en.pdf", "profile.en.docx", "tables.en.xlsx", "manifest.en.json"):
        assert f'href="{HOME}files/{name}"' in text


def test_a_file_is_what_was_frozen(client):
    response = client.get(f"{HOME}files/manifest.en.json")

    assert json.loads(response.content)["document"]["edition"] == EDITION
    assert response.headers["Content-Type"] == "application/json"


def test_every_figure_of_a_section_leads_to_its_trace(client):
    text = client.get(f"{HOME}at-a-glance/").content.decode()
    links = re.findall(r'<a class="figure" href="([^"]+)"', text)

    assert links
    assert all(link.startswith("/trace/figure:") for link in links)
    assert client.get(links[0].replace("&amp;", "&")).status_code == 200


def test_the_figures_of_a_swahili_section_lead_to_swahili_traces(client):
    text = client.get(f"/sw{HOME}at-a-glance/").content.decode()

    assert '<a class="figure" href="/sw/trace/figure:' in text


def test_an_edition_that_is_not_there_is_not_found(client, db):
    assert client.get(f"/profile/{OUTLINE}/1066/").status_code == 404
    assert client.get(f"{HOME}no-such-section/").status_code == 404
    assert client.get(f"{HOME}files/secret.key").status_code == 404
