"""Addresses of the room."""

from django.urls import path

from uratibu.web.progress.operations import following
from uratibu.web.progress.views import (
    answers,
    evidence,
    indicators,
    overrides,
    periods,
    returns,
    targets,
    workbooks,
)

app_name = "progress"
FOLLOWS = following.after_a_change
"""Named so that whoever serves pages also follows changes of plans."""
ONE = "returns/<slug:plan>/<slug:period>/<str:institution>/"
urlpatterns = [
    path("plan/<slug:plan>/", targets.plan, name="plan"),
    path("plan/<slug:plan>/targets.<str:form>", targets.plan_file, name="plan-file"),
    path("plan/<slug:plan>/coverage/", targets.coverage_page, name="coverage"),
    path("plan/<slug:plan>/coverage.<str:form>", targets.coverage_file, name="coverage-file"),
    path("plan/<slug:plan>/objectives/", targets.objectives_page, name="objectives"),
    path("plan/<slug:plan>/actions/<str:key>/status/", overrides.status, name="status"),
    path("overrides/<int:number>/<slug:verb>/", overrides.decide, name="override-decide"),
    path("plan/<slug:plan>/indicators/<path:key>/", indicators.card, name="indicator"),
    path("returns/", returns.index, name="returns"),
    path("returns/periods/", periods.index, name="periods"),
    path("returns/periods/<slug:plan>/create/", periods.create, name="periods-create"),
    path("returns/periods/<slug:plan>/<slug:period>/invite/", periods.invite, name="period-invite"),
    path("returns/periods/<slug:plan>/<slug:period>/lock/", periods.lock, name="period-lock"),
    path("returns/periods/<slug:plan>/<slug:period>/reopen/", periods.reopen, name="period-reopen"),
    path("returns/reopenings/<int:number>/confirm/", periods.confirm, name="reopening-confirm"),
    path("returns/workbooks/<int:number>/", workbooks.upload, name="upload"),
    path("returns/workbooks/<int:number>/marked.xlsx", workbooks.marked, name="marked"),
    path("returns/workbooks/<int:number>/commit/", workbooks.commit, name="commit"),
    path("returns/evidence/<int:number>/", evidence.download, name="evidence"),
    path("returns/evidence/<int:number>/remove/", evidence.remove, name="evidence-remove"),
    path(ONE, returns.one, name="return"),
    path(f"{ONE}actions/", answers.one_page, name="one-page"),
    path(f"{ONE}actions/rest/", answers.rest, name="rest"),
    path(f"{ONE}indicators/", answers.grid, name="grid"),
    path(f"{ONE}merge/", answers.merge, name="merge"),
    path(f"{ONE}workbook/", workbooks.workbook, name="workbook"),
    path(f"{ONE}workbook.xlsx", workbooks.file, name="workbook-file"),
    path(f"{ONE}step/", returns.step, name="step"),
    path(f"{ONE}correct/", returns.correct, name="correct"),
    path(f"{ONE}received/", returns.what_you_get, name="received"),
    path(f"{ONE}table.xlsx", returns.layout, name="layout"),
    path(f"{ONE}evidence/", evidence.add, name="evidence-add"),
]
