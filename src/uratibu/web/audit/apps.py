"""The audit log as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, and when."""

    name = "uratibu.web.audit"
    label = "audit"
