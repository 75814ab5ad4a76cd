"""The files of a compiled document as they lie on disk, and the parts that a reader is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from django.urls import reverse
from django.utils.translation import override

from uratibu.core.reports import build, draw, editions, export_html, manifest
from uratibu.core.reports.contents import charts_of
from uratibu.core.reports.model import (
    Block,
    BoundFigure,
    Chart,
    Correction,
    Document,
    Heading,
)
from uratibu.web.reports.queries.profiles import PARTS

NARROW = 340
"""The width of a chart on a phone, in pixels."""
_DRAWING = re.compile(r'<div class="wide"[^>]*>(<svg.*?</svg>)</div>', re.DOTALL)
_HEADING = re.compile(r"<(/?)h([3-6])")
"""A section is a page of its own: its title is the first heading, those inside rise by one."""
_CELL = re.compile(r'<td class="n" data-figure="([^"]+)">([^<]+)</td>')


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def files(document: Document, corrections: tuple[Correction, ...] = ()) -> dict[str, bytes]:
    """The files of one language, and the parts that the reader shows."""
    made = build.build_files(document, suffix=f".{document.language}", corrections=corrections)
    return made | parts(document, corrections)


def parts(document: Document, corrections: tuple[Correction, ...] = ()) -> dict[str, bytes]:
    """The parts that the reader shows, and the manifest they stand on."""
    plain = manifest.manifest(document, corrections=corrections)
    frozen = editions.freeze(plain)
    said = {
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
    written = json.dumps(said, ensure_ascii=False, indent=1)
    return {
        PARTS.format(language=document.language): written.encode(),
        f"manifest.{document.language}.json": manifest.written(plain).encode(),
    }


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
                "html": _readable(_fragment(inner), inner),
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


def _fragment(part: Document) -> str:
    return export_html.fragment(part, link=_trace, mark=_sentence(part))


def _sentence(document: Document) -> export_html.Mark:
    """Where a sentence leads that rests on a return: its own trace."""
    return lambda anchor: f"figure:sentence:{document.id}@{anchor}"


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


def _narrow(chart: Chart) -> str:
    """The same chart for a phone; a tile map stays as it is, its words would not fit."""
    specification = json.loads(chart.specification)
    if '"field":"col"' in chart.specification:
        return ""
    drawn = json.dumps({**specification, "width": NARROW}, sort_keys=True)
    return draw.svg(
        drawn, title=chart.caption, alternative=chart.alternative, label_id=f"{chart.anchor}-n"
    )


def _linked(found: re.Match[str]) -> str:
    reference = _plain(found[1]).removeprefix("figure:sentence:")
    if reference != _plain(found[1]):
        reference = f"sentence:{reference}"
    return f'href="{escape(reverse("lineage:trace", args=[reference]))}"'


def _linked_cell(found: re.Match[str]) -> str:
    address = escape(reverse("lineage:trace", args=[f"figure:{_plain(found[1])}"]))
    return f'<td class="n"><a href="{address}">{found[2]}</a></td>'


def _plain(text: str) -> str:
    return text.replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", '"')


def readable(document: Document) -> str:
    """The whole text of a short document for a page; its headings are those of the page."""
    return _readable(_fragment(document), document)
