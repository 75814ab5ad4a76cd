"""The fixed words of a document, in every language it is made in; more languages are more lines."""

from __future__ import annotations

from uratibu.core.labels import label
from uratibu.core.reports.model import UsedEdition
from uratibu.core.values import Quality, State

_WORDS: dict[str, dict[str, str]] = {
    "table": {"en": "Table", "sw": "Jedwali"},
    "figure": {"en": "Figure", "sw": "Kielelezo"},
    "source": {"en": "Source", "sw": "Chanzo"},
    "sources": {"en": "Sources", "sw": "Vyanzo"},
    "notes": {"en": "Notes", "sw": "Maelezo"},
    "contents": {"en": "Contents", "sw": "Yaliyomo"},
    "edition": {"en": "Edition", "sw": "Toleo"},
    "edition-of": {"en": "edition {edition}", "sw": "toleo la {edition}"},
    "digest": {"en": "digest", "sw": "alama"},
    "document-digest": {"en": "Document digest", "sw": "Alama ya hati"},
    "as-of": {"en": "As of {day}", "sw": "Hadi {day}"},
    "page-of": {"en": "Page {page} of {pages}", "sw": "Ukurasa wa {page} kati ya {pages}"},
    "key-map": {"en": "Map", "sw": "Ramani"},
    "total": {"en": "Total", "sw": "Jumla"},
    "value": {"en": "Value", "sw": "Thamani"},
    "used": {"en": "used in this profile", "sw": "imetumika katika wasifu huu"},
    "not-used": {"en": "shown for comparison", "sw": "imeonyeshwa kwa ulinganisho"},
    "used-heading": {"en": "Use", "sw": "Matumizi"},
    "source-name": {"en": "Source and edition", "sw": "Chanzo na toleo"},
    "definition": {"en": "Who is counted", "sw": "Nani amehesabiwa"},
    "reference": {"en": "Reference date", "sw": "Tarehe ya rejea"},
    "method": {"en": "Method", "sw": "Mbinu"},
    "choice": {"en": "Choice and reason", "sw": "Chaguo na sababu"},
    "annex-sources": {"en": "Figures and their sources", "sw": "Takwimu na vyanzo vyake"},
    "annex-data": {"en": "Data behind the charts", "sw": "Data za vielelezo"},
    "annex": {"en": "Annex {letter}", "sw": "Kiambatisho {letter}"},
    "sources-lead": {
        "en": "Every figure in this document is bound to one edition of one data set. The digest "
        "(SHA-256) identifies the file it was read from: a changed file has another digest.",
        "sw": "Kila takwimu katika hati hii imefungwa kwenye toleo moja la seti moja ya data. "
        "Alama ya SHA-256 hutambulisha faili ilikosomwa: faili ikibadilika, alama hubadilika.",
    },
    "data-lead": {
        "en": "The figures from which the charts are drawn, in full.",
        "sw": "Takwimu zote zilizotumika kuchora vielelezo.",
    },
    "publisher": {"en": "Publisher", "sw": "Mchapishaji"},
    "coverage": {"en": "Coverage", "sw": "Upeo"},
    "licence": {"en": "Licence", "sw": "Leseni"},
    "dataset": {"en": "Data set", "sw": "Seti ya data"},
    "count": {"en": "count", "sw": "hesabu kamili"},
    "estimate": {"en": "estimate", "sw": "makadirio"},
    "model": {"en": "model", "sw": "modeli"},
    "all-estimated": {
        "en": "All figures are estimates.",
        "sw": "Takwimu zote ni makadirio.",
    },
    "all-provisional": {
        "en": "All figures are provisional.",
        "sw": "Takwimu zote ni za muda.",
    },
    "all-modelled": {
        "en": "All figures come from a model.",
        "sw": "Takwimu zote zimetokana na modeli.",
    },
    "unit": {"en": "Unit", "sw": "Kipimo"},
    "period": {"en": "Period", "sw": "Kipindi"},
    "state": {"en": "State", "sw": "Hali"},
    "quality": {"en": "Quality", "sw": "Ubora"},
    "figure-id": {"en": "Figure id", "sw": "Kitambulisho cha takwimu"},
    "contents-hint": {
        "en": "In Word: press F9 on the list to fill in the page numbers.",
        "sw": "Katika Word: bonyeza F9 juu ya orodha ili nambari za kurasa zijazwe.",
    },
    "show-data": {"en": "Show the figures of the chart", "sw": "Onyesha takwimu za kielelezo"},
    "skip": {"en": "Skip to the text", "sw": "Ruka hadi kwenye maandishi"},
    "gap": {
        "en": "Not available: {what}",
        "sw": "Haipatikani: {what}",
    },
    "corrections": {"en": "Corrections", "sw": "Masahihisho"},
    "correction": {
        "en": "Corrected on {day}: {figure} was {old}, it is {new}. {reason}",
        "sw": "Limesahihishwa {day}: {figure} ilikuwa {old}, sasa ni {new}. {reason}",
    },
    "in-thousand": {"en": "thousand {unit}", "sw": "{unit}, kwa maelfu"},
    "in-million": {"en": "million {unit}", "sw": "{unit}, kwa mamilioni"},
    "in-billion": {"en": "billion {unit}", "sw": "{unit}, kwa mabilioni"},
    "mid-year": {"en": "mid-year", "sw": "katikati ya mwaka"},
    "year-end": {"en": "end of year", "sw": "mwisho wa mwaka"},
    "day": {"en": "day", "sw": "siku"},
    "year": {"en": "calendar year", "sw": "mwaka wa kalenda"},
    "fiscal-year": {"en": "fiscal year", "sw": "mwaka wa fedha"},
    "june-year": {"en": "year to June", "sw": "mwaka unaoishia Juni"},
    "half": {"en": "half-year", "sw": "nusu mwaka"},
    "quarter": {"en": "quarter", "sw": "robo mwaka"},
    "month": {"en": "month", "sw": "mwezi"},
    "five-years": {"en": "five years", "sw": "miaka mitano"},
    "many-notes": {
        "en": "Notes on single figures stand in the CSV file of this table.",
        "sw": "Maelezo ya takwimu mojamoja yako katika faili ya CSV ya jedwali hili.",
    },
    "trace": {"en": "where this sentence comes from", "sw": "sentensi hii inatoka wapi"},
    "note": {"en": "Note", "sw": "Maelezo"},
    "in-table": {
        "en": "The figures are in {name}.",
        "sw": "Takwimu zake ziko katika {name}.",
    },
}

_STATES: dict[State, tuple[str, dict[str, str]]] = {
    State.SUPPRESSED: (
        "[c]",
        {
            "en": "[c] hidden so that no person can be recognised",
            "sw": "[c] imefichwa ili mtu yeyote asitambulike",
        },
    ),
    State.MISSING: (
        "[x]",
        {"en": "[x] not available", "sw": "[x] haipatikani"},
    ),
    State.NOT_APPLICABLE: (
        "[z]",
        {"en": "[z] does not apply", "sw": "[z] haihusiki"},
    ),
    State.NOT_YET: (
        "[y]",
        {"en": "[y] not yet published", "sw": "[y] bado haijachapishwa"},
    ),
    State.ROUNDED: (
        "[r]",
        {"en": "[r] rounded to protect persons", "sw": "[r] imekadiriwa ili kulinda watu"},
    ),
}
_QUALITIES: dict[Quality, tuple[str, dict[str, str]]] = {
    Quality.ESTIMATED: ("[e]", {"en": "[e] estimate", "sw": "[e] makadirio"}),
    Quality.PROVISIONAL: ("[p]", {"en": "[p] provisional", "sw": "[p] ya muda"}),
    Quality.MODELLED: ("[m]", {"en": "[m] from a model", "sw": "[m] imetokana na modeli"}),
}


def word(name: str, language: str, **parts: object) -> str:
    """A fixed word or phrase in a language, with its parts put in. Raises KeyError."""
    return label(_WORDS[name])(language).format(**parts)


def edition_title(used: UsedEdition, language: str) -> str:
    """How the annex names an edition; a return has none to name."""
    if not used.edition:
        return f"{used.publisher}: {used.title}" if used.publisher else used.title
    said = word("edition-of", language, edition=used.edition)
    return f"{used.publisher}: {used.title}, {said}"


def edition_id(used: UsedEdition) -> str:
    """Its citable id: data set and edition, or the reference of a return or plan."""
    return f"{used.dataset}@{used.edition}" if used.edition else used.dataset


def word_languages() -> dict[str, tuple[str, ...]]:
    """Which languages each fixed word has; a test compares them."""
    return {name: tuple(sorted(texts)) for name, texts in _WORDS.items()}


def state_mark(state: State) -> str:
    """The short sign that stands in a cell without a number; "" for a plain number."""
    return _STATES[state][0] if state in _STATES else ""


def state_words(state: State, language: str) -> str:
    """What the sign of a state means."""
    return label(_STATES[state][1])(language)


def quality_mark(quality: Quality) -> str:
    """The short sign behind a number that is not final; "" for a final one."""
    return _QUALITIES[quality][0] if quality in _QUALITIES else ""


def quality_words(quality: Quality, language: str) -> str:
    """What the sign of a quality means."""
    return label(_QUALITIES[quality][1])(language)
