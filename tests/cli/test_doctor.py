"""`uratibu doctor`: each fault is named with its remedy."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from uratibu.cli import doctor
from uratibu.cli.main import main


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A home folder with the invented country, and no database yet."""
    for name in [name for name in os.environ if name.startswith("URATIBU_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("URATIBU_HOME", str(home))
    monkeypatch.setenv("URATIBU_PACK", "zz")
    return home


def rules(findings):
    return sorted({finding.rule for finding in findings})


def test_a_home_that_is_not_there(home):
    home.rmdir()

    (finding,) = doctor.home_folder()

    assert (finding.rule, finding.remedy) == ("doctor/home", "Run `uratibu run --no-serve`.")


def test_a_home_without_room(home, monkeypatch):
    monkeypatch.setattr(doctor, "FREE_MEGABYTES_WANTED", 10**12)
    monkeypatch.setattr(doctor, "FREE_MEGABYTES_NEEDED", 0)
    (warned,) = doctor.home_folder()
    monkeypatch.setattr(doctor, "FREE_MEGABYTES_NEEDED", 10**12)

    (refused,) = doctor.home_folder()

    assert (warned.severity, refused.severity) == ("warning", "error")


def test_a_clock_behind_what_was_written(home):
    file = home / "later"
    file.touch()
    later = (datetime.now(UTC) + timedelta(days=1)).timestamp()
    os.utime(file, (later, later))

    assert rules(doctor.clock()) == ["doctor/clock"]


def test_packages_other_than_locked(home, monkeypatch):
    monkeypatch.setattr(doctor, "_version_of", lambda name: "" if name == "duckdb" else "0")

    messages = [finding.message for finding in doctor.packages()]

    assert any(message.startswith("duckdb is absent, the lock says ") for message in messages)


def test_an_edition_that_was_changed_on_disk(home):
    assert list(doctor.editions()) == []
    parquets = sorted(home.glob("editions/*/*/observations.parquet"))
    parquets[0].write_bytes(parquets[1].read_bytes())

    assert rules(doctor.editions()) in (
        ["datasets/changed-edition"],
        ["datasets/damaged-edition"],
    )


def test_the_database_is_missing_then_weak_then_sound(home):
    without = rules(doctor.web_side())
    (home / "uratibu.sqlite3").touch()
    weak = rules(doctor.web_side())
    subprocess.run(
        [sys.executable, "-m", "uratibu.config", "prepare"], check=True, capture_output=True
    )

    assert without == ["doctor/database"]
    assert weak == ["doctor/database-setting", "doctor/migrations"]
    assert list(doctor.web_side()) == []


def test_demo_accounts_outside_a_demonstration(home, monkeypatch):
    monkeypatch.setenv("URATIBU_DEMO", "1")
    subprocess.run(
        [sys.executable, "-m", "uratibu.config", "prepare"], check=True, capture_output=True
    )
    assert list(doctor.web_side()) == []
    monkeypatch.delenv("URATIBU_DEMO")

    (finding,) = doctor.web_side()

    assert (finding.rule, finding.severity) == ("doctor/demo-accounts", "warning")


def test_a_key_that_others_may_read(home):
    subprocess.run(
        [sys.executable, "-m", "uratibu.config", "prepare"], check=True, capture_output=True
    )
    (home / "secret.key").write_text("x" * 60)
    (home / "secret.key").chmod(0o644)

    assert rules(doctor.web_side()) == ["doctor/secret"]


def test_json_says_all_and_the_exit_code_says_whether_to_mend(home, capsys):
    code = main(["doctor", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 1
    assert {finding["rule"] for finding in told} >= {"doctor/database"}
    assert all(finding["message"] and finding["remedy"] for finding in told)
