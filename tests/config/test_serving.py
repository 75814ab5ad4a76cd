"""The site as it is served: slow clients hold nobody up, racing writers lose nothing."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack
from http.client import HTTPConnection

import pytest

SLOW_CLIENTS = 20
WRITERS, WRITES = 4, 50
TOKEN = b"a" * 32
"""With this cookie the form is read before the request is refused; without it, never."""
UNFINISHED = (
    b"POST /account/sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\nCookie: csrf="
    + TOKEN
    + b"\r\n\r\nemail="
)
WRITER = """
import sys
import django
django.setup()
from uratibu.web.accounts.models import Person
from uratibu.web.accounts.operations import change_profile
for number in range(int(sys.argv[1])):
    change_profile(Person.objects.get(), name=f"Name {number}", language="en")
"""
AUTHOR = """
import django
django.setup()
from uratibu.web.accounts.operations import NewAccount, create_account
create_account(NewAccount("a@example.org", "A", "a long enough sentence"), by=None)
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """The environment of an installation of its own, with its tables, on a SQLite file."""
    kept_out = ("URATIBU_", "DJANGO_", "GRANIAN_")
    outside = {k: v for k, v in os.environ.items() if not k.startswith(kept_out)}
    home = tmp_path_factory.mktemp("home")
    inside = {
        **outside,
        "URATIBU_HOME": str(home),
        "URATIBU_SECRET_KEY": "a key for tests only",
        "DJANGO_SETTINGS_MODULE": "uratibu.config.settings",
    }
    subprocess.run(
        [sys.executable, "-m", "uratibu.config", "prepare"],
        env=inside, check=True, capture_output=True,
    )  # fmt: skip
    return inside, home


@pytest.fixture
def port(installation):
    """The port of a running server of that installation: one process, no proxy."""
    environment, home = installation
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws", "--workers", "1",
        "--port", str(number), "uratibu.config.asgi:application",
    ]  # fmt: skip
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=home)
        try:
            wait_for(number, home / "server.log")
            yield number
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(number, log):
    """Wait until a page is answered."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            assert page(number) == 200
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the server did not start: {log.read_text()}")


def page(number):
    """The status of a normal page."""
    connection = HTTPConnection("127.0.0.1", number, timeout=30)
    try:
        connection.request("GET", "/policy/")
        return connection.getresponse().status
    finally:
        connection.close()


def test_twenty_unfinished_posts_do_not_hold_up_a_page(port):
    with ExitStack() as open_ones:
        for _ in range(SLOW_CLIENTS):
            slow = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(UNFINISHED)
        started = time.monotonic()

        assert page(port) == 200

        assert time.monotonic() - started < 5


def test_racing_writers_are_never_told_that_the_database_is_locked(installation):
    environment, home = installation
    subprocess.run([sys.executable, "-c", AUTHOR], env=environment, check=True)

    racing = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(WRITES)],
            env=environment, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(WRITERS)
    ]  # fmt: skip
    said = [writer.communicate(timeout=120)[1] for writer in racing]

    assert [writer.returncode for writer in racing] == [0] * WRITERS, said
    kept = sqlite3.connect(home / "uratibu.sqlite3")
    counted = kept.execute(
        "SELECT count(*) FROM audit_entry WHERE act = 'accounts.profile-changed'"
    ).fetchone()
    kept.close()
    assert counted == (WRITERS * WRITES,)
