"""The shapes in packs/schema name exactly the keys and columns that the loaders know."""

from pathlib import Path

import yaml

from uratibu.core.codelists.load import load_codelist
from uratibu.core.findings import Finding, Where
from uratibu.core.labels import label
from uratibu.core.norms.export import LINK_COLUMNS
from uratibu.core.norms.load import load_framework

SCHEMA = Path(__file__).parents[3] / "packs" / "schema"
WRONG = {"misspelt": 1}


def schema(name: str) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    return dict(yaml.safe_load((SCHEMA / f"{name}.yaml").read_text("utf-8")))


def known(findings: tuple[Finding, ...], key: str) -> set[str]:
    """The keys a loader says it knows at the place of a misspelt one."""
    told = next(f for f in findings if f.rule == "plain/unknown-key" and f.where.key == key)
    return set(told.remedy.removeprefix("Known keys: ").removesuffix(".").split(", "))


def test_the_shape_of_a_framework_has_the_keys_of_its_loader() -> None:
    node = {**WRONG, "definitions": [WRONG]}
    _, findings = load_framework({**WRONG, "nodes": [node], "sets": [WRONG]}, Where("x.yaml"))
    shape = schema("framework")
    parts = shape["$defs"]
    inner = parts["node"]["properties"]["definitions"]["items"]
    assert isinstance(inner, dict)
    assert (
        set(shape["properties"]),
        set(parts["node"]["properties"]),
        set(inner["properties"]),
        set(parts["set"]["properties"]),
    ) == (
        known(findings, "misspelt"),
        known(findings, "nodes[0].misspelt"),
        known(findings, "nodes[0].definitions[0].misspelt"),
        known(findings, "sets[0].misspelt"),
    )


def test_the_shape_of_a_crosswalk_has_the_columns_of_its_export() -> None:
    assert tuple(schema("crosswalk")["properties"]) == LINK_COLUMNS


def test_no_column_in_the_shape_of_a_code_list_is_taken_for_an_attribute() -> None:
    row = dict.fromkeys(schema("codelist")["properties"], "")
    row |= {"code": "A", "title_en": "Ay", "source": "us", "status": "confirmed", "extra": "e"}
    row |= {"valid_from": "2024-01-01", "parent": "B", "aliases": "C", "replaces": "D"}
    codelist, findings = load_codelist([row], "x", label("X"), Where("x.csv"))
    assert findings == ()
    assert codelist is not None
    assert codelist.codes[0].attributes == (("extra", "e"),)
