"""Addresses of profiles, of reports of the register, and of Word templates."""

from django.urls import path

from uratibu.web.reports.views import acts, briefs, profiles, reports, templates, traces

app_name = "reports"
_BRIEF = "reports/brief/<slug:plan>/<str:institution>/<str:period>/"
urlpatterns = [
    path("trace/<str:kind>:<path:name>/", traces.trace, name="trace"),
    path("profile/", profiles.index, name="index"),
    path("profile/gaps/", profiles.gaps, name="gaps"),
    path("profile/<str:outline>/<str:edition>/", profiles.edition, name="edition"),
    path("profile/<str:outline>/<str:edition>/files/<str:name>", profiles.file, name="file"),
    path("profile/<str:outline>/<str:edition>/<str:section>/", profiles.section, name="section"),
    path("reports/", reports.index, name="reports"),
    path("reports/new/", reports.new, name="new-report"),
    path("reports/templates/", templates.index, name="templates"),
    path("reports/templates/fields/", templates.fields, name="template-fields"),
    path("reports/templates/start/<str:language>/", templates.start, name="template-start"),
    path("reports/templates/<int:number>/", templates.template, name="template"),
    path("reports/templates/<int:number>/file/", templates.file, name="template-file"),
    path("reports/templates/<int:number>/fill/", templates.fill, name="template-fill"),
    path("reports/templates/<int:number>/withdraw/", templates.withdraw, name="template-withdraw"),
    path("reports/templates/<int:number>/copy/<int:copy>/", templates.copy, name="template-copy"),
    path(_BRIEF, briefs.brief, name="brief"),
    path(f"{_BRIEF}<str:kind>/", briefs.brief, name="brief-kind"),
    path(f"{_BRIEF}<str:kind>/<str:form>", briefs.brief_file, name="brief-file"),
    path("reports/<int:number>/", reports.report, name="report"),
    path("reports/<int:number>/compile/", acts.compile_again, name="compile"),
    path("reports/<int:number>/comment/", acts.comment, name="comment"),
    path("reports/<int:number>/comment/<int:comment>/", acts.resolve, name="resolve"),
    path("reports/<int:number>/submit/", acts.submit, name="submit"),
    path("reports/<int:number>/send-back/", acts.send_back, name="send-back"),
    path("reports/<int:number>/publish/", acts.publish, name="publish"),
    path("reports/<int:number>/correct/", acts.correct, name="correct"),
    path("reports/<int:number>/files/<str:name>", reports.file, name="report-file"),
    path("reports/<int:number>/<str:section>/", reports.section, name="report-section"),
]
