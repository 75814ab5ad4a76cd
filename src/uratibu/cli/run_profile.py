"""The Migration Profile of a running site: built when data, packs or code differ from last time."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import uratibu
from uratibu.cli import place
from uratibu.core.packs.system import System

COMMAND = "import sys; from uratibu.cli.main import main; sys.exit(main(sys.argv[1:]))"
MARK = "built.json"


def build_profile(system: System, tell: Callable[[str], None]) -> str:
    """Build the profile in every language of the country into the home folder, unless it stands.

    It is built in a process of its own: what drawing and typesetting need is free again afterwards.
    """
    edition = edition_of(system)
    target = place.home() / "profile" / edition
    key = key_of(system)
    if _stands(target, key):
        return f"profile: edition {edition} stands"
    tell(f"edition {edition}: charts, page, Word, PDF, tables")
    work = target.with_name(f".building-{edition}")
    shutil.rmtree(work, ignore_errors=True)
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", COMMAND, "profile", "build", "--pack", str(place.pack()),
         "--edition", edition, "--language", "all", "--out", str(work)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"The profile could not be built:\n{done.stderr}")
    (work / MARK).write_text(json.dumps({"key": key}), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    work.rename(target)
    return f"profile: edition {edition} built in {target}"


def edition_of(system: System) -> str:
    """Name the edition for the last year that was over when the newest data were fetched."""
    years = [edition.retrieved_on.year for edition in system.store.editions()]
    return str(max(years, default=1970) - 1)


def key_of(system: System) -> str:
    """A digest over all that the profile rests on: packs, registered editions, the code."""
    digest = hashlib.sha256()
    roots = [pack.root for pack in system.installation.packs]
    for root in (*roots, Path(uratibu.__file__).parent / "core"):
        for file in _files(root):
            digest.update(str(file.relative_to(root)).encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    for edition in system.store.editions():
        digest.update(f"{edition.id} {edition.digest}\n".encode())
    return digest.hexdigest()


def _files(root: Path) -> Iterable[Path]:
    return sorted(f for f in root.rglob("*") if f.is_file() and "__pycache__" not in f.parts)


def _stands(target: Path, key: str) -> bool:
    mark = target / MARK
    return mark.is_file() and json.loads(mark.read_text(encoding="utf-8")).get("key") == key
