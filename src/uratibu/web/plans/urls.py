"""Addresses of the plans. An address is a plan, then what is shown of it."""

from django.urls import path

from uratibu.web.plans.views import (
    actions,
    beginning,
    browse,
    editing,
    exports,
    findings,
    imports,
    overviews,
    versions,
)

app_name = "plans"
urlpatterns = [
    path("plans/", browse.index, name="index"),
    path("plan/rules/", findings.every_rule, name="rules"),
    path("plan/rules/<slug:rule>/", findings.one_rule, name="rule"),
    path("plan/<slug:plan>/findings/", findings.index, name="findings"),
    path("plan/<slug:plan>/findings/findings.<str:form>", findings.download, name="findings-file"),
    path("plan/<slug:plan>/findings/waive/", findings.waive, name="waive"),
    path("plan/<slug:plan>/findings/<int:number>/end/", findings.end, name="waiver-end"),
    path("plans/import/", beginning.begin, name="begin"),
    path("plan/<slug:plan>/import/", imports.bring, name="import"),
    path("plan/<slug:plan>/import/<int:number>/", imports.preview, name="import-preview"),
    path("plan/<slug:plan>/import/<int:number>/columns/", imports.columns, name="import-columns"),
    path("plan/<slug:plan>/import/<int:number>/commit/", imports.commit, name="import-commit"),
    path("plan/<slug:plan>/import/<int:number>/marked/", imports.marked, name="import-marked"),
    path("plan/<slug:plan>/export/", exports.index, name="export-list"),
    path("plan/<slug:plan>/export/<slug:form>/", exports.file, name="export"),
    path("plan/<slug:plan>/browse/", browse.browse, name="browse"),
    path("plan/<slug:plan>/actions/", actions.index, name="actions"),
    path("plan/<slug:plan>/actions/<str:key>/", actions.element, name="element"),
    path("plan/<slug:plan>/actions/<str:key>/edit/<slug:section>/", editing.edit, name="edit"),
    path("plan/<slug:plan>/actions/<str:key>/withdraw/", editing.withdraw, name="withdraw"),
    path("plan/<slug:plan>/new/", editing.create, name="create"),
    path("plan/<slug:plan>/timeline/", overviews.timeline_page, name="timeline"),
    path("plan/<slug:plan>/budget/", overviews.budget_page, name="budget"),
    path("plan/<slug:plan>/who/", overviews.who_page, name="who"),
    path("plan/<slug:plan>/who/who.<str:form>", overviews.who_file, name="who-file"),
    path("plan/<slug:plan>/gaps/", overviews.gaps_page, name="gaps"),
    path("plan/<slug:plan>/calendar/", overviews.calendar_page, name="calendar"),
    path("plan/<slug:plan>/calendar/calendar.ics", overviews.feed, name="feed"),
    path("plan/<slug:plan>/versions/", versions.index, name="versions"),
    path("plan/<slug:plan>/versions/compare/", versions.compare, name="compare"),
    path(
        "plan/<slug:plan>/versions/compare/changes.<str:form>",
        versions.compare_file,
        name="compare-file",
    ),
    path("plan/<slug:plan>/versions/freeze/", versions.freeze, name="freeze"),
    path("plan/<slug:plan>/versions/<int:number>/decide/", versions.decide, name="freeze-decide"),
    path(
        "plan/<slug:plan>/versions/<int:number>/withdraw/",
        versions.take_back,
        name="freeze-withdraw",
    ),
]
