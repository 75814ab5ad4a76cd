"""How long the server takes for the pages of a large register with fifty people at work.

    python benchmarks/register.py [--people 50] [--seconds 60] [--home DIR] [--small]

Builds 2,000 actions, 5,000 indicators, 20 periods and a million released figures in SQLite, works
their standings out, starts the server as `uratibu run` does, and lets people read and save. Each
opens a page, reads for one to nine seconds, and opens the next; one act in fifty of those who may
saves a change of the plan, after which every process has to read the plan anew. The time is that
of a whole request as a browser on the same machine sees it, queueing included; each page was asked
for a few times before, so that both processes had read the plan once. The named
alternative, in the same run, is a plan home whose standings are worked out for each view.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
PORT = 8917
TODAY = date(2026, 7, 20)
PERIOD = "2025/26-Q4"


def main() -> None:
    """Build, measure alone, measure with people, print."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(asked.home or temporary)
        prepare(home, is_small=asked.small)
        pages = _pages()
        print("\none after the other, in the process")
        for name, address in pages.items():
            _tell(name, _alone(address))
        _tell("alternative: plan home, standings worked out for each view", _anew())
        print(f"\n{asked.people} people at work for {asked.seconds} s, 2 worker processes")
        taken = _with_people(home, pages, asked.people, asked.seconds)
        for name in sorted(taken):
            _tell(name, taken[name])


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--home", default="")
    parser.add_argument("--small", action="store_true", help="a hundredth of the figures")
    return parser.parse_args()


def prepare(home: Path, *, is_small: bool = False) -> None:
    """Set the register up in a folder, unless it is there; say on which machine."""
    _set_up(home)
    import django

    django.setup()
    from data_page import _machine

    print(_machine())
    if not (home / "built").exists():
        _build(is_small)
        (home / "built").write_text("built")


def _set_up(home: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "uratibu.config.settings",
        "URATIBU_HOME": str(home),
        "URATIBU_HOSTS": "testserver,127.0.0.1",
    }
    (home / "static").mkdir(parents=True, exist_ok=True)
    (home / "secret.key").write_text("for this benchmark alone, and no secret of anybody")


def _build(is_small: bool) -> None:
    from django.core.management import call_command
    from register_world import PLAN, Size, plan_of, quarters, released_rows

    from uratibu.core.progress.periods import reporting_period
    from uratibu.web.plans.operations import install_plan
    from uratibu.web.progress.models import ReportingPeriod
    from uratibu.web.progress.operations.standings import refresh_standings

    size = Size(places=1, periods=2) if is_small else Size()
    call_command("migrate", verbosity=0)
    install_plan(plan_of(size), by=None)
    for each in map(reporting_period, quarters(size)):
        ReportingPeriod.objects.create(
            plan=PLAN, code=each.code, slug=each.code.replace("/", "-"),
            starts_on=each.period.start, ends_on=each.period.end, opens_on=each.opens_on,
            due_on=each.due_on, locks_on=each.locks_on, created_at=datetime.now(UTC),
        )  # fmt: skip
    _timed("a million figures stored", lambda: _fill(released_rows(size)))
    _timed("all standings worked out", lambda: refresh_standings(PLAN, today=TODAY))
    some = {"A-0001/i1"}
    _timed(
        "standings after one return",
        lambda: refresh_standings(PLAN, today=TODAY, indicators=some),
    )


def _fill(rows: object) -> None:
    from itertools import islice

    from django.db import connection, transaction
    from register_world import RELEASED

    columns, holes = ", ".join(RELEASED), ", ".join(["%s"] * len(RELEASED))
    source = iter(rows)  # type: ignore[call-overload]
    statement = f"INSERT INTO progress_released ({columns}) VALUES ({holes})"  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        while batch := list(islice(source, 20_000)):
            cursor.executemany(statement, batch)


def _pages() -> dict[str, str]:
    from django.urls import NoReverseMatch, reverse
    from register_world import PLAN

    pages = {
        "plan home": reverse("progress:plan", args=[PLAN]),
        "plan home, filtered": reverse("progress:plan", args=[PLAN]) + "?institution=DIS&page=3",
        "coverage by theme": reverse("progress:coverage", args=[PLAN]),
        "coverage by county": reverse("progress:coverage", args=[PLAN]) + "?by=counties",
        "two lanes": reverse("progress:objectives", args=[PLAN]),
        "thread of a norm": reverse("portal:thread", args=["norm:gcm/16"]),
        "thread of an action": reverse("portal:thread", args=[f"action:{PLAN}/A-0016"]),
    }
    with contextlib.suppress(NoReverseMatch):
        pages["my desk"] = reverse("desk:index")
    return pages


def _people(count: int) -> list[str]:
    """Session keys of people who are signed in: half from the secretariat, half focal points."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from uratibu.web.accounts.models import Grant, Person

    store = import_module(settings.SESSION_ENGINE).SessionStore
    keys = []
    for number in range(count):
        person, is_new = Person.objects.get_or_create(
            email=f"bench{number}@example.org",
            defaults={"name": f"Person {number}", "institution": "DIS"},
        )
        if is_new:
            Grant.objects.create(
                person=person, role="SEC" if number % 2 else "IFP", reason="benchmark",
                valid_from=date(2020, 1, 1), valid_to=date(2099, 1, 1),
            )  # fmt: skip
        session = store()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        keys.append(session.session_key)
    return keys


def _alone(address: str, count: int = 40) -> list[float]:
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"accept-encoding": "gzip"})
    client.cookies[settings.SESSION_COOKIE_NAME] = _people(2)[1]
    taken = []
    for _ in range(count + 1):
        begun = time.perf_counter()
        response = client.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
    return taken[1:]


def _anew() -> list[float]:
    """What plan home would cost if it rated every indicator of its bars for each view."""
    from register_world import PLAN

    from uratibu.core.progress.assess import assess
    from uratibu.web.plans.queries import plans
    from uratibu.web.progress.queries import released, seen

    plan = plans.current(PLAN)
    pairs = list(plan.indicators())[:500]
    when = seen.calendar(plan, TODAY)
    begun = time.perf_counter()
    figures = released.figures(PLAN, [one.id for _, one in pairs])
    for element, one in pairs:
        assess(one, element, figures.get(one.id, ()), when)
    taken = (time.perf_counter() - begun) * 1000
    return [taken * len(list(plan.indicators())) / len(pairs)]


def _with_people(
    home: Path, pages: dict[str, str], people: int, seconds: int
) -> dict[str, list[float]]:
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws", "--log-level",
         "warning", "--host", "127.0.0.1", "--port", str(PORT), "--workers", "2",
         "uratibu.config.asgi:application"],
        env={**os.environ, "URATIBU_HOME": str(home)},
    )  # fmt: skip
    try:
        time.sleep(8)
        from register_people import warm, work

        people_keys = _people(people)
        warm(PORT, people_keys[1], pages)
        taken: dict[str, list[float]] = defaultdict(list)
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(
                target=work,
                args=(PORT, number, key),
                kwargs={"pages": pages, "until": until, "taken": taken},
            )
            for number, key in enumerate(people_keys)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        return taken
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


def _timed(name: str, make: Callable[[], object]) -> None:
    begun = time.perf_counter()
    make()
    print(f"{time.perf_counter() - begun:7.1f} s   {name}", flush=True)


def _tell(name: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    worst = ordered[int(len(ordered) * 0.95)] if len(ordered) > 1 else ordered[0]
    middle = statistics.median(taken)
    print(f"{middle:8.1f} ms median {worst:8.1f} ms p95  n={len(taken):4}  {name}", flush=True)


if __name__ == "__main__":
    main()
