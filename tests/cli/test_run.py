"""`uratibu run`: a set-up that can be done twice, and is done no further than needed."""

import argparse
import stat

from uratibu.cli import run


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
