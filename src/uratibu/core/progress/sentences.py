"""The sentences that explain lights and statuses, in every language; more are more lines."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from uratibu.core.labels import Label, label

_ALL: dict[str, dict[str, str]] = {
    "rate/share": {
        "en": "{value} against a target of {target} for {period}: {percent} %. "
        "Green from {green} %, amber from {amber} %.",
        "sw": "{value} ikilinganishwa na lengo la {target} kwa {period}: asilimia {percent}. "
        "Kijani kuanzia asilimia {green}, njano kuanzia asilimia {amber}.",
    },
    "rate/way": {
        "en": "{value} on the way from the baseline {baseline} to the target {target} for "
        "{period}: {percent} % of the way. Green from {green} %, amber from {amber} %.",
        "sw": "{value} katika safari kutoka kiwango cha msingi {baseline} hadi lengo {target} kwa "
        "{period}: asilimia {percent} ya safari. Kijani kuanzia asilimia {green}, njano kuanzia "
        "asilimia {amber}.",
    },
    "rate/no-target": {
        "en": "No light: the plan gives no target for {period}.",
        "sw": "Hakuna taa: mpango hautaji lengo la {period}.",
    },
    "rate/no-direction": {
        "en": "No light: nobody has said whether higher or lower is better.",
        "sw": "Hakuna taa: haijasemwa kama kupanda au kushuka ndiko bora.",
    },
    "rate/context": {
        "en": "No light: this is a context figure; neither higher nor lower is better by itself.",
        "sw": "Hakuna taa: hii ni takwimu ya muktadha; kupanda wala kushuka si bora kwenyewe.",
    },
    "rate/missing": {
        "en": "No light: no value was reported for {period}.",
        "sw": "Hakuna taa: hakuna thamani iliyoripotiwa kwa {period}.",
    },
    "rate/not-yet": {
        "en": "No light: the value for {period} is not there yet; it is due by {due}.",
        "sw": "Hakuna taa: thamani ya {period} bado haijafika; inatakiwa ifikapo {due}.",
    },
    "rate/overdue": {
        "en": "No light: the value for {period} was due by {due} and has not come.",
        "sw": "Hakuna taa: thamani ya {period} ilitakiwa ifikapo {due} na haijafika.",
    },
    "rate/suppressed": {
        "en": "No light: the value for {period} is hidden to protect people.",
        "sw": "Hakuna taa: thamani ya {period} imefichwa ili kulinda watu.",
    },
    "rate/not-applicable": {
        "en": "No light: the indicator does not apply to {period}.",
        "sw": "Hakuna taa: kiashiria hakihusu {period}.",
    },
    "target/shared": {
        "en": "The target is the part of {of} that falls into the period.",
        "sw": "Lengo ni sehemu ya {of} inayoangukia kipindi hiki.",
    },
    "target/between": {
        "en": "The target lies on the straight line towards that of {of}.",
        "sw": "Lengo liko kwenye mstari mnyoofu kuelekea lengo la {of}.",
    },
    "target/held": {
        "en": "The target of {of} still holds.",
        "sw": "Lengo la {of} bado linatumika.",
    },
    "trend/unknown": {
        "en": "No trend: it takes two values of comparable periods.",
        "sw": "Hakuna mwelekeo: zinahitajika thamani mbili za vipindi vinavyolingana.",
    },
    "trend/no-direction": {
        "en": "From {old} in {before} to {new} in {after}; which way is better is not said.",
        "sw": "Kutoka {old} katika {before} hadi {new} katika {after}; ubora haujabainishwa.",
    },
    "trend/better": {
        "en": "Better: from {old} in {before} to {new} in {after}.",
        "sw": "Bora: kutoka {old} katika {before} hadi {new} katika {after}.",
    },
    "trend/same": {
        "en": "Much the same: {old} in {before}, {new} in {after}.",
        "sw": "Karibu sawa: {old} katika {before}, {new} katika {after}.",
    },
    "trend/worse": {
        "en": "Worse: from {old} in {before} to {new} in {after}.",
        "sw": "Mbaya zaidi: kutoka {old} katika {before} hadi {new} katika {after}.",
    },
    "status/transferred": {
        "en": "The institution reports it as handed over to another.",
        "sw": "Taasisi inaripoti kuwa hatua imehamishiwa taasisi nyingine.",
    },
    "status/withdrawn": {
        "en": "It was withdrawn from the plan on {day}: {because}",
        "sw": "Iliondolewa katika mpango {day}: {because}",
    },
    "status/cancelled": {
        "en": "The institution reports it as cancelled.",
        "sw": "Taasisi inaripoti kuwa hatua imefutwa.",
    },
    "status/completed-but-open": {
        "en": "Reported as completed, but these milestones are not reached: {milestones}.",
        "sw": "Imeripotiwa kukamilika, lakini hatua hizi muhimu hazijafikiwa: {milestones}.",
    },
    "status/completed": {
        "en": "The institution reports it as completed, and no milestone is open.",
        "sw": "Taasisi inaripoti kuwa imekamilika, na hakuna hatua muhimu iliyobaki.",
    },
    "status/milestones-reached": {
        "en": "All of its milestones are reached ({count}).",
        "sw": "Hatua zake zote muhimu zimefikiwa ({count}).",
    },
    "status/reported-stalled": {
        "en": "The institution reports it as stalled.",
        "sw": "Taasisi inaripoti kuwa hatua imekwama.",
    },
    "status/nil-twice": {
        "en": "Two returns in a row say that nothing happened ({periods}).",
        "sw": "Ripoti mbili mfululizo zinasema hakuna kilichofanyika ({periods}).",
    },
    "status/not-due": {
        "en": "It starts on {day}, and no work is reported.",
        "sw": "Inaanza {day}, na hakuna kazi iliyoripotiwa.",
    },
    "status/never-reported": {
        "en": "It should run since {day}, and no return has ever spoken of it.",
        "sw": "Ilipaswa kuendelea tangu {day}, na hakuna ripoti iliyowahi kuitaja.",
    },
    "status/no-return-due": {
        "en": "It runs since {day}; no return was due yet.",
        "sw": "Inaendelea tangu {day}; hakuna ripoti iliyotakiwa bado.",
    },
    "status/gone-silent": {
        "en": "The last return that speaks of it is of {period}; {missed} since then are missing.",
        "sw": "Ripoti ya mwisho inayoitaja ni ya {period}; {missed} zilizofuata hazipo.",
    },
    "status/past-its-end": {
        "en": "It should have ended on {day} and is not reported as completed.",
        "sw": "Ilipaswa kuisha {day} na haijaripotiwa kukamilika.",
    },
    "status/milestone-late": {
        "en": "These milestones are past their day and not reached: {milestones}.",
        "sw": "Hatua hizi muhimu zimepita siku yake bila kufikiwa: {milestones}.",
    },
    "status/reported-delayed": {
        "en": "The institution reports it as delayed.",
        "sw": "Taasisi inaripoti kuwa hatua imechelewa.",
    },
    "status/not-begun": {
        "en": "It should have started on {day} and is reported as not started.",
        "sw": "Ilipaswa kuanza {day} na imeripotiwa kuwa haijaanza.",
    },
    "status/indicator-red": {
        "en": "These indicators are red: {indicators}.",
        "sw": "Viashiria hivi ni vyekundu: {indicators}.",
    },
    "status/no-dates": {
        "en": "It has neither dates nor a report, so nothing can be derived.",
        "sw": "Haina tarehe wala ripoti, kwa hiyo hakuna kinachoweza kubainishwa.",
    },
    "status/on-track": {
        "en": "Reported on, and nothing is late.",
        "sw": "Imeripotiwa, na hakuna kilichochelewa.",
    },
    "status/nothing-below": {
        "en": "It holds no action.",
        "sw": "Haina hatua yoyote.",
    },
    "combine/part": {
        "en": "{reported} of {places} places reported.",
        "sw": "Maeneo {reported} kati ya {places} yaliripoti.",
    },
    "combine/all": {
        "en": "All {places} places reported.",
        "sw": "Maeneo yote {places} yaliripoti.",
    },
    "combine/no-kind": {
        "en": "Not added up: nobody has said whether it is a flow, a stock, cumulative or a ratio.",
        "sw": "Haikujumlishwa: haijasemwa kama ni mtiririko, akiba, limbikizo au uwiano.",
    },
    "combine/answers": {
        "en": "Not added up: yes and no do not add.",
        "sw": "Haikujumlishwa: ndiyo na hapana havijumlishwi.",
    },
    "combine/no-parts": {
        "en": "Not computed: a percentage came without its numerator and denominator.",
        "sw": "Haikukokotolewa: asilimia ilikuja bila kiasi na kigawanyo chake.",
    },
    "combine/falls": {
        "en": "Not added up: a cumulative series falls, which it cannot.",
        "sw": "Haikujumlishwa: mfululizo wa limbikizo unashuka, jambo lisilowezekana.",
    },
    "combine/zero-denominator": {
        "en": "Not computed: the denominators add up to zero.",
        "sw": "Haikukokotolewa: jumla ya vigawanyo ni sifuri.",
    },
}
_ANSWERS = {
    Decimal(1): {"en": "yes", "sw": "ndiyo"},
    Decimal("0.5"): {"en": "partly", "sw": "kwa kiasi"},
    Decimal(0): {"en": "no", "sw": "hapana"},
}


def sentence(rule: str, holes: Mapping[str, object] | None = None) -> Label:
    """The sentence of a rule with its holes filled; a Label is filled in with its own language."""
    texts = _ALL[rule]
    return label(
        {language: _filled(text, holes or {}, language) for language, text in texts.items()}
    )


def rules() -> tuple[str, ...]:
    """Every rule that has a sentence."""
    return tuple(_ALL)


def joined(*labels: Label) -> Label:
    """Several sentences one after the other."""
    languages = dict.fromkeys(language for each in labels for language in each.languages())
    said = {name: " ".join(filter(None, (each(name) for each in labels))) for name in languages}
    return label(said)


def written(number: Decimal, decimals: int) -> str:
    """A number with grouped digits, rounded for the eye, with a true minus sign."""
    exact = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    return f"\u2212{-exact:,f}" if exact < 0 else f"{exact:,f}"


def answer(number: Decimal) -> Label:
    """A policy answer in words: yes, partly, no."""
    return label(_ANSWERS.get(number, {"en": str(number)}))


def _filled(text: str, holes: Mapping[str, object], language: str) -> str:
    said = {k: v(language) if isinstance(v, Label) else str(v) for k, v in holes.items()}
    return text.format(**said)
