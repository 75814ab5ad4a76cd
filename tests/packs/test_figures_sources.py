"""The figures of the Kenya pack against the publishers' own files, by another road.

Each line asks the published desk, and asks the file itself in SQL that knows nothing of mappings.
The files are not part of the project; where they are not there, there is nothing to compare.
"""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl

import duckdb
import pytest

from uratibu.core.disclosure.publish import Publisher
from uratibu.core.disclosure.request import parse_request
from uratibu.core.packs.extract import load_extracts
from uratibu.core.packs.load import load_pack
from uratibu.core.packs.system import open_system

PACKS = Path(__file__).resolve().parents[2] / "packs"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the publishers' files are not here")

NINE_DIGITS = Decimal("1e-9")
"""How close two sums of the same binary fractions come, as a part of the figure."""

COMPARED = r"""
stock.total&area=KEN&period=2024
    stocks/undesa_ims2024_bilateral_by_sex.parquet
    sum(stock)
    destination_iso3 = 'KEN' and year = 2024

stock.total&area=KEN&period=2005&edition=undesa-ims@2020
    stocks/undesa_ims2020_bilateral_by_sex.parquet
    sum(stock)
    destination_iso3 = 'KEN' and year = 2005

stock.total&area=KEN&period=2015&sex=F&origin=ETH
    stocks/undesa_ims2024_bilateral_by_sex.parquet
    sum(stock)
    destination_iso3 = 'KEN' and origin_iso3 = 'ETH' and year = 2015 and sex = 'female'

emigrants.total&area=KEN&period=2024
    stocks/undesa_ims2024_bilateral_by_sex.parquet
    sum(stock)
    origin_iso3 = 'KEN' and year = 2024

emigrants.total&area=KEN&period=2020&destination=GBR
    stocks/undesa_ims2024_bilateral_by_sex.parquet
    sum(stock)
    origin_iso3 = 'KEN' and destination_iso3 = 'GBR' and year = 2020

migrants.un-dyb&area=KEN&period=1979-08-24
    stocks/kenya_migrant_stock_empirical_sources.csv
    any_value(value)
    source = 'UNSDDYB_B09_CFC' and population_universe = 3 and sex = 0 and origin_m49_or_group =
    0 and age = 0 and age_length = 0 and reference_time < 1980 and reference_time > 1979

refugees.total&area=KEN&period=2025
    forced_displacement/unhcr_population.parquet
    sum(refugees)
    coa_iso = 'KEN' and year = 2025

refugees.total&area=KEN&period=2011&origin=SOM
    forced_displacement/unhcr_population.parquet
    sum(refugees)
    coa_iso = 'KEN' and coo_iso = 'SOM' and year = 2011

asylum-seekers.total&area=KEN&period=2019
    forced_displacement/unhcr_population.parquet
    sum(asylum_seekers)
    coa_iso = 'KEN' and year = 2019

refugees.abroad&area=KEN&period=2008&destination=UGA
    forced_displacement/unhcr_population.parquet
    sum(refugees)
    coo_iso = 'KEN' and coa_iso = 'UGA' and year = 2008

stateless.total&area=KEN&period=2020
    forced_displacement/unhcr_population.parquet
    sum(stateless)
    coa_iso = 'KEN' and year = 2020

displaced.located&area=KE023&period=2025&age=Y0T4&sex=F
    forced_displacement/unhcr_demographics.parquet
    sum(f_0_4)
    coa_iso = 'KEN' and pop_type in ('REF', 'ASY') and regexp_matches(location,
    '^(Kakuma|Kalobeyei|Turkana) ')

displaced.located&area=KE007&period=2025&origin=ETH
    forced_displacement/unhcr_demographics.parquet
    sum(total)
    coa_iso = 'KEN' and coo_iso = 'ETH' and pop_type in ('REF', 'ASY') and
    regexp_matches(location, '^(Dagahaley|Hagadera|Ifo|Garissa)')

displaced.located&area=KEN&period=2025&age=Y_GE60
    forced_displacement/unhcr_demographics.parquet
    sum(f_60 + m_60)
    coa_iso = 'KEN' and pop_type in ('REF', 'ASY')

refugees.demographics&area=KEN&period=2025&sex=M
    forced_displacement/unhcr_demographics.parquet
    sum(m_total)
    coa_iso = 'KEN' and pop_type = 'REF'

asylum.applications&area=KEN&period=2023&origin=SOM
    forced_displacement/unhcr_asylum_applications.parquet
    sum(applied)
    coa_iso = 'KEN' and coo_iso = 'SOM' and year = 2023 and app_pc = 'P' and app_type = 'N'

asylum.decisions&area=KEN&period=2024
    forced_displacement/unhcr_asylum_decisions.parquet
    sum(dec_total)
    coa_iso = 'KEN' and year = 2024 and dec_level = 'FI'

returns.refugees&area=KEN&period=2016&origin=SOM
    forced_displacement/unhcr_solutions.parquet
    sum(returned_refugees)
    coa_iso = 'KEN' and coo_iso = 'SOM' and year = 2016

resettlement.departures&area=KEN&period=2018
    forced_displacement/unhcr_solutions.parquet
    sum(resettlement)
    coo_iso = 'KEN' and year = 2018

population.census&area=KE030&period=2019-08-24
    kenya/census2019/census2019_V1_T2_2.csv
    any_value("Total")
    "County" = 'Baringo'

population.by-age&area=KEN&period=2019-08-24&age=Y_GE100&sex=F
    kenya/census2019/census2019_V3_T2_2.csv
    any_value("Female")
    "Age" = '100+'

population.by-age-county&area=KE006&period=2019-08-24&age=Y10T14&sex=M
    kenya/census2019/census2019_V3_T2_3.parquet
    sum("Male")
    "County" like 'TAITA%' and "SubCounty" = 'ALL' and "Age" = '10 -14'

population.urban&area=KE016&period=2019-08-24
    kenya/census2019/census2019_V2_T2_2b.csv
    any_value("Sex_Total")
    "County" = 'MACHAKOS'

nationality.total&area=KEN&period=2019-08-24&nationality=rwanda
    kenya/census2019/census2019_V4_T2_31.csv
    any_value("TOTAL")
    "SUBGROUP" = 'RWANDA'

displacement.new&area=KEN&period=2018
    forced_displacement/idmc_new_displacements_2008_2023.csv
    sum(new_displacements)
    iso3 = 'KEN' and year = 2018

displacement.idps&area=KEN&period=2024&cause=disaster&age=Y18T59
    forced_displacement/idmc_idp_stock_2024_by_sex_age.csv
    sum(idps)
    iso3 = 'KEN' and cause = 'disaster' and age = '18-59'

deaths.total&area=KEN&period=2018
    forced_displacement/iom_missing_migrants.parquet
    sum(dead_and_missing)
    incident_iso3 = 'KEN' and year(date) = 2018

population.total&area=KEN&period=2010
    population/wdi_context_indicators.parquet
    any_value(value)
    iso3 = 'KEN' and variable = 'pop' and year = 2010

remittances.inflow&area=KEN&period=2015
    population/wdi_context_indicators.parquet
    any_value(value)
    iso3 = 'KEN' and variable = 'remin' and year = 2015

netmigration.total&area=KEN&period=1992
    population/wpp2024_mig1dt.parquet
    any_value(mig * 1000)
    country_code = 404 and year = 1992

remittances.inflow-knomad&area=KEN&period=2011
    remittances/knomad_remittance_inflows_2000_2022.csv
    any_value(usd_million * 1000000)
    iso3 = 'KEN' and year = 2011

remittances.cost-corridor&area=KEN&period=2016-Q2&origin=RWA
    remittances/rpw_corridor_average_cost_2011Q1_2020Q3.csv
    any_value(cost_pct)
    sending_iso3 = 'RWA' and receiving_iso3 = 'KEN' and quarter = '2016Q2'

remittances.bilateral&area=KEN&period=2017
    remittances/worldbank_bilateral_remittances_2017.parquet
    sum(usd_million) * 1000000
    receiving_iso3 = 'KEN'

visitors.by-port&area=KEN&period=2021-H1
    kenya/visitor_arrival_marginals_published.csv
    sum(arrivals)
    period = '2021H1' and dimension = 'port_of_entry'

sdg.10.7.2&area=KEN&period=2019&domain=domain1
    norms/sdg_migration_relevant_all_countries_2020.parquet
    any_value(value_num)
    iso3 = 'KEN' and series_code = 'SG_CPA_MIGRS' and dimensions = 'policy_domains=domain1'

sdg.17.3.2&area=KEN&period=2009
    norms/sdg_migration_relevant_all_countries_2020.parquet
    any_value(value_num)
    iso3 = 'KEN' and series_code = 'BX_TRF_PWKR' and year = 2009

internal.flows&area=KEN&period=2005-2010
    flows/worldpop_internal_migration_2005_2010_east_africa.parquet
    sum(modelled_migrants_2005_2010)
    iso3 = 'KEN'
"""
"""The question; the file; what to work out in it; of which rows."""


@pytest.fixture(scope="module")
def kenya(tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    return open_system(PACKS / "ke", tmp_path_factory.mktemp("home")).publisher


def _blocks() -> list[tuple[str, str, str, str]]:
    blocks = [[line.strip() for line in b.splitlines()] for b in COMPARED.strip().split("\n\n")]
    return [(asked, file, work, " ".join(rows)) for asked, file, work, *rows in blocks]


def _in_file(file: str, work: str, rows: str) -> Decimal:
    read = duckdb.read_csv if file.endswith(".csv") else duckdb.read_parquet
    (found,) = read(str(DATA / file)).filter(rows).aggregate(work).fetchall()
    return Decimal(str(found[0]))


@pytest.mark.parametrize(("question", "file", "work", "rows"), _blocks())
def test_the_pack_says_what_the_file_says(
    kenya: Publisher, question: str, file: str, work: str, rows: str
) -> None:
    (cell,) = kenya.table(parse_request(parse_qsl(f"measure={question}"))).cells
    expected = _in_file(file, work, rows)
    assert cell.value.number is not None
    assert abs(cell.value.number - expected) <= abs(expected) * NINE_DIGITS


def test_every_edition_names_the_file_it_was_made_from() -> None:
    pack, findings = load_pack(PACKS / "ke")
    assert pack is not None, findings
    files = {extract.id: DATA / extract.file for extract in load_extracts(PACKS / "ke")}
    named = {
        f"{e.dataset}@{e.edition}": (e.source_file, e.source_sha256, e.source_bytes)
        for e in pack.editions
    }
    there = {
        name: (file.name, hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_size)
        for name, file in files.items()
    }
    assert named == there


def test_the_digests_are_those_of_the_list_of_sources() -> None:
    pack, findings = load_pack(PACKS / "ke")
    assert pack is not None, findings
    listed = set(re.findall(r"sha256: ([0-9a-f]{64})", (DATA / "SOURCES.md").read_text("utf-8")))
    assert {edition.source_sha256 for edition in pack.editions} <= listed
