"""Plans as rows: the state that holds, every state before it, and what was fixed or waived."""

from uratibu.web.plans.models.checks import Check, Import, Waiver
from uratibu.web.plans.models.plan import Change, Element, ElementVersion, Plan
from uratibu.web.plans.models.states import Freeze

__all__ = [
    "Change", "Check", "Element", "ElementVersion", "Freeze", "Import", "Plan", "Waiver",
]  # fmt: skip
