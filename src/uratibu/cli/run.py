"""`uratibu run`: make everything that is missing, then serve the site."""

from __future__ import annotations

import argparse
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

from tqdm import tqdm

from uratibu.cli import place
from uratibu.core.packs.system import open_system

Tell = Callable[[str], None]
"""Called with what a step is doing just now."""
Step = Callable[[Tell], str]
"""One step of the set-up: it returns what there is when it is done."""
BAR = "{desc:<10} |{bar:24}| {n_fmt} of {total_fmt} {postfix}"
DEMO_NOTE = """\
Sign in at {site}/account/sign-in/ with the password: demonstration only
  secretariat@demo.example    the secretariat: imports the plan, invites and verifies returns
  institution@demo.example    the Directorate of Immigration Services: fills its return
  dis.head@demo.example       its head: approves
  county@demo.example         the focal point of a county; county.head@demo.example approves
  head@demo.example           the head of the secretariat: publishes
  statistician@demo.example   brings new editions; second.statistician@demo.example approves them
This is a demonstration set-up: its accounts are public. Keep no real work in it."""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu run`."""
    parser = verbs.add_parser(
        "run", help="set everything up and serve the site", description=__doc__
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--demo", action="store_true", help="make demo accounts; say so everywhere")
    parser.add_argument("--no-serve", action="store_true", help="only set up")
    parser.add_argument("--headless", action="store_true", help="plain lines, no progress bar")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Set up step by step, then become the server."""
    os.environ["URATIBU_HOME"] = str(place.home())
    if chosen.demo:
        os.environ["URATIBU_DEMO"] = "1"
    if not chosen.no_serve and not _is_free(chosen.host, chosen.port):
        print(
            f"Port {chosen.port} is taken. Choose another: --port {chosen.port + 1}",
            file=sys.stderr,
        )
        return 1
    for told in _with_bar(STEPS, is_plain=chosen.headless):
        print(f"  {told}", flush=True)
    if chosen.no_serve:
        return 0
    site = f"http://{chosen.host}:{chosen.port}"
    print(f"\nOpen {site}/ (Swahili: {site}/sw/). Stop with Ctrl+C.")
    print(DEMO_NOTE.format(site=site) if chosen.demo else "", flush=True)
    serve(chosen)
    return 0


def make_home(tell: Tell) -> str:
    """The folder of everything this installation writes, with its own signing key."""
    home = place.home()
    home.mkdir(parents=True, exist_ok=True)
    key = home / "secret.key"
    if not key.exists():
        tell("signing key")
        with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return f"home: {home}"


def open_country(tell: Tell) -> str:
    """Install the country's pack and register the editions it carries."""
    system = open_system(
        place.pack(),
        place.home(),
        progress=lambda edition, done, total: tell(f"{edition} ({done + 1} of {total})"),
    )
    packs = ", ".join(pack.id for pack in system.installation.packs)
    return f"packs: {packs}; {len(system.store.editions())} editions of data"


def prepare_web(tell: Tell) -> str:
    """Tables, demo accounts and static files: the web side does it, in a process of its own."""
    tell("tables, accounts, style")
    return f"web: {_web('prepare', 'The database could not be prepared.')}"


def install_plans(tell: Tell) -> str:
    """The plans that the country's pack carries; one that is there already stays as it is."""
    tell("elements, versions")
    told = _web("install_plans", "The plan could not be installed.") or "plan: none in the pack"
    if "URATIBU_DEMO" not in os.environ:
        return told
    tell("sample returns")
    loaded = _web("load_sample_returns", "The sample returns could not be loaded.")
    return "; ".join(part for part in (told, loaded) if part)


def refresh_standings(tell: Tell) -> str:
    """Where every indicator and action of the plans stands today."""
    tell("figures, lights, statuses")
    failed = "The standings of the plan could not be worked out."
    return _web("refresh_standings", failed) or "standings: no plan"


def publish_profiles(tell: Tell) -> str:
    """Every outline of the country as pages, Word, PDF and tables; what is published stays."""
    tell("charts, pages, Word, PDF, tables")
    return f"profile: {_web('publish_profiles', 'The profile could not be published.')}"


def _web(command: str, failed: str) -> str:
    """Run a command of the web side in a process of its own; returns what it said."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-m", "uratibu.config", command],
        check=False, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{failed} `uratibu doctor` says more.")
    return "; ".join(done.stdout.strip().splitlines())


STEPS: tuple[tuple[str, Step], ...] = (
    ("Home", make_home),
    ("Data", open_country),
    ("Database", prepare_web),
    ("Plan", install_plans),
    ("Standings", refresh_standings),
    ("Profile", publish_profiles),
)


def serve(chosen: argparse.Namespace) -> None:
    """Become the server. ASGI: a bare server must not be held up by slow clients."""
    hosts = {"127.0.0.1", "localhost", "[::1]", chosen.host} - {"0.0.0.0", "::"}  # noqa: S104
    os.environ.setdefault("URATIBU_HOSTS", ",".join(sorted(hosts)))
    command = [
        sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws",
        "--log-level", "warning",
        "--host", chosen.host, "--port", str(chosen.port), "--workers", str(chosen.workers),
        "uratibu.config.asgi:application",
    ]  # fmt: skip
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 - no shell, and no argument from outside


def _is_free(host: str, port: int) -> bool:
    """Whether nothing else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def _with_bar(steps: tuple[tuple[str, Step], ...], *, is_plain: bool) -> Iterator[str]:
    """Do each step and say what came of it; a bar shows how far it is unless lines are plain."""
    has_bar = not is_plain and sys.stderr.isatty()
    with tqdm(total=len(steps), disable=not has_bar, leave=False, bar_format=BAR) as bar:
        for name, step in steps:
            bar.set_description_str(name)
            done = step(bar.set_postfix_str)
            bar.update()
            bar.clear()
            yield done
