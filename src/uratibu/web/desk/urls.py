"""Addresses of the room."""

from django.urls import path

from uratibu.web.desk.views import desk, handover

app_name = "desk"
urlpatterns = [
    path("desk/", desk.index, name="index"),
    path("desk/digest/", desk.digest, name="digest"),
    path("institutions/<str:code>/handover/", handover.page, name="handover"),
    path("institutions/<str:code>/handover.docx", handover.file, name="handover-file"),
]
