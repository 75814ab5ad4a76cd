"""`uratibu run`: a set-up that can be done twice, and is done no further than needed."""

import argparse
import stat

import pytest

from uratibu.cli import run, run_profile
from uratibu.core.packs.system import open_system


def tell(_):
    """Nobody listens."""


def test_make_home_writes_a_private_key_once(monkeypatch, tmp_path):
    monkeypatch.setenv("URATIBU_HOME", str(tmp_path / "home"))
    run.make_home(tell)
    key = tmp_path / "home" / "secret.key"
    first = key.read_text()

    run.make_home(tell)

    assert key.read_text() == first
    assert len(first) > 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_taken_port_is_said_before_anything_is_made(monkeypatch, tmp_path, capsys):
    import socket

    monkeypatch.setenv("URATIBU_HOME", str(tmp_path / "home"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        asked = argparse.Namespace(
            host="127.0.0.1", port=port, demo=False, no_serve=False, headless=True, workers=1
        )

        assert run.run(asked) == 1
    assert capsys.readouterr().err == f"Port {port} is taken. Choose another: --port {port + 1}\n"
    assert not (tmp_path / "home").exists()


@pytest.fixture
def system(monkeypatch, tmp_path):
    """The invented country, opened in a home of its own."""
    from uratibu.cli import place

    monkeypatch.setenv("URATIBU_HOME", str(tmp_path))
    monkeypatch.setenv("URATIBU_PACK", "zz")
    return open_system(place.pack(), tmp_path)


def test_the_profile_is_built_once_and_again_when_the_packs_differ(system, tmp_path):
    edition = run_profile.edition_of(system)
    first = run_profile.build_profile(system, tell)
    second = run_profile.build_profile(system, tell)
    built = {file.name for file in (tmp_path / "profile" / edition).iterdir()}

    assert (f"edition {edition} built" in first, second) == (
        True,
        f"profile: edition {edition} stands",
    )
    assert {"profile.html", "profile.docx", "profile.pdf", "manifest.json", "tables.xlsx"} <= built
    assert not run_profile._stands(tmp_path / "profile" / edition, "a key of other packs")
