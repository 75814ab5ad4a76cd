"""What every export of a plan says of itself: its name, that it is a sample, what codes mean."""

from __future__ import annotations

from collections.abc import Iterator

from uratibu.core.codelists.model import CodeList
from uratibu.core.plans import words
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import Plan
from uratibu.core.plans.words import both

HOW = (
    both(
        "Each row of the first table is one line of the plan; the other sheets name its id.",
        "Kila mstari wa jedwali la kwanza ni mstari mmoja wa mpango; karatasi nyingine huungana "
        "nao kwa kitambulisho chake.",
    ),
    both(
        "Never change or re-use an id. A new line may leave its id empty: it is given one.",
        "Usibadilishe wala kurudia kutumia kitambulisho. Mstari mpya unaweza kuacha kitambulisho "
        "wazi: utapewa.",
    ),
    both(
        "A line that you delete here stays in the plan; to take it out, write a day under "
        "Withdrawn on and the reason beside it.",
        "Mstari unaoufuta hapa hubaki katika mpango; ili kuuondoa, andika siku chini ya "
        "Iliondolewa tarehe na sababu kando yake.",
    ),
    both(
        "An empty cell says nothing: what stood there is removed. A column that you delete changes "
        "nothing.",
        "Seli tupu haisemi kitu: kilichokuwepo huondolewa. Safu unayoifuta haibadilishi kitu.",
    ),
    both(
        "Entries of a list are parted by a semicolon. Money is in whole units, not thousands.",
        "Vipengele vya orodha hutenganishwa kwa nukta mkato. Fedha ni kwa kizio kizima, si kwa "
        "maelfu.",
    ),
)
HEADS = {
    "institutions": both("Institutions", "Taasisi"),
    "areas": both("Places", "Mahali"),
    "norms": both("Norms served", "Kanuni zinazohudumiwa"),
}


def title_of(plan: Plan, language: str) -> str:
    """The name of a plan; a sample says so in front of it."""
    title, mark = plan.title(language), words.SAMPLE(language)
    if not plan.is_sample or title.casefold().startswith(mark.casefold()):
        return title
    return f"{mark}: {title}"


def sample(plan: Plan, language: str) -> str:
    """The sentence that must be known about a sample plan; "" for others."""
    if not plan.is_sample:
        return ""
    said, mark = plan.notice(language), words.SAMPLE(language)
    if said.casefold().startswith(mark.casefold()):
        said = said[len(mark) :].lstrip(":. ")
    return f"{mark.upper()}: {said}".strip(": ")


def file_name(plan: Plan, kind: str, ending: str) -> str:
    """The name of an exported file; that of a sample says so."""
    mark = "" if not plan.is_sample or "sample" in plan.id else "SAMPLE-"
    shown = plan.id.replace("sample", "SAMPLE") if plan.is_sample else plan.id
    return f"{mark}{shown}{f'-{kind}' if kind else ''}.{ending}"


def lines(plan: Plan, known: Known, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Style and cells of each row of the notes sheet."""
    yield "title", (title_of(plan, language),)
    if plan.is_sample:
        yield "warn", (words.SAMPLE(language), sample(plan, language))
    for number, note in enumerate(HOW, start=1):
        yield "", (str(number), note(language))
    used = {code for e in plan.elements for code in (e.lead, e.reporting, *e.partners) if code}
    places = {code for e in plan.elements for code in e.places}
    norms = [norm for e in plan.elements for norm in e.norms]
    listed = (
        ("institutions", _called(known.institutions, used, language)),
        ("areas", _called(known.areas, places, language)),
        ("norms", [(n, _norm(n, known, language)) for n in dict.fromkeys(norms)]),
    )  # fmt: skip
    for name, pairs in listed:
        shown = [pair for pair in pairs if pair[1]]
        if shown:
            yield "", ()
            yield "head", (HEADS[name](language), "")
            yield from (("", pair) for pair in shown)


def _called(codes: CodeList, used: set[str], language: str) -> list[tuple[str, str]]:
    return [(code.code, code.title(language)) for code in codes if code.code in used]


def _norm(norm: str, known: Known, language: str) -> str:
    node = known.node(norm)
    return f"{known.called(norm, language)}: {node.title(language)}" if node else ""
