"""Frameworks from YAML, crosswalks from the rows of a CSV file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from uratibu.core.codelists.rows import FIRST_ROW, Row
from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.labels import Label
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
from uratibu.core.plain import Reading

Part = tuple[Mapping[str, object], Where]
"""What one more file of a framework says, and which file that is."""


def load_framework(
    plain: Mapping[str, object], place: Where, parts: Sequence[Part] = ()
) -> tuple[Framework | None, tuple[Finding, ...]]:
    """Make a framework of its facts and of the nodes and sets in all of its files, and check it.

    plain: the mapping of `framework.yaml` (or of the only file), with its own nodes if it has any.
    parts: the further files of the framework's folder, in the order of their names. Each holds
        `nodes`, `sets` and `defaults` (keys that every node of that file has unless it says other).
    """
    head = Reading(plain, place)
    framework_id = head.text("id")
    nodes, sets = [*_nodes(head, framework_id)], [*_sets(head, framework_id)]
    framework = _facts(head, framework_id)
    head.close()
    for content, file in parts:
        part = Reading(content, file, head.findings)
        nodes.extend(_nodes(part, framework_id))
        sets.extend(_sets(part, framework_id))
        part.close()
    framework = replace(framework, nodes=tuple(n for n, _ in nodes), sets=tuple(sets))
    findings = (*head.findings, *check.framework(framework, [where for _, where in nodes]))
    return (None if has_errors(findings) else framework), findings


def load_crosswalk(
    rows: Iterable[Mapping[str, str | None]], crosswalk_id: str, title: Label, place: Where
) -> tuple[Crosswalk | None, tuple[Finding, ...]]:
    """Make a crosswalk of the rows of its CSV file.

    Columns: from, to, relation, source, reviewer, reviewed_on, status, reason. Whether the nodes
    exist is a question for who has all frameworks: `check.crosswalk`.
    """
    findings: list[Finding] = []
    links = tuple(
        _link(Row(cells, replace(place, row=number), findings))
        for number, cells in enumerate(rows, start=FIRST_ROW)
    )
    crosswalk = Crosswalk(crosswalk_id, title, links)
    return (None if has_errors(findings) else crosswalk), tuple(findings)


def _facts(head: Reading, framework_id: str) -> Framework:
    return Framework(
        id=framework_id,
        title=head.label("title", required=True),
        short=head.label("short", required=True),
        publisher=head.text("publisher"),
        version=head.text("version"),
        adopted_on=head.day("adopted_on"),
        source=head.text("source"),
        licence=head.text("licence"),
        status=head.choice("status", Status),
        nodes=(),
        valid_from=head.day("valid_from"),
        valid_to=head.day("valid_to"),
        replaced_by=head.text("replaced_by", default=""),
    )


def _nodes(part: Reading, framework_id: str) -> Iterable[tuple[Node, Where]]:
    given = part.inner("defaults")
    defaults = given.plain if given else {}
    for reading in part.each("nodes"):
        whole = Reading({**defaults, **reading.plain}, reading.place, part.findings)
        yield _node(whole, framework_id), replace(whole.place, value=str(whole.plain.get("id", "")))
        whole.close()


def _node(reading: Reading, framework_id: str) -> Node:
    return Node(
        id=reading.text("id"),
        framework=framework_id,
        code=reading.text("code"),
        kind=reading.text("kind"),
        title=reading.label("title", required=True),
        parent=reading.text("parent", default=""),
        description=reading.label("description"),
        definitions=tuple(_definition(inner) for inner in reading.each("definitions")),
        valid_from=reading.day("valid_from"),
        valid_to=reading.day("valid_to"),
        replaced_by=reading.texts("replaced_by"),
        source=reading.text("source", default=""),
        status=reading.choice("status", Status),
        attributes=reading.pairs("attributes"),
    )


def _definition(reading: Reading) -> Definition:
    definition = Definition(
        text=reading.label("text", required=True),
        valid_from=reading.day("valid_from"),
        valid_to=reading.day("valid_to"),
        source=reading.text("source"),
    )
    reading.close()
    return definition


def _sets(part: Reading, framework_id: str) -> Iterable[NodeSet]:
    for reading in part.each("sets"):
        yield NodeSet(
            id=reading.text("id"),
            framework=framework_id,
            title=reading.label("title", required=True),
            nodes=reading.texts("nodes"),
            source=reading.text("source"),
            status=reading.choice("status", Status),
        )
        reading.close()


def _link(row: Row) -> Link:
    link = Link(
        from_node=row.text("from"),
        to_node=row.text("to"),
        relation=row.choice("relation", Relation, default=Relation.SUPPORTS),
        source=row.text("source"),
        reviewer=row.text("reviewer", default=""),
        reviewed_on=row.day("reviewed_on"),
        status=row.choice("status", Status, default=Status.UNREVIEWED),
        reason=row.text("reason", default=""),
    )
    row.close()
    return link
