"""Opening the installed country for a command, with a bar while editions are registered."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from uratibu.cli import place
from uratibu.core.packs.system import ENGINES, System, open_system


def add_pack_to(parser: argparse.ArgumentParser) -> None:
    """The options that say which country is asked, by which engine."""
    parser.add_argument("--pack", type=Path, metavar="DIR", help="the country (default: ke)")
    parser.add_argument("--engine", choices=tuple(ENGINES), default="duckdb")


def open_chosen(chosen: argparse.Namespace) -> System:
    """The system of the chosen pack. Raises Refused if the pack has errors."""
    root = chosen.pack or place.pack()
    hidden = not sys.stderr.isatty()
    with tqdm(unit="edition", disable=hidden, leave=False, delay=0.5) as bar:

        def show(name: str, done: int, total: int) -> None:
            bar.total = total
            bar.set_description(f"registering {name}")
            bar.update(done - bar.n)

        return open_system(root, place.home(), engine=chosen.engine, progress=show)
