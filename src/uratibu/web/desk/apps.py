"""The room as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The first page of whoever works here."""

    name = "uratibu.web.desk"
    label = "desk"
