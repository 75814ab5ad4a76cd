"""Addresses of the institutions."""

from django.urls import path

from uratibu.web.institutions import views

app_name = "institutions"
urlpatterns = [
    path("institutions/", views.index, name="index"),
    path("institutions/<str:code>/", views.institution, name="institution"),
    path("institutions/<str:code>/appoint/", views.appoint, name="appoint"),
    path("institutions/<str:code>/holdings/<int:number>/end/", views.end, name="end"),
    path("institutions/<str:code>/letters/<int:number>/", views.letter, name="letter"),
]
