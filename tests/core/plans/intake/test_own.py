"""Our own workbook: written, read back, and what is wrong with a spoilt one."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from core.plans.intake.strategies import plans
from uratibu.core.findings import Where
from uratibu.core.intake.faults import Faults
from uratibu.core.intake.grids import Brought
from uratibu.core.intake.grids_xlsx import read as read_grids
from uratibu.core.plans.export import xlsx
from uratibu.core.plans.intake import match, own
from uratibu.core.plans.intake.model import ReadPlan
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import Plan


def _read_back(content: bytes, path) -> ReadPlan:
    path.write_bytes(content)
    grids = read_grids(path, Faults(Where("plan.xlsx"), room="plans"))
    return own.read(Brought("plan.xlsx", "xlsx", grids), Known())


@given(plans())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_workbook_gives_back_the_plan_it_was_made_of(tmp_path, plan: Plan):
    for language in ("en", "sw"):
        back = _read_back(xlsx.export(plan, language=language), tmp_path / "plan.xlsx")
        assert back.findings == ()
        assert [line.element for line in back.lines] == list(plan.elements)
        assert back.rates == plan.rates


@given(plans())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_bringing_back_an_export_changes_nothing(tmp_path, plan: Plan):
    back = _read_back(xlsx.export(plan), tmp_path / "plan.xlsx")
    ordered = all(
        not e.starts_on or not e.ends_on or e.starts_on <= e.ends_on for e in plan.elements
    )
    found = match.match(back, plan)
    assert (found.new, found.changed) == ((), ())
    assert not ordered or len(found.same) == len(plan.elements)
