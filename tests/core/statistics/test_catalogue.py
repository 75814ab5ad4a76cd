"""Facts about editions are asked for once, and only so many are kept."""

from pathlib import Path

import pytest

from spec.world import World
from uratibu.core.statistics import catalogue
from uratibu.core.statistics.catalogue import Facts
from uratibu.core.statistics.engines.reference import ReferenceEngine
from uratibu.core.statistics.model import Selection


class CountingEngine(ReferenceEngine):
    """Counts how often it is asked for codes."""

    asked = 0

    def codes(self, *arguments: object) -> tuple[str, ...]:
        self.asked += 1
        return super().codes(*arguments)  # type: ignore[arg-type]


def test_codes_of_an_edition_are_asked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = CountingEngine()
    world = World(tmp_path, engine)
    edition = world.edition("stock", "1", "stock", "area | period | persons\nKEN | 2024 | 1\n")
    selection = Selection(world.indicator("stock"), edition.id, (), (), ())
    facts = Facts(world.store, engine)
    assert facts.codes(selection, edition, "area") == ("KEN",)
    assert facts.codes(selection, edition, "area") == ("KEN",)
    assert engine.asked == 1
    monkeypatch.setattr(catalogue, "_FACTS_KEPT", 1)
    facts.codes(selection, edition, "period")
    facts.codes(selection, edition, "area")
    assert engine.asked == 3
