"""Addresses of the room."""

from django.urls import path

from uratibu.web.progress.operations import following
from uratibu.web.progress.views import overrides, targets

app_name = "progress"
FOLLOWS = following.after_a_change
"""Named so that whoever serves pages also follows changes of plans."""
urlpatterns = [
    path("plan/<slug:plan>/", targets.plan, name="plan"),
    path("plan/<slug:plan>/targets.<str:form>", targets.plan_file, name="plan-file"),
    path("plan/<slug:plan>/coverage/", targets.coverage_page, name="coverage"),
    path("plan/<slug:plan>/coverage.<str:form>", targets.coverage_file, name="coverage-file"),
    path("plan/<slug:plan>/objectives/", targets.objectives_page, name="objectives"),
    path("plan/<slug:plan>/actions/<str:key>/status/", overrides.status, name="status"),
    path("overrides/<int:number>/<slug:verb>/", overrides.decide, name="override-decide"),
]
