"""The register as one document reads it: in its language, with every number as a bound figure."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from uratibu.core.disclosure.figure import ReleasedFigure
from uratibu.core.plans import budget
from uratibu.core.plans.model import Element, Level, Plan, PlanIndicator, PlanValue
from uratibu.core.reports import numerals
from uratibu.core.reports.model import BoundFigure
from uratibu.core.reports.register import words
from uratibu.core.reports.register.model import Register
from uratibu.core.values import MISSING, Value, number

Money = tuple[str, budget.Converted]
"""A line of money with the id of the element it is said of."""
ANSWERS = ((Decimal(1), "yes"), (Decimal("0.5"), "partly"), (Decimal(0), "no"))


@dataclass(frozen=True)
class Reader:
    """Says things of a register in a language. country: the area that "" stands for."""

    register: Register
    language: str
    country: str

    @property
    def release(self) -> str:
        """What a figure of the plan itself is bound to: the plan in the state it was read."""
        return f"plan:{self.register.plan.id}@{self.register.revision}"

    def released(self, key: str, figure: ReleasedFigure, *, decimals: int, unit: str = "") -> (
        BoundFigure
    ):  # fmt: skip
        """A released figure as it is printed."""
        text = numerals.written(figure.value, decimals=decimals, language=self.language, unit=unit)
        return self._bound(
            figure.id, text, figure.value, unit=figure.unit, period=figure.period, key=key,
            release=figure.release, editions=figure.editions, area=figure.area,
            digest=figure.digest,
        )  # fmt: skip

    def stated(
        self, element: Element, indicator: PlanIndicator, what: str, said: PlanValue
    ) -> BoundFigure:
        """A target or baseline of the plan as it is printed."""
        value = MISSING if said.value is None else number(said.value)
        text = numerals.written(value, decimals=_places(said.value), language=self.language)
        name = f"{indicator.id}/{what}@{said.period}#{said.place}"
        return self._bound(
            name, text, value, unit=indicator.unit, period=said.period, key=indicator.id,
            norms=self.register.plan.norms_of(element.id),
        )  # fmt: skip

    def computed(self, name: str, amount: Decimal, unit: str, told: Iterable[object], *,
                 decimals: int = 0, scale: str = "") -> BoundFigure:  # fmt: skip
        """A count or sum over the register. name: its id without the plan; told: what was added."""
        value = number(amount)
        text = numerals.written(value, decimals=decimals, language=self.language, unit=scale)
        digest = hashlib.sha256(json.dumps([str(each) for each in told]).encode()).hexdigest()
        return self._bound(
            name,
            text,
            value,
            unit=unit,
            period=self.register.period,
            key=name.split("@", maxsplit=1)[0],
            digest=digest,
        )

    def _bound(
        self, name: str, text: str, value: Value, *, unit: str, period: str, key: str,
        release: str = "", editions: tuple[tuple[str, str, str], ...] = (), area: str = "",
        digest: str = "", norms: tuple[str, ...] = (),
    ) -> BoundFigure:  # fmt: skip
        plan = self.register.plan.id
        facts = [name, str(value.number), str(value.state), unit, digest]
        return BoundFigure(
            id=f"{plan}/{name}",
            text=text,
            value=value,
            unit=unit,
            period=period,
            area=area or self.country,
            measure=f"{plan}/{key}",
            release=release or self.release,
            norms=norms or self._norms(key),
            editions=editions,
            digest=hashlib.sha256(json.dumps(facts).encode()).hexdigest(),
        )

    def _norms(self, key: str) -> tuple[str, ...]:
        owner = self.register.owner(key)
        return self.register.plan.norms_of(owner) if owner else ()

    def latest(self, indicator: PlanIndicator) -> BoundFigure | None:
        """The last released figure of an indicator up to the period reported on."""
        found = self.register.latest(indicator.id)
        return self.released(indicator.id, found, decimals=indicator.decimals) if found else None

    def in_words(self, figure: BoundFigure) -> BoundFigure:
        """The figure of a policy question as its answer: yes, partly, no."""
        said = next((name for number, name in ANSWERS if number == figure.value.number), "")
        return replace(figure, text=words.word(said, self.language)) if said else figure

    def money(self, amount: Decimal, name: str, told: Iterable[object]) -> BoundFigure:
        """A sum of money in whole units of the plan's currency."""
        period = self.register.period
        return self.computed(f"budget.{name}@{period}#", amount, self.register.plan.currency, told)

    def sums(self, elements: Iterable[Element]) -> budget.Sum:
        """The money of elements in the plan's currency; what has no rate stays apart."""
        key = ("money",)
        if key not in self.register.kept:
            self.register.kept[key] = _by_element(self.register.plan)
        lines = cast("dict[str, list[Money]]", self.register.kept[key])
        return budget.sum_of(line for each in elements for line in lines.get(each.id, ()))


def _by_element(plan: Plan) -> dict[str, list[Money]]:
    """The money that counts, converted once, by the action it is said of or inside of."""
    found: dict[str, list[Money]] = defaultdict(list)
    for element, line in budget.counted(plan):
        chain = (*plan.above(element.id), element)
        action = next((each.id for each in chain if each.level is Level.ACTION), element.id)
        found[action].append((element.id, budget.convert(line, plan)))
    return found


def _places(amount: Decimal | None) -> int:
    """As many digits after the point as were stated, at most three."""
    if amount is None:
        return 0
    exponent = amount.normalize().as_tuple().exponent
    return min(3, max(0, -exponent)) if isinstance(exponent, int) else 0
