"""A plan of 200 lines with one planted instance of each rule that a file can carry.

The plants are the failing examples of the rules themselves, each on a line of its own. Rules whose
example changes more than one line are planted by hand below.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.plans.rule_examples import Plain, action_of, base, changed, further
from uratibu.core.plans.check.rules import About, every_rule

LINES = 200
PARTS = frozenset({"action", "indicator", "milestone", "budget", "risk"})
OUTSIDE = {
    "plans/sample-published": "whether a plan is shown is no part of it",
    "plans/waiver-expired": "waivers stand beside a plan",
}
"""Rules that no file can carry; their examples are tested in test_check."""
ALONE = {"plans/plan-ends-before-start": "no day lies outside a plan that ends before it starts"}
"""Rules that a file of their own carries: planted with the rest they would silence others."""
OF_THE_PLAN = {
    "plans/plan-without-source": "source",
    "plans/plan-in-one-language": "title",
    "plans/norm-nobody-serves": "norms[zz-charter/care]",
}
"""Rules that are planted in the head of the plan, with the place of the finding."""
NOT_IN_A_WORKBOOK = {
    "plans/title-empty": "a line without a title is rejected when the workbook is read",
    "plans/partner-twice": "the reader keeps one of two equal names in a cell",
    "plans/place-twice": "the reader keeps one of two equal places in a cell",
    "plans/place-of-another-numbering": "the reader knows the numbers of counties",
    "plans/slip-without-reason": "a moved day without its reason is refused at its cell",
    "plans/milestone-id-twice": "the second of two equal ids is rejected when it is read",
}
"""Rules that only the YAML twin of the workbook carries, with the reason."""
FIRST = (
    "Print", "Paint", "Repair", "Widen", "Lease", "Survey", "Train", "Hire", "Audit", "Map",
    "Clean", "Light", "Fence", "Heat",
)  # fmt: skip
SECOND = (
    "bridges", "libraries", "kitchens", "ferries", "wells", "archives", "gardens", "lifts",
    "tents", "radios",
)  # fmt: skip
THIRD = (
    "Arobaa", "Besani", "Chelomi", "Dunga", "Elkora", "Fomani", "Gesho", "Hamari", "Ikoma",
    "Jumbani", "Kerita",
)  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """A plan as plain values, and what must be found in it: rule and place, sorted."""

    plain: Plain
    expected: tuple[str, ...]


def plan_with_every_fault(*, without: frozenset[str] = frozenset()) -> Planted:
    """The plan with the plants of all rules but those named."""
    parts = base()
    head = changed(parts["plan"], {"source": None, "title": {"en": "Planted plan (invented)"}})
    expected = [f"{rule} {place}" for rule, place in OF_THE_PLAN.items()]
    objective = changed(parts["objective"], {"norms": ["zz-charter/data"]})
    elements: list[Plain] = [parts["theme"], objective, _clean(0)]
    for number, (about, lines, found) in enumerate(_plants(), start=1):
        if about.id not in without:
            elements += [_titled(line, 3 * number + at) for at, line in enumerate(lines)]
            expected += found
    while len(elements) < LINES:
        elements.append(_clean(len(elements)))
    return Planted({**head, "elements": elements}, tuple(sorted(expected)))


def _plants() -> Iterator[tuple[About, list[Plain], list[str]]]:
    """Each rule with the lines that show its fault and what must be found in them."""
    for about in every_rule().values():
        if about.id in OUTSIDE or about.id in ALONE or about.id in OF_THE_PLAN:
            continue
        key = f"R-{about.slug}"
        if about.id in BY_HAND:
            yield about, *BY_HAND[about.id](key)
        elif set(about.fails) <= PARTS:
            field = about.field.replace("indicators[]", f"indicators[{key}/i1]")
            field = field.replace("milestones[]", "milestones[m1]").replace("budget[]", "budget[1]")
            field = field.replace("risks[]", "risks[1]")
            place = about.finds[0].split(" ", 1)[1] if about.finds else f"A-1.{field}"
            place = place.replace("A-1/i1", f"{key}/i1").replace("A-1.", f"{key}.")
            place = place.replace("targets[]", "targets[2026/27]")
            yield about, [_line(about.fails, key)], [f"{about.id} {place}"]


def _line(change: Plain, key: str) -> Plain:
    line = action_of(change)
    for each in line.get("indicators", []):
        each["id"] = each["id"].replace("A-1", key)
    if "norms" in line:
        line["norms"] = [norm for norm in line["norms"] if norm != "zz-charter/care"]
    has_title = "title" in change.get("action", {})
    return {**line, "id": key, **({} if has_title else {"title": None})}


def _clean(number: int) -> Plain:
    line = further({"id": f"C-{number:03}"}, number=number)
    return {**line, "title": _title(number)}


def _titled(line: Plain, number: int) -> Plain:
    return line if line.get("title") else {**line, "title": _title(number + LINES)}


def _title(number: int) -> Plain:
    """A title that is unlike every other: two of its three words differ from any other's."""
    first, rest = FIRST[number % 14], number // 14
    words = f"{first} {SECOND[(rest + number) % 10]} {THIRD[(rest * 3 + number) % 11]}"
    return {"en": f"{words} {number}", "sw": f"Kazi ya {number}"}


def _more(key: str, **change: object) -> Plain:
    return {
        **further({"id": key, **change}, number=0),
        **({} if "title" in change else {"title": None}),
    }


def _group(key: str, level: str, **change: object) -> Plain:
    title = {"en": f"Group {key}", "sw": f"Kundi {key}"}
    return {"id": key, "level": level, "title": title, **change}


Lines = tuple[list[Plain], list[str]]
Plant = Callable[[str], Lines]
DATA = ["zz-charter/data"]


def _cycle(key: str) -> Lines:
    one = _group(f"{key}-1", "objective", parent=f"{key}-2", norms=DATA)
    return [one, _group(f"{key}-2", "objective", parent=f"{key}-1", norms=DATA)], [
        f"plans/parent-cycle {key}-1.parent"
    ]


def _wrong_level(key: str) -> Lines:
    inner = _group(f"{key}-1", "objective", parent=key, norms=DATA)
    return [_more(key), inner, _more(f"{key}-2", parent=f"{key}-1")], [
        f"plans/wrong-level {key}-1.parent"
    ]


def _group_fault(rule: str, field: str, **change: object) -> Plant:
    def plant(key: str) -> Lines:
        group = _group(key, "objective", parent="T1", norms=DATA, **change)
        return [group, _more(f"{key}-1", parent=key)], [f"{rule} {key}.{field}"]

    return plant


def _more_fault(rule: str, field: str, **change: object) -> Plant:
    return lambda key: ([_more(key, **change)], [f"{rule} {key}.{field}"])


def _outlasts(key: str) -> Lines:
    part = _more(f"{key}-a", level="activity", parent=key, ends_on="2028-03-31")
    return [_more(key), part], [f"plans/outlasts-action {key}-a.ends_on"]


def _exceeds(key: str) -> Lines:
    line = {"amount": "400000", "currency": "XTS", "source": "Treasury", "year": "2025/26"}
    group = _group(key, "objective", parent="T1", norms=DATA, budget=[line])
    return [group, _more(f"{key}-1", parent=key)], [f"plans/parts-exceed-whole {key}.budget"]


def _twice(key: str) -> Lines:
    return [_more(f"{key}-1"), _more(f"{key}-2", indicators=[{"id": f"{key}-1/i1"}])], [
        f"plans/indicator-id-twice {key}-2.indicators[{key}-1/i1].id"
    ]


def _without_norm(key: str) -> Lines:
    group = _group(key, "objective", parent="T1")
    return [group, _more(f"{key}-1", parent=key)], [f"plans/no-norm {key}-1.norms"]


def _duplicate(key: str) -> Lines:
    title = {"en": "Plant mangroves along the coast", "sw": "Kupanda mikoko pwani"}
    return [_more(f"{key}-1", title=title), _more(f"{key}-2", title=title)], [
        f"plans/duplicate-action {key}-2.title"
    ]


def _near(key: str) -> Lines:
    one = {"en": "Buy scanners for the harbour office", "sw": "Kununua vitambazo vya bandari"}
    other = {"en": "Buy a scanner for the harbour office", "sw": "Kununua kitambazo cha bandari"}
    lines = [_more(f"{key}-1", title=one)]
    lines.append(_more(f"{key}-2", title=other, lead="ZBS", partners=[]))
    return lines, [f"plans/near-duplicate {key}-2.title"]


BY_HAND: dict[str, Plant] = {
    "plans/unknown-parent": _more_fault(
        "plans/unknown-parent", "parent", parent="O-99", norms=DATA
    ),
    "plans/parent-cycle": _cycle,
    "plans/wrong-level": _wrong_level,
    "plans/empty-branch": lambda key: (
        [_group(key, "theme")], [f"plans/empty-branch {key}.level"]
    ),
    "plans/no-theme": _more_fault("plans/no-theme", "parent", parent=None, norms=DATA),
    "plans/title-empty": _group_fault(
        "plans/title-empty", "title", title={"en": " ", "sw": " "}
    ),
    "plans/title-too-long": _group_fault(
        "plans/title-too-long", "title", title={"en": "Word " * 41, "sw": "Neno"}
    ),
    "plans/title-in-one-language": _group_fault(
        "plans/title-in-one-language", "title", title={"sw": "Takwimu sahihi"}
    ),
    "plans/outlasts-action": _outlasts,
    "plans/parts-exceed-whole": _exceeds,
    "plans/indicator-id-twice": _twice,
    "plans/no-norm": _without_norm,
    "plans/duplicate-action": _duplicate,
    "plans/near-duplicate": _near,
    "plans/given-up-without-reason": lambda key: (
        [_line({"action": {"status": "cancelled"}}, key)],
        [f"plans/given-up-without-reason {key}.withdrawn_because"],
    ),
}  # fmt: skip
