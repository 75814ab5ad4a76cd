"""One stylesheet of all components, small, sent once."""

import re

import brotli

from uratibu.design.stylesheet import HERE, shortened, stylesheet

MOST_BYTES = 12_000


def test_stylesheet_stays_under_its_budget():
    assert len(stylesheet().compressed) <= MOST_BYTES


def test_stylesheet_holds_every_component():
    plain = stylesheet().plain.decode()
    sheets = (HERE / "templates" / "design").glob("*/*.css")

    assert [s.name for s in sheets if shortened(s.read_text("utf-8")) not in plain] == []


def test_stylesheet_names_sides_logically_so_that_right_to_left_costs_nothing():
    plain = stylesheet().plain.decode()

    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)|float:", plain
    )
    assert physical == []


def test_stylesheet_loads_nothing_and_forces_nothing():
    plain = stylesheet().plain.decode()

    assert re.findall(r"url\(|@import|!important", plain) == []


def test_shortened_keeps_the_meaning():
    assert shortened("a {\n  margin : 0 ;\n}\n/* why */\nb > c , d { x: y; }") == (
        "a{margin : 0}b > c,d{x: y}"
    )


def test_the_stylesheet_is_sent_compressed_and_for_ever(client):
    response = client.get(
        f"/design/{stylesheet().digest}.css", headers={"accept-encoding": "gzip, br"}
    )

    assert brotli.decompress(response.content) == stylesheet().plain
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_stylesheet_of_another_version_is_not_there(client, db):
    assert client.get("/design/000000000000.css").status_code == 404


def test_all_languages_share_one_stylesheet(client):
    address = f'href="/design/{stylesheet().digest}.css"'

    assert address in client.get("/design/").content.decode()
    assert address in client.get("/sw/design/").content.decode()
