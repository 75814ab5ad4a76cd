"""Where things are: the home folder and the pack, from the environment or by default."""

from __future__ import annotations

import os
from pathlib import Path

import uratibu

SOURCE = Path(uratibu.__file__).resolve().parents[2]


def home() -> Path:
    """The folder of everything this installation writes: URATIBU_HOME, else ./var."""
    return Path(os.environ.get("URATIBU_HOME") or "var").resolve()


def packs() -> Path:
    """The folder of packs: URATIBU_PACKS, else those of the source."""
    return Path(os.environ.get("URATIBU_PACKS") or SOURCE / "packs").resolve()


def pack() -> Path:
    """The installed country: URATIBU_PACK, else ke."""
    return packs() / (os.environ.get("URATIBU_PACK") or "ke")


def from_here(path: Path) -> Path:
    """A path as it is written in the folder the command runs in: short if it lies inside."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
