"""Why a question is not answered, in the words of the person who asked it.

Every refusal says what was asked, why it has no meaning and what to ask instead; every declined
question says what was asked and what the data do not have. The rule names are permanent.
"""

from __future__ import annotations

from uratibu.core.labels import Label
from uratibu.core.statistics.model import Declined, NonsenseQuery
from uratibu.core.statistics.words import both

Fact = str | Label

NONSENSE: dict[str, Label] = {
    "stocks-over-time": both(
        "{indicator} added over several periods: it is a {kind}, and the same people would be "
        "counted once in each period. Ask instead: one period, or the change between two.",
        "{indicator} kujumlishwa kwa vipindi kadhaa: ni {kind}, na watu walewale wangehesabiwa "
        "tena katika kila kipindi. Badala yake uliza: kipindi kimoja, au badiliko kati ya viwili.",
    ),
    "ratios-over-time": both(
        "{measure} added over several periods: it is a ratio or percentage, and percentages do "
        "not add up. Ask instead: one period, or the change between two.",
        "{measure} kujumlishwa kwa vipindi kadhaa: ni uwiano au asilimia, na asilimia "
        "hazijumlishwi. Badala yake uliza: kipindi kimoja, au badiliko kati ya viwili.",
    ),
    "ratios-added": both(
        "{indicator} added over {dimension}: it is a ratio or percentage, and ratios do not add "
        "up. Ask instead: one member of {dimension}, or group by {dimension}.",
        "{indicator} kujumlishwa kwa {dimension}: ni uwiano au asilimia, na uwiano haujumlishwi. "
        "Badala yake uliza: msimbo mmoja wa {dimension}, au panga kwa {dimension}.",
    ),
    "members-not-addable": both(
        "{indicator} without {dimension}: its members of {dimension} may not be added (they "
        "overlap or are not complete) and no total is stated. Ask instead: one member of "
        "{dimension}, or group by {dimension}.",
        "{indicator} bila {dimension}: makundi yake ya {dimension} hayawezi kujumlishwa "
        "(yanaingiliana au hayajakamilika) na jumla haijatajwa. Badala yake uliza: msimbo mmoja "
        "wa {dimension}, au panga kwa {dimension}.",
    ),
    "aggregate-with-members": both(
        "{codes} of {dimension} added together: {container} contains others of them, so people "
        "would be counted twice. Ask instead: the members alone, or {container} alone.",
        "{codes} za {dimension} kujumlishwa pamoja: {container} inajumuisha nyingine kati ya "
        "hizo, hivyo watu wangehesabiwa mara mbili. Badala yake uliza: makundi peke yake, au "
        "{container} peke yake.",
    ),
    "no-area": both(
        "{measure} without an area: figures of different areas are not added by themselves. Ask "
        "instead: name the areas (area=KEN) or group by area.",
        "{measure} bila eneo: takwimu za maeneo tofauti hazijumlishwi zenyewe. Badala yake uliza: "
        "taja maeneo (area=KEN) au panga kwa eneo.",
    ),
    "mixed-period-kinds": both(
        "The periods {periods} in one answer: they are of different kinds and cannot stand side "
        "by side. Ask instead: periods of one kind, such as years only.",
        "Vipindi {periods} katika jibu moja: ni vya aina tofauti na haviwezi kuwekwa pamoja. "
        "Badala yake uliza: vipindi vya aina moja, kama miaka pekee.",
    ),
    "mixed-editions": both(
        "{dataset} in the editions {editions} at once: editions revise each other and are never "
        "mixed in one answer. Ask instead: one edition, or one question for each.",
        "{dataset} katika matoleo {editions} kwa pamoja: matoleo husahihishana na hayachanganywi "
        "katika jibu moja. Badala yake uliza: toleo moja, au swali moja kwa kila toleo.",
    ),
    "edition-unused": both(
        "{measure} from {dataset} in the edition {edition}: this data set does not answer it. Ask "
        "instead: an edition of {datasets}.",
        "{measure} kutoka {dataset} katika toleo {edition}: seti hii ya data haijibu swali hili. "
        "Badala yake uliza: toleo la {datasets}.",
    ),
    "mixed-ratio-periods": both(
        "{measure}: the numerator is of kind {numerator} and the denominator of kind "
        "{denominator}, so they speak of different times. Ask instead: a denominator of the same "
        "kind of period.",
        "{measure}: kiasi kina kipindi cha aina {numerator} na kigawanyo cha aina {denominator}, "
        "hivyo vinahusu nyakati tofauti. Badala yake uliza: kigawanyo chenye aina ileile ya "
        "kipindi.",
    ),
    "ratio-of-areas": both(
        "{measure}: numerator and denominator speak of different areas or periods. Ask instead: a "
        "denominator that follows the area and the period of the question.",
        "{measure}: kiasi na kigawanyo vinahusu maeneo au vipindi tofauti. Badala yake uliza: "
        "kigawanyo kinachofuata eneo na kipindi cha swali.",
    ),
    "fixed-by-measure": both(
        "{measure} by {dimension}: the measure itself fixes {dimension} ({codes}). Ask instead: "
        "without {dimension}, or a measure that leaves it open.",
        "{measure} kwa {dimension}: kipimo chenyewe kimeweka {dimension} ({codes}). Badala yake "
        "uliza: bila {dimension}, au kipimo kisichoiweka.",
    ),
    "asked-twice": both(
        "{what} asked twice. Ask instead: name it once.",
        "{what} imeulizwa mara mbili. Badala yake uliza: itaje mara moja.",
    ),
    "empty-filter": both(
        "{dimension} filtered to nothing: no figure can meet that. Ask instead: name at least one "
        "code, or leave the filter out.",
        "{dimension} imechujwa bila msimbo wowote: hakuna takwimu inayoweza kukidhi hilo. Badala "
        "yake uliza: taja angalau msimbo mmoja, au ondoa kichujio.",
    ),
    "not-grouped": both(
        "{what} of {dimension}, which is not in the answer: there are no members to compare. Ask "
        "instead: group by {dimension} as well.",
        "{what} ya {dimension}, ambayo haimo katika jibu: hakuna makundi ya kulinganisha. Badala "
        "yake uliza: panga pia kwa {dimension}.",
    ),
    "over-period": both(
        "{what} of periods: the periods of an answer are not parts of a whole. Ask instead: the "
        "change between periods, or {what} of another dimension.",
        "{what} ya vipindi: vipindi vya jibu si sehemu za kitu kimoja. Badala yake uliza: "
        "badiliko kati ya vipindi, au {what} ya mgawanyo mwingine.",
    ),
    "parts-of-a-ratio": both(
        "{what} of {measure}: its members do not add up to a whole. Ask instead: the rank, or the "
        "{what} of its numerator.",
        "{what} ya {measure}: makundi yake hayajumlishwi kuwa kitu kimoja. Badala yake uliza: "
        "nafasi (rank), au {what} ya kiasi chake.",
    ),
    "no-whole": both(
        "The share of {codes} among areas: there is no one area that contains them all. Ask "
        "instead: areas inside one area, such as area=KEN/*.",
        "Sehemu ya {codes} kati ya maeneo: hakuna eneo moja linaloyajumuisha yote. Badala yake "
        "uliza: maeneo yaliyo ndani ya eneo moja, kama area=KEN/*.",
    ),
    "whole-among-members": both(
        "The share of {codes} among areas: {container} contains {inside}, so they are not parts "
        "beside each other. Ask instead: the same without {container}.",
        "Sehemu ya {codes} kati ya maeneo: {container} inajumuisha {inside}, hivyo si sehemu "
        "zilizo sambamba. Badala yake uliza: hayo hayo bila {container}.",
    ),
    "too-few": both(
        "The top {count} of {dimension}: there is nothing to keep. Ask instead: the top 1 or more.",
        "{count} za juu za {dimension}: hakuna cha kubakiza. Badala yake uliza: 1 ya juu au zaidi.",
    ),
    "change-of-one": both(
        "The change of {measure} with one period only ({period}): a change needs two. Ask "
        "instead: name two periods or more.",
        "Badiliko la {measure} kwa kipindi kimoja tu ({period}): badiliko linahitaji viwili. "
        "Badala yake uliza: taja vipindi viwili au zaidi.",
    ),
    "percent-of-percent": both(
        "The change in percent of {measure}, which is a percentage itself: it would be read as "
        "percentage points. Ask instead: the absolute change, in percentage points.",
        "Badiliko kwa asilimia la {measure}, ambacho chenyewe ni asilimia: lingesomwa kama pointi "
        "za asilimia. Badala yake uliza: badiliko halisi, kwa pointi za asilimia.",
    ),
    "wrong-order": both(
        "{second} after {first}: what {first} gives does not add up any more. Ask instead: "
        "{second} first.",
        "{second} baada ya {first}: matokeo ya {first} hayawezi tena kujumlishwa. Badala yake "
        "uliza: {second} kwanza.",
    ),
    "total-over-other": both(
        "The total over {dimension} as a last step: only periods are added that way. Ask instead: "
        "leave {dimension} out of the grouping.",
        "Jumla ya {dimension} kama hatua ya mwisho: ni vipindi pekee vinavyojumlishwa hivyo. "
        "Badala yake uliza: ondoa {dimension} kwenye mpangilio.",
    ),
}

DECLINED: dict[str, tuple[Label, Label]] = {
    "period": (
        both(
            "{indicator} for {period}",
            "{indicator} kwa {period}",
        ),
        both(
            "{edition} has no such period; its periods are {kind}",
            "{edition} haina kipindi hicho; vipindi vyake ni {kind}",
        ),
    ),
    "code": (
        both(
            "{indicator} for {dimension} {code}",
            "{indicator} kwa {dimension} {code}",
        ),
        both(
            "{edition} has no such {dimension} there",
            "{edition} haina {dimension} hiyo hapo",
        ),
    ),
    "edition": (
        both(
            "the edition {edition} of {dataset}",
            "toleo {edition} la {dataset}",
        ),
        both(
            "this edition is not registered",
            "toleo hili halijasajiliwa",
        ),
    ),
    "dimension": (
        both(
            "{indicator} by {dimension}",
            "{indicator} kwa {dimension}",
        ),
        both(
            "{edition} is not broken down by {dimension}",
            "{edition} haijagawanywa kwa {dimension}",
        ),
    ),
    "stated-total": (
        both(
            "{indicator} over all of {dimension}",
            "{indicator} kwa {dimension} zote",
        ),
        both(
            "{edition} states no total of {dimension}; ask for its members",
            "{edition} haikutaja jumla ya {dimension}; uliza makundi yake",
        ),
    ),
    "nothing": (
        both(
            "{indicator} for {filters}",
            "{indicator} kwa {filters}",
        ),
        both(
            "{edition} has no observation of it",
            "{edition} haina uchunguzi wake",
        ),
    ),
    "twice": (
        both(
            "{indicator}",
            "{indicator}",
        ),
        both(
            "{edition} says the same thing twice; its file must be mended",
            "{edition} inasema jambo moja mara mbili; faili yake irekebishwe",
        ),
    ),
    "one-period": (
        both(
            "the change of {indicator}",
            "badiliko la {indicator}",
        ),
        both(
            "{edition} has one period only",
            "{edition} ina kipindi kimoja tu",
        ),
    ),
}


def nonsense(rule: str, **facts: Fact) -> NonsenseQuery:
    """The refusal of this rule, with the facts of the question put in."""
    return NonsenseQuery(_filled(NONSENSE[rule], facts), rule=rule)


def declined(rule: str, *, available: tuple[str, ...] = (), **facts: Fact) -> Declined:
    """What is said when the data cannot answer, with the facts of the question put in."""
    asked, missing = (_filled(words, facts) for words in DECLINED[rule])
    sentence = both(f"{asked('en')}: {missing('en')}.", f"{asked('sw')}: {missing('sw')}.")
    return Declined(asked=asked(), missing=missing(), available=available, words=sentence)


def _filled(words: Label, facts: dict[str, Fact]) -> Label:
    return Label(
        tuple(
            (language, text.format(**{name: _said(fact, language) for name, fact in facts.items()}))
            for language, text in words.texts
        )
    )


def _said(fact: Fact, language: str) -> str:
    if isinstance(fact, Label):
        return fact(language).replace("{area}", "...").replace("{period}", "...")
    return fact
