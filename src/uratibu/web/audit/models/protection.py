"""Triggers that refuse to change or remove a row of the audit log, on either database.

They stop accidents and code that goes round the model; whoever owns the database can still drop
them, which is why public acts will also stand in the ledger.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = """
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'an audit row cannot be changed'); END;;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'an audit row cannot be removed'); END
"""
_SQLITE_LIFT = """
DROP TRIGGER IF EXISTS audit_entry_no_update;;
DROP TRIGGER IF EXISTS audit_entry_no_delete
"""
_POSTGRES = """
CREATE OR REPLACE FUNCTION audit_entry_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an audit row cannot be changed or removed'
        USING ERRCODE = 'restrict_violation'; END $$;;
CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_append_only();;
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_append_only()
"""
_POSTGRES_LIFT = """
DROP TRIGGER IF EXISTS audit_entry_no_change ON audit_entry;;
DROP TRIGGER IF EXISTS audit_entry_no_truncate ON audit_entry
"""


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place, anew if they stand already."""
    lift(connection)
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRES)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: to undo the migration, and to empty a test database."""
    _run(connection, _SQLITE_LIFT if connection.vendor == "sqlite" else _POSTGRES_LIFT)


def _run(connection: BaseDatabaseWrapper, statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements.split(";;"):
            cursor.execute(statement)
