"""The text linter: one function a rule, named as the fault it finds; see docs/reference."""

from uratibu.core.documents.check.context import Context
from uratibu.core.documents.check.run import RULES, faults, text

__all__ = ["RULES", "Context", "faults", "text"]
