"""Addresses of the profile reader."""

from django.urls import path

from uratibu.web.reports import views

app_name = "reports"
urlpatterns = [
    path("profile/", views.index, name="index"),
    path("profile/gaps/", views.gaps, name="gaps"),
    path("profile/<str:outline>/<str:edition>/", views.edition, name="edition"),
    path("profile/<str:outline>/<str:edition>/files/<str:name>", views.file, name="file"),
    path("profile/<str:outline>/<str:edition>/<str:section>/", views.section, name="section"),
]
