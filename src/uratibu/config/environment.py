"""What the machine says: every setting that may differ from one installation to another."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_EACH_CONNECTION = (
    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
    " PRAGMA journal_size_limit=27103364;"
)
"""Write-ahead logging is not here: it is switched on once, when the database is made."""

POSTGRES_EACH_CONNECTION = (
    "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000"
    " -c synchronous_commit=on -c timezone=UTC"
)


class WrongSetting(Exception):
    """A setting of the environment cannot be used; the message names it and the remedy."""


def is_on(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a switch of the environment says yes."""
    return environment.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str, environment: Mapping[str, str] = os.environ) -> list[str]:
    """A list of words separated by commas."""
    return [word.strip() for word in environment.get(name, default).split(",") if word.strip()]


def secret_key(home: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The signing key: from the environment, else from the home folder, else for this process only.

    `uratibu run` writes the file; a process without either gets a key that dies with it.
    """
    given = environment.get("URATIBU_SECRET_KEY", "")
    kept = home / "secret.key"
    if given:
        return given
    return kept.read_text(encoding="ascii").strip() if kept.is_file() else token_urlsafe(50)


def database(home: Path, environment: Mapping[str, str] = os.environ) -> dict[str, object]:
    """The database as Django wants it: SQLite in the home folder, or what URATIBU_DATABASE names.

    Raises WrongSetting if the address is of no known kind.
    """
    address = environment.get("URATIBU_DATABASE", "")
    if not address:
        return sqlite(home / "uratibu.sqlite3")
    scheme = urlsplit(address).scheme
    if scheme in {"postgresql", "postgres"}:
        return postgresql(address)
    raise WrongSetting(
        f"URATIBU_DATABASE starts with {scheme or address!r}. Leave it out for SQLite, or write"
        " postgresql://user:password@host:5432/name."
    )


def sqlite(file: Path) -> dict[str, object]:
    """SQLite so that no acknowledged write is lost and writers wait for each other.

    Source: measured loss and lock failures under other settings (docs/reference/settings.md).
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_EACH_CONNECTION,
        },
    }


def postgresql(address: str) -> dict[str, object]:
    """PostgreSQL with limits on how long a statement or an idle transaction may last."""
    parts = urlsplit(address)
    options: dict[str, object] = dict(parse_qsl(parts.query))
    options["options"] = POSTGRES_EACH_CONNECTION
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
