"""A folder with an invented country of its own, beside the packs it requires."""

import shutil
from pathlib import Path

import pytest

PACKS = Path(__file__).resolve().parents[2] / "packs"


@pytest.fixture
def zavanda(tmp_path: Path) -> Path:
    """A copy of packs/zz that may be changed; the packs it requires lie beside it."""
    shutil.copytree(PACKS / "zz", tmp_path / "zz")
    for name in ("norms", "world"):
        (tmp_path / name).symlink_to(PACKS / name)
    return tmp_path / "zz"
