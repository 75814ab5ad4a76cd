"""Publishing an edition of a profile: compiled once in every language, then frozen on disk."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.conf import settings
from django.db import transaction

from uratibu.core.findings import Refused
from uratibu.core.labels import Label, label
from uratibu.core.reports import editions, manifest
from uratibu.core.reports.compile import compile_document
from uratibu.core.reports.model import (
    Correction,
    Document,
    Outline,
)
from uratibu.web.accounts.models import Person
from uratibu.web.audit import operations as audit
from uratibu.web.reports.operations import frozen
from uratibu.web.reports.queries.profiles import home_of


def publish_profile(outline: Outline, *, edition: str, as_of: date) -> bool:
    """Compile an outline in the languages of the country and freeze it.

    Returns False if the edition was published before: nothing of it is touched then.
    Raises Refused if a sentence, table or chart cannot be printed; nothing is published then.
    """
    target = home_of(outline.id, edition)
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(dir=target.parent, prefix=".draft-"))
    try:
        for language, _name in settings.LANGUAGES:
            document = compiled(outline, edition=edition, language=language, as_of=as_of)
            frozen.write(draft, frozen.files(document))
        draft.chmod(0o755)
        os.replace(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return True


class NotPublished(Exception):
    """There is no such edition, so there is nothing to correct; the message names what there is."""


@transaction.atomic
def correct_profile(
    outline: Outline, *, edition: str, as_of: date, reason: Label, corrected_on: date,
    by: Person | None = None,
) -> int:  # fmt: skip
    """Replace a published edition by what the data say now, with a notice for every figure.

    Each notice has the old text, the new one, the reason and the day; those given before stay.
    What was published is kept beside it in a folder of its own. Returns how many figures differ; 0
    changes nothing. Raises NotPublished, and Refused if the document cannot be compiled.
    """
    target = home_of(outline.id, edition)
    if not target.is_dir():
        there = ", ".join(sorted(each.name for each in target.parent.glob("*/"))) or "none"
        raise NotPublished(f"{outline.id} has no edition {edition}; there is: {there}.")
    files: dict[str, bytes] = {}
    count = 0
    for language, _name in settings.LANGUAGES:
        document = compiled(outline, edition=edition, language=language, as_of=as_of)
        plain = json.loads((target / f"manifest.{language}.json").read_bytes())
        new = _notices(plain, document, reason, corrected_on)
        count = max(count, len(new))
        files |= frozen.files(document, (*_given_before(plain), *new))
    if count:
        _replace(target, files)
        facts = {"document": f"{outline.id}@{edition}", "figures": count, "reason": reason()}
        audit.record("reports.corrected", by=by, facts=facts)
    return count


def _notices(
    before: dict[str, Any], document: Document, reason: Label, corrected_on: date
) -> tuple[Correction, ...]:
    after = manifest.manifest(document)
    found = editions.compare(before, after)
    moved = (*found.figures_added, *found.figures_removed, *(c.id for c in found.figures_changed))
    return editions.correct(
        editions.freeze(before), after,
        reasons=dict.fromkeys(moved, reason), corrected_on=corrected_on,
    )  # fmt: skip


def _given_before(plain: dict[str, Any]) -> Iterator[Correction]:
    for each in plain["corrections"]:
        day = date.fromisoformat(each["corrected_on"])
        yield Correction(each["figure"], each["old"], each["new"], label(each["reason"]), day)


def _replace(target: Path, files: dict[str, bytes]) -> None:
    """Put the files in the place of an edition, which is kept under a name readers do not see."""
    draft = Path(mkdtemp(dir=target.parent, prefix=".draft-"))
    frozen.write(draft, files)
    draft.chmod(0o755)
    kept = len(list(target.parent.glob(f".{target.name}-*")))
    target.rename(target.with_name(f".{target.name}-{kept + 1}"))
    draft.rename(target)


def compiled(outline: Outline, *, edition: str, language: str, as_of: date) -> Document:
    """The document of an outline for the installed country. Raises Refused."""
    system = settings.SYSTEM()
    installation = system.installation
    if installation.country is None:
        raise Refused(())
    return compile_document(
        outline,
        system.publisher,
        texts=dict(text for pack in installation.packs for text in pack.texts),
        country=installation.country,
        edition=edition,
        language=language,
        as_of=as_of,
        outlines={known.id: known for known in installation.outlines},
        tiles=installation.tiles,
    )
