"""An expression between braces that asks the register becomes a bound figure, or says why not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from uratibu.core.reports.bind import Unbound
from uratibu.core.reports.binding import LATEST
from uratibu.core.reports.model import BoundFigure
from uratibu.core.reports.register import asking, said
from uratibu.core.reports.register.asking import Asked
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.register.rows import Here, Row, elements_under, rows


def ask(reader: Reader, here: Here, expression: str) -> BoundFigure:
    """The figure an expression asks for. Raises NotAFigure and Unbound."""
    asked = asking.parse(expression)
    if asked.kind == "plan":
        return _of_indicator(reader, asked)
    if asked.kind == "count":
        return _counted(reader, here, asked)
    return _money(reader, here, asked)


def _settled(here: Here, scope: str, asked: Asked) -> Asked:
    """The question with `here` and `scope` replaced by what they mean, so that its id can be
    asked again outside the loop."""
    where = tuple(
        (name, tuple({"here": here.code(name), "scope": scope}.get(v, v) for v in values))
        for name, values in asked.where
    )
    return replace(asked, where=where)


def _counted(reader: Reader, here: Here, asked: Asked) -> BoundFigure:
    settled = _settled(here, reader.register.scope, asked)
    found = rows(reader.register, settled.name, settled.where)
    name = asking.counted_id("", settled, reader.register.period).removeprefix("/")
    return reader.computed(name, Decimal(len(found)), settled.name, [row.id for row in found])


def _money(reader: Reader, here: Here, asked: Asked) -> BoundFigure:
    settled = _settled(here, reader.register.scope, asked)
    found = rows(reader.register, "actions", settled.where)
    elements = [each for row in found for each in elements_under(reader.register, row)]
    amount: Decimal = getattr(reader.sums(elements), settled.name)
    name = asking.counted_id("", settled, reader.register.period).removeprefix("/")
    return reader.computed(
        name, amount, reader.register.plan.currency, [*(e.id for e in elements), amount],
        decimals=max(asked.decimals, 0), scale=asked.unit,
    )  # fmt: skip


def _of_indicator(reader: Reader, asked: Asked) -> BoundFigure:
    found = reader.register.indicator(asked.name)
    if found is None:
        raise Unbound(
            "unknown", f"The plan has no indicator {asked.name}.",
            "Name one of its indicators by its id.",
        )  # fmt: skip
    element, indicator = found
    if asked.shown == "number":
        return _released(reader, asked, decimals=indicator.decimals)
    row = Row("indicators", indicator.id, indicator, element)
    made = {"target": said.target, "baseline": said.baseline, "percent": said.percent}
    cell = made[asked.shown](reader, row)
    if isinstance(cell, str):
        raise Unbound(
            "missing", f"The indicator {asked.name} has no {asked.shown}.",
            f"Enter its {asked.shown} in the plan, or name the gap in words.",
        )  # fmt: skip
    return cell


def _released(reader: Reader, asked: Asked, *, decimals: int) -> BoundFigure:
    known = reader.register.figures_of(asked.name, asked.area)
    chosen = known if asked.period == LATEST else [f for f in known if f.period == asked.period]
    if not chosen:
        raise Unbound(
            "unreleased",
            f"No released figure of {asked.name} for {asked.period} is there.",
            "Approve the return or release the table first, or name the gap in words.",
        )  # fmt: skip
    places = decimals if asked.decimals < 0 else asked.decimals
    figure = reader.released(asked.name, chosen[-1], decimals=places, unit=asked.unit)
    if figure.value.number is None:
        state = figure.value.state
        raise Unbound(
            str(state), f"The figure {figure.id} is {state}.", "Say it without this figure."
        )
    return figure
