"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, their roles, the policy."""

    name = "uratibu.web.accounts"
    label = "accounts"
