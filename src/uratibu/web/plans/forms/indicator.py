"""An indicator of an element: what it means, where it starts, where it should go."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from uratibu.core.indicators.model import Direction, Kind
from uratibu.core.labels import Label
from uratibu.core.plans.model import Element, Lane, PlanIndicator, PlanValue, Wording
from uratibu.core.plans.naming import next_part
from uratibu.core.plans.words import LANES
from uratibu.web.plans.forms.fields import (
    LONG,
    AmountField,
    TextField,
    both,
    choose,
    in_language,
    institutions,
)
from uratibu.web.plans.forms.lists import ListForm
from uratibu.web.plans.forms.section import put
from uratibu.web.plans.queries import words

TARGET = re.compile(
    r"(?P<period>\S+)\s*[=:]\s*(?P<value>-?[\d.,]+)(\s*\((?P<top>[\d.,]+)/(?P<below>[\d.,]+)\))?"
)
KINDS = [
    ("", _("not said")), (Kind.STOCK, _("stock: how many there are on a day")),
    (Kind.FLOW, _("flow: how many came in a period")),
    (Kind.CUMULATIVE, _("cumulative: all since the start")),
    (Kind.RATIO, _("ratio: one number over another")),
]  # fmt: skip
DIRECTIONS = [
    ("", _("not said")), (Direction.HIGHER, _("higher is better")),
    (Direction.LOWER, _("lower is better")), (Direction.CONTEXT, _("context only")),
]  # fmt: skip


class IndicatorForm(ListForm):
    """One indicator. A new definition never rewrites the one before: it begins today."""

    heading = _("Indicator")
    title_en = forms.CharField(label=_("Title in English"), max_length=400)
    title_sw = TextField(label=_("Title in Swahili"))
    definition_en = TextField(
        label=_("Definition in English"), max_length=2000, widget=LONG,
        help_text=_("A changed definition holds from today; the earlier one stays readable."),
    )  # fmt: skip
    definition_sw = TextField(label=_("Definition in Swahili"), max_length=2000, widget=LONG)
    unit = TextField(label=_("Unit"), max_length=60, help_text=_("Such as persons, percent."))
    kind = forms.ChoiceField(label=_("Kind of series"), choices=KINDS, required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=DIRECTIONS, required=False)
    lane = forms.ChoiceField(label=_("Lane"))
    denominator_en = TextField(label=_("Percentage of what, in English"))
    denominator_sw = TextField(label=_("Percentage of what, in Swahili"))
    baseline_period = TextField(label=_("Period of the baseline"), max_length=20)
    baseline_value = AmountField(label=_("Baseline"))
    baseline_top = AmountField(label=_("Numerator of the baseline"))
    baseline_below = AmountField(label=_("Denominator of the baseline"))
    targets = TextField(
        label=_("Targets"), max_length=2000, widget=LONG,
        help_text=_("One a line: 2025/26 = 40, or for a ratio 2025/26 = 40 (20/50)."),
    )  # fmt: skip
    source = TextField(label=_("Source or means of verification"))
    frequency = TextField(
        label=_("Frequency"), max_length=40, help_text=_("Such as quarter, half, fiscal-year.")
    )
    disaggregation = TextField(
        label=_("Broken down by"), help_text=_("Divided by commas: sex, age, county.")
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False)

    @property
    def held(self) -> PlanIndicator | None:
        """The indicator as it was read."""
        return self.part(self.element.indicators)

    def offer(self) -> None:
        """Lanes, and institutions by name."""
        super().offer()
        held = self.held
        named = institutions([held.owner] if held else ())
        choose(self, "lane", [(x, words.text(LANES[x])) for x in Lane])
        choose(self, "owner", [("", str(_("nobody named"))), *named])

    def said(self, element: Element) -> dict[str, object]:
        """The indicator as it stands."""
        held = self.held
        if held is None:
            return {"lane": Lane.OUTPUT}
        base = held.baseline or PlanValue("")
        texts: dict[str, Label] = {
            "title": held.title, "definition": held.definition(), "denominator": held.denominator,
        }  # fmt: skip
        return {
            **{f"{n}_{x}": in_language(said, x) for n, said in texts.items() for x in ("en", "sw")},
            "unit": held.unit, "kind": held.kind or "", "direction": held.direction or "",
            "lane": held.lane, "source": held.source, "frequency": held.frequency,
            "disaggregation": ", ".join(held.disaggregation), "owner": held.owner,
            "baseline_period": base.period, "baseline_value": base.value,
            "baseline_top": base.numerator, "baseline_below": base.denominator,
            "targets": "\n".join(map(target_line, held.targets)),
        }  # fmt: skip

    def clean_targets(self) -> tuple[PlanValue, ...]:
        """Each line as a target; a line that is none is named."""
        lines = [line.strip() for line in self.cleaned_data["targets"].splitlines()]
        wrong = [line for line in lines if line and not TARGET.fullmatch(line)]
        if wrong:
            told = _("Write “%(line)s” as period = number, such as 2025/26 = 40.")
            raise forms.ValidationError(told % {"line": wrong[0]})
        held = {(t.period, t.value): t for t in (self.held.targets if self.held else ())}
        return tuple(_target(line, held) for line in lines if line)

    def changed(self, onto: Element) -> Element:
        """The element with this indicator."""
        said, held = self.cleaned_data, self.held
        used = {each.id for each in onto.indicators}
        before = held or PlanIndicator(f"{onto.id}/{next_part('i', used)}", both("", ""))
        made = replace(
            before,
            title=both(said["title_en"], said["title_sw"]),
            definitions=_definitions(before, both(said["definition_en"], said["definition_sw"])),
            unit=said["unit"], kind=Kind(said["kind"]) if said["kind"] else None,
            direction=Direction(said["direction"]) if said["direction"] else None,
            lane=Lane(said["lane"]), baseline=self._baseline(), targets=said["targets"],
            denominator=both(said["denominator_en"], said["denominator_sw"]),
            source=said["source"], frequency=said["frequency"], owner=said["owner"],
            disaggregation=tuple(filter(None, map(str.strip, said["disaggregation"].split(",")))),
        )  # fmt: skip
        now = next((each for each in onto.indicators if each.id == before.id), None)
        return replace(
            onto, indicators=put(onto.indicators, now, None if self.is_removed else made)
        )

    def _baseline(self) -> PlanValue | None:
        said = self.cleaned_data
        names = ("baseline_value", "baseline_top", "baseline_below")
        value, top, below = (said[name] for name in names)
        if value is None and top is None:
            return None
        held = (self.held.baseline if self.held else None) or PlanValue("")
        return replace(
            held, period=said["baseline_period"], value=value, numerator=top, denominator=below
        )


def target_line(target: PlanValue) -> str:
    """A target as one line of the form."""
    parts = ""
    if target.numerator is not None and target.denominator is not None:
        parts = f" ({target.numerator.normalize():f}/{target.denominator.normalize():f})"
    value = target.value if target.value is not None else Decimal(0)
    return f"{target.period} = {value.normalize():f}{parts}"


def _target(line: str, held: dict[tuple[str, Decimal | None], PlanValue]) -> PlanValue:
    match = TARGET.fullmatch(line)
    if match is None:
        raise ValueError(line)
    said = {name: _number(match[name]) for name in ("value", "top", "below")}
    known = held.get((match["period"], said["value"]), PlanValue(match["period"]))
    return replace(known, value=said["value"], numerator=said["top"], denominator=said["below"])


def _number(text: str | None) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text else None


def _definitions(held: PlanIndicator, text: Label) -> tuple[Wording, ...]:
    """The wordings of an indicator with a new one from today; the one before ends yesterday."""
    day = timezone.localdate()
    if not text or text == held.definition():
        return held.definitions
    if not held.definitions:
        return (Wording(text),)
    *earlier, last = held.definitions
    if last.valid_from == day:
        return (*earlier, replace(last, text=text))
    return (*earlier, replace(last, valid_to=day - timedelta(days=1)), Wording(text, day))
