#!/usr/bin/env python3
"""Visit a running site as a stranger: from the home pages along every link, in both languages.

Fails on an answer other than 200, on a page without a heading, and on template words left raw.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from html.parser import HTMLParser
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

RAW = ("{{", "{%", "<c-", "Traceback (most recent call last)", "TemplateDoesNotExist")
MOST = 250
"""Pages visited at most; a site that grows is sampled in the order its links stand."""


class Links(HTMLParser):
    """Collects where a page leads and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note href and src."""
        for name, value in attributes:
            if name in {"href", "src"} and value and tag in {"a", "link", "script", "img"}:
                self.found.append(value)


def wait_for(site: str, seconds: float) -> None:
    """Wait until the site answers at all."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urlopen(site + "/", timeout=30).close()
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(2)
        else:
            return
    sys.exit(f"{site} did not answer within {seconds:.0f} s")


def fetch(address: str) -> tuple[int, str, str]:
    """Status, kind and text of an answer."""
    request = Request(address, headers={"Accept": "text/html,*/*"})
    try:
        with urlopen(request, timeout=60) as answer:
            kind = answer.headers.get_content_type()
            body = answer.read()
            return answer.status, kind, body.decode("utf-8", "replace") if "html" in kind else ""
    except HTTPError as refused:
        return refused.code, "", ""


def faults_of(address: str, status: int, kind: str, text: str) -> list[str]:
    """What is wrong with one answer."""
    if status != 200:
        return [f"{status} {address}"]
    if "html" not in kind:
        return []
    found = [f"raw {word} in {address}" for word in RAW if word in text]
    if not re.search(r"<h1[ >]", text):
        found.append(f"no heading in {address}")
    return found


def main() -> int:
    """Walk the site; 0 if nothing is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--wait", type=float, default=60)
    chosen = parser.parse_args()
    started = time.monotonic()
    wait_for(chosen.site, chosen.wait)
    print(f"the site answered after {time.monotonic() - started:.0f} s", flush=True)
    waiting, seen, faults = [chosen.site + "/", chosen.site + "/sw/"], set[str](), list[str]()
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        status, kind, text = fetch(address)
        faults += faults_of(address, status, kind, text)
        links = Links()
        links.feed(text)
        for link in links.found:
            target = urldefrag(urljoin(address, link)).url
            if urlsplit(target).netloc == urlsplit(chosen.site).netloc and target not in seen:
                waiting.append(target)
    print(f"visited {len(seen)} addresses, {len(faults)} faults")
    print("\n".join(faults[:50]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
