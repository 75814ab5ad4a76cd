"""A data set and its mapping from plain data; every fault of the YAML file is a finding."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import StrEnum

from uratibu.core.datasets.model import Access, Dataset, Mapping, Method, Output, SumCheck
from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.identifiers import is_name
from uratibu.core.periods import PeriodKind
from uratibu.core.plain import Reading
from uratibu.core.values import WITH_NUMBER, Quality, State

RESERVED = frozenset(
    {"indicator", "area", "period", "value", "state", "quality", "source_row", "note"}
)
"""Names of columns of an edition; no dimension may bear them."""


class Status(StrEnum):
    """Whether a person has vouched for the description."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    SUPERSEDED = "superseded"


def load_dataset(
    plain: dict[str, object], place: Where
) -> tuple[Dataset | None, tuple[Finding, ...]]:
    """Read what a pack says of one data set, with the mapping of its files (may be absent).

    Returns the data set, or None when a finding is an error; misspelt keys are errors.
    """
    reading = Reading(plain, place)
    dataset = _dataset(reading)
    reading.close()
    findings = tuple(reading.findings)
    return (None if has_errors(findings) else dataset), findings


def _dataset(reading: Reading) -> Dataset:
    dataset_id = reading.text("id")
    if dataset_id and (not is_name(dataset_id) or "/" in dataset_id):
        reading.fault(
            "datasets/id", "id", "cannot be the name of a data set.",
            "Use letters, digits, dots and hyphens, such as undesa-ims.",
        )  # fmt: skip
    inner = reading.inner("mapping")
    return Dataset(
        id=dataset_id,
        title=reading.label("title", required=True),
        publisher=reading.text("publisher"),
        custodian=reading.text("custodian", default=""),
        definition=reading.label("definition", required=True),
        coverage=reading.label("coverage", required=True),
        method=reading.choice("method", Method),
        unit=reading.text("unit"),
        period_kind=reading.choice("period_kind", PeriodKind),
        licence=reading.text("licence"),
        access=reading.choice("access", Access),
        kept_at=reading.text("kept_at", default=""),
        mapping=_mapping(inner) if inner else None,
        source=reading.text("source", default=""),
        status=reading.choice("status", Status, default=Status.UNREVIEWED),
        notes=reading.label("notes"),
    )


def _mapping(reading: Reading) -> Mapping:
    header_row = reading.whole("header_row", default=1)
    if header_row < 1:
        reading.fault("datasets/header-row", "header_row", "is below 1.", "The first row is 1.")
    missing = reading.texts("missing")
    mapping = Mapping(
        outputs=tuple(_output(output) for output in reading.each("outputs")),
        sheet=reading.text("sheet", default=""),
        header_row=header_row,
        missing=missing or ("",),
        states=_states(reading),
        sums=tuple(_sum(check) for check in reading.each("sums")),
    )
    if not mapping.outputs:
        reading.fault(
            "datasets/no-outputs", "outputs", "says nothing about the rows of the file.",
            "List under outputs which indicator each row gives.",
        )  # fmt: skip
    reading.close()
    return mapping


def _states(reading: Reading) -> tuple[tuple[str, str], ...]:
    states = reading.pairs("states")
    allowed = [state.value for state in State if state not in WITH_NUMBER]
    for text, state in states:
        if state not in allowed:
            reading.fault(
                "datasets/state", "states", f"gives the text {text!r} the state {state!r}.",
                f"A text can mean one of: {', '.join(allowed)}.",
            )  # fmt: skip
    return states


def _output(reading: Reading) -> Output:
    output = Output(
        indicator=reading.text("indicator"),
        area=reading.text("area"),
        period=reading.text("period"),
        value=reading.text("value"),
        dimensions=_dimensions(reading),
        only=_lists(reading, "only"),
        multiply=_factor(reading, "multiply", "1"),
        zero_is_missing=reading.claim("zero_is_missing"),
        recode=_recode(reading),
        quality=_quality(reading),
        aggregate=reading.claim("aggregate"),
        without=_lists(reading, "without"),
    )
    reading.close()
    return output


def _dimensions(reading: Reading) -> tuple[tuple[str, str], ...]:
    dimensions = reading.pairs("dimensions")
    for name, _ in dimensions:
        if name in RESERVED or not name.replace("-", "").replace("_", "").isalnum():
            reading.fault(
                "datasets/dimension-name", "dimensions", f"has the name {name!r}.",
                f"Use letters, digits and hyphens, and none of: {', '.join(sorted(RESERVED))}.",
            )  # fmt: skip
    return tuple(sorted(dimensions))


def _lists(reading: Reading, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    inner = reading.inner(key)
    if inner is None:
        return ()
    return tuple((str(column), inner.texts(str(column))) for column in inner.plain)


def _recode(reading: Reading) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    inner = reading.inner("recode")
    if inner is None:
        return ()
    known = {"area", "period", *dict(_as_it_stands(reading, "dimensions"))}
    for target in inner.plain:
        if target not in known:
            inner.fault(
                "datasets/recode-target", str(target), "is not a target of this output.",
                f"Recode one of: {', '.join(sorted(known))}.", with_value=False,
            )  # fmt: skip
    return tuple((str(target), inner.pairs(str(target))) for target in inner.plain)


def _as_it_stands(reading: Reading, key: str) -> dict[str, object]:
    """The mapping under a key as it stands, {} where there is none."""
    value = reading.plain.get(key)
    return {str(k): v for k, v in value.items()} if isinstance(value, dict) else {}


def _quality(reading: Reading) -> str:
    quality = reading.text("quality", default="")
    if quality and quality not in set(Quality):
        reading.fault(
            "datasets/quality",
            "quality",
            "is not a quality.",
            f"Choose one of: {', '.join(Quality)}.",
        )
    return quality


def _factor(reading: Reading, key: str, default: str) -> str:
    text = reading.text(key, default=default)
    try:
        usable = Decimal(text).is_finite()
    except InvalidOperation:
        usable = False
    if not usable:
        reading.fault("datasets/factor", key, "is not a number.", "Write it like 1000 or 0.001.")
        return default
    return text


def _sum(reading: Reading) -> SumCheck:
    check = SumCheck(
        dimension=reading.text("dimension"),
        members=reading.texts("members"),
        total=reading.text("total", default="_T"),
        tolerance=_factor(reading, "tolerance", "0"),
    )
    if len(check.members) < 2:
        reading.fault(
            "datasets/sum-members", "members", "has fewer than two members.",
            "List the codes that add up to the total, such as [F, M, X].",
        )  # fmt: skip
    reading.close()
    return check
