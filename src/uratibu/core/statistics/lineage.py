"""Where an answer comes from, so that anyone can follow and repeat it."""

from __future__ import annotations

from uratibu.core.statistics.model import EditionUsed, Lineage
from uratibu.core.statistics.plan import Plan
from uratibu.core.statistics.settle import Ingredient
from uratibu.core.statistics.steps import write_step


def lineage_of(planned: Plan) -> Lineage:
    """The editions, filters, formula and norms of a settled question."""
    measure = planned.query.measure
    first = planned.ingredients[0]
    used = dict.fromkeys(edition_used(each) for each in planned.ingredients)
    indicators = dict.fromkeys(each.indicator.id for each in planned.ingredients)
    return Lineage(
        measure=measure.id,
        indicators=tuple(indicators),
        editions=tuple(used),
        filters=first.steps[0].selection.where,
        formula=formula_of(planned),
        norms=tuple(dict.fromkeys((*measure.norms, *first.indicator.norms))),
    )


def edition_used(ingredient: Ingredient) -> EditionUsed:
    """The facts of the edition that answers for an ingredient."""
    dataset, edition = ingredient.dataset, ingredient.edition
    return EditionUsed(
        dataset=dataset.id,
        edition=edition.edition,
        sha256=edition.sha256,
        digest=edition.digest,
        access=str(dataset.access),
        publisher=dataset.publisher,
        title=dataset.title,
        method=str(dataset.method),
        coverage=dataset.coverage,
        licence=dataset.licence,
    )


def formula_of(planned: Plan) -> str:
    """The computation in one line of notation that needs no language.

    Example: `100 × migrant-stock[undesa-ims@2024; sex=F] ÷ migrant-stock[undesa-ims@2024; sex=_T];
    top:10:origin`. A Σ names the dimensions that were added.
    """
    measure = planned.query.measure
    text = " ÷ ".join(_term(each, planned) for each in planned.ingredients)
    if len(planned.ingredients) > 1 and measure.per != "1":
        text = f"{measure.per} × {text}"
    return "; ".join([text, *(write_step(step) for step in planned.query.then)])


def _term(ingredient: Ingredient, planned: Plan) -> str:
    """One indicator with its edition and the filters that the question does not show anyway."""
    selection = ingredient.steps[0].selection
    shown = {dimension for dimension, _ in planned.query.where} | {"period"}
    filters = [
        f"{dimension}={','.join(codes)}"
        for dimension, codes in selection.where
        if dimension not in shown
    ]
    added = f"Σ {', '.join(selection.add_over)} " if selection.add_over else ""
    return f"{added}{ingredient.indicator.id}[{'; '.join([ingredient.edition.id, *filters])}]"
