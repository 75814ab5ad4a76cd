from __future__ import annotations

import json
from datetime import date

import pytest

from core.reports.outlines import document, with_blocks
from core.reports.publishing import kenya
from uratibu.core.labels import label
from uratibu.core.reports import editions
from uratibu.core.reports.contents import figures_of
from uratibu.core.reports.editions import Changed, FrozenEdition
from uratibu.core.reports.manifest import manifest, written
from uratibu.core.reports.model import Correction


def sentence(text):
    return manifest(document(with_blocks("[{kind: text, text: intro}]"), text=label(text)))


def test_manifest_names_a_figure_with_all_it_stands_on():
    figure = sentence("{stock.total@2024 where origin=SOM}")["figures"][0]
    digest, release = figure.pop("digest"), figure.pop("release")

    assert (len(digest), release.startswith("release-stock.total-")) == (64, True)
    assert figure == {
        "id": "stock.total@2024#KEN,origin=SOM", "text": "330,000", "value": "330000",
        "state": "number", "quality": "estimated", "unit": "persons", "period": "2024",
        "area": "KEN", "dimensions": {"origin": "SOM"}, "measure": "stock.total",
        "indicator": "migrant-stock", "indicators": ["migrant-stock"], "dataset": "undesa-ims",
        "edition": "2024", "sha256": "a1" * 32, "editions": [["undesa-ims", "2024", "a1" * 32]],
        "request": "measure=stock.total&area=KEN&origin=SOM&period=2024", "key": ["2024"],
        "norms": ["sdg/10.7"], "places": ["intro-1"],
        "texts": ["330,000"],
    }  # fmt: skip


def test_manifest_gives_the_number_of_a_figure_whose_period_is_printed_too():
    figures = sentence("In {stock.total@2024 as=period} there were {stock.total@2024}.")["figures"]

    assert [(entry["text"], entry["texts"]) for entry in figures] == [
        ("691,900", ["2024", "691,900"])
    ]


def test_manifest_holds_every_figure_of_the_document():
    whole = document()

    assert {entry["id"] for entry in manifest(whole)["figures"]} == {
        figure.id for figure in figures_of(whole.blocks)
    }
    assert json.loads(written(manifest(whole))) == manifest(whole)


def test_compare_tells_what_was_added_removed_and_changed():
    found = editions.compare(
        sentence("Somalia {stock.total@2024 where origin=SOM}.\n\nAll {stock.total@2020}."),
        sentence("Somalis {stock.total@2024 where origin=SOM}.\n\nAll {stock.total@2024}."),
    )

    assert (found.figures_added, found.figures_removed, found.figures_changed) == (
        ("stock.total@2024#KEN",), ("stock.total@2020#KEN",), (),
    )  # fmt: skip
    assert found.sentences_changed == (
        Changed("intro-1", "Somalia 330,000.", "Somalis 330,000."),
        Changed("intro-2", "All 629,000.", "All 691,900."),
    )
    assert not found.is_same
    assert editions.compare(sentence("Same."), sentence("Same.")).is_same


def changed_manifest():
    publisher = kenya()
    rows = dict(publisher.measures["stock.total"].rows)
    rows["KEN", "2024", "_T", "_T"] = rows["KEN", "2020", "_T", "_T"]
    object.__setattr__(publisher.measures["stock.total"], "rows", rows)
    shape = with_blocks("[{kind: text, text: intro}]")
    return manifest(document(shape, text=label("{stock.total@2024}"), publisher=publisher))


def test_correct_refuses_a_change_in_silence():
    frozen = editions.freeze(sentence("{stock.total@2024}"))
    with pytest.raises(FrozenEdition, match=r"without a notice: stock.total@2024#KEN"):
        editions.correct(frozen, changed_manifest(), reasons={}, corrected_on=date(2025, 8, 1))


def test_correct_gives_a_notice_with_the_old_value():
    frozen = editions.freeze(sentence("{stock.total@2024}"))
    reason = label("A row was read twice.")
    notices = editions.correct(
        frozen,
        changed_manifest(),
        reasons={"stock.total@2024#KEN": reason},
        corrected_on=date(2025, 8, 1),
    )

    assert notices == (
        Correction("stock.total@2024#KEN", "691,900", "629,000", reason, date(2025, 8, 1)),
    )


def test_a_frozen_edition_shows_that_it_was_touched():
    frozen = editions.freeze(sentence("All {stock.total@2024}."))

    assert editions.is_untouched(frozen)
    frozen.manifest["sentences"] = []
    assert not editions.is_untouched(frozen)
