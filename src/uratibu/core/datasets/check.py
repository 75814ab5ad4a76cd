"""What can be wrong with a mapping, and with observations that are each well written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from uratibu.core.codelists.model import TOTAL, CodeList
from uratibu.core.datasets import cells
from uratibu.core.datasets.model import Dataset, Observation, Output, SumCheck
from uratibu.core.datasets.model import Mapping as FileMapping
from uratibu.core.datasets.parquet import EXACT
from uratibu.core.findings import Severity
from uratibu.core.indicators.model import Indicator, Totals
from uratibu.core.intake.faults import Faults

AREAS = "areas"
"""The code list of places; every pack that adds places adds to it."""


def mapping(
    dataset: Dataset, file_mapping: FileMapping, codelists: Mapping[str, CodeList],
    indicators: Mapping[str, Indicator], faults: Faults,
) -> None:  # fmt: skip
    """A mapping that speaks of indicators, dimensions or code lists that are not there."""
    if AREAS not in codelists:
        _in_mapping(
            faults,
            dataset,
            "no-code-list",
            "there is no code list areas.",
            "Install a pack that has it.",
        )
    for output in file_mapping.outputs:
        indicator = indicators.get(output.indicator)
        if indicator is None:
            near = cells.nearest_name(output.indicator, tuple(indicators))
            _in_mapping(
                faults, dataset, "unknown-indicator",
                f"there is no indicator {output.indicator}.",
                f"Do you mean {near}?" if near else "Install the pack that declares it.",
            )  # fmt: skip
            continue
        _dimensions(dataset, output, indicator, codelists, faults)


def _dimensions(
    dataset: Dataset, output: Output, indicator: Indicator, codelists: Mapping[str, CodeList],
    faults: Faults,
) -> None:  # fmt: skip
    given = set(dict(output.dimensions))
    declared = {dimension.id for dimension in indicator.dimensions}
    for name in sorted(given - declared):
        _in_mapping(
            faults, dataset, "unknown-dimension", f"{indicator.id} has no dimension {name}.",
            f"Its dimensions are: {', '.join(sorted(declared)) or 'none'}.",
        )  # fmt: skip
    for name in sorted(declared - given):
        _in_mapping(
            faults, dataset, "dimension-not-mapped",
            f"the output {indicator.id} does not say what {name} is.",
            f'Add the column, or the constant {name}: ":_T".',
        )  # fmt: skip
    for dimension in indicator.dimensions:
        if dimension.codelist not in codelists:
            _in_mapping(
                faults, dataset, "no-code-list",
                f"there is no code list {dimension.codelist} for {dimension.id}.",
                "Install a pack that has it.",
            )  # fmt: skip


def _in_mapping(faults: Faults, dataset: Dataset, rule: str, message: str, remedy: str) -> None:
    faults.add(f"datasets/{rule}", f"In the mapping of {dataset.id} {message}", remedy)


def missing_columns(used: set[str], names: Sequence[str], row: int, faults: Faults) -> None:
    """Columns the mapping speaks of and the file has not; the nearest heading is named."""
    for column in sorted(used - set(names)):
        near = cells.nearest_name(column, tuple(name for name in names if name))
        listed = ", ".join(name for name in names[:12] if name)
        faults.add(
            "datasets/missing-column", f"There is no column {column}.",
            (f"Is it {near}? Rename it, or correct the mapping." if near
             else f"The file has: {listed}. Correct the mapping or bring the right file."),
            row=row, column=column,
        )  # fmt: skip


def observations(
    found: Iterable[Observation], file_mapping: FileMapping, indicators: Mapping[str, Indicator],
    codelists: Mapping[str, CodeList], faults: Faults,
) -> None:  # fmt: skip
    """Faults that only show when rows are seen together."""
    listed = tuple(found)
    aggregates_beside_members(listed, indicators, codelists, faults)
    for sum_check in file_mapping.sums:
        total_unlike_its_members(listed, sum_check, faults)


def aggregates_beside_members(
    found: Iterable[Observation], indicators: Mapping[str, Indicator],
    codelists: Mapping[str, CodeList], faults: Faults,
) -> None:  # fmt: skip
    """Codes that stand for sums of others: named, so that nobody adds them to their members.

    A stated total of a dimension that should have none is a warning: adding would count twice.
    """
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    for observation in found:
        used[observation.indicator, "area"].add(observation.area)
        for name, code in observation.dimensions:
            used[observation.indicator, name].add(code)
    beside: dict[str, set[str]] = defaultdict(set)
    for (indicator, name), codes in used.items():
        dimension = indicators[indicator].dimension(name)
        sums = _aggregates(codelists[dimension.codelist if dimension else AREAS], codes)
        if len(sums) < len(codes):
            beside[name] |= sums
        if dimension and dimension.totals is Totals.SUMMED and TOTAL in codes and len(codes) > 1:
            faults.add(
                "datasets/total-beside-summed-members",
                f"{indicator} states a total in {name}, whose members are declared to be added.",
                "Declare totals: stated for the dimension, or leave the total out of the mapping.",
                column=name, severity=Severity.WARNING,
            )  # fmt: skip
    for name in sorted(name for name in beside if beside[name]):
        listed = sorted(beside[name])
        faults.add(
            "datasets/aggregates-beside-members",
            f"There are sums beside their members in {name}: {', '.join(listed[:8])}"
            f"{' ...' if len(listed) > 8 else ''}.",
            "They are kept and never added to their members; nothing to do.",
            column=name, severity=Severity.NOTE,
        )  # fmt: skip


def _aggregates(codelist: CodeList, codes: set[str]) -> set[str]:
    entries = ((code, codelist.get(code)) for code in codes if code != TOTAL)
    return {code for code, entry in entries if entry is not None and entry.is_aggregate}


def total_unlike_its_members(
    found: Iterable[Observation], sum_check: SumCheck, faults: Faults
) -> None:
    """A stated total that differs from the sum of its members: somebody is left out.

    A member that is not reported counts as nobody; that is how the 2019 census leaves 1,524
    intersex persons out of tables that show women and men only.
    """
    groups: dict[tuple[object, ...], dict[str, Observation]] = defaultdict(dict)
    for observation in found:
        codes = dict(observation.dimensions)
        code = codes.pop(sum_check.dimension, None)
        if code is not None:
            said = (observation.indicator, observation.area, observation.period)
            rest: tuple[object, ...] = (*said, *codes.items())
            groups[rest][code] = observation
    for rest, by_code in groups.items():
        _compare(rest, by_code, sum_check, faults)


def _compare(
    rest: tuple[object, ...], by_code: dict[str, Observation], sum_check: SumCheck, faults: Faults
) -> None:
    stated = by_code.get(sum_check.total)
    members = [by_code[code] for code in sum_check.members if code in by_code]
    numbers = [member.value.number for member in members]
    if stated is None or stated.value.number is None or not members or None in numbers:
        return
    added = Decimal(0)
    for amount in numbers:
        added = EXACT.add(added, amount or Decimal(0))
    difference = EXACT.subtract(stated.value.number, added)
    if difference.copy_abs() <= Decimal(sum_check.tolerance):
        return
    absent = [code for code in sum_check.members if code not in by_code]
    reason = f" There is no figure for {', '.join(absent)}." if absent else ""
    faults.add(
        "datasets/total-unlike-members",
        f"The stated total {stated.value.number:f} of {rest[0]} for {rest[1]}, {rest[2]} differs "
        f"by {difference:f} from the sum of {sum_check.dimension} "
        f"{' + '.join(m for m in sum_check.members if m in by_code)} = {added:f}.{reason}",
        "Both are kept as published; say in the coverage note who is left out.",
        row=stated.source_row, column=sum_check.dimension, value=f"{stated.value.number:f}",
        severity=Severity.WARNING,
    )  # fmt: skip
