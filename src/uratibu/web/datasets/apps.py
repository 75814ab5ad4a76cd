"""Data intake as a Django app."""

from django.apps import AppConfig


class DatasetsConfig(AppConfig):
    """New editions of data sets."""

    name = "uratibu.web.datasets"
    label = "datasets"
