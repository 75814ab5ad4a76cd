"""Triggers that refuse to change what a submission is about, on either database."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = """
CREATE TRIGGER datasets_submission_facts
    BEFORE UPDATE OF dataset, edition, sha256, bytes, file_name, brought_by_id
    ON datasets_submission
    WHEN (OLD.dataset, OLD.edition, OLD.sha256, OLD.bytes, OLD.file_name, OLD.brought_by_id)
        IS NOT (NEW.dataset, NEW.edition, NEW.sha256, NEW.bytes, NEW.file_name, NEW.brought_by_id)
    BEGIN SELECT RAISE(ABORT, 'the facts of a submission cannot be changed'); END
"""
_POSTGRES = """
CREATE OR REPLACE FUNCTION datasets_submission_facts() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the facts of a submission cannot be changed'
        USING ERRCODE = 'restrict_violation'; END $$;;
CREATE TRIGGER datasets_submission_facts BEFORE UPDATE ON datasets_submission FOR EACH ROW
    WHEN ((OLD.dataset, OLD.edition, OLD.sha256, OLD.bytes, OLD.file_name, OLD.brought_by_id)
        IS DISTINCT FROM
        (NEW.dataset, NEW.edition, NEW.sha256, NEW.bytes, NEW.file_name, NEW.brought_by_id))
    EXECUTE FUNCTION datasets_submission_facts()
"""
_LIFT_SQLITE = "DROP TRIGGER IF EXISTS datasets_submission_facts"
_LIFT_POSTGRES = "DROP TRIGGER IF EXISTS datasets_submission_facts ON datasets_submission"


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the trigger in place, anew if they stand already."""
    lift(connection)
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRES)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the trigger away."""
    _run(connection, _LIFT_SQLITE if connection.vendor == "sqlite" else _LIFT_POSTGRES)


def _run(connection: BaseDatabaseWrapper, statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements.split(";;"):
            cursor.execute(statement)
