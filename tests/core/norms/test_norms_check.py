"""Each rule over frameworks and crosswalks finds its fault, at its place, and nothing else."""

from dataclasses import replace
from datetime import date

from uratibu.core.findings import Finding, Where
from uratibu.core.labels import label
from uratibu.core.norms import check
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

BOTH = label({"en": "Words", "sw": "Maneno"})
SOUND = Node("pact/1", "pact", "1", "goal", BOTH, source="Gazette", status=Status.CONFIRMED)
PLACE = Where(file="pact.yaml")


def framework(*nodes: Node, sets: tuple[NodeSet, ...] = (), replaced_by: str = "") -> Framework:
    return Framework(
        id="pact", title=BOTH, short=BOTH, publisher="Assembly", version="1", adopted_on=None,
        source="Gazette", licence="public", status=Status.CONFIRMED, nodes=nodes, sets=sets,
        replaced_by=replaced_by,
    )  # fmt: skip


def faults(*nodes: Node) -> list[tuple[str, str]]:
    places = [Where(file="pact.yaml", key=f"nodes[{n}]") for n in range(len(nodes))]
    return [(f.rule, f.where.key) for f in check.framework(framework(*nodes), places)]


def node(node_id: str, **changes: object) -> Node:
    return replace(SOUND, id=node_id, **changes)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, int, str, str]]:
    return [(f.rule, f.where.row, f.where.column, f.where.value) for f in findings]


def test_a_sound_framework_has_no_faults() -> None:
    assert faults(SOUND, node("pact/1/a", parent="pact/1"), node("pact/1.2", parent="pact/1")) == []


def test_duplicate_node() -> None:
    assert faults(SOUND, SOUND) == [("norms/duplicate-node", "nodes[1].id")]


def test_not_a_name() -> None:
    assert faults(node("other/1"), node("pact/a b")) == [
        ("norms/not-a-name", "nodes[0].id"),
        ("norms/not-a-name", "nodes[1].id"),
    ]


def test_unknown_parent() -> None:
    assert faults(node("pact/9/a", parent="pact/9")) == [
        ("norms/unknown-parent", "nodes[0].parent")
    ]


def test_id_outside_parent() -> None:
    assert faults(SOUND, node("pact/10", parent="pact/1")) == [
        ("norms/id-outside-parent", "nodes[1].id")
    ]


def test_missing_source() -> None:
    assert faults(node("pact/1", source="")) == [("norms/missing-source", "nodes[0].source")]


def test_title_in_one_language() -> None:
    assert faults(node("pact/1", title=label("Words"))) == [
        ("norms/title-in-one-language", "nodes[0].title")
    ]


def test_end_before_start_of_a_node_and_of_a_wording() -> None:
    late, early = date(2020, 1, 2), date(2020, 1, 1)
    wording = Definition(BOTH, valid_from=late, valid_to=early)
    assert faults(
        node("pact/1", valid_from=late, valid_to=early),
        node("pact/2", definitions=(wording,)),
        node("pact/3", valid_from=late, valid_to=late),
    ) == [
        ("norms/end-before-start", "nodes[0].valid_to"),
        ("norms/end-before-start", "nodes[1].valid_to"),
    ]


def test_superseded_without_end() -> None:
    gone = Status.SUPERSEDED
    assert faults(
        node("pact/1", status=gone),
        node("pact/2", status=gone, valid_to=date(2022, 12, 31)),
        node("pact/3", status=gone, replaced_by=("pact/2",)),
    ) == [("norms/superseded-without-end", "nodes[0].status")]


def test_definitions_overlap() -> None:
    old = Definition(label("Old"), valid_to=date(2020, 1, 1))
    touching = Definition(label("New"), valid_from=date(2020, 1, 1))
    after = Definition(label("New"), valid_from=date(2020, 1, 2))
    assert faults(
        node("pact/1", definitions=(old, touching)), node("pact/2", definitions=(old, after))
    ) == [("norms/definitions-overlap", "nodes[0].definitions")]


def test_crosswalk_tells_each_faulty_link_at_its_cell() -> None:
    nodes = {
        n.id: n
        for n in (SOUND, node("pact/2"), node("pact/old", status=Status.SUPERSEDED))
    }  # fmt: skip
    walk = Crosswalk(
        "x",
        BOTH,
        (
            Link("pact/1", "pact/2", Relation.DIRECT, "us"),
            Link("pact/1", "pact/3", Relation.DIRECT, "us"),
            Link("pact/1", "pact/old", Relation.DIRECT, "us"),
            Link("pact/2", "pact/old", Relation.DIRECT, "us", status=Status.SUPERSEDED),
            Link("pact/2", "pact/2", Relation.DIRECT, "us"),
            Link("pact/1", "pact/2", Relation.CONFLICTS, "us"),
            Link("pact/2", "pact/1", Relation.DIRECT, "us", status=Status.CONFIRMED),
        ),
    )
    assert told(check.crosswalk(walk, nodes, PLACE)) == [
        ("norms/link-to-unknown-node", 3, "to", "pact/3"),
        ("norms/link-to-withdrawn-node", 4, "to", "pact/old"),
        ("norms/link-to-itself", 6, "to", "pact/2"),
        ("norms/duplicate-link", 7, "to", "pact/2"),
        ("norms/confirmed-without-reviewer", 8, "reviewer", ""),
    ]


def test_references_name_every_end_that_is_not_there() -> None:
    group = NodeSet("pact/set/x", "pact", BOTH, ("pact/1", "gcm/99"))
    norms = framework(node("pact/1", replaced_by=("pact/7",)), sets=(group,), replaced_by="pact-2")
    found = check.references(norms, {"pact/1": SOUND}, {"pact": norms}, PLACE)
    assert [(f.rule, f.where.key, f.where.value) for f in found] == [
        ("norms/unknown-node", "sets[pact/set/x].nodes", "gcm/99"),
        ("norms/unknown-node", "nodes[pact/1].replaced_by", "pact/7"),
        ("norms/unknown-framework", "replaced_by", "pact-2"),
    ]


def test_references_accept_what_other_frameworks_have() -> None:
    group = NodeSet("pact/set/x", "pact", BOTH, ("gcm/1",))
    norms = framework(SOUND, sets=(group,), replaced_by="gcm")
    known = {"gcm/1": node("gcm/1"), "pact/1": SOUND}
    assert check.references(norms, known, {"gcm": norms}, PLACE) == ()
