"""What is exported can be read back, and a table has a column for every language."""

import csv
import io
import json
from datetime import date

from uratibu.core.findings import Where
from uratibu.core.labels import label
from uratibu.core.norms import export
from uratibu.core.norms.load import load_crosswalk, load_framework
from uratibu.core.norms.model import (
    Crosswalk,
    Definition,
    Framework,
    Link,
    Node,
    NodeSet,
    Relation,
    Status,
)

BOTH = label({"en": "Words, many", "sw": "Maneno"})
PACT = Framework(
    id="pact", title=BOTH, short=BOTH, publisher="Assembly", version="1",
    adopted_on=date(2020, 2, 1), source="Gazette", licence="public", status=Status.CONFIRMED,
    nodes=(
        Node("pact/1", "pact", "1", "goal", BOTH, source="Gazette"),
        Node(
            "pact/1/a", "pact", "1(a)", "action", BOTH, parent="pact/1", description=BOTH,
            definitions=(Definition(BOTH, valid_to=date(2021, 1, 1), source="old"),),
            valid_from=date(2020, 3, 1), replaced_by=("pact/1",), source="Gazette",
            status=Status.CONFIRMED, attributes=(("paragraph", "7"),),
        ),
    ),
    sets=(NodeSet("pact/set/x", "pact", BOTH, ("pact/1",), "us"),),
    valid_to=date(2030, 12, 31),
)  # fmt: skip


def test_framework_as_json_is_read_back_to_an_equal_framework() -> None:
    plain = json.loads(export.framework_as_json(PACT))
    assert load_framework(plain, Where(file="pact.json")) == (PACT, ())


def test_nodes_as_csv_has_a_row_a_node() -> None:
    assert export.nodes_as_csv(PACT, languages=("sw",)) == (
        "id,code,kind,parent,title_sw,description_sw,valid_from,valid_to,source,status\n"
        "pact/1,1,goal,,Maneno,,,,Gazette,unreviewed\n"
        "pact/1/a,1(a),action,pact/1,Maneno,Maneno,2020-03-01,,Gazette,confirmed\n"
    )


def test_crosswalk_as_csv_is_read_back_to_an_equal_crosswalk() -> None:
    links = (
        Link("gcm/1", "sdg/17.18", Relation.DIRECT, "us", "A", date(2026, 1, 31), Status.CONFIRMED),
        Link("gcm/1", "sdg/1.4", Relation.SUPPORTS, "us", reason="plausible, not tested"),
    )
    walk = Crosswalk("gcm--sdg", BOTH, links)
    rows = csv.DictReader(io.StringIO(export.crosswalk_as_csv(walk)))
    assert load_crosswalk(rows, "gcm--sdg", BOTH, Where(file="x.csv")) == (walk, ())
