"""Where the files of a question lie: the same released cells in every format."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from uratibu.core.disclosure.request import Request
from uratibu.design.parts import Download

FORMATS: tuple[tuple[str, str, Promise], ...] = (
    ("csv", "CSV", gettext_lazy("for any program; one row a cell, its state beside it")),
    ("xlsx", "XLSX", gettext_lazy("for office programs; notes and sources on a second sheet")),
    ("json", "JSON", gettext_lazy("for developers; cells, states and where they come from")),
    ("sdmx.csv", "SDMX-CSV", gettext_lazy("for statistical exchange; SDMX codes of states")),
)


def downloads(request: Request) -> tuple[Download, ...]:
    """A file of each format for the table of a question."""
    query = urlencode(request.parameters(), safe=":,/")
    return tuple(
        Download(name, f"{reverse('portal:file', args=[ending])}?{query}", str(about))
        for ending, name, about in FORMATS
    )
