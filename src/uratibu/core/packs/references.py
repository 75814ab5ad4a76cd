"""References between the files of a pack: what is named must be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from uratibu.core.codelists.model import TOTAL, CodeList
from uratibu.core.datasets.model import Dataset, Output
from uratibu.core.findings import Finding, Where
from uratibu.core.indicators.model import Indicator
from uratibu.core.norms import check as norms
from uratibu.core.packs import rules
from uratibu.core.packs.scope import Scope
from uratibu.core.statistics import check as statistics
from uratibu.core.statistics.model import Measure, Part


def faults(scope: Scope) -> Iterator[Finding]:
    """Every reference of the pack that leads nowhere, outlines and editions aside."""
    for indicator in scope.pack.indicators:
        yield from indicator_to_nothing(scope, indicator)
    for measure in scope.pack.measures:
        yield from measure_to_nothing(scope, measure)
    for dataset in scope.pack.datasets:
        yield from mapping_to_nothing(scope, dataset)
    yield from norm_to_nothing(scope)
    yield from id_twice(scope)


def indicator_to_nothing(scope: Scope, indicator: Indicator) -> Iterator[Finding]:
    """A norm or a code list of an indicator that no pack has."""
    place = scope.place("indicators", f"{indicator.id}.yaml")
    yield from unknown_norms(scope, indicator.norms, place)
    for index, dimension in enumerate(indicator.dimensions):
        if not scope.knows("codelists", dimension.codelist):
            where = replace(place, key=f"dimensions[{index}].codelist", value=dimension.codelist)
            yield rules.found("packs/unknown-codelist", where, name=dimension.codelist)


def unknown_norms(scope: Scope, named: tuple[str, ...], place: Where) -> Iterator[Finding]:
    """Norms that no framework has."""
    if scope.has_unread_frameworks():
        return
    for index, norm in enumerate(named):
        if norm not in scope.norms:
            where = replace(place, key=f"norms[{index}]", value=norm)
            yield rules.found("packs/unknown-norm", where)


def measure_to_nothing(scope: Scope, measure: Measure) -> Iterator[Finding]:
    """A part, a norm, an alternative or a code of a measure that no pack has."""
    place = scope.place("measures", f"{measure.id}.yaml")
    told = statistics.parts(
        measure, place,
        indicators={i.id: i for i in scope.installed.indicators},
        datasets={d.id for d in scope.installed.datasets},
        measures={m.id for m in scope.installed.measures},
    )  # fmt: skip
    yield from (f for f in told if not _is_only_unread(scope, f))
    yield from unknown_norms(scope, measure.norms, place)
    yield from _codes(scope, measure.numerator, "numerator", place)
    if measure.denominator is not None:
        yield from _codes(scope, measure.denominator, "denominator", place)


_FOLDERS = {
    "measures/unknown-indicator": "indicators",
    "measures/unknown-dataset": "datasets",
    "measures/unknown-alternative": "measures",
}


def _is_only_unread(scope: Scope, finding: Finding) -> bool:
    folder = _FOLDERS.get(finding.rule)
    return folder is not None and scope.knows(folder, finding.where.value)


def _codes(scope: Scope, part: Part, key: str, place: Where) -> Iterator[Finding]:
    for dimension, codes in part.where:
        codelist = codelist_of(scope, part.indicator, dimension)
        for code in codes:
            if codelist is not None and code not in codelist and code != TOTAL:
                where = replace(place, key=f"{key}.where.{dimension}", value=code)
                yield rules.found("packs/unknown-code", where, codelist=codelist.id)


def codelist_of(scope: Scope, indicator_id: str, dimension_id: str) -> CodeList | None:
    """The code list of a dimension of an indicator, None where there is none to look in."""
    if dimension_id == "area":
        return scope.areas
    indicator = _indicator(scope, indicator_id)
    dimension = indicator.dimension(dimension_id) if indicator else None
    return scope.codelists.get(dimension.codelist) if dimension else None


def _indicator(scope: Scope, indicator_id: str) -> Indicator | None:
    return next((i for i in scope.installed.indicators if i.id == indicator_id), None)


def mapping_to_nothing(scope: Scope, dataset: Dataset) -> Iterator[Finding]:
    """What the mapping of a data set names and no pack has."""
    place = scope.place("datasets", f"{dataset.id}.yaml")
    for index, output in enumerate(dataset.mapping.outputs if dataset.mapping else ()):
        at = replace(place, key=f"mapping.outputs[{index}]")
        if not scope.knows("indicators", output.indicator):
            where = replace(at, key=f"{at.key}.indicator", value=output.indicator)
            yield rules.found("packs/unknown-indicator", where, name=output.indicator)
        indicator = _indicator(scope, output.indicator)
        if indicator is not None:
            yield from _dimensions(output, indicator, at)
            yield from _recoded(scope, output, at)


def _dimensions(output: Output, indicator: Indicator, at: Where) -> Iterator[Finding]:
    declared = [dimension.id for dimension in indicator.dimensions if dimension.id != "area"]
    given = [name for name, _ in output.dimensions]
    for name in given:
        if name not in declared:
            where = replace(at, key=f"{at.key}.dimensions.{name}")
            yield rules.found(
                "packs/unknown-dimension", where, indicator=indicator.id, dimension=name,
                known=", ".join(declared) or "none",
            )  # fmt: skip
    for name in declared:
        if name not in given:
            where = replace(at, key=f"{at.key}.dimensions")
            yield rules.found(
                "packs/dimension-not-mapped", where, indicator=indicator.id, dimension=name
            )


def _recoded(scope: Scope, output: Output, at: Where) -> Iterator[Finding]:
    """Codes a mapping recodes to, or states as a constant, that their code list does not have."""
    targets = [(f"recode.{name}", name, code) for name, pairs in output.recode for _, code in pairs]
    targets += [
        (f"dimensions.{name}", name, column[1:])
        for name, column in (*output.dimensions, ("area", output.area))
        if column.startswith(":")
    ]
    for key, name, code in targets:
        codelist = codelist_of(scope, output.indicator, name)
        if codelist is not None and code not in codelist and code != TOTAL:
            where = replace(at, key=f"{at.key}.{key}", value=code)
            yield rules.found("packs/unknown-code", where, codelist=codelist.id)


def norm_to_nothing(scope: Scope) -> Iterator[Finding]:
    """Sets, successors and crosswalks that name what no framework has."""
    nodes = {n.id: n for f in scope.installed.frameworks for n in f.nodes}
    frameworks = {f.id: f for f in scope.installed.frameworks}
    if scope.has_unread_frameworks():
        return
    for framework in scope.pack.frameworks:
        folder = scope.pack.root / "frameworks" / framework.id
        name = f"{framework.id}/framework.yaml" if folder.is_dir() else f"{framework.id}.yaml"
        yield from norms.references(framework, nodes, frameworks, scope.place("frameworks", name))
    for walk in scope.pack.crosswalks:
        yield from norms.crosswalk(walk, nodes, scope.place("crosswalks", f"{walk.id}.csv"))


def id_twice(scope: Scope) -> Iterator[Finding]:
    """An id that a required pack gave to something of the same kind."""
    for folder in (
        "indicators",
        "measures",
        "datasets",
        "outlines",
        "crosswalks",
        "frameworks",
        "plans",
    ):
        taken = {t.id: p.id for p in scope.packs[:-1] for t in getattr(p, folder)}
        ending = ".csv" if folder == "crosswalks" else ".yaml"
        for thing in getattr(scope.pack, folder):
            if thing.id in taken:
                where = scope.place(folder, f"{thing.id}{ending}", key="id", value=thing.id)
                kind = folder.removesuffix("s")
                yield rules.found("packs/id-twice", where, pack=taken[thing.id], kind=kind)
