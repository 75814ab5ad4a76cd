"""What is done to plans. Every change of one raises its revision and keeps what was before."""

from uratibu.web.plans.operations.changes import (
    Changed,
    Conflict,
    Moved,
    apply_changes,
    save_element,
    withdraw_element,
)
from uratibu.web.plans.operations.freezing import (
    decide_freeze,
    freeze,
    withdraw_freeze,
)
from uratibu.web.plans.operations.installing import install_plan

__all__ = [
    "Changed", "Conflict", "Moved", "apply_changes", "decide_freeze", "freeze", "install_plan",
    "save_element", "withdraw_element", "withdraw_freeze",
]  # fmt: skip
