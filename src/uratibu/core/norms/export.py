"""Frameworks and crosswalks for other programs: plain values for JSON, rows for CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from uratibu.core.labels import Label
from uratibu.core.norms.model import Crosswalk, Definition, Framework, Node, NodeSet

LINK_COLUMNS = (
    "from", "to", "relation", "source", "reviewer", "reviewed_on", "status", "reason",
)  # fmt: skip


def framework_as_plain(framework: Framework) -> dict[str, object]:
    """The framework as plain values; `load_framework` reads them back to an equal framework."""
    return _filled(
        id=framework.id,
        title=_words(framework.title),
        short=_words(framework.short),
        publisher=framework.publisher,
        version=framework.version,
        adopted_on=_day(framework.adopted_on),
        source=framework.source,
        licence=framework.licence,
        status=str(framework.status),
        valid_from=_day(framework.valid_from),
        valid_to=_day(framework.valid_to),
        replaced_by=framework.replaced_by,
        nodes=[_node(node) for node in framework.nodes],
        sets=[_set(group) for group in framework.sets],
    )


def framework_as_json(framework: Framework) -> str:
    """The framework as JSON text."""
    return json.dumps(framework_as_plain(framework), ensure_ascii=False, indent=2) + "\n"


def nodes_as_csv(framework: Framework, languages: Sequence[str] = ("en", "sw")) -> str:
    """One row a node in reading order, with a title and a description column a language."""
    titles = [f"title_{lang}" for lang in languages]
    descriptions = [f"description_{lang}" for lang in languages]
    rows = []
    for node in framework.nodes:
        title, words = dict(node.title.texts), dict(node.description.texts)
        rows.append({
            "id": node.id, "code": node.code, "kind": node.kind, "parent": node.parent,
            **{f"title_{lang}": title.get(lang, "") for lang in languages},
            **{f"description_{lang}": words.get(lang, "") for lang in languages},
            "valid_from": _day(node.valid_from), "valid_to": _day(node.valid_to),
            "source": node.source, "status": str(node.status),
        })  # fmt: skip
    columns = (
        "id", "code", "kind", "parent", *titles, *descriptions,
        "valid_from", "valid_to", "source", "status",
    )  # fmt: skip
    return _csv(columns, rows)


def crosswalk_as_csv(crosswalk: Crosswalk) -> str:
    """One row a link, in the columns that `load_crosswalk` reads."""
    rows = [
        {
            "from": link.from_node, "to": link.to_node, "relation": str(link.relation),
            "source": link.source, "reviewer": link.reviewer,
            "reviewed_on": _day(link.reviewed_on), "status": str(link.status),
            "reason": link.reason,
        }
        for link in crosswalk.links
    ]  # fmt: skip
    return _csv(LINK_COLUMNS, rows)


def _node(node: Node) -> dict[str, object]:
    return _filled(
        id=node.id,
        code=node.code,
        kind=node.kind,
        parent=node.parent,
        title=_words(node.title),
        description=_words(node.description),
        definitions=[_definition(definition) for definition in node.definitions],
        valid_from=_day(node.valid_from),
        valid_to=_day(node.valid_to),
        replaced_by=list(node.replaced_by),
        source=node.source,
        status=str(node.status),
        attributes=dict(node.attributes),
    )


def _definition(definition: Definition) -> dict[str, object]:
    return _filled(
        text=_words(definition.text),
        valid_from=_day(definition.valid_from),
        valid_to=_day(definition.valid_to),
        source=definition.source,
    )


def _set(group: NodeSet) -> dict[str, object]:
    return _filled(
        id=group.id,
        title=_words(group.title),
        nodes=list(group.nodes),
        source=group.source,
        status=str(group.status),
    )


def _filled(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}


def _words(label: Label) -> dict[str, str]:
    return dict(label.texts)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, tuple(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
