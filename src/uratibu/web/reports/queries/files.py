"""Where the files of reports lie, and what is read of them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.utils.translation import get_language

from uratibu.core.reports import changes
from uratibu.core.reports.manifest import Plain
from uratibu.web.reports.queries.profiles import FILES, PARTS

if TYPE_CHECKING:
    from uratibu.web.reports.models import Report


def home_of(report: Report, compilation: int | None = None) -> Path:
    """The folder of one compilation of a report; without a number of the last."""
    number = report.compilation if compilation is None else compilation
    return Path(settings.HOME) / "reports" / str(report.pk) / str(number)


def parts(report: Report) -> dict[str, Any]:
    """The last compilation in the reader's language: title, notices, sections."""
    file = home_of(report) / PARTS.format(language=get_language() or "en")
    return cast("dict[str, Any]", _read(file, file.stat().st_mtime_ns))


def manifest(report: Report, compilation: int | None = None, language: str = "") -> Plain:
    """The manifest of a compilation; empty where there was none."""
    name = f"manifest.{language or get_language() or 'en'}.json"
    file = home_of(report, compilation) / name
    return _read(file, file.stat().st_mtime_ns) if file.is_file() else {}


def changed(report: Report) -> tuple[changes.Change, ...]:
    """What the last compilation prints differently from the one before, or from what it corrects.

    The first compilation of a first edition has nothing to be compared with.
    """
    before = manifest(report, report.compilation - 1) if report.compilation > 1 else {}
    if not before and report.corrects is not None:
        before = manifest(report.corrects)
    return changes.compare(before, manifest(report)) if before else ()


def media_of(name: str) -> str:
    """The media type of a file a report offers, "" for any other name."""
    offered = {
        file.format(language=language): media
        for file, _name, media, _about in FILES
        for language, _words in settings.LANGUAGES
    }
    return offered.get(name, "")


@lru_cache(maxsize=32)
def _read(file: Path, changed_at: int) -> Plain:
    del changed_at
    found: Plain = json.loads(file.read_text(encoding="utf-8"))
    return found
