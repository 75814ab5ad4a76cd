"""Faults about what the plan serves: norms without actions and actions without norms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from uratibu.core.norms.model import Framework, Node
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.fault import Fault, Rules, fault
from uratibu.core.plans.check.subjects import answering, doing, live
from uratibu.core.plans.model import Plan

OBJECTIVE = "objective"
"""The kind of node that a plan is expected to serve, one by one."""


def norm_nobody_serves(plan: Plan, context: Context) -> Iterator[Fault]:
    """An objective of the plan's main framework that no action serves."""
    served = {norm for each in doing(plan) for norm in plan.norms_of(each.id)}
    for node in _objectives(plan, context):
        if not any(norm == node.id or norm.startswith(f"{node.id}/") for norm in served):
            yield fault("", f"norms[{node.id}]", norm=node.id, title=node.title)


def action_without_norm(plan: Plan, _context: Context) -> Iterator[Fault]:
    """An action that serves nothing the country committed to."""
    for each in answering(plan):
        if not plan.norms_of(each.id):
            yield fault(each.id, "norms", title=each.title)


def unknown_norm(plan: Plan, context: Context) -> Iterator[Fault]:
    """A norm that no installed framework has."""
    if context.frameworks is not None:
        for element, field, norm in _named(plan):
            if context.node(norm) is None and context.framework(norm) is None:
                yield fault(element, field, norm=norm)


def withdrawn_norm(plan: Plan, context: Context) -> Iterator[Fault]:
    """A norm that has ended and that nothing replaces."""
    for element, field, norm in _named(plan):
        node = context.node(norm)
        until = _until(node, context) if node and not _heirs(node, context) else None
        if until and until < context.today:
            yield fault(element, field, norm=norm, until=until)


def replaced_norm(plan: Plan, context: Context) -> Iterator[Fault]:
    """A norm in whose place another stands."""
    for element, field, norm in _named(plan):
        node = context.node(norm)
        heirs = _heirs(node, context) if node else ()
        if heirs and not _begins_later(heirs, context):
            yield fault(element, field, norm=norm, successor=", ".join(heirs))


def _objectives(plan: Plan, context: Context) -> tuple[Node, ...]:
    """Objectives in force of the framework that most of the plan's lines name."""
    nodes = [node for each in live(plan) for norm in each.norms if (node := context.node(norm))]
    counted = Counter(node.framework for node in nodes)
    known = {f.id: f for f in context.frameworks or () if _has_objectives(f)}
    main = next((known[name] for name, _ in counted.most_common() if name in known), None)
    return tuple(n for n in main.nodes if n.kind == OBJECTIVE and not n.valid_to) if main else ()


def _has_objectives(framework: Framework) -> bool:
    return any(node.kind == OBJECTIVE for node in framework.nodes)


def _heirs(node: Node, context: Context) -> tuple[str, ...]:
    framework = context.framework(node.framework)
    return node.replaced_by or (
        (framework.replaced_by,) if framework and framework.replaced_by else ()
    )


def _until(node: Node, context: Context) -> date | None:
    framework = context.framework(node.framework)
    return node.valid_to or (framework.valid_to if framework else None)


def _begins_later(heirs: tuple[str, ...], context: Context) -> bool:
    starts = [n.valid_from for heir in heirs if (n := context.node(heir)) and n.valid_from]
    return any(start > context.today for start in starts)


def _named(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Element, field and norm of every norm that is named."""
    for each in live(plan):
        for norm in each.norms:
            yield each.id, "norms", norm
        for indicator in each.indicators:
            for norm in indicator.norms:
                yield each.id, f"indicators[{indicator.id}].norms", norm


RULES: Rules = {
    "plans/norm-nobody-serves": norm_nobody_serves,
    "plans/no-norm": action_without_norm,
    "plans/unknown-norm": unknown_norm,
    "plans/withdrawn-norm": withdrawn_norm,
    "plans/replaced-norm": replaced_norm,
}
