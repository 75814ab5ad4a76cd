"""Published editions of profiles, as a reader opens them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from uratibu.core.labels import label
from uratibu.design import wording
from uratibu.design.parts import Download, Link, Proof

Plain = dict[str, Any]
FOLDER = "profiles"
PARTS = "parts.{language}.json"

FILES: tuple[tuple[str, str, str, Promise], ...] = (
    ("profile.{language}.pdf", "PDF", "application/pdf", gettext_lazy("to read and print")),
    (
        "profile.{language}.docx",
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        gettext_lazy("to work on"),
    ),
    (
        "tables.{language}.xlsx",
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        gettext_lazy("every table, every row"),
    ),
    (
        "manifest.{language}.json",
        "Manifest",
        "application/json",
        gettext_lazy("every figure with its source and digest"),
    ),
)
GAPS = "gaps"
"""The section of an outline that says what the profile cannot say."""


@dataclass(frozen=True)
class SectionLink:
    """A section in the contents, with the headings inside it."""

    id: str
    number: str
    title: str
    url: str
    inner: tuple[Link, ...]
    is_current: bool = False


@dataclass(frozen=True)
class Notice:
    """A figure of a published edition that was wrong: what it was, what it is, why, since when."""

    figure: str
    url: str
    old: str
    new: str
    reason: str
    day: str


@dataclass(frozen=True)
class Edition:
    """A published edition in one language."""

    outline: str
    edition: str
    title: str
    subtitle: str
    publisher: str
    notices: tuple[str, ...]
    as_of: str
    proof: Proof
    contents: tuple[SectionLink, ...]
    downloads: tuple[Download, ...]
    url: str
    corrections: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Section:
    """One section that is read: its text and the way to the ones beside it."""

    title: str
    number: str
    html: str
    previous: SectionLink | None
    next: SectionLink | None


def home_of(outline: str, edition: str) -> Path:
    """The folder of a published edition."""
    return Path(settings.HOME) / FOLDER / outline / edition


def published() -> tuple[Edition, ...]:
    """Every published edition, the newest of each outline first."""
    folder = Path(settings.HOME) / FOLDER
    found = sorted(folder.glob("*/*/"), key=lambda each: (each.name, each.parent.name))
    names = [(f.parent.name, f.name) for f in reversed(found) if not f.name.startswith(".")]
    return tuple(edition for name in names if (edition := edition_of(*name)))


def address_of_gaps() -> str:
    """The section of the newest edition that says what is missing; "" where none has one."""
    links = (link for edition in published() for link in edition.contents)
    return next((link.url for link in links if link.id == GAPS), "")


def edition_of(outline: str, edition: str, current: str = "") -> Edition | None:
    """A published edition in the reader's language, None where there is none."""
    parts = _parts(outline, edition)
    if parts is None:
        return None
    url = reverse("reports:edition", args=[outline, edition])
    return Edition(
        outline=outline,
        edition=edition,
        title=parts["title"],
        subtitle=parts["subtitle"],
        publisher=parts["publisher"],
        notices=tuple(parts["notices"]),
        as_of=wording.day(date.fromisoformat(parts["as_of"])),
        proof=Proof(
            record=f"document:{outline}@{edition}",
            version=edition,
            as_of=wording.day(date.fromisoformat(parts["as_of"])),
            digest=parts["digest"],
            verify_url=reverse("reports:file", args=[outline, edition, _file(FILES[-1][0])]),
            corrections=str(len(parts["corrections"]) or ""),
            corrections_url=f"{url}#corrections" if parts["corrections"] else "",
        ),
        contents=tuple(_section_link(outline, edition, s, current) for s in parts["sections"]),
        downloads=tuple(
            Download(
                name, reverse("reports:file", args=[outline, edition, _file(file)]), str(about)
            )
            for file, name, _media, about in FILES
        ),
        url=url,
        corrections=tuple(_notice(each) for each in parts["corrections"]),
    )


def _notice(each: Plain) -> Notice:
    return Notice(
        figure=each["figure"],
        url=reverse("lineage:trace", args=[f"figure:{each['figure']}"]),
        old=each["old"],
        new=each["new"],
        reason=label(each["reason"])(get_language() or "en"),
        day=wording.day(date.fromisoformat(each["corrected_on"])),
    )


def section_of(edition: Edition, section: str) -> Section | None:
    """One section of an edition, None where it has none of that name."""
    parts = _parts(edition.outline, edition.edition)
    names = [link.id for link in edition.contents]
    if parts is None or section not in names:
        return None
    place = names.index(section)
    found = parts["sections"][place]
    return Section(
        title=found["title"],
        number=found["number"],
        html=found["html"],
        previous=edition.contents[place - 1] if place else None,
        next=edition.contents[place + 1] if place + 1 < len(names) else None,
    )


def file_of(outline: str, edition: str, name: str) -> tuple[bytes, str] | None:
    """A file of an edition with its media type, None for anything the edition does not offer."""
    media = {
        file.format(language=language): media
        for file, _name, media, _about in FILES
        for language, _words in settings.LANGUAGES
    }
    target = home_of(outline, edition) / name
    if name not in media or not target.is_file():
        return None
    return target.read_bytes(), media[name]


def headings() -> Iterator[tuple[str, str, str]]:
    """Title, address and document of every section and heading of the newest editions."""
    seen: set[str] = set()
    for edition in published():
        if edition.outline not in seen:
            seen.add(edition.outline)
            for link in edition.contents:
                yield link.title, link.url, edition.title
                yield from ((inner.text, inner.url, edition.title) for inner in link.inner)


def _section_link(outline: str, edition: str, section: Plain, current: str) -> SectionLink:
    url = reverse("reports:section", args=[outline, edition, section["id"]])
    return SectionLink(
        id=section["id"],
        number=section["number"],
        title=section["title"],
        url=url,
        inner=tuple(
            Link(f"{each['number']} {each['title']}", f"{url}#{each['id']}")
            for each in section["contents"]
        ),
        is_current=section["id"] == current,
    )


def _file(name: str) -> str:
    return name.format(language=get_language() or "en")


def _parts(outline: str, edition: str) -> Plain | None:
    """The parts of an edition in the reader's language, read once while the file stays the same."""
    if not _is_plain(outline) or not _is_plain(edition):
        return None
    file = home_of(outline, edition) / PARTS.format(language=get_language() or "en")
    if not file.is_file():
        return None
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(file: Path, changed_at: int) -> Plain:
    del changed_at
    parts: Plain = json.loads(file.read_text(encoding="utf-8"))
    return parts


def _is_plain(name: str) -> bool:
    """Whether a name is one of a folder and nothing that leads out of it."""
    return bool(name) and all(c.isalnum() or c in "-_" for c in name)


def nothing_published() -> dict[str, object]:
    """What stands where no edition is published yet."""
    return {
        "title": _("No edition is published yet."),
        "text": _(
            "An edition is compiled when the site is set up. The figures themselves are there."
        ),
        "links": (Link(_("All statistics"), reverse("portal:statistics")),),
    }
