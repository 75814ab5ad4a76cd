"""Which files a pack may have: a misspelt folder must not be lost silently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from uratibu.core.findings import Finding, Where
from uratibu.core.packs import rules

TOP = ("pack.yaml", "README.md", "holidays.csv", "tiles.csv", "extracts.yaml")
FOLDERS: dict[str, tuple[str, ...]] = {
    "codelists": (".csv", ".yaml"),
    "frameworks": (".yaml",),
    "crosswalks": (".csv", ".yaml"),
    "datasets": (".yaml",),
    "indicators": (".yaml",),
    "measures": (".yaml",),
    "outlines": (".yaml",),
    "texts": (".md",),
    "editions": (".yaml",),
    "observations": (".csv",),
    "examples": (".yaml",),
    "comparisons": (".yaml",),
    "sources": (".csv",),
    "plans": (".yaml",),
    "demo": (".csv", ".yaml"),
}
"""Folders of a pack and how the names of their files end."""


IN_FOLDERS = ("frameworks", "plans", "demo")
"""Folders whose things may each have a folder of their own, with a file a part."""


def unknown_files(root: Path) -> Iterator[Finding]:
    """Files and folders that nothing would read."""
    for path in sorted(root.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and path.name in FOLDERS:
            yield from _inside(path, FOLDERS[path.name])
        elif not (path.is_file() and path.name in TOP):
            known = ", ".join((*TOP, *(f"{name}/" for name in FOLDERS)))
            yield rules.found("packs/unknown-file", Where(str(path)), known=known)


def _inside(folder: Path, endings: tuple[str, ...]) -> Iterator[Finding]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and folder.name in IN_FOLDERS:
            yield from _inside(path, endings)
        elif path.is_dir() or path.suffix not in endings:
            known = ", ".join(f"*{ending}" for ending in endings)
            yield rules.found("packs/unknown-file", Where(str(path)), known=known)


def named(root: Path, folder: str, ending: str) -> tuple[Path, ...]:
    """The files of a folder of the pack, in the order of their names."""
    return tuple(sorted((root / folder).glob(f"*{ending}")))
