"""The design system: components every page is built of, and their gallery."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig

from uratibu.design import words

LOCALE = Path(__file__).resolve().parent.parent / "locale"


class DesignConfig(AppConfig):
    """Makes the translations readable before the first page asks for them."""

    name = "uratibu.design"
    label = "design"

    def ready(self) -> None:
        """Compile the word lists that are newer than their compiled form."""
        words.compile_all(LOCALE)
