"""The faults a framework or a crosswalk can have; one function a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from uratibu.core.codelists.rows import FIRST_ROW
from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.identifiers import is_name
from uratibu.core.norms.model import Crosswalk, Definition, Framework, Link, Node, Status

LANGUAGES = ("en", "sw")
"""Every title of a framework that ships is read in these languages."""


def framework(norms: Framework, places: Sequence[Where]) -> tuple[Finding, ...]:
    """Every fault that can be seen in this framework alone.

    places: where each of the framework's nodes stands, in the same order.
    """
    return (
        *duplicate_node(norms, places),
        *not_a_name(norms, places),
        *unknown_parent(norms, places),
        *id_outside_parent(norms, places),
        *missing_source(norms, places),
        *title_in_one_language(norms, places),
        *end_before_start(norms, places),
        *superseded_without_end(norms, places),
        *definitions_overlap(norms, places),
    )


def duplicate_node(norms: Framework, places: Sequence[Where]) -> Iterator[Finding]:
    """Two nodes with one id: nobody could say which is cited."""
    seen: set[str] = set()
    for node, where in zip(norms.nodes, places, strict=True):
        if node.id in seen:
            yield _error(
                _key(where, "id"), "norms/duplicate-node", f"{node.id} stands here twice.",
                "Remove one, or give it the id that nothing else has.",
            )  # fmt: skip
        seen.add(node.id)


def not_a_name(norms: Framework, places: Sequence[Where]) -> Iterator[Finding]:
    """An id that cannot be cited, or that does not begin with the framework's own id."""
    for node, where in zip(norms.nodes, places, strict=True):
        if not is_name(node.id) or not node.id.startswith(f"{norms.id}/"):
            yield _error(
                _key(where, "id"), "norms/not-a-name", f"{node.id!r} is no id of this framework.",
                f"Write {norms.id}/ and then letters, digits, dot, slash or hyphen.",
            )  # fmt: skip


def unknown_parent(norms: Framework, places: Sequence[Where]) -> Iterator[Finding]:
    """A node that hangs on a node this framework does not have."""
    for node, where in zip(norms.nodes, places, strict=True):
        if node.parent and norms.get(node.parent) is None:
            yield _error(
                _key(where, "parent"), "norms/unknown-parent",
                f"the parent {node.parent} is not a node of {norms.id}.",
                "Correct the parent or add the node.",
            )  # fmt: skip


def id_outside_parent(norms: Framework, places: Sequence[Where]) -> Iterator[Finding]:
    """A code that does not fit its parent: gcm/2/a is no action of gcm/1."""
    for node, where in zip(norms.nodes, places, strict=True):
        if node.parent and not node.id.startswith((f"{node.parent}/", f"{node.parent}.")):
            yield _error(
                _key(where, "id"), "norms/id-outside-parent",
                f"{node.id} does not begin with its parent {node.parent}.",
                "Correct the id or the parent.",
            )  # fmt: skip


def missing_source(norms: Framework, places: Sequence[Where]) -> Iterator[Finding]:
    """A node of which nobody says where it was read."""
    for node, where in zip(norms.nodes, places, strict=True):
        if not node.source:
            yield _error(
                _key(where, "source"), "norms/missing-source", f"{node.id} has no source.",
                "Write where it was read, or that it is general knowledge.",
            )  # fmt: skip


def title_in_one_language(norms: Framework, places: Sequence[Where]) -> Iterator[Finding]:
    """A title that half of the readers cannot read."""
    for node, where in zip(norms.nodes, places, strict=True):
        absent = [lang for lang in LANGUAGES if lang not in node.title.languages()]
        if absent:
            yield _error(
                _key(where, "title"), "norms/title-in-one-language",
                f"the title of {node.id} lacks: {', '.join(absent)}.",
                "Add the words in that language.",
            )  # fmt: skip


def end_before_start(norms: Framework, places: Sequence[Where]) -> Iterator[Finding]:
    """A node, or a wording of it, that ended before it began."""
    for node, where in zip(norms.nodes, places, strict=True):
        dated: tuple[Node | Definition, ...] = (node, *node.definitions)
        for kept in dated:
            if kept.valid_from and kept.valid_to and kept.valid_to < kept.valid_from:
                yield _error(
                    _key(where, "valid_to"), "norms/end-before-start",
                    f"{node.id} ends on {kept.valid_to}, before it starts on {kept.valid_from}.",
                    "Correct one of the dates.",
                )  # fmt: skip


def superseded_without_end(norms: Framework, places: Sequence[Where]) -> Iterator[Finding]:
    """A node said to be superseded, with neither an end nor a successor."""
    for node, where in zip(norms.nodes, places, strict=True):
        if node.status is Status.SUPERSEDED and not (node.valid_to or node.replaced_by):
            yield _error(
                _key(where, "status"), "norms/superseded-without-end",
                f"{node.id} is superseded, but nothing says since when or by what.",
                "Add valid_to or replaced_by.",
            )  # fmt: skip


def definitions_overlap(norms: Framework, places: Sequence[Where]) -> Iterator[Finding]:
    """Two wordings of one node in force on one day; they stand oldest first."""
    for node, where in zip(norms.nodes, places, strict=True):
        for before, after in zip(node.definitions, node.definitions[1:], strict=False):
            if before.valid_to and after.valid_from and before.valid_to >= after.valid_from:
                yield _error(
                    _key(where, "definitions"), "norms/definitions-overlap",
                    f"a wording of {node.id} is still in force on {after.valid_from}.",
                    "End it on the day before, and write the oldest wording first.",
                )  # fmt: skip


def crosswalk(walk: Crosswalk, nodes: Mapping[str, Node], place: Where) -> tuple[Finding, ...]:
    """Every fault of a crosswalk. nodes: all nodes of all frameworks by id."""
    return (
        *link_to_unknown_node(walk, nodes, place),
        *link_to_withdrawn_node(walk, nodes, place),
        *link_to_itself(walk, place),
        *duplicate_link(walk, place),
        *confirmed_without_reviewer(walk, place),
    )


def link_to_unknown_node(
    walk: Crosswalk, nodes: Mapping[str, Node], place: Where
) -> Iterator[Finding]:
    """A link one of whose ends does not exist."""
    for row, link in _rows(walk, place):
        for column, end in (("from", link.from_node), ("to", link.to_node)):
            if end not in nodes:
                yield _error(
                    _cell(row, column, end), "norms/link-to-unknown-node",
                    f"{end} is not a node of any framework.", "Correct the id or add the node.",
                )  # fmt: skip


def link_to_withdrawn_node(
    walk: Crosswalk, nodes: Mapping[str, Node], place: Where
) -> Iterator[Finding]:
    """A link to a node that is superseded, unless the link is superseded with it."""
    for row, link in _rows(walk, place):
        for column, end in (("from", link.from_node), ("to", link.to_node)):
            node = nodes.get(end)
            is_withdrawn = node is not None and node.status is Status.SUPERSEDED
            if is_withdrawn and link.status is not Status.SUPERSEDED:
                yield _error(
                    _cell(row, column, end), "norms/link-to-withdrawn-node",
                    f"{end} is superseded.", "Link its successor, or set the link's status.",
                )  # fmt: skip


def link_to_itself(walk: Crosswalk, place: Where) -> Iterator[Finding]:
    """A link from a node to the same node: it says nothing."""
    for row, link in _rows(walk, place):
        if link.from_node == link.to_node:
            yield _error(
                _cell(row, "to", link.to_node), "norms/link-to-itself",
                f"{link.to_node} is linked to itself.", "Correct one end or remove the row.",
            )  # fmt: skip


def duplicate_link(walk: Crosswalk, place: Where) -> Iterator[Finding]:
    """Two rows with the same ends: they may contradict each other."""
    seen: set[tuple[str, str]] = set()
    for row, link in _rows(walk, place):
        if (link.from_node, link.to_node) in seen:
            yield _error(
                _cell(row, "to", link.to_node), "norms/duplicate-link",
                f"{link.from_node} and {link.to_node} are linked twice.", "Remove one row.",
            )  # fmt: skip
        seen.add((link.from_node, link.to_node))


def confirmed_without_reviewer(walk: Crosswalk, place: Where) -> Iterator[Finding]:
    """A link said to be confirmed, but not by whom and when."""
    for row, link in _rows(walk, place):
        if link.status is Status.CONFIRMED and not (link.reviewer and link.reviewed_on):
            yield _error(
                _cell(row, "reviewer", link.reviewer), "norms/confirmed-without-reviewer",
                "the link is confirmed, but nobody is named with a date.",
                "Fill reviewer and reviewed_on, or set the status unreviewed.",
            )  # fmt: skip


def references(
    norms: Framework, nodes: Mapping[str, Node], frameworks: Mapping[str, Framework], place: Where
) -> tuple[Finding, ...]:
    """Sets and successors that name what no framework has. nodes: of all frameworks by id."""
    named = [(f"sets[{s.id}].nodes", n) for s in norms.sets for n in s.nodes]
    named += [(f"nodes[{n.id}].replaced_by", after) for n in norms.nodes for after in n.replaced_by]
    faults = [
        _error(
            replace(place, key=key, value=node), "norms/unknown-node",
            f"{node} is not a node of any framework.", "Correct the id or add the node.",
        )
        for key, node in named
        if node not in nodes
    ]  # fmt: skip
    if norms.replaced_by and norms.replaced_by not in frameworks:
        where = replace(place, key="replaced_by", value=norms.replaced_by)
        message = f"{norms.replaced_by} is not a framework."
        remedy = "Correct the id or add it."
        faults.append(_error(where, "norms/unknown-framework", message, remedy))
    return tuple(faults)


def _rows(walk: Crosswalk, place: Where) -> Iterator[tuple[Where, Link]]:
    for number, link in enumerate(walk.links, start=FIRST_ROW):
        yield replace(place, row=number), link


def _key(where: Where, key: str) -> Where:
    return replace(where, key=".".join(part for part in (where.key, key) if part))


def _cell(row: Where, column: str, value: str) -> Where:
    return replace(row, column=column, value=value)


def _error(where: Where, rule: str, message: str, remedy: str) -> Finding:
    return Finding(where, rule, Severity.ERROR, message, remedy)
