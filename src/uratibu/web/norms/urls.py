"""Addresses of the commitments."""

from django.urls import path

from uratibu.web.norms import views

app_name = "norms"
urlpatterns = [
    path("commitments/", views.index, name="index"),
    path("commitments/<path:norm>/", views.norm, name="norm"),
]
