"""Addresses of the trace."""

from django.urls import path

from uratibu.web.lineage import views

app_name = "lineage"
urlpatterns = [
    path("trace/", views.index, name="index"),
    path("trace/<path:reference>/", views.trace, name="trace"),
]
