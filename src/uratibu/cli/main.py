"""Entry of the `uratibu` command: one sub-command a verb, each in a module of its own."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Protocol

from uratibu import __version__
from uratibu.cli import data, doctor, measure, pack, plan, profile, report, run, text, trace
from uratibu.core.findings import Refused, Severity


class Verb(Protocol):
    """What a module of a verb offers: its own part of the command line."""

    def add_to(self, verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        """Add the verb with its options; `run` is what it does."""


READER_LEFT = 141
"""128 + SIGPIPE: what a shell gives a command whose reader, such as `head`, has seen enough."""
VERBS: tuple[Verb, ...] = (pack, plan, text, data, measure, profile, report, trace, run, doctor)


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; every verb adds its own part."""
    parser = argparse.ArgumentParser(
        prog="uratibu",
        description="Follow every commitment to a checked number, and every number back.",
    )
    parser.add_argument("--version", action="version", version=f"uratibu {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        verb.add_to(verbs)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 (done), 1 (findings or no answer) or 2 (wrong usage).

    It is 141 where nobody reads the output any more: that is no fault, so nothing is said.
    """
    try:
        try:
            return _run(arguments)
        finally:
            # What is still to be written would otherwise fail where nothing can catch it.
            sys.stdout.flush()
    except BrokenPipeError:
        _write_nowhere()
        return READER_LEFT


def _run(arguments: Sequence[str] | None) -> int:
    chosen = build_parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except Refused as refused:
        _tell(refused, as_json=getattr(chosen, "json", False))
        return 1


def _write_nowhere() -> None:
    """Let the interpreter close its streams at exit without a word."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _tell(refused: Refused, *, as_json: bool) -> None:
    if not as_json:
        for finding in refused.findings:
            print(finding, file=sys.stderr)
        return
    plain = {
        "result": "refused",
        "errors": sum(f.severity is Severity.ERROR for f in refused.findings),
        "findings": [finding.as_plain() for finding in refused.findings],
    }
    print(json.dumps(plain, indent=1, ensure_ascii=False))
