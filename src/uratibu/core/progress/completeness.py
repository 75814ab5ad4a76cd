"""How complete the card of an indicator is: which of its fields say something."""

from __future__ import annotations

from dataclasses import dataclass

from uratibu.core.indicators.model import Kind
from uratibu.core.labels import Label, label
from uratibu.core.plans.model import PlanIndicator

FIELDS: dict[str, Label] = {
    "definition": label({"en": "definition", "sw": "ufafanuzi"}),
    "unit": label({"en": "unit", "sw": "kizio"}),
    "kind": label({"en": "kind (stock, flow, cumulative, ratio)",
                   "sw": "aina (akiba, mtiririko, jumla inayoongezeka, uwiano)"}),
    "direction": label({"en": "direction", "sw": "mwelekeo"}),
    "denominator": label({"en": "denominator", "sw": "kigawanyo"}),
    "baseline": label({"en": "baseline", "sw": "msingi"}),
    "target": label({"en": "target", "sw": "lengo"}),
    "source": label({"en": "source", "sw": "chanzo"}),
    "frequency": label({"en": "frequency", "sw": "mara za kuripoti"}),
    "disaggregation": label({"en": "disaggregation", "sw": "mchanganuo"}),
    "method": label({"en": "method", "sw": "mbinu"}),
    "owner": label({"en": "owner", "sw": "mhusika"}),
}  # fmt: skip


@dataclass(frozen=True)
class Completeness:
    """Which fields of an indicator are there and which are missing; keys of FIELDS."""

    there: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many fields count for this indicator."""
        return len(self.there) + len(self.missing)


def completeness(indicator: PlanIndicator, *, answers: str = "") -> Completeness:
    """The fields of an indicator that are filled. answers: who answers for its element."""
    said = {
        "definition": bool(indicator.definitions),
        "unit": bool(indicator.unit),
        "kind": indicator.kind is not None,
        "direction": indicator.direction is not None,
        "baseline": indicator.baseline is not None,
        "target": bool(indicator.targets),
        "source": bool(indicator.source),
        "frequency": bool(indicator.frequency),
        "disaggregation": bool(indicator.disaggregation),
        "method": bool(indicator.method),
        "owner": bool(indicator.owner or answers),
    }
    if indicator.kind is Kind.RATIO or indicator.unit == "percent":
        said["denominator"] = bool(indicator.denominator)
    there = tuple(key for key in FIELDS if said.get(key))
    return Completeness(there, tuple(key for key in FIELDS if said.get(key) is False))
