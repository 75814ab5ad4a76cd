"""Addresses of the design system: the stylesheet and the gallery of components."""

from django.urls import path

from uratibu.design import views

app_name = "design"
urlpatterns = [
    path("design/", views.gallery, name="gallery"),
    path("design/<str:digest>.css", views.style, name="style"),
]
