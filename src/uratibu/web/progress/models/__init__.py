"""Reporting periods, returns with their answers and steps, what they released, and standings.

Numbers are kept as exact text. A table that may hold a million rows has integer keys.
"""

from uratibu.web.progress.models.answers import (
    ActionReport,
    AnswerVersion,
    Evidence,
    ReportedValue,
    Upload,
)
from uratibu.web.progress.models.figures import Override, Released, Standing, Survey
from uratibu.web.progress.models.periods import Reopening, ReportingPeriod
from uratibu.web.progress.models.returns import Return, ReturnStep

__all__ = [
    "ActionReport",
    "AnswerVersion",
    "Evidence",
    "Override",
    "Released",
    "Reopening",
    "ReportedValue",
    "ReportingPeriod",
    "Return",
    "ReturnStep",
    "Standing",
    "Survey",
    "Upload",
]
