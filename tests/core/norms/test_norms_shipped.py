"""The frameworks, crosswalks, institutions and counties that ship are whole and sound."""

import csv
import functools
import string
from collections.abc import Iterator
from pathlib import Path

import yaml

from uratibu.core.codelists import check as codelist_check
from uratibu.core.codelists.load import load_codelist
from uratibu.core.codelists.model import CodeList
from uratibu.core.findings import Finding, Where
from uratibu.core.labels import label
from uratibu.core.norms import check
from uratibu.core.norms.load import Part, load_crosswalk, load_framework
from uratibu.core.norms.model import Crosswalk, Framework, Status

PACKS = Path(__file__).parents[3] / "packs"
ACTIONS = (11, 12, 5, 7, 10, 12, 12, 6, 6, 10, 7, 5, 8, 6, 6, 9, 7, 12, 10, 9, 9, 3, 5)
"""Lettered actions of each objective of A/RES/73/195."""


def part(path: Path) -> Part:
    return yaml.safe_load(path.read_text("utf-8")), Where(str(path))


def framework(path: Path) -> tuple[Framework | None, tuple[Finding, ...]]:
    if path.is_file():
        return load_framework(*part(path))
    files = sorted(path.glob("*.yaml"))
    head = path / "framework.yaml"
    return load_framework(*part(head), [part(file) for file in files if file != head])


@functools.cache
def frameworks() -> dict[str, Framework]:
    paths = [path for pack in ("norms", "ke") for path in (PACKS / pack / "frameworks").iterdir()]
    loaded = [framework(path) for path in sorted(paths)]
    assert [finding for _, findings in loaded for finding in findings] == []
    return {norms.id: norms for norms, _ in loaded if norms is not None}


@functools.cache
def crosswalks() -> dict[str, Crosswalk]:
    found = {}
    for path in sorted(PACKS.glob("*/crosswalks/*.csv")):
        if path.parts[-3] in ("norms", "ke"):
            walk, findings = load_crosswalk(rows(path), path.stem, label("x"), Where(str(path)))
            assert findings == ()
            assert walk is not None
            found[walk.id] = walk
    return found


def rows(path: Path) -> Iterator[dict[str, str | None]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@functools.cache
def codes(name: str) -> CodeList:
    path = PACKS / "ke" / "codelists" / f"{name}.csv"
    codelist, findings = load_codelist(rows(path), name, label(name), Where(str(path)))
    assert findings == ()
    assert codelist is not None
    return codelist


def test_the_frameworks_that_ship() -> None:
    assert {norms.id: len(norms.nodes) for norms in frameworks().values()} == {
        "agenda-2063": 27, "au-mpfa": 19, "au-mpfa-2006": 9, "gcm": 220, "igad-rmpf": 5,
        "migof": 6, "sdg": 122, "ke-beta": 5, "ke-big-four": 4, "ke-gcm-plan": 8,
        "ke-labour-migration-policy": 7, "ke-migration-policy": 11,
        "ke-migration-policy-2017": 8, "ke-vision-2030": 30,
    }  # fmt: skip


def test_the_compact_has_23_objectives_and_187_lettered_actions() -> None:
    gcm = frameworks()["gcm"]
    letters = {
        f"gcm/{number}": [f"gcm/{number}/{letter}" for letter in string.ascii_lowercase[:count]]
        for number, count in enumerate(ACTIONS, start=1)
    }
    objectives = [node.id for node in gcm.nodes if node.kind == "objective"]
    assert {o: [child.id for child in gcm.children(o)] for o in objectives} == letters
    assert (len(letters), sum(ACTIONS)) == (23, 187)


def test_every_action_of_the_compact_is_told_in_both_languages_and_not_vouched_for() -> None:
    actions = [node for node in frameworks()["gcm"].nodes if node.kind == "action"]
    told = {(node.description.languages(), node.status) for node in actions}
    assert told == {(("en", "sw"), Status.UNREVIEWED)}
    assert len({node.description("sw") for node in actions}) == len(actions)


def test_every_title_has_both_languages() -> None:
    labels = [
        words
        for norms in frameworks().values()
        for words in (norms.title, norms.short, *(x.title for x in (*norms.nodes, *norms.sets)))
    ]
    assert {words.languages() for words in labels} == {("en", "sw")}


def test_groupings_of_objectives_leave_none_out_and_take_none_twice() -> None:
    every = sorted(node.id for node in frameworks()["gcm"].nodes if node.kind == "objective")
    for framework_id in ("gcm", "ke-gcm-plan"):
        grouped = [node for group in frameworks()[framework_id].sets for node in group.nodes]
        assert sorted(grouped) == every


def test_what_was_not_read_is_not_called_confirmed() -> None:
    sets = [group for norms in frameworks().values() for group in norms.sets]
    assert [group.id for group in sets if group.status is Status.CONFIRMED] == [
        "gcm/set/imrf-1",
        "gcm/set/imrf-2",
    ]
    guessed = [
        node.id
        for norms in frameworks().values()
        for node in norms.nodes
        if "general knowledge" in node.source and node.status is not Status.UNREVIEWED
    ]
    assert guessed == []


def test_recruitment_cost_has_its_yearly_and_its_monthly_wording() -> None:
    node = frameworks()["sdg"].get("sdg/10.7.1")
    assert node is not None
    assert [definition.text() for definition in node.definitions] == [
        node.title().replace("monthly", "yearly"),
        node.title(),
    ]


def test_every_end_of_every_crosswalk_exists_and_nobody_has_reviewed_one_yet() -> None:
    nodes = {node.id: node for norms in frameworks().values() for node in norms.nodes}
    for walk in crosswalks().values():
        assert check.crosswalk(walk, nodes, Where(walk.id)) == ()
    assert {name: len(walk.links) for name, walk in crosswalks().items()} == {
        "gcm--ke-gcm-plan": 23, "au-mpfa--gcm": 22, "gcm--migof": 15, "gcm--sdg": 106,
        "sdg--migof": 6, "sdg--sdg": 4,
    }  # fmt: skip
    links = [link for walk in crosswalks().values() for link in walk.links]
    assert {(link.status, link.reviewer) for link in links} == {(Status.UNREVIEWED, "")}


def test_every_objective_is_joined_to_the_goals_and_to_the_plan() -> None:
    every = {f"gcm/{number}" for number in range(1, 24)}
    for name in ("gcm--sdg", "gcm--ke-gcm-plan"):
        assert {link.from_node for link in crosswalks()[name].links} == every


def test_sets_and_successors_name_what_exists() -> None:
    nodes = {node.id: node for norms in frameworks().values() for node in norms.nodes}
    for norms in frameworks().values():
        assert check.references(norms, nodes, frameworks(), Where(norms.id)) == ()


def test_the_counties_carry_both_code_systems() -> None:
    counties = codes("areas").codes
    assert [code.code for code in counties] == [f"KE{number:03}" for number in range(1, 48)]
    assert [code.attribute("official_code") for code in counties] == [
        f"{number:03}" for number in range(1, 48)
    ]
    alphabetical = sorted(counties, key=lambda code: code.attribute("iso_3166_2"))
    assert [code.attribute("iso_3166_2") for code in alphabetical] == [
        f"KE-{number:02}" for number in range(1, 48)
    ]
    names = [code.title().replace("'", "").replace("/", " ") for code in alphabetical]
    assert names == sorted(names)


def test_counties_answer_to_the_spellings_of_real_files() -> None:
    spelt = ["NAIROBI", "Taita-Taveta", "HomaBay", "ELEGEYO-MARAKWET", "Tharaka Nithi", "Murang’a"]
    found = [codes("areas").find(name) for name in spelt]
    assert [code.code if code else None for code in found] == [
        "KE047", "KE006", "KE043", "KE028", "KE013", "KE021",
    ]  # fmt: skip


def test_the_refugee_office_is_followed_through_its_four_names() -> None:
    chain = [codes("institutions").get(code) for code in ("DRS", "RAS", "DRA", "RSEC")]
    assert [(c.code, c.replaces, str(c.valid_from), str(c.valid_to)) for c in chain if c] == [
        ("DRS", ("RAS",), "2022-02-01", "None"),
        ("RAS", ("DRA",), "2016-05-01", "2022-01-31"),
        ("DRA", ("RSEC",), "2007-05-17", "2016-04-30"),
        ("RSEC", (), "None", "2007-05-16"),
    ]


def test_institutions_have_a_kind_a_role_and_parents_that_exist() -> None:
    bodies = codes("institutions")
    place = Where("institutions.csv")
    assert tuple(codelist_check.unknown_parent(bodies, place)) == ()
    assert tuple(codelist_check.unknown_predecessor(bodies, place)) == ()
    assert {code.attribute("kind") for code in bodies} == {
        "ministry", "state-department", "agency", "county", "commission", "parliament",
        "civil-society", "un", "academia", "private", "partner", "faith",
    }  # fmt: skip
    assert [c.code for c in bodies if not (c.attribute("function_en") and c.title("sw"))] == []
    assert [c.code for c in bodies if c.attribute("mark") == "G" and c.status == "confirmed"] == []


def test_every_county_has_its_government() -> None:
    governed = [c.attribute("area") for c in codes("institutions") if c.attribute("area")]
    assert governed == [code.code for code in codes("areas")]
