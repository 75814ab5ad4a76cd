"""Small packs made by hand, and the invented country beside what it requires."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from uratibu.core.packs.install import install
from uratibu.core.packs.model import Installation

PACKS = Path(__file__).resolve().parents[3] / "packs"


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Writes a pack of the files it is given, with a pack.yaml of its own."""

    def write(name: str, requires: str = "[]", **files: str) -> Path:
        root = tmp_path / name
        root.mkdir()
        head = f"id: {name}\ntitle: {name}\nversion: '1'\nlicence: CC0-1.0\nrequires: {requires}\n"
        (root / "pack.yaml").write_text(head, encoding="utf-8")
        for path, text in files.items():
            (root / path).parent.mkdir(exist_ok=True, parents=True)
            (root / path).write_text(text, encoding="utf-8")
        return root

    return write


@pytest.fixture
def zavanda(tmp_path: Path) -> Path:
    """A copy of the invented country, beside the packs it requires."""
    shutil.copytree(PACKS / "zz", tmp_path / "zz")
    for name in ("norms", "world"):
        (tmp_path / name).symlink_to(PACKS / name)
    return tmp_path / "zz"


@pytest.fixture(scope="session")
def installed() -> Installation:
    """The invented country as it ships."""
    return install(PACKS / "zz")
