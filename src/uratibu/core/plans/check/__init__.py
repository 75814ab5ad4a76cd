"""The plan linter: every rule over a plan, and what it finds in words.

check.plan(plan, context)            findings, every one
check.faults(plan, context)          the same without words, for whoever sorts or waives
"""

from uratibu.core.plans.check.run import RULES, faults, finding, plan

__all__ = ["RULES", "faults", "finding", "plan"]
