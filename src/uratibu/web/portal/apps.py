"""The portal pages as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public site."""

    name = "uratibu.web.portal"
    label = "portal"
