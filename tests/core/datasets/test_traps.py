"""Traps of real files: each as a small file made here, and where they are, the files themselves."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path

import duckdb
import pytest

from core.datasets.factories import dataset, observation, read, said, write
from uratibu.core.datasets.model import SumCheck
from uratibu.core.datasets.read import ReadResult, read_file
from uratibu.core.findings import Severity
from uratibu.core.packs.install import install
from uratibu.core.packs.model import Installation
from uratibu.core.periods import PeriodKind
from uratibu.core.values import MISSING, number

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("URATIBU_DATA") or ROOT.parent / "shared" / "data")
on_real_files = pytest.mark.skipif(
    not DATA.is_dir(), reason="the publishers' files are not here; set URATIBU_DATA to their folder"
)


@cache
def kenya() -> Installation:
    return install(ROOT / "packs" / "ke")


def real(name: str, dataset_id: str) -> ReadResult:
    packs = kenya()
    indicators = {i.id: i for i in packs.indicators}
    return read_file(DATA / name, packs.dataset(dataset_id), packs.codelists(), indicators)


def amounts(result: ReadResult, **wanted: str) -> list[object]:
    found = []
    for o in result.observations:
        said_of = {"indicator": o.indicator, "area": o.area, "period": o.period}
        said_of |= dict(o.dimensions)
        if said_of.items() >= wanted.items():
            found.append(o.value.number)
    return found


def test_NA_is_namibia(tmp_path: Path) -> None:  # noqa: N802 - the code itself
    result = read(write(tmp_path, "NA,2024,UGA,F,5", "KEN,2024,NA,F,6"))
    assert [o.area for o in result.observations] == ["NAM", "KEN"]
    assert dict(result.observations[1].dimensions)["origin"] == "NAM"
    assert [(f.rule, f.severity) for f in result.findings] == [
        ("datasets/read-by-title", Severity.NOTE), ("datasets/read-by-title", Severity.NOTE),
    ]  # fmt: skip


def test_NA_is_no_value_only_where_the_mapping_says_so(tmp_path: Path) -> None:  # noqa: N802
    path = write(tmp_path, "KEN,2024,UGA,F,NA")
    assert said(read(path)) == [("datasets/not-a-number", 2, "persons", "NA")]
    assert read(path, dataset(missing=("NA",))).observations[0].value == MISSING


def test_sums_beside_members_are_named(tmp_path: Path) -> None:
    result = read(write(tmp_path, "WLD,2024,UGA,F,9", "KEN,2024,UGA,F,5", "KEN,2024,EU27,F,3"))
    assert [(f.rule, f.where.column, f.message) for f in result.findings] == [
        ("datasets/aggregates-beside-members", "area",
         "There are sums beside their members in area: WLD."),
        ("datasets/aggregates-beside-members", "origin",
         "There are sums beside their members in origin: EU27."),
    ]  # fmt: skip
    assert len(result.observations) == 3


def test_sums_alone_and_stated_totals_need_no_word(tmp_path: Path) -> None:
    result = read(write(tmp_path, "WLD,2024,UGA,F,9", "WLD,2024,UGA,_T,9"))
    assert result.findings == ()


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (PeriodKind.FISCAL_YEAR, "2023/24", "2024"),
        (PeriodKind.JUNE_YEAR, "2024", "2023/24"),
        (PeriodKind.MID_YEAR, "2024", "2024-Q1"),
        (PeriodKind.QUARTER, "2024Q1", "2024"),
    ],
)
def test_kinds_of_year_are_not_mixed(tmp_path: Path, kind: PeriodKind, good: str, bad: str) -> None:
    described = dataset(period_kind=kind)
    path = write(tmp_path, f"KEN,{good},UGA,F,5", f"KEN,{bad},UGA,F,6")
    assert said(read(path, described)) == [("datasets/other-kind", 3, "year", bad)]


def test_a_total_that_leaves_people_out_is_kept_and_named(tmp_path: Path) -> None:
    lines = ("KEN,2019,UGA,F,24014716", "KEN,2019,UGA,M,23548056", "KEN,2019,UGA,_T,47564296")
    described = dataset(sums=(SumCheck("sex", ("F", "M")),))
    result = read(write(tmp_path, *lines), described)
    assert [(f.rule, f.severity, f.where.row) for f in result.findings] == [
        ("datasets/total-unlike-members", Severity.WARNING, 4)
    ]
    assert "differs by 1524 from the sum of sex F + M = 47562772" in result.findings[0].message
    assert [o.value.number for o in result.observations] == [24014716, 23548056, 47564296]


def test_a_total_that_holds_or_cannot_be_checked_needs_no_word(tmp_path: Path) -> None:
    lines = (
        "KEN,2019,UGA,F,5", "KEN,2019,UGA,M,6", "KEN,2019,UGA,X,1", "KEN,2019,UGA,_T,12",
        "NAM,2019,UGA,F,5", "NAM,2019,UGA,M,", "NAM,2019,UGA,_T,12",
        "UGA,2019,UGA,F,5", "UGA,2019,UGA,M,6", "UGA,2019,KEN,_T,12",
    )  # fmt: skip
    described = dataset(sums=(SumCheck("sex", ("F", "M", "X")),))
    assert read(write(tmp_path, *lines), described).findings == ()
    near = dataset(sums=(SumCheck("sex", ("F", "M", "X"), tolerance="1"),))
    lines = ("KEN,2019,UGA,F,5", "KEN,2019,UGA,M,6", "KEN,2019,UGA,_T,12")
    assert read(write(tmp_path, *lines), near).findings == ()


def test_zero_that_means_not_reported_is_missing_where_declared(tmp_path: Path) -> None:
    path = write(tmp_path, "KEN,2024,UGA,F,0")
    assert read(path).observations[0].value == number(0)
    described = dataset(output={"zero_is_missing": True})
    assert read(path, described).observations[0].value == MISSING


def test_origin_other_holds_real_people(tmp_path: Path) -> None:
    result = read(write(tmp_path, "KEN,2024,OOO,F,1234"))
    assert result.findings == ()
    assert result.observations == (observation(1234, origin="OOO"),)


def test_parquet_rows_are_numbered_from_one_and_types_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "odd [name]*.parquet"
    duckdb.sql("""
        SELECT * FROM (VALUES
            ('KEN', 2024::SMALLINT, 'UGA', 'F', 5::BIGINT),
            ('NAM', 2024, NULL, 'F', 6), ('NAM', 2024, 'UGA', 'F', NULL)
        ) AS t(area, year, origin, sex, persons)
    """).write_parquet(str(tmp_path / "plain.parquet"))
    (tmp_path / "plain.parquet").rename(path)
    result = read(path)
    assert said(result) == [("datasets/empty-code", 2, "origin", "")]
    assert [c.type for c in result.columns] == [
        "VARCHAR", "SMALLINT", "VARCHAR", "VARCHAR", "BIGINT",
    ]  # fmt: skip
    assert result.rows == 3


def test_parquet_doubles_that_are_no_number_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "stocks.parquet"
    duckdb.sql("""
        SELECT 'KEN' AS area, 2024 AS year, 'UGA' AS origin, 'F' AS sex, 'nan'::DOUBLE AS persons
    """).write_parquet(str(path))
    assert said(read(path)) == [("datasets/not-a-number", 1, "persons", "nan")]


def test_a_damaged_page_of_a_parquet_file_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "stocks.parquet"
    duckdb.sql("""
        SELECT 'KEN' AS area, (1000 + i) AS year, 'UGA' AS origin, 'F' AS sex, i * 7919 AS persons
        FROM range(1900) AS r(i)
    """).write_parquet(str(path))
    whole = bytearray(path.read_bytes())
    whole[8:600] = bytes(592)
    path.write_bytes(whole)
    result = read(path)
    assert "datasets/damaged-file" in {f.rule for f in result.findings}
    assert result.observations == ()


@on_real_files
def test_real_stocks_hold_everybody_also_of_unknown_origin() -> None:
    result = real("stocks/undesa_ims2024_bilateral_by_sex.parquet", "undesa-ims")
    kept = {"indicator": "migrant-stock", "area": "KEN", "period": "2024"}
    assert (result.rows, result.errors, len(result.observations)) == (153_296, 0, 306_592)
    everybody = sum(amounts(result, **kept))
    assert everybody == _sum_in_file("stocks/undesa_ims2024_bilateral_by_sex.parquet")
    assert sum(amounts(result, **kept, origin="OOO")) > 0


def _sum_in_file(name: str) -> int:
    query = "SELECT sum(stock) FROM read_parquet($1) WHERE destination_iso3='KEN' AND year=2024"
    return int(duckdb.execute(query, [str(DATA / name)]).fetchall()[0][0])


@on_real_files
def test_real_remittances_read_namibia_and_take_zero_as_not_reported() -> None:
    result = real("remittances/knomad_remittance_inflows_2000_2022.csv", "wb-knomad-inflows")
    assert result.errors == 0
    assert len(amounts(result, area="NAM")) > 15
    assert 0 not in [o.value.number for o in result.observations]


@on_real_files
def test_real_census_leaves_intersex_persons_to_themselves() -> None:
    result = real("kenya/census2019/census2019_V1_T2_2.csv", "knbs-census-sex")
    by_sex = {s: amounts(result, area="KEN", sex=s) for s in ("F", "M", "X", "_T")}
    assert by_sex == {"F": [24014716], "M": [23548056], "X": [1524], "_T": [47564296]}


@on_real_files
@pytest.mark.parametrize(
    ("name", "dataset_id"),
    [
        ("forced_displacement/unhcr_demographics.parquet", "unhcr-demographics"),
        ("forced_displacement/iom_missing_migrants.parquet", "iom-missing-migrants"),
        ("remittances/rpw_corridor_average_cost_2011Q1_2020Q3.csv", "wb-rpw-corridors"),
        ("norms/sdg_migration_relevant_all_countries_2020.parquet", "unsd-sdg"),
        ("stocks/undesa_ims2020_bilateral_by_sex.parquet", "undesa-ims"),
    ],
)
def test_real_files_of_the_whole_world_are_read_without_an_error(
    name: str, dataset_id: str
) -> None:
    result = real(name, dataset_id)
    assert Counter(f.severity for f in result.findings)[Severity.ERROR] == 0
    assert len({o.area for o in result.observations}) > 50
