"""What is done to plans. Every change of one raises its revision and keeps what was before."""

from uratibu.web.plans.operations.changes import (
    Changed,
    Conflict,
    Moved,
    apply_changes,
    save_element,
    withdraw_element,
)
from uratibu.web.plans.operations.checking import record_check
from uratibu.web.plans.operations.freezing import (
    decide_freeze,
    freeze,
    withdraw_freeze,
)
from uratibu.web.plans.operations.importing import (
    BroughtFile,
    begin_plan,
    bring_file,
    commit_import,
    keep,
    name_columns,
)
from uratibu.web.plans.operations.installing import install_plan
from uratibu.web.plans.operations.waiving import NotADay, NothingToWaive, end_waiver, waive

__all__ = [
    "BroughtFile",
    "Changed",
    "Conflict",
    "Moved",
    "NotADay",
    "NothingToWaive",
    "apply_changes",
    "begin_plan",
    "bring_file",
    "commit_import",
    "decide_freeze",
    "end_waiver",
    "freeze",
    "install_plan",
    "keep",
    "name_columns",
    "record_check",
    "save_element",
    "waive",
    "withdraw_element",
    "withdraw_freeze",
]
