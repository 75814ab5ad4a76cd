"""A framework is a tree of nodes; a crosswalk says how nodes of two frameworks relate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from uratibu.core.labels import NO_WORDS, Label


class Status(StrEnum):
    """Whether a person has vouched for a fact of a pack."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    SUPERSEDED = "superseded"


class Relation(StrEnum):
    """How one norm relates to another."""

    DIRECT = "direct"
    SUPPORTS = "supports"
    EQUIVALENT = "equivalent"
    REPORTS_TO = "reports-to"
    CONFLICTS = "conflicts"


@dataclass(frozen=True)
class Definition:
    """One wording of a node in force for a time; definitions change, the node's id does not."""

    text: Label
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Node:
    """One norm: a pillar, objective, action, principle, goal, target, indicator, aspiration, theme.

    id: permanent, e.g. "gcm/1", "gcm/1/a", "sdg/10.7", "sdg/10.7.1".
    description: what it asks for, in plain words of this project (not the official text).
    """

    id: str
    framework: str
    code: str
    kind: str
    title: Label
    parent: str = ""
    description: Label = NO_WORDS
    definitions: tuple[Definition, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: tuple[str, ...] = ()
    source: str = ""
    status: Status = Status.UNREVIEWED
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NodeSet:
    """A named grouping over nodes, such as an indicative round table or a plan's theme."""

    id: str
    framework: str
    title: Label
    nodes: tuple[str, ...]
    source: str = ""
    status: Status = Status.UNREVIEWED


@dataclass(frozen=True)
class Framework:
    """A body of norms in one version, with its nodes in reading order and sets over them."""

    id: str
    title: Label
    short: Label
    publisher: str
    version: str
    adopted_on: date | None
    source: str
    licence: str
    status: Status
    nodes: tuple[Node, ...]
    sets: tuple[NodeSet, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    _by_id: dict[str, Node] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {node.id: node for node in self.nodes})

    def get(self, node_id: str) -> Node | None:
        """The node of this id, None where there is none."""
        return self._by_id.get(node_id)

    def children(self, node_id: str) -> tuple[Node, ...]:
        """The nodes directly under `node_id`; "" gives the top nodes."""
        return tuple(node for node in self.nodes if node.parent == node_id)


@dataclass(frozen=True)
class Link:
    """One line of a crosswalk: from one node to another, with who says so."""

    from_node: str
    to_node: str
    relation: Relation
    source: str
    reviewer: str = ""
    reviewed_on: date | None = None
    status: Status = Status.UNREVIEWED
    reason: str = ""


@dataclass(frozen=True)
class Crosswalk:
    """All links between two frameworks from one source."""

    id: str
    title: Label
    links: tuple[Link, ...]
