"""The trace as a Django app."""

from django.apps import AppConfig


class LineageConfig(AppConfig):
    """The chain between norms, measures, editions and source rows."""

    name = "uratibu.web.lineage"
    label = "lineage"
