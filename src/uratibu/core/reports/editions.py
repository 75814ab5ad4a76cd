"""A published edition is frozen: comparable with any other, corrected only with notice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from uratibu.core.labels import Label
from uratibu.core.reports.manifest import Plain, written
from uratibu.core.reports.model import Correction


class FrozenEdition(Exception):
    """Somebody tried to change a published figure without a notice; it names the figures."""


@dataclass(frozen=True)
class Frozen:
    """A published edition: its manifest and the digest that proves it unchanged."""

    manifest: Plain
    digest: str


@dataclass(frozen=True, order=True)
class Changed:
    """One figure or sentence that reads differently in the newer manifest."""

    id: str
    old: str
    new: str


@dataclass(frozen=True)
class Comparison:
    """What distinguishes two manifests, by id; `is_same` means not one figure or word differs."""

    figures_added: tuple[str, ...]
    figures_removed: tuple[str, ...]
    figures_changed: tuple[Changed, ...]
    sentences_added: tuple[str, ...]
    sentences_removed: tuple[str, ...]
    sentences_changed: tuple[Changed, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not any(vars(self).values())


def freeze(manifest: Plain) -> Frozen:
    """Freeze a manifest: from here on its digest stands for it."""
    return Frozen(manifest, hashlib.sha256(written(manifest).encode()).hexdigest())


def is_untouched(frozen: Frozen) -> bool:
    """Whether the manifest still is what was frozen."""
    return freeze(frozen.manifest).digest == frozen.digest


def compare(old: Plain, new: Plain) -> Comparison:
    """What a newer manifest adds, removes and changes, of figures and of sentences."""
    figures = _by_id(old, "figures"), _by_id(new, "figures")
    sentences = _by_id(old, "sentences"), _by_id(new, "sentences")
    return Comparison(
        figures_added=_only_in(figures[1], figures[0]),
        figures_removed=_only_in(figures[0], figures[1]),
        figures_changed=_changed(*figures, mark="digest"),
        sentences_added=_only_in(sentences[1], sentences[0]),
        sentences_removed=_only_in(sentences[0], sentences[1]),
        sentences_changed=_changed(*sentences, mark="text"),
    )


def correct(
    frozen: Frozen, corrected: Plain, *, reasons: Mapping[str, Label], corrected_on: date
) -> tuple[Correction, ...]:
    """The notices under which a corrected edition may replace a frozen one.

    reasons: why, for each figure that changed. Raises FrozenEdition if a figure changed, came or
    went without a reason: what was published is never changed in silence.
    """
    found = compare(frozen.manifest, corrected)
    moved = (*found.figures_added, *found.figures_removed, *(c.id for c in found.figures_changed))
    silent = sorted(name for name in moved if not reasons.get(name))
    if silent:
        raise FrozenEdition(
            f"{len(silent)} published figure(s) differ without a notice: {', '.join(silent)}; "
            "give the reason for each"
        )
    old, new = _by_id(frozen.manifest, "figures"), _by_id(corrected, "figures")
    return tuple(
        Correction(name, _text(old.get(name)), _text(new.get(name)), reasons[name], corrected_on)
        for name in sorted(moved)
    )


def _by_id(manifest: Plain, kind: str) -> dict[str, Plain]:
    entries = cast("Iterable[Plain]", manifest.get(kind, ()))
    return {str(entry["id"]): entry for entry in entries}


def _only_in(these: Mapping[str, Plain], those: Mapping[str, Plain]) -> tuple[str, ...]:
    return tuple(sorted(these.keys() - those.keys()))


def _changed(
    old: Mapping[str, Plain], new: Mapping[str, Plain], *, mark: str
) -> tuple[Changed, ...]:
    return tuple(
        Changed(name, _text(old[name]), _text(new[name]))
        for name in sorted(old.keys() & new.keys())
        if old[name][mark] != new[name][mark]
    )


def _text(entry: Plain | None) -> str:
    return "" if entry is None else str(entry["text"])
