"""One box over everything: words in any language of the site, typing errors forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, override
from rapidfuzz import fuzz, process

from uratibu.core import likeness
from uratibu.core.labels import NO_WORDS, Label, label
from uratibu.core.likeness import CLOSE_ENOUGH, folded
from uratibu.core.packs.model import Installation
from uratibu.core.plans.model import Plan
from uratibu.web.norms.queries import norms
from uratibu.web.plans.queries import plans
from uratibu.web.portal.queries.measures import Same
from uratibu.web.reports import queries as profile

MOST_OF_A_GROUP = 8

GROUPS: dict[str, Promise] = {
    "measure": gettext_lazy("Statistics"),
    "norm": gettext_lazy("Commitments"),
    "action": gettext_lazy("The plan"),
    "institution": gettext_lazy("Institutions"),
    "county": gettext_lazy("Counties"),
    "country": gettext_lazy("Countries"),
    "section": gettext_lazy("Migration Profile"),
    "dataset": gettext_lazy("Data sets"),
}


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: its words in the reader's language and all words to match."""

    group: str
    title: str
    url: str
    about: str
    matched: tuple[str, ...]
    trigrams: frozenset[str]


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    title: str
    url: str
    about: str


@dataclass(frozen=True)
class Hits:
    """What was found of one kind: the best first, and how many there are in all."""

    title: str
    hits: tuple[Hit, ...]
    count: int
    group: str = ""

    @property
    def has_more(self) -> bool:
        """Whether more were found than are listed."""
        return self.count > len(self.hits)


def search(text: str, group: str = "") -> tuple[Hits, ...]:
    """What the reader may mean by a text, by kind; the kind with the best hit stands first.

    group: only this kind, and then all of it.
    """
    wanted = folded(text)
    if not wanted:
        return ()
    scores = ((likeness.score(wanted, e.matched, e.trigrams), e) for e in _index())
    scored = [(score, entry) for score, entry in scores if score > 0]
    scored.sort(key=lambda pair: (-pair[0], pair[1].title))
    groups: dict[str, list[Entry]] = {}
    for _score_of, entry in scored:
        groups.setdefault(entry.group, []).append(entry)
    if group in GROUPS:
        return (_hits(group, groups[group], len(scored)),) if group in groups else ()
    return tuple(_hits(name, entries) for name, entries in groups.items())


def closest_words(text: str) -> tuple[str, ...]:
    """Titles that look like the text, for when nothing was found."""
    titles = {folded(entry.title): entry.title for entry in _index()}
    near = process.extract(folded(text), titles.keys(), scorer=fuzz.WRatio, limit=5)
    return tuple(titles[name] for name, score, _ in near if score >= CLOSE_ENOUGH - 20)


def _hits(group: str, entries: list[Entry], most: int = MOST_OF_A_GROUP) -> Hits:
    shown = tuple(Hit(e.title, e.url, e.about) for e in entries[:most])
    return Hits(str(GROUPS[group]), shown, len(entries), group)


def _index() -> tuple[Entry, ...]:
    system = settings.SYSTEM()
    language = get_language() or "en"
    return (*_built(language, Same(system.installation)), *_planned(language))


@lru_cache(maxsize=8)
def _built(language: str, known: Same) -> tuple[Entry, ...]:
    with override(language):
        return (
            *_measures(known.installation, language),
            *_norms(known.installation, language),
            *_places(known.installation, language),
            *_institutions(known.installation, language),
            *_datasets(known.installation, language),
            *_sections(language),
        )


def _entry(
    group: str, label: Label, language: str, url: str, *, about: str = "", also: Iterable[str] = ()
) -> Entry:
    texts = [label(each) for each in label.languages()]
    matched = tuple(dict.fromkeys(filter(None, (folded(text) for text in (*texts, *also)))))
    return Entry(group, label(language), url, about, matched, likeness.trigrams_of(matched))


def _measures(known: Installation, language: str) -> Iterator[Entry]:
    for measure in known.measures:
        indicator = known.indicator(measure.numerator.indicator)
        publisher = known.dataset(measure.numerator.dataset).publisher
        also = (measure.id, indicator.title(), indicator.title(language))
        address = reverse("portal:measure", args=[measure.id])
        title = _at_home(measure.title, known)
        yield _entry("measure", title, language, address, about=publisher, also=also)


def _at_home(title: Label, known: Installation) -> Label:
    """The title of a measure with the name of the installed country in its place."""
    home = known.country.title if known.country else NO_WORDS
    return Label(tuple((lang, words.replace("{area}", home(lang))) for lang, words in title.texts))


def _norms(known: Installation, language: str) -> Iterator[Entry]:
    for framework in known.frameworks:
        address = norms.norm_address(framework.id)
        also = (framework.id, framework.title(), framework.title(language))
        yield _entry("norm", framework.short, language, address, also=also)
        for node in framework.nodes:
            code = f"{framework.short(language)} {node.code}"
            kind = norms.kind_words(node.kind)
            named = (code, node.code, f"{framework.id} {node.code}", f"{kind} {node.code}",
                    f"{node.kind} {node.code}")  # fmt: skip
            yield _entry(
                "norm", node.title, language, norms.norm_address(node.id),
                about=f"{code} \u00b7 {kind}", also=named,
            )  # fmt: skip


def _places(known: Installation, language: str) -> Iterator[Entry]:
    home = known.country.code if known.country else ""
    for code in known.codelist("areas"):
        if code.is_aggregate or code.code == home:
            continue
        group = "county" if home and code.parent == home else "country"
        address = reverse("portal:place", args=[code.code])
        yield _entry(group, code.title, language, address, also=(*code.aliases, code.code))


def _institutions(known: Installation, language: str) -> Iterator[Entry]:
    for code in known.codelists().get("institutions", ()):
        address = reverse("institutions:institution", args=[code.code])
        yield _entry("institution", code.title, language, address, also=(*code.aliases, code.code))


def _planned(language: str) -> tuple[Entry, ...]:
    """The elements of the plan the site leads to, made once for each of its states."""
    plan = plans.the_plan()
    if plan is None:
        return ()
    return plans.derived(
        plan.id, f"search-{language}", lambda each: tuple(_elements(each, language))
    )


def _elements(plan: Plan, language: str) -> Iterator[Entry]:
    for each in plan.elements:
        if each.is_live:
            yield _entry(
                "action", each.title, language, reverse("plans:element", args=[plan.id, each.id]),
                about=f"{plan.title(language)} {each.code or each.id}", also=(each.id, each.code),
            )  # fmt: skip


def _datasets(known: Installation, language: str) -> Iterator[Entry]:
    for dataset in known.datasets:
        address = reverse("portal:dataset", args=[dataset.id])
        yield _entry(
            "dataset", dataset.title, language, address,
            about=dataset.publisher, also=(dataset.id, dataset.publisher),
        )  # fmt: skip


def _sections(language: str) -> Iterator[Entry]:
    for title, address, document in profile.headings():
        yield _entry("section", label({language: title}), language, address, about=document)
