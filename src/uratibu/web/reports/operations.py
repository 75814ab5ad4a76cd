"""Publishing an edition of a profile: compiled once in every language, then frozen on disk."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from uratibu.core.findings import Refused
from uratibu.core.labels import Label, label
from uratibu.core.reports import build, draw, editions, export_html, manifest
from uratibu.core.reports.compile import compile_document
from uratibu.core.reports.contents import charts_of
from uratibu.core.reports.model import (
    Block,
    BoundFigure,
    ChartBlock,
    Correction,
    Document,
    Heading,
    Outline,
)
from uratibu.web.accounts.models import Person
from uratibu.web.audit import operations as audit
from uratibu.web.reports.queries import PARTS, home_of

NARROW = 340
"""The width of a chart on a phone, in pixels."""
_DRAWING = re.compile(r'<div class="wide"[^>]*>(<svg.*?</svg>)</div>', re.DOTALL)
_HEADING = re.compile(r"<(/?)h([3-6])")
"""A section is a page of its own: its title is the first heading, those inside rise by one."""
_CELL = re.compile(r'<td class="n" data-figure="([^"]+)">([^<]+)</td>')


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
            _write(draft, _files(document))
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
        files |= _files(document, (*_given_before(plain), *new))
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
    _write(draft, files)
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


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _files(document: Document, corrections: tuple[Correction, ...] = ()) -> dict[str, bytes]:
    """The files of one language, and the parts that the reader shows."""
    files = build.build_files(document, suffix=f".{document.language}", corrections=corrections)
    plain = manifest.manifest(document, corrections=corrections)
    frozen = editions.freeze(plain)
    parts = {
        "title": document.title,
        "subtitle": document.subtitle,
        "publisher": document.publisher,
        "notices": document.notices,
        "as_of": document.as_of.isoformat(),
        "digest": document.digest,
        "manifest": frozen.digest,
        "corrections": plain["corrections"],
        "sections": list(_sections(document)),
    }
    written = json.dumps(parts, ensure_ascii=False, indent=1)
    return files | {PARTS.format(language=document.language): written.encode()}


def _sections(document: Document) -> Iterator[dict[str, object]]:
    """One part a section of the first level, with the headings inside it and its text."""
    for blocks in _cut(document.blocks):
        head, rest = blocks[0], blocks[1:]
        if isinstance(head, Heading):
            inner = Document(**{**vars(document), "blocks": tuple(rest)})
            yield {
                "id": head.anchor,
                "number": head.number,
                "title": head.text,
                "contents": [
                    {"id": b.anchor, "number": b.number, "title": b.text}
                    for b in rest
                    if isinstance(b, Heading) and b.level == 2
                ],
                "html": _readable(export_html.fragment(inner, link=_trace), inner),
            }


def _cut(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1 and part:
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _trace(figure: BoundFigure) -> str:
    return f"figure:{figure.id}"


def _readable(html: str, part: Document) -> str:
    """The text of a section for the reader: figures lead to their trace, charts fit a phone."""
    narrow = iter([_narrow(chart) for chart in charts_of(part.blocks)])
    with override(part.language):
        linked = _CELL.sub(_linked_cell, html)
        traced = re.sub(r'href="(figure:[^"]+)"', _linked, linked)
    raised = _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) - 1}", traced)
    return _DRAWING.sub(lambda found: _both(found[0], found[1], next(narrow)), raised)


def _both(framed: str, wide: str, narrow: str) -> str:
    if not narrow:
        return framed
    return f'<div class="chart-wide">{wide}</div><div class="chart-narrow">{narrow}</div>'


def _narrow(chart: ChartBlock) -> str:
    """The same chart for a phone; a tile map stays as it is, its words would not fit."""
    specification = json.loads(chart.specification)
    if '"field":"col"' in chart.specification:
        return ""
    drawn = json.dumps({**specification, "width": NARROW}, sort_keys=True)
    return draw.svg(
        drawn, title=chart.caption, alternative=chart.alternative, label_id=f"{chart.anchor}-n"
    )


def _linked(found: re.Match[str]) -> str:
    return f'href="{escape(reverse("lineage:trace", args=[_plain(found[1])]))}"'


def _linked_cell(found: re.Match[str]) -> str:
    address = escape(reverse("lineage:trace", args=[f"figure:{_plain(found[1])}"]))
    return f'<td class="n"><a href="{address}">{found[2]}</a></td>'


def _plain(text: str) -> str:
    return text.replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", '"')
