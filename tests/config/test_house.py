"""Promises of the whole house: pinned packages, migrations, one environment."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("file", sorted((ROOT / "requirements").iterdir()), ids=lambda f: f.name)
def test_requirements_name_no_address(file):
    assert "://" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda f: f.name)
def test_every_package_is_pinned_with_its_digest(lock):
    lines = lock.read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if line[:1].isalnum()]

    assert packages
    for line in packages:
        assert re.match(r"^[A-Za-z0-9._-]+(\[[^]]+\])?==\S+", line), line
        assert "--hash=sha256:" in lines[lines.index(line) + 1], line


def test_larger_sets_pin_the_same_versions_as_smaller_ones():
    pins = [
        dict(line.split(" ")[0].split("==") for line in lock_lines(name))
        for name in ("core", "postgres", "dev")
    ]

    core, postgres, dev = pins
    assert core.items() <= postgres.items()
    assert postgres.items() <= dev.items()


def lock_lines(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line[:1].isalnum()]


def test_every_change_of_a_table_has_a_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
