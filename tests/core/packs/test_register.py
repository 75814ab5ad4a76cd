"""Carried editions get into the store once, quickly, and never over one another."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from uratibu.core.datasets import exchange
from uratibu.core.datasets.model import Edition
from uratibu.core.datasets.store import FileFacts, Store
from uratibu.core.disclosure.request import Request
from uratibu.core.findings import Refused
from uratibu.core.packs.carried import digest
from uratibu.core.packs.extract import extract_pack
from uratibu.core.packs.install import install
from uratibu.core.packs.register import register_carried
from uratibu.core.packs.system import UnknownEngine, open_system

NOW = datetime(2026, 1, 20, 9, 30, tzinfo=UTC)


def ids(editions: tuple[Edition, ...]) -> list[str]:
    return [edition.id for edition in editions]


ALL = ["zz-sample-entries@2026", "zz-sample-population@2025", "zz-sample-residents@2025"]


def test_register_carried_keeps_every_edition_with_the_facts_of_its_source(
    zavanda: Path, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    assert ids(register_carried(install(zavanda), store, at=NOW)) == ALL
    edition = store.edition("zz-sample-residents", "2025")
    source = zavanda / "sources" / "sample-residents.csv"
    assert (edition.sha256, edition.rows, edition.bytes, edition.area, edition.retrieved_on) == (
        digest(source), 42, source.stat().st_size, "ZZZ", date(2026, 1, 15),
    )  # fmt: skip
    assert edition.registered_at == NOW


def test_register_carried_reads_nothing_the_second_time(
    zavanda: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "store")
    register_carried(install(zavanda), store, at=NOW)
    read = list[Path]()
    monkeypatch.setattr(exchange, "read_csv", read.append)
    assert (register_carried(install(zavanda), store, at=NOW), read) == ((), [])


def test_register_carried_refuses_other_observations_under_a_name_in_use(
    zavanda: Path, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    register_carried(install(zavanda), store, at=NOW)
    source = zavanda / "sources" / "sample-entries.csv"
    source.write_text(source.read_text().replace("8200", "8201"), encoding="utf-8")
    list(extract_pack(zavanda, zavanda / "sources", only=("zz-sample-entries",)))
    with pytest.raises(Refused) as refused:
        register_carried(install(zavanda), store, at=NOW)
    assert [(f.rule, f.where.value) for f in refused.value.findings] == [
        ("packs/other-observations-registered", "zz-sample-entries@2026")
    ]


def test_register_carried_refuses_an_edition_said_to_come_from_another_file(
    zavanda: Path, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    register_carried(install(zavanda), store, at=NOW)
    edition = store.edition("zz-sample-entries", "2026")
    facts = store.parquet(edition).with_name("edition.json")
    facts.write_text(facts.read_text().replace(edition.sha256, "0" * 64), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        register_carried(install(zavanda), store, at=NOW)
    assert [(f.rule, f.where.value) for f in refused.value.findings] == [
        ("packs/other-observations-registered", "zz-sample-entries@2026")
    ]


def test_register_carried_refuses_observations_that_were_changed_by_hand(
    zavanda: Path, tmp_path: Path
) -> None:
    file = zavanda / "observations" / "zz-sample-entries@2026.csv"
    file.write_text(file.read_text().replace(",8200,", ",8300,"), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        register_carried(install(zavanda), Store(tmp_path / "store"), at=NOW)
    assert [f.rule for f in refused.value.findings] == ["packs/observations-changed"]


def test_register_carried_does_not_narrow_a_file_that_was_registered_whole(
    zavanda: Path, tmp_path: Path
) -> None:
    store, installation = Store(tmp_path / "store"), install(zavanda)
    source = zavanda / "sources" / "sample-entries.csv"
    carried, _ = exchange.read_csv(zavanda / "observations" / "zz-sample-entries@2026.csv")
    facts = FileFacts(source.name, digest(source), 1, 18, (), date(2026, 1, 15), NOW)
    dataset = installation.dataset("zz-sample-entries")
    store.register(dataset, "2026", carried[:4], facts)
    assert ids(register_carried(installation, store, at=NOW)) == ALL[1:]
    assert store.edition("zz-sample-entries", "2026").observations == 4


def test_register_carried_tells_how_far_it_is(zavanda: Path, tmp_path: Path) -> None:
    told = list[tuple[str, int, int]]()
    register_carried(
        install(zavanda), Store(tmp_path / "s"), at=NOW, progress=lambda *step: told.append(step)
    )
    assert sorted(told, key=lambda step: step[1])[-1][1:] == (2, 3)


def test_extract_pack_makes_the_carried_files_again_byte_for_byte(zavanda: Path) -> None:
    carried = [*(zavanda / "editions").iterdir(), *(zavanda / "observations").iterdir()]
    before = {path: path.read_bytes() for path in carried}
    made = list(extract_pack(zavanda, zavanda / "sources"))
    assert {path: path.read_bytes() for path in carried} == before
    assert [(one.id, one.observations, one.rows) for one in made] == [
        ("zz-sample-residents@2025", 42, 42),
        ("zz-sample-population@2025", 21, 42),
        ("zz-sample-entries@2026", 18, 18),
    ]


def test_extract_pack_names_a_file_that_is_not_there(zavanda: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        list(extract_pack(zavanda, tmp_path))
    assert {(f.rule, f.where.value) for f in refused.value.findings} == {
        ("packs/source-file-missing", "sample-residents.csv"),
        ("packs/source-file-missing", "sample-entries.csv"),
    }


def test_extract_pack_writes_nothing_of_a_file_with_a_fault(zavanda: Path) -> None:
    source = zavanda / "sources" / "sample-entries.csv"
    source.write_text(source.read_text().replace("8200", "many"), encoding="utf-8")
    file = zavanda / "observations" / "zz-sample-entries@2026.csv"
    before = file.read_bytes()
    with pytest.raises(Refused):
        list(extract_pack(zavanda, zavanda / "sources", only=("zz-sample-entries",)))
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("before", "after", "rule", "key"),
    [
        ("dataset: zz-sample-entries", "dataset: zz-sample-exits", "packs/unknown-dataset",
         "dataset"),
        ("2026-01-15}", "soon}", "plain/day", "extracts[0].retrieved_on"),
        (", retrieved_on: 2026-01-15}", "}", "plain/missing-key", "extracts[0].retrieved_on"),
        ("{file:", "{fil:", "plain/missing-key", "extracts[0].file"),
    ],
)  # fmt: skip
def test_extract_pack_names_what_is_wrong_in_its_list(
    zavanda: Path, before: str, after: str, rule: str, key: str
) -> None:
    path = zavanda / "extracts.yaml"
    path.write_text(path.read_text().replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        list(extract_pack(zavanda, zavanda / "sources"))
    assert (rule, key) in {(f.rule, f.where.key) for f in refused.value.findings}


def test_extract_pack_keeps_the_named_indicators_only(zavanda: Path) -> None:
    path = zavanda / "extracts.yaml"
    text = path.read_text().replace(
        "dataset: zz-sample-entries,", "dataset: zz-sample-entries, indicators: [population],"
    )
    path.write_text(text, encoding="utf-8")
    made = list(extract_pack(zavanda, zavanda / "sources", only=("zz-sample-entries",)))
    assert [(one.observations, one.rows) for one in made] == [(0, 18)]


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_open_system_answers_with_each_engine(zavanda: Path, tmp_path: Path, engine: str) -> None:
    system = open_system(zavanda, tmp_path / "home", engine=engine, clock=lambda: NOW)
    request = Request("zz.residents.total", where=(("area", ("ZZZ",)),), periods=("2025",))
    table = system.publisher.table(request)
    assert [(cell.key, str(cell.value.number)) for cell in table.cells] == [(("2025",), "18190")]
    assert table.label("area", "ZZZ")("sw") in {"ZZZ", "Zavanda (ya kubuni)"}


def test_open_system_names_the_engines_there_are(zavanda: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownEngine, match="duckdb, reference"):
        open_system(zavanda, tmp_path / "home", engine="abacus")


def test_a_system_does_not_open_over_an_edition_that_was_altered_on_disk(
    zavanda: Path, tmp_path: Path
) -> None:
    store = open_system(zavanda, tmp_path).store
    residents = store.edition("zz-sample-residents", "2025")
    entries = store.edition("zz-sample-entries", "2026")
    store.parquet(residents).write_bytes(store.parquet(entries).read_bytes())
    with pytest.raises(Refused) as refused:
        open_system(zavanda, tmp_path)
    assert [(f.rule, f.where.file) for f in refused.value.findings] == [
        ("datasets/changed-edition", "zz-sample-residents/2025/observations.parquet")
    ]
