"""The norms pages as a Django app."""

from django.apps import AppConfig


class NormsConfig(AppConfig):
    """Frameworks and norms for everyone to read."""

    name = "uratibu.web.norms"
    label = "norms"
