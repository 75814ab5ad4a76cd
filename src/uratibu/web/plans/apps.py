"""The room as a Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans and their elements."""

    name = "uratibu.web.plans"
    label = "plans"
