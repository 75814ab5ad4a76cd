"""The tutorial tells the truth: what it says to open is there, and one sees what it says."""

import re
from html import unescape
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial"

REGISTER = ("/plan/", "/thread/")
"""Addresses of the register; only for them its plan and its returns are set up."""


def steps():
    """(page of the tutorial, address, texts that are seen there) for each address it names."""
    for file in sorted(TUTORIAL.glob("*.md")):
        text = " ".join(file.read_text(encoding="utf-8").split())
        parts = re.split(r"[Oo]pen `(/[^`]*)`", text)
        for address, told in zip(parts[1::2], parts[2::2], strict=True):
            seen = [s for said in re.findall(r"[Yy]ou see ([^.]*?\"[^.]*)", told)
                    for s in re.findall(r'"([^"]+)"', said)]  # fmt: skip
            yield pytest.param(address, seen, id=f"{file.stem} {address}")


@pytest.fixture
def site_for(request, kenya, db):
    """Set up what an address needs: the register is set up only for its own pages."""
    return lambda address: address.startswith(REGISTER) and request.getfixturevalue("register")


@pytest.mark.parametrize(("address", "seen"), list(steps()))
def test_the_tutorial_shows_what_is_there(client, site_for, address, seen):
    site_for(address)
    html = client.get(address).content.decode()
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())

    assert [words for words in seen if words not in text] == []


def test_the_tutorial_says_what_is_seen_at_most_addresses():
    told = [param.values[1] for param in steps()]

    assert len(told) >= 12
    assert sum(1 for seen in told if seen) >= len(told) - 2
