"""The design system: components every page is built of, and their gallery."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig

from uratibu.design import words

SOURCE = Path(__file__).resolve().parent.parent


class DesignConfig(AppConfig):
    """Makes the translations readable before the first page asks for them."""

    name = "uratibu.design"
    label = "design"

    def ready(self) -> None:
        """Compile the word lists that are newer than their compiled form."""
        for locale in (SOURCE / "locale", *SOURCE.glob("web/*/locale")):
            words.compile_all(locale)
