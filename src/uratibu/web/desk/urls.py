"""Addresses of the room."""

from django.urls import path

from uratibu.web.desk.views import handover

app_name = "desk"
urlpatterns = [
    path("institutions/<str:code>/handover/", handover.page, name="handover"),
    path("institutions/<str:code>/handover.docx", handover.file, name="handover-file"),
]
