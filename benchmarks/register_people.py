"""A person at work on the register: opens pages, reads, and now and then saves a change."""

from __future__ import annotations

import http.client
import random
import re
import time
from urllib.parse import urlencode

TOKEN = "b" * 32
FIELD = re.compile(r'name="([a-z_]+)"[^>]*?value="([^"]*)"')


def work(
    port: int, number: int, session: str, *, pages: dict[str, str], until: float,
    taken: dict[str, list[float]],
) -> None:  # fmt: skip
    """Act until the time is over; every time taken is noted under the name of the act."""
    chance = random.Random(number)  # noqa: S311 no secret hangs on it
    names = sorted(pages)
    time.sleep(chance.random() * 8)
    while time.monotonic() < until:
        name = chance.choice(names)
        if chance.random() < 0.02 and number % 2:
            _save(port, session, chance.randrange(2000), taken)
        else:
            taken[name].append(_ask(port, session, "GET", pages[name])[0])
        time.sleep(1 + 8 * chance.random())


def warm(port: int, session: str, pages: dict[str, str]) -> None:
    """Ask for each page a few times, until every process has read the plan once."""
    for address in list(pages.values()) * 6:
        _ask(port, session, "GET", address)


def _save(port: int, session: str, action: int, taken: dict[str, list[float]]) -> None:
    """Change the wording of an action, as its form does."""
    address = f"/plan/benchmark/actions/A-{action:04}/edit/words/"
    spent, text = _ask(port, session, "GET", address)
    taken["form of an action"].append(spent)
    said = dict(FIELD.findall(text))
    said |= {
        "csrfmiddlewaretoken": TOKEN, "title_en": f"Carry out activity {action}, {time.time()}",
        "status": "not-started", "reason": "benchmark",
    }  # fmt: skip
    spent, _ = _ask(port, session, "POST", address, urlencode(said))
    taken["save an action"].append(spent)


def _ask(
    port: int, session: str, method: str, address: str, body: str | None = None
) -> tuple[float, str]:
    """Milliseconds from asking to the last byte, and the text."""
    begun = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"session={session}; csrf={TOKEN}", "X-CSRFToken": TOKEN}
    if body is not None:
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
    line.request(method, address, body, headers)
    answer = line.getresponse()
    text = answer.read().decode("utf-8", "replace")
    line.close()
    if answer.status not in (200, 302, 409):
        raise RuntimeError(f"{method} {address} answered {answer.status}: {text[:300]}")
    return (time.perf_counter() - begun) * 1000, text
