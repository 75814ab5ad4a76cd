"""Published figures as a manifest lists them: what each was computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from uratibu.core.datasets.diff import Figure

_COMPUTED = frozenset({"_T", "_R"})
"""Totals and remainders may be sums over members: such a figure rests on every member."""


class NotAManifest(ValueError):
    """The file lists no figures as a manifest does."""


def figures_of(manifest: object, *, dataset: str, edition: str) -> tuple[Figure, ...]:
    """The figures of a manifest (manifest.json as plain data) that rest on one edition.

    Raises NotAManifest.
    """
    figures = manifest.get("figures") if isinstance(manifest, Mapping) else None
    if not isinstance(figures, list):
        raise NotAManifest("there is no list `figures`; bring the manifest.json of a profile")
    return tuple(
        Figure(str(figure.get("id", "")), dataset, edition, _texts(figure.get("indicators")),
               tuple(_filters(figure)))
        for figure in figures
        if isinstance(figure, Mapping) and (dataset, edition) in _editions(figure)
    )  # fmt: skip


def _editions(figure: Mapping[str, object]) -> set[tuple[str, str]]:
    listed = figure.get("editions")
    pairs = {(e[0], e[1]) for e in listed if len(e) > 1} if isinstance(listed, list) else set()
    return pairs | {(str(figure.get("dataset")), str(figure.get("edition")))}


def _filters(figure: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in ("area", "period"):
        code = figure.get(name)
        if isinstance(code, str) and code:
            yield name, (code,)
    dimensions = figure.get("dimensions")
    if isinstance(dimensions, Mapping):
        for name, code in dimensions.items():
            codes = tuple(map(str, code)) if isinstance(code, list) else (str(code),)
            if not _COMPUTED & set(codes) and str(name) not in ("area", "period"):
                yield str(name), codes


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
