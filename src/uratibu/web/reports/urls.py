"""Addresses of the profile reader."""

from django.urls import path

from uratibu.web.reports import views

app_name = "reports"
urlpatterns = [
    path("profile/", views.index, name="index"),
    path("profile/<str:outline>/", views.outline, name="outline"),
]
