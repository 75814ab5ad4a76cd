"""`uratibu doctor`: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from uratibu.cli import place
from uratibu.core.findings import Finding, Refused, Severity, Where, has_errors
from uratibu.core.packs.check import check_pack
from uratibu.core.packs.system import open_system

FREE_MEGABYTES_NEEDED = 200
FREE_MEGABYTES_WANTED = 1000
BUILT_IN = 2026
"""No clock can be right that shows a year before this version was made."""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu doctor`."""
    parser = verbs.add_parser(
        "doctor", help="tell what is wrong and how to mend it", description=__doc__
    )
    parser.add_argument("--json", action="store_true", help="findings as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Ask everything; 1 if something must be mended."""
    findings: list[Finding] = []
    for name, check in CHECKS:
        found = list(check())
        findings += found
        if not chosen.json:
            _show(name, found)
    if chosen.json:
        print(json.dumps([finding.as_plain() for finding in findings], indent=1))
    return 1 if has_errors(findings) else 0


def python_version() -> Iterator[Finding]:
    """Python is new enough."""
    here = tuple(sys.version_info[:2])
    if here < (3, 11):
        yield _error(
            "python", f"Python {here[0]}.{here[1]} is too old.", "Install Python 3.11 or newer."
        )


def packages() -> Iterator[Finding]:
    """What is installed is what the lock says."""
    lock = place.SOURCE / "requirements" / "core.txt"
    if not lock.is_file():
        return
    text = lock.read_text(encoding="utf-8")
    for name, wanted, marker in re.findall(
        r"^([\w.-]+)==([^\s;]+)(?: *; *([^\\\n]+))?", text, re.M
    ):
        found = _version_of(name)
        if found != wanted and not marker:
            yield _error(
                "packages", f"{name} is {found or 'absent'}, the lock says {wanted}.",
                "Run `python3 bootstrap.py core`; if it changes nothing, remove .venv first.",
            )  # fmt: skip


def home_folder() -> Iterator[Finding]:
    """The home folder is there, is ours and has room."""
    home = place.home()
    if not home.is_dir():
        yield _error("home", f"{home} is not there.", "Run `uratibu run --no-serve`.")
        return
    if not os.access(home, os.W_OK):
        yield _error("home", f"{home} cannot be written to.", "Give it to the user who runs this.")
    free = shutil.disk_usage(home).free // 1_000_000
    if free < FREE_MEGABYTES_WANTED:
        grave = Severity.ERROR if free < FREE_MEGABYTES_NEEDED else Severity.WARNING
        yield _finding(
            grave, "space", f"{free} MB are free at {home}.", "Make room, or set URATIBU_HOME."
        )


def clock() -> Iterator[Finding]:
    """The clock is not behind what was written before, and not in another decade."""
    now = datetime.now(UTC)
    newest = max((f.stat().st_mtime for f in place.home().glob("*")), default=0.0)
    if now.year < BUILT_IN or newest > now.timestamp() + 300:
        yield _error(
            "clock", f"The clock shows {now:%Y-%m-%d %H:%M} UTC, which lies in the past.",
            "Set the clock; figures and sessions carry its time.",
        )  # fmt: skip


def packs() -> Iterator[Finding]:
    """The country's pack has no fault."""
    yield from (found for found in check_pack(place.pack()) if found.severity is Severity.ERROR)


def editions() -> Iterator[Finding]:
    """Every registered edition says what it said when it was registered."""
    if not place.home().is_dir():
        return
    try:
        system = open_system(place.pack(), place.home())
    except Refused as refused:
        yield from refused.findings
        return
    for edition in system.store.editions():
        yield from system.store.verify(edition)


def translations() -> Iterator[Finding]:
    """Every word list is compiled and newer than its text."""
    for text in sorted((place.SOURCE / "src" / "uratibu" / "locale").glob("*/LC_MESSAGES/*.po")):
        compiled = text.with_suffix(".mo")
        if not compiled.is_file() or compiled.stat().st_mtime < text.stat().st_mtime:
            yield _error(
                "translations", f"{text.parent.parent.name} is not compiled.",
                "Run `uratibu run --no-serve`.",
            )  # fmt: skip


def fonts() -> Iterator[Finding]:
    """Charts in Word and PDF need one font that the machine has."""
    roots = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
    suffixes = {".ttf", ".otf", ".ttc"}
    if not any(f.suffix in suffixes for root in roots for f in root.rglob("*")):
        yield _finding(
            Severity.WARNING, "fonts", "No font was found; texts in charts may look different.",
            "On Debian or Ubuntu: apt-get install fonts-dejavu-core",
        )  # fmt: skip


def web_side() -> Iterator[Finding]:
    """Database settings, migrations, policy and accounts, asked of the web side itself."""
    done = subprocess.run(
        [sys.executable, "-m", "uratibu.config", "inspect"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        yield _error("web", f"The web side does not start: {last}", "Mend the setting it names.")
        return
    for plain in json.loads(done.stdout):
        yield Finding(
            Where(**plain["where"]), plain["rule"], Severity(plain["severity"]),
            plain["message"], plain["remedy"],
        )  # fmt: skip


CHECKS: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
    ("Python", python_version),
    ("Packages as locked", packages),
    ("Home folder and space", home_folder),
    ("Clock", clock),
    ("Packs", packs),
    ("Editions unchanged", editions),
    ("Translations compiled", translations),
    ("Fonts", fonts),
    ("Database, migrations, policy, accounts", web_side),
)


def _version_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _show(name: str, findings: list[Finding]) -> None:
    print(f"{'ok    ' if not findings else 'LOOK  '}{name}")
    for finding in findings:
        print(f"      {finding.severity}: {finding.message} {finding.remedy}")
        if str(finding.where):
            print(f"      at {finding.where}")


def _error(rule: str, message: str, remedy: str) -> Finding:
    return _finding(Severity.ERROR, rule, message, remedy)


def _finding(severity: Severity, rule: str, message: str, remedy: str) -> Finding:
    return Finding(Where(), f"doctor/{rule}", severity, message, remedy)
