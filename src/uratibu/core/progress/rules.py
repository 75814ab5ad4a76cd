"""The rules of returns: permanent ids, how grave, what is wrong and how to mend it, in words.

A warning does not stop a return once its value has an explanation, which is kept with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.labels import Label, label


@dataclass(frozen=True)
class Rule:
    """One rule; message and remedy may hold {names} that the finding fills."""

    severity: Severity
    message: Label
    remedy: Label


def _rule(en: str, fix: str, sw: str, fix_sw: str, *, soft: bool = False) -> Rule:
    return Rule(
        Severity.WARNING if soft else Severity.ERROR,
        label({"en": en, "sw": sw}),
        label({"en": fix, "sw": fix_sw}),
    )


RULES: Mapping[str, Rule] = {
    "returns/not-a-number": _rule(
        "“{value}” is not a number.", "Write digits alone, with a point before decimals: 1200.5.",
        "“{value}” si namba.", "Andika tarakimu pekee, na nukta kabla ya desimali: 1200.5.",
    ),
    "returns/number-format": _rule(
        "“{value}” can be read as two different numbers.",
        "Write it with a point before decimals and without other marks: 1000.5.",
        "“{value}” inaweza kusomwa kama namba mbili tofauti.",
        "Iandike kwa nukta kabla ya desimali bila alama nyingine: 1000.5.",
    ),
    "returns/a-date": _rule(
        "“{value}” is a date, not a number.", "Set the cell to the format text and write digits.",
        "“{value}” ni tarehe, si namba.", "Weka seli kuwa maandishi na uandike tarakimu.",
    ),
    "returns/negative": _rule(
        "{value} is below zero, which cannot be.", "Write 0 or a number above it.",
        "{value} ni chini ya sifuri, jambo lisilowezekana.", "Andika 0 au namba iliyo juu yake.",
    ),
    "returns/too-exact": _rule(
        "{value} has more than {decimals} decimals.", "Round it to {decimals} decimals.",
        "{value} ina desimali zaidi ya {decimals}.", "Izungushe hadi desimali {decimals}.",
    ),
    "returns/no-parts": _rule(
        "A ratio needs a numerator and a denominator.", "Write both; the ratio is computed.",
        "Uwiano unahitaji kiasi cha juu na kigawanyo.", "Andika vyote viwili; uwiano hukokotolewa.",
    ),
    "returns/ratio-typed": _rule(
        "{value} is not what numerator and denominator give ({computed}).",
        "Leave the value empty; it is computed. Or mend numerator and denominator.",
        "{value} si matokeo ya kiasi cha juu na kigawanyo ({computed}).",
        "Acha thamani wazi; hukokotolewa. Au rekebisha kiasi cha juu na kigawanyo.",
    ),
    "returns/zero-denominator": _rule(
        "The denominator is zero; nothing can be a share of it.",
        "Write the denominator, or say why there is no value.",
        "Kigawanyo ni sifuri; hakuna kinachoweza kuwa sehemu yake.",
        "Andika kigawanyo, au eleza kwa nini hakuna thamani.",
    ),
    "returns/parts-not-asked": _rule(
        "Numerator and denominator are asked of ratios only.", "Clear both cells.",
        "Kiasi cha juu na kigawanyo huulizwa kwa uwiano pekee.", "Futa seli zote mbili.",
    ),
    "returns/not-an-answer": _rule(
        "“{value}” is not yes, partly or no.", "Choose one of the three.",
        "“{value}” si ndiyo, kwa sehemu wala hapana.", "Chagua mojawapo ya hayo matatu.",
    ),
    "returns/unknown-state": _rule(
        "“{value}” does not say why there is no value.", "Choose “no data” or “not applicable”.",
        "“{value}” haisemi kwa nini hakuna thamani.", "Chagua “hakuna data” au “haihusiki”.",
    ),
    "returns/value-and-state": _rule(
        "There is a value, and a reason why there is none.", "Clear one of the two.",
        "Kuna thamani, na pia sababu ya kutokuwa na thamani.", "Futa mojawapo.",
    ),
    "returns/missing-without-reason": _rule(
        "There is no value and no word on why.", "Write why in the comment.",
        "Hakuna thamani wala maelezo ya sababu.", "Andika sababu kwenye maoni.",
    ),
    "returns/not-answered": _rule(
        "Nothing is said here yet.", "Fill it in, or choose nil or no change.",
        "Bado hakuna kilichoandikwa hapa.",
        "Jaza, au chagua hakuna la kuripoti au hakuna badiliko.",
    ),
    "returns/too-long": _rule(
        "The text has {length} characters; {most} are the most.", "Shorten it.",
        "Maandishi yana herufi {length}; upeo ni {most}.", "Yafupishe.",
    ),
    "returns/unknown-status": _rule(
        "“{value}” is not a status of an action.", "Choose one of: {choices}.",
        "“{value}” si hali ya shughuli.", "Chagua mojawapo ya: {choices}.",
    ),
    "returns/unknown-answer": _rule(
        "“{value}” does not say how the action is reported on.", "Choose one of: {choices}.",
        "“{value}” haisemi shughuli imeripotiwaje.", "Chagua mojawapo ya: {choices}.",
    ),
    "returns/nothing-said": _rule(
        "It is reported on, but no text says what was done.",
        "Write what was done, or choose nil or no change.",
        "Imeripotiwa, lakini hakuna maandishi ya kilichofanyika.",
        "Andika kilichofanyika, au chagua hakuna la kuripoti au hakuna badiliko.",
    ),
    "returns/words-on-nil": _rule(
        "It is a nil return, yet a text says that something was done.",
        "Choose reported, or clear the text.",
        "Imesemwa hakuna la kuripoti, lakini kuna maandishi ya kilichofanyika.",
        "Chagua imeripotiwa, au futa maandishi.",
    ),
    "returns/no-obstacle": _rule(
        "It is delayed or stalled, and no text says what stands in the way.",
        "Write what stands in the way.",
        "Imechelewa au imekwama, na hakuna maandishi ya kinachozuia.", "Andika kinachozuia.",
    ),
    "returns/out-of-range": _rule(
        "{value} lies outside what was reported before ({low} to {high}).",
        "Check it. If it is right, write why in the explanation.",
        "{value} iko nje ya yaliyoripotiwa awali ({low} hadi {high}).",
        "Ihakiki. Ikiwa ni sahihi, andika sababu kwenye maelezo.", soft=True,
    ),
    "returns/outlier": _rule(
        "{value} lies far from the values before it (median {median}; modified z-score {score}, "
        "by the median absolute deviation).",
        "Check it. If it is right, write why in the explanation.",
        "{value} iko mbali na thamani za awali (wastani wa kati {median}; alama z {score}, "
        "kwa mkengeuko wa kati).",
        "Ihakiki. Ikiwa ni sahihi, andika sababu kwenye maelezo.", soft=True,
    ),
    "returns/cumulative-falls": _rule(
        "{value} is below the {before} reported before; a running total never falls.",
        "Write the total since the start. If an earlier value was wrong, write so.",
        "{value} ni chini ya {before} iliyoripotiwa awali; jumla inayoongezeka haishuki.",
        "Andika jumla tangu mwanzo. Ikiwa thamani ya awali ilikosewa, eleza hivyo.", soft=True,
    ),
    "returns/over-hundred": _rule(
        "The numerator {value} is larger than the denominator {denominator}.",
        "Check both. If they are right, write why in the explanation.",
        "Kiasi cha juu {value} ni kikubwa kuliko kigawanyo {denominator}.",
        "Hakiki vyote. Ikiwa ni sahihi, andika sababu kwenye maelezo.", soft=True,
    ),
    "returns/sum-of-places": _rule(
        "The total is {value}, the places add up to {sum}.",
        "Mend the total or a place, or write why they differ.",
        "Jumla ni {value}, maeneo yanafikia {sum}.",
        "Rekebisha jumla au eneo, au andika kwa nini zinatofautiana.", soft=True,
    ),
    "returns/more-than-other": _rule(
        "{value} is more than the {other} of “{title}”, which it cannot pass.",
        "Mend one of the two, or write why in the explanation.",
        "{value} ni zaidi ya {other} ya “{title}”, ambayo haiwezi kuizidi.",
        "Rekebisha mojawapo, au andika sababu kwenye maelezo.", soft=True,
    ),
}  # fmt: skip


def finding(rule: str, where: Where, language: str = "en", **facts: object) -> Finding:
    """A finding of a rule, its words in a language."""
    said = RULES[rule]
    named = {"value": where.value, **facts}
    return Finding(
        where, rule, said.severity, said.message(language).format(**named),
        said.remedy(language).format(**named),
    )  # fmt: skip
