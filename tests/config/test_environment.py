"""Settings come from the environment; the database is set up so that nothing is lost."""

import os
import sqlite3
import stat
import subprocess
import sys

import pytest
from django.db import connection

from uratibu.config import environment, preparation


def test_database_without_an_address_is_sqlite_in_the_home_folder(tmp_path):
    assert environment.database(tmp_path, {}) == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": tmp_path / "uratibu.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": environment.SQLITE_EACH_CONNECTION,
        },
    }


def test_database_with_a_postgresql_address(tmp_path):
    made = environment.database(
        tmp_path, {"URATIBU_DATABASE": "postgresql://me:p%40ss@db.example:5433/ncm?sslmode=require"}
    )

    assert made == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "ncm",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require", "options": environment.POSTGRES_EACH_CONNECTION},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def test_database_of_another_kind_is_refused_with_a_remedy(tmp_path):
    with pytest.raises(environment.WrongSetting, match="postgresql://user"):
        environment.database(tmp_path, {"URATIBU_DATABASE": "mysql://db/x"})


def test_secret_key_from_the_environment_then_the_home_then_chance(tmp_path):
    chance = environment.secret_key(tmp_path, {})
    assert len(chance) > 50
    assert chance != environment.secret_key(tmp_path, {})

    (tmp_path / "secret.key").write_text("kept\n")

    assert environment.secret_key(tmp_path, {}) == "kept"
    assert environment.secret_key(tmp_path, {"URATIBU_SECRET_KEY": "given"}) == "given"


def test_the_connection_keeps_every_acknowledged_write(db):
    wanted = {
        "sqlite": {"PRAGMA synchronous": 2, "PRAGMA foreign_keys": 1, "PRAGMA trusted_schema": 0},
        "postgresql": {
            "SHOW synchronous_commit": "on",
            "SHOW statement_timeout": "15s",
            "SHOW idle_in_transaction_session_timeout": "30s",
        },
    }[connection.vendor]
    with connection.cursor() as cursor:
        found = {question: ask(cursor, question) for question in wanted}

    assert found == wanted


def ask(cursor, question):
    cursor.execute(question)
    return cursor.fetchone()[0]


def test_a_new_sqlite_file_writes_ahead_and_is_private(tmp_path):
    file = tmp_path / "new.sqlite3"

    preparation.use_write_ahead_log(file)
    preparation.use_write_ahead_log(file)

    with sqlite3.connect(file) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    opened.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_check_deploy_finds_nothing_behind_https(tmp_path):
    # What the tests of a browser set for themselves is not set on a server.
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")}
    behind_https = {
        **inherited,
        "URATIBU_HOME": str(tmp_path),
        "URATIBU_HTTPS": "1",
        "URATIBU_HOSTS": "ncm.example",
        "URATIBU_SECRET_KEY": "x7" * 20 + "abcdefghijk",
    }

    done = subprocess.run(
        [sys.executable, "-m", "uratibu.config", "check", "--deploy", "--fail-level", "WARNING"],
        env=behind_https, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "no issues (0 silenced)" in done.stdout + done.stderr
    assert done.returncode == 0
