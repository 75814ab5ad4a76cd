"""A chart's specification becomes SVG or PNG; the converter stays warm, charts are kept."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

import vl_convert

from uratibu.core.reports.slim import slim

VEGA_LITE = "6.4"
WEB_FONT = 'system-ui,"Liberation Sans",Arial,sans-serif'
_KEPT = 512


@dataclass
class _Drawings:
    """Drawings by the digest of their specification; the oldest leave first."""

    kept: OrderedDict[str, str | bytes] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, name: str) -> str | bytes | None:
        """The drawing of this name, None where it was not drawn yet."""
        with self.lock:
            found = self.kept.get(name)
            if found is not None:
                self.kept.move_to_end(name)
            return found

    def put(self, name: str, drawing: str | bytes) -> None:
        """Keep a drawing."""
        with self.lock:
            self.kept[name] = drawing
            while len(self.kept) > _KEPT:
                self.kept.popitem(last=False)


_DRAWN = _Drawings()


def svg(
    specification: str, *, title: str, alternative: str, label_id: str = "", font: str = WEB_FONT
) -> str:
    """The chart as a small SVG that scales with its column and names itself.

    title, alternative: become <title> and <desc>. label_id: prefix of their ids, which must be
    unique in a page; by default the digest of the specification. font: the fonts of its words.
    """
    name = _digest("svg", specification)
    plain = _DRAWN.get(name)
    if not isinstance(plain, str):
        plain = vl_convert.vegalite_to_svg(
            specification, vl_version=VEGA_LITE, allowed_base_urls=[]
        )
        _DRAWN.put(name, plain)
    names = label_id or f"c{name[:8]}"
    return slim(plain, title=title, alternative=alternative, label_id=names, font=font)


def png(specification: str, *, scale: float = 3) -> bytes:
    """The chart as a picture for office programs; scale 3 prints sharply."""
    name = _digest(f"png{scale}", specification)
    drawn = _DRAWN.get(name)
    if not isinstance(drawn, bytes):
        drawn = bytes(
            vl_convert.vegalite_to_png(
                specification, vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[]
            )
        )
        _DRAWN.put(name, drawn)
    return drawn


def warm() -> None:
    """Start the converter, which takes a second, before the first chart is asked for."""
    svg('{"mark":"point","data":{"values":[]}}', title="", alternative="")


def _digest(kind: str, specification: str) -> str:
    return hashlib.sha256(f"{kind}:{VEGA_LITE}:{specification}".encode()).hexdigest()
