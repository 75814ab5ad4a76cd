"""Real figures of Kenya, as a statistician would check them: what was asked, the figure, its unit.

Every line asks the published desk of the Kenya pack and compares with the figure as its publisher
printed it. test_figures_sources.py asks the publishers' own files the same.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from uratibu.core.disclosure.model import ReleasedTable
from uratibu.core.disclosure.publish import Publisher
from uratibu.core.disclosure.request import parse_request
from uratibu.core.packs.system import open_system

PACKS = Path(__file__).resolve().parents[2] / "packs"

FIGURES = """
question                                                           | figure     | unit

UN DESA, International Migrant Stock, mid-year
stock.total&area=KEN&period=2024&edition=undesa-ims@2024           | 992536     | persons
stock.total&area=KEN&period=2020&edition=undesa-ims@2024           | 1050147    | persons
stock.total&area=KEN&period=2020&edition=undesa-ims@2020           | 1050147    | persons
stock.total&area=KEN&period=1990&edition=undesa-ims@2020           | 298089     | persons
stock.total&area=KEN&period=2024&origin=SOM                        | 401953     | persons
stock.total&area=KEN&period=2024&origin=UGA&sex=F                  | 143338     | persons
stock.total&area=KEN&period=2024&origin=OOO                        | 65396      | persons
stock.female-share&area=KEN&period=2024                            | 49.5       | percent
stock.share-of-population&area=KEN&period=2020                     | 2.01       | percent
emigrants.total&area=KEN&period=2024                               | 540466     | persons

UNHCR, end of the year; host communities are another measure
refugees.total&area=KEN&period=2025                                | 617125     | persons
refugees.total&area=KEN&period=2024                                | 604257     | persons
refugees.total&area=KEN&period=2025&origin=SOM                     | 319471     | persons
refugees.total&area=KEN&period=2025&origin=SSD                     | 202772     | persons
asylum-seekers.total&area=KEN&period=2025                          | 218646     | persons
asylum-seekers.total&area=KEN&period=2024                          | 219647     | persons
stateless.total&area=KEN&period=2025                               | 9800       | persons
host-community.total&area=KEN&period=2025                          | 401356     | persons
refugees.abroad&area=KEN&period=2025                               | 13325      | persons
asylum-seekers.abroad&area=KEN&period=2025                         | 7773       | persons
displaced.located&area=KEN&period=2025                             | 835771     | persons
displaced.located&area=KEN&period=2025&location=kakuma             | 225702     | persons
displaced.located&area=KEN&period=2025&location=kalobeyei          | 82632      | persons
displaced.located&area=KEN&period=2025&location=hagadera           | 134940     | persons
displaced.located&area=KEN&period=2025&location=ifo-2e&type=ASY    | 68761      | persons
displaced.located&area=KE023&period=2025                           | 347838     | persons
displaced.located&area=KE007&period=2025                           | 412091     | persons
displaced.located&area=KE047&period=2025                           | 55982      | persons
displaced.demographics&area=KEN&period=2025&sex=F                  | 408104     | persons
asylum.applications&area=KEN&period=2024                           | 88027      | applications
asylum.applications&area=KEN&period=2025                           | 32718      | applications
asylum.decisions&area=KEN&period=2024&outcome=recognised           | 17587      | decisions
asylum.decisions&area=KEN&period=2025&outcome=closed               | 18100      | decisions
asylum.recognition-rate&area=KEN&period=2023                       | 99.8       | percent
returns.refugees&area=KEN&period=2025                              | 17486      | persons
resettlement.departures&area=KEN&period=2024                       | 298        | persons
naturalisation.abroad&area=KEN&period=2024                         | 316        | persons

KNBS, census night of 24 August 2019; the total holds 1,524 intersex persons
population.census&area=KEN&period=2019-08-24                       | 47564296   | persons
population.census&area=KEN&period=2019-08-24&sex=F                 | 24014716   | persons
population.census&area=KEN&period=2019-08-24&sex=M                 | 23548056   | persons
population.census&area=KEN&period=2019-08-24&sex=X                 | 1524       | persons
population.census&area=KE001&period=2019-08-24                     | 1208333    | persons
population.by-age&area=KEN&period=2019-08-24&age=Y0T4              | 5993267    | persons
population.by-age-county&area=KE023&period=2019-08-24              | 926955     | persons
population.urban&area=KEN&period=2019-08-24                        | 14831700   | persons
population.rural&area=KEN&period=2019-08-24                        | 32732596   | persons
population.urban-share&area=KEN&period=2019-08-24                  | 31.2       | percent
nationality.non-kenyans&area=KEN&period=2019-08-24                 | 463562     | persons
nationality.stateless&area=KEN&period=2019-08-24                   | 6272       | persons
nationality.total&area=KEN&period=2019-08-24&nationality=uganda    | 95938      | persons
migrants.un-dyb&area=KEN&period=2019-08-24                         | 418151     | persons
migrants.un-dyb-citizens&area=KEN&period=1989-08-24                | 136537     | persons
migrants.world-bank&area=KEN&period=2010-07-01                     | 911015     | persons

Displacement, deaths and net migration
displacement.new&area=KEN&period=2023                              | 648783     | displacements
displacement.new&area=KEN&period=2023&cause=flood                  | 639066     | displacements
displacement.new&area=KEN&period=2022&cause=drought                | 316206     | displacements
displacement.idps&area=KEN&period=2024                             | 284886     | persons
deaths.total&area=KEN&period=2016                                  | 6          | deaths
netmigration.total&area=KEN&period=2018                            | -115436    | persons
internal.flows&area=KE047&period=2005-2010&origin=KE034            | 44070      | persons

Remittances, World Bank
remittances.inflow&area=KEN&period=2023                            | 4227611606 | USD
remittances.outflow&area=KEN&period=2023                           | 39864778   | USD
remittances.inflow-knomad&area=KEN&period=2022                     | 4091000000 | USD
remittances.share-of-gdp&area=KEN&period=2023                      | 3.91       | percent
remittances.per-capita&area=KEN&period=2023                        | 76.4       | USD per person
remittances.cost-inbound&area=KEN&period=2020                      | 8.45       | percent
remittances.cost-corridor&area=KEN&period=2020-Q3&origin=GBR       | 6.15       | percent
remittances.cost-corridor&area=KEN&period=2020-Q3&origin=TZA       | 19.00      | percent
remittances.bilateral&area=KEN&period=2017&origin=GBR              | 663087639  | USD

Visitors and the Sustainable Development Goals
visitors.arrivals&area=KEN&period=2023                             | 1951185    | arrivals
visitors.arrivals&area=KEN&period=2023&port=jkia                   | 1351438    | arrivals
visitors.by-purpose&area=KEN&period=2021-H1&purpose=holiday        | 87629      | arrivals
sdg.10.7.2&area=KEN&period=2019                                    | 3          | level
sdg.10.7.4&area=KEN&period=2008                                    | 24         | per 100 000
sdg.10.c.1&area=KEN&period=2018                                    | 8.40       | percent
sdg.16.9.1&area=KEN&period=2014                                    | 66.9       | percent
sdg.16.2.2&area=KEN&period=2017                                    | 352        | victims
"""


def _lines() -> list[tuple[str, str, str]]:
    cells = [line.split("|") for line in FIGURES.splitlines() if "&" in line]
    return [(question.strip(), figure.strip(), unit.strip()) for question, figure, unit in cells]


@pytest.fixture(scope="module")
def kenya(tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    return open_system(PACKS / "ke", tmp_path_factory.mktemp("home")).publisher


def _ask(kenya: Publisher, question: str) -> ReleasedTable:
    return kenya.table(parse_request(parse_qsl(f"measure={question}")))


@pytest.mark.parametrize(("question", "figure", "unit"), _lines())
def test_the_kenya_pack_gives_the_published_figure(
    kenya: Publisher, question: str, figure: str, unit: str
) -> None:
    table = _ask(kenya, question)
    rounded = [cell.value.number.quantize(Decimal(figure)) for cell in table.cells
               if cell.value.number is not None]  # fmt: skip
    assert (rounded, table.unit) == ([Decimal(figure)], unit)


def test_women_men_and_intersex_persons_add_up_to_the_census_total(kenya: Publisher) -> None:
    table = _ask(kenya, "population.census&by=sex&area=KEN")
    by_sex = {cell.key[0]: cell.value.number or Decimal(0) for cell in table.cells}
    total = by_sex.pop("_T")
    assert (sum(by_sex.values()), sorted(by_sex)) == (total, ["F", "M", "X"])


def test_the_47_counties_add_up_to_the_country(kenya: Publisher) -> None:
    counties = _ask(kenya, "population.census&by=area&area=KEN/*")
    numbers = [cell.value.number or Decimal(0) for cell in counties.cells]
    assert (len(numbers), sum(numbers)) == (47, Decimal(47564296))


def test_stateless_persons_are_a_part_of_the_non_kenyans(kenya: Publisher) -> None:
    table = _ask(kenya, "nationality.total&by=nationality&area=KEN")
    groups = {cell.key[0]: cell.value.number or Decimal(0) for cell in table.cells}
    non_kenyans = sum(
        number for code, number in groups.items() if code not in ("kenyan", "not-stated", "_T")
    )
    assert (non_kenyans, groups["stateless"]) == (Decimal(463562), Decimal(6272))


def test_camps_and_counties_hold_all_refugees_and_asylum_seekers(kenya: Publisher) -> None:
    located = _ask(kenya, "displaced.located&by=location&area=KEN&period=2025")
    stock = [
        _ask(kenya, f"{name}&area=KEN&period=2025").cells[0].value.number or 0
        for name in ("refugees.total", "asylum-seekers.total")
    ]
    assert sum(cell.value.number or 0 for cell in located.cells) == sum(stock)


def test_remittances_of_2000_were_not_reported_rather_than_zero(kenya: Publisher) -> None:
    table = _ask(kenya, "remittances.inflow-knomad&area=KEN&period=2000")
    assert [cell.value.state for cell in table.cells] == ["missing"]
