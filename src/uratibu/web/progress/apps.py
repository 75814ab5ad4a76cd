"""The room as a Django app."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Reporting periods, returns and standings."""

    name = "uratibu.web.progress"
    label = "progress"
