"""Nothing is measured without saying what it is: words, units, sources, and what has no figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from uratibu.core.disclosure.request import parse_request
from uratibu.core.labels import Label
from uratibu.core.packs.install import install
from uratibu.core.packs.model import Installation
from uratibu.core.packs.system import System, open_system

PACKS = Path(__file__).resolve().parents[2] / "packs"
LANGUAGES = {"en", "sw"}
TABLES = {f"T{n:02}" for n in (1, 2, 3, 4, 12, 13, 15, 16, 21, 22, 34, 35, 36, 41, 42, 43, 44)}
"""The tables of the Migration Profile that open sources can fill."""

NO_FIGURE_FOR_KENYA = {
    "naturalisation.total",  # Kenya reports none to UNHCR
    "population.by-age-county",  # a table of counties
    "resettlement.arrivals",  # Kenya takes nobody from elsewhere
}


@pytest.fixture(scope="module")
def kenya(tmp_path_factory: pytest.TempPathFactory) -> System:
    return open_system(PACKS / "ke", tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def installed() -> Installation:
    return install(PACKS / "ke")


def _words(installed: Installation) -> Iterator[tuple[str, Label]]:
    for indicator in installed.indicators:
        yield f"{indicator.id} title", indicator.title
        yield f"{indicator.id} definition", indicator.definition
        yield f"{indicator.id} unit", indicator.unit_label
        for dimension in indicator.dimensions:
            yield f"{indicator.id} {dimension.id}", dimension.title
    for measure in installed.measures:
        yield f"{measure.id} title", measure.title
        yield f"{measure.id} unit", measure.unit_label
        yield f"{measure.id} description", measure.description
    for dataset in installed.datasets:
        yield f"{dataset.id} title", dataset.title
        yield f"{dataset.id} definition", dataset.definition
        yield f"{dataset.id} coverage", dataset.coverage
    for codelist in installed.codelists().values():
        yield f"{codelist.id} title", codelist.title
        yield from ((f"{codelist.id} {code.code}", code.title) for code in codelist)


def test_everything_that_is_measured_has_words_in_both_languages(installed: Installation) -> None:
    without = [name for name, words in _words(installed) if set(words.languages()) != LANGUAGES]
    assert without == []


def test_no_swahili_words_are_the_english_ones_again(installed: Installation) -> None:
    copied = [name for name, words in _words(installed)
              if len(words("en").split()) > 3 and words("en") == words("sw")]  # fmt: skip
    assert copied == []


def test_every_indicator_has_unit_definition_limits_and_source(installed: Installation) -> None:
    lacking = [
        i.id for i in installed.indicators if not all((i.unit, i.definition, i.limits, i.source))
    ]
    assert lacking == []


def test_every_indicator_is_filled_by_a_data_set(installed: Installation) -> None:
    filled = {o.indicator for d in installed.datasets if d.mapping for o in d.mapping.outputs}
    assert {i.id for i in installed.indicators} - filled == set()


def test_every_title_names_the_area_it_speaks_of(installed: Installation) -> None:
    unnamed = [(m.id, language) for m in installed.measures for language in sorted(LANGUAGES)
               if "{area}" not in m.title(language)]  # fmt: skip
    assert unnamed == []


def test_every_measure_has_a_figure_for_kenya_or_is_known_to_have_none(kenya: System) -> None:
    silent = {m.id for m in kenya.installation.measures if not kenya.publisher.periods(m.id, "KEN")}
    assert silent == NO_FIGURE_FOR_KENYA


def test_every_table_that_open_sources_can_fill_has_a_measure(kenya: System) -> None:
    answered = (m for m in kenya.installation.measures if m.id not in NO_FIGURE_FOR_KENYA)
    assert TABLES - {table for measure in answered for table in measure.tables} == set()


def test_the_sources_on_migrants_in_kenya_stand_side_by_side(kenya: System) -> None:
    (compared,) = (c for c in kenya.installation.comparisons if c.id == "migrants-in-kenya")
    tables = [kenya.publisher.table(parse_request(parse_qsl(s.ask))) for s in compared.sources]
    figures = [int(cell.value.number or 0) for table in tables for cell in table.cells]
    used = [figure for figure, s in zip(figures, compared.sources, strict=True) if s.is_used]
    assert (figures, used) == (
        [992536, 1050147, 418151, 463562, 6272, 604257, 219647, 911015, 1050147],
        [992536],
    )


def test_a_recognition_rate_without_rejections_is_explained(kenya: System) -> None:
    """The words name exactly the latest years in which Kenya is said to have rejected nobody."""
    asked = "asylum.decisions&area=KEN&outcome=rejected&period=2023&period=2024&period=2025"
    table = kenya.publisher.table(parse_request(parse_qsl(f"measure={asked}")))
    years = [cell.key[-1] for cell in table.cells if cell.value.number == 0]
    words = next(
        m.description for m in kenya.installation.measures if m.id == "asylum.recognition-rate"
    )
    explained = {
        "en": "For Kenya in {} and {} the source reports no rejections, so the rate is 100 percent",
        "sw": "Kwa Kenya mwaka {} na {} chanzo hakitaji ombi lolote lililokataliwa",
    }
    for language, sentence in explained.items():
        assert sentence.format(*years) in words(language)
