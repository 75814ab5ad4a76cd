"""The room as a Django app."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """Institutions, posts and their holders."""

    name = "uratibu.web.institutions"
    label = "institutions"
