"""Bring the database, the accounts of a demonstration and the static files up to date."""

from __future__ import annotations

import sqlite3
import sys
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection


def main() -> int:
    """Do every step; tell each on standard output as it is done. Doing it twice changes nothing."""
    _tell(database())
    if settings.DEMO:
        call_command("create_demo_accounts")
        call_command("create_demo_posts")
        _tell("demo accounts and posts")
    _tell(static_files())
    return 0


def database() -> str:
    """Make the tables that are missing; a new SQLite file gets its write-ahead log first."""
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite:
        use_write_ahead_log(Path(connection.settings_dict["NAME"]))
    said = StringIO()
    call_command("migrate", interactive=False, verbosity=1, stdout=said)
    done = said.getvalue().count("... OK")
    return f"{'SQLite' if is_sqlite else 'PostgreSQL'}, {done} migrations applied"


def use_write_ahead_log(file: Path) -> None:
    """Switch a SQLite file to write-ahead logging: once, for the mode stays with the file."""
    connection = sqlite3.connect(file, timeout=20)
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
    file.chmod(0o600)


def static_files() -> str:
    """Gather style, script and pictures under names that carry their digest."""
    said = StringIO()
    call_command("collectstatic", interactive=False, verbosity=1, stdout=said)
    return said.getvalue().strip().splitlines()[-1].replace(f" to '{settings.STATIC_ROOT}'", "")


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
