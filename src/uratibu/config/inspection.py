"""What `uratibu doctor` asks the web side: findings on database, policy, accounts, settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from uratibu.config import enforce
from uratibu.core.findings import Finding, Refused, Severity, Where
from uratibu.web.accounts.models import Person

SQLITE_WANTED = (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1))
MAKE_IT = "Run `uratibu run --no-serve`."
POSTGRES_WANTED = (("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on"))


def main() -> int:
    """Print the findings as JSON, for the command line to show."""
    sys.stdout.write(json.dumps([finding.as_plain() for finding in findings()]) + "\n")
    return 0


def findings() -> Iterator[Finding]:
    """Everything wrong with the web side; a database that cannot be reached stops the rest."""
    file = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not file.is_file():
        yield _fault("doctor/database", f"{file} is not there.", MAKE_IT)
        return
    try:
        connection.ensure_connection()
    except DatabaseError as fault:
        yield _fault("doctor/database", str(fault), "Start the server, or mend URATIBU_DATABASE.")
        return
    yield from _database_settings()
    missing = tuple(_migrations())
    yield from missing
    yield from _policy()
    yield from () if missing else _demo_accounts()
    yield from _secret()


def _database_settings() -> Iterator[Finding]:
    is_sqlite = connection.vendor == "sqlite"
    for name, wanted in SQLITE_WANTED if is_sqlite else POSTGRES_WANTED:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {name}" if is_sqlite else f"SHOW {name}")
            found = cursor.fetchone()[0]
        if found != wanted:
            yield _fault(
                "doctor/database-setting", f"{name} is {found}, not {wanted}.",
                "Run `uratibu run --no-serve`; on PostgreSQL set it in postgresql.conf.",
            )  # fmt: skip
    mode = connection.settings_dict["OPTIONS"].get("transaction_mode")
    if is_sqlite and mode != "IMMEDIATE":
        yield _fault(
            "doctor/database-setting", f"transaction_mode is {mode}, not IMMEDIATE.",
            "Take the SQLite settings of uratibu.config.environment.",
        )  # fmt: skip


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield _fault("doctor/migrations", f"{migration} is not applied.", MAKE_IT)


def _policy() -> Iterator[Finding]:
    try:
        missing, left_over = enforce.routes_without_a_line(), enforce.lines_without_a_route()
    except Refused as refused:
        yield from refused.findings
        return
    for route in missing:
        yield _fault("doctor/policy", f"{route} has no line in the policy file.", "Add one.")
    for route in left_over:
        yield _fault("doctor/policy", f"{route} stands in the policy file only.", "Remove it.")


def _demo_accounts() -> Iterator[Finding]:
    if settings.DEMO or not Person.objects.filter(is_demo=True, is_active=True).exists():
        return
    yield _fault(
        "doctor/demo-accounts", "Accounts of a demonstration are in this database.",
        "They cannot sign in here, but real work belongs in a database made without --demo.",
        severity=Severity.WARNING,
    )  # fmt: skip


def _secret() -> Iterator[Finding]:
    kept = settings.HOME / "secret.key"
    if kept.is_file() and kept.stat().st_mode & 0o077:
        yield _fault("doctor/secret", f"{kept} can be read by others.", f"Run: chmod 600 {kept}")


def _fault(rule: str, message: str, remedy: str, *, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(Where(), rule, severity, message, remedy)
