"""How long the server takes to draw a data page, against drawing its table and chart alone.

    python benchmarks/data_page.py [requests]

Every request goes through the whole WSGI handler, middleware included; nothing of a page is kept
between requests but what the running site keeps too (released tables and drawings). The named
alternative is what the page would cost without that: the question asked anew and the chart drawn
anew by the chart engine each time, which is what a portal does that calls its engine per view.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "/statistics/stock.total/?area=KEN&period=2024",
    "/statistics/stock.total/?area=KEN&period=2024&by=origin",
    "/statistics/population.census/?by=area",
    "/sw/statistics/remittances.inflow/",
)


def main() -> None:
    """Measure every page and print the medians with machine and date."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "uratibu.config.settings",
            "URATIBU_HOME": home,
            "URATIBU_HOSTS": "testserver",
        }
        (Path(home) / "static").mkdir()
        import django

        django.setup()
        _migrate()
        print(_machine())
        for address in PAGES:
            _tell(address, _measured(_page(address), count))
        _tell("alternative: asked and drawn anew", _measured(_anew(), min(count, 30)))


def _page(address: str) -> Callable[[], None]:
    from django.test import Client

    client = Client(headers={"accept-encoding": "gzip"})

    def ask() -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")

    return ask


def _anew() -> Callable[[], None]:
    from django.conf import settings

    from uratibu.core.disclosure.publish import Publisher
    from uratibu.core.disclosure.request import Request
    from uratibu.core.reports import chart, draw

    system = settings.SYSTEM()
    request = Request(
        "stock.total", by=("origin",), where=(("area", ("KEN",)),), periods=("2024",),
        then=("top:12:origin",),
    )  # fmt: skip

    def ask() -> None:
        publisher = Publisher(system.statistics, lambda: datetime.now(UTC))
        made = chart.for_table(publisher.table(request), "bar", "en")
        draw._DRAWN.kept.clear()
        draw.svg(made.specification, title=made.title, alternative=made.alternative)

    return ask


def _measured(ask: Callable[[], None], count: int) -> list[float]:
    ask()
    taken = []
    for _ in range(count):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _tell(name: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    worst = ordered[int(len(ordered) * 0.95)]
    print(f"{statistics.median(taken):7.1f} ms median {worst:7.1f} ms p95  n={len(taken)}  {name}")


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    today = datetime.now(UTC).date().isoformat()
    python = f"Python {platform.python_version()}"
    return f"{today}  {model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {python}"


if __name__ == "__main__":
    main()
