"""Every pack that ships loads, checks clean, passes its own examples and builds its documents."""

from pathlib import Path

import pytest

from uratibu.core.packs.check import check_pack

PACKS = Path(__file__).resolve().parents[2] / "packs"
ALL = sorted(path.parent.name for path in PACKS.glob("*/pack.yaml"))


def test_the_four_packs_ship() -> None:
    assert set(ALL) >= {"ke", "norms", "world", "zz"}


@pytest.mark.parametrize("name", ALL)
def test_a_pack_has_no_fault(name: str) -> None:
    assert [str(finding) for finding in check_pack(PACKS / name)] == []
