"""The reports pages as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reader of the Migration Profile."""

    name = "uratibu.web.reports"
    label = "reports"
