"""All steps and links of a country, and walks over them in both directions."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uratibu.core.identifiers import Kind, NotAReference, Reference, parse_reference
from uratibu.core.lineage.model import SIDEWAYS, Branch, Gap, Lacking, Link, Step, Trace, Way


class UnknownStep(KeyError):
    """Nothing of that id is in the chain; `near` are ids that may be meant."""

    def __init__(self, asked: str, near: tuple[str, ...] = ()) -> None:
        self.asked = asked
        self.near = near
        hint = f" Do you mean {', '.join(near)}?" if near else ""
        super().__init__(f"Nothing is called {asked!r}.{hint}")

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class _Turn:
    """One direction of a walk: the links from a step, and the far end of a link."""

    is_up: bool

    def far(self, link: Link, near: Reference) -> Reference:
        """The other end; links to the side are walked from either end."""
        if link.way in SIDEWAYS:
            return link.lower if link.upper == near else link.upper
        return link.upper if self.is_up else link.lower


UP, DOWN = _Turn(is_up=True), _Turn(is_up=False)


class Graph:
    """The chain of one country. Links whose ends are not among the steps are left out."""

    def __init__(self, steps: Iterable[Step], links: Iterable[Link]) -> None:
        self._steps = {step.reference: step for step in steps}
        self._above: dict[Reference, list[Link]] = defaultdict(list)
        self._below: dict[Reference, list[Link]] = defaultdict(list)
        for link in dict.fromkeys(links):
            if link.upper in self._steps and link.lower in self._steps:
                self._add(link)

    def _add(self, link: Link) -> None:
        self._below[link.upper].append(link)
        self._above[link.lower].append(link)
        if link.way in SIDEWAYS:
            self._below[link.lower].append(link)
            self._above[link.upper].append(link)

    def __iter__(self) -> Iterator[Step]:
        return iter(self._steps.values())

    def find(self, text: str) -> Step:
        """The step of an id, with or without its kind: norm:gcm/1 or gcm/1.

        Raises UnknownStep, naming what has a similar name.
        """
        try:
            asked = parse_reference(text)
        except NotAReference:
            found = [step for step in self if step.id.partition(":")[2] == text]
            if len(found) == 1:
                return found[0]
            near = tuple(step.id for step in found) or self._near(text)
            raise UnknownStep(text, near) from None
        if asked not in self._steps:
            raise UnknownStep(text, self._near(asked.name))
        return self._steps[asked]

    def _near(self, name: str) -> tuple[str, ...]:
        folded = name.casefold()
        return tuple(step.id for step in self if folded in step.id.casefold())[:5]

    def up(self, text: str) -> Branch:
        """The step and all it serves, towards norms."""
        return self._walk(self.find(text), UP)

    def down(self, text: str) -> Branch:
        """The step and all that hangs on it, towards editions and their rows."""
        return self._walk(self.find(text), DOWN)

    def trace(self, text: str) -> Trace:
        """Both directions of the chain, with the places where it breaks off."""
        step = self.find(text)
        up, down = self._walk(step, UP), self._walk(step, DOWN)
        return Trace(step, up, down, tuple(self._gaps(step, up, down)))

    def _walk(self, step: Step, turn: _Turn) -> Branch:
        """A tree over everything that can be reached, each step opened where it is nearest.

        Breadth first, so that a step stands as close to the root as it can; a second way to it is
        shown, without its branches. An alternative source is named and not followed, and so is
        a crosswalk on the way up: whose part the other norm is says nothing about this one.
        """
        tree = _Tree(step)
        waiting = deque([(tree, False)])
        opened = {step.reference}
        while waiting:
            node, is_aside = waiting.popleft()
            for link in self._from(node.step.reference, turn, is_aside=is_aside):
                far = turn.far(link, node.step.reference)
                if link == node.link or (link.way in SIDEWAYS and node.leads_to(far)):
                    continue
                branch = _Tree(self._steps[far], link, is_known=far in opened)
                node.branches.append(branch)
                if far not in opened and not _is_end(link, turn):
                    opened.add(far)
                    waiting.append((branch, is_aside or link.way in SIDEWAYS))
        return tree.frozen()

    def _from(self, near: Reference, turn: _Turn, *, is_aside: bool) -> Iterator[Link]:
        for link in (self._above if turn.is_up else self._below)[near]:
            is_too_far = is_aside and link.way in SIDEWAYS
            if not is_too_far and not (turn.is_up and link.way is Way.ALTERNATIVE):
                yield link

    def _gaps(self, step: Step, up: Branch, down: Branch) -> Iterator[Gap]:
        below = {each.reference.kind for each in steps_of(down)}
        if step.reference.kind is Kind.NORM and Kind.INDICATOR not in below:
            yield Gap(step, Lacking.INDICATOR)
        elif step.reference.kind in {Kind.NORM, Kind.INDICATOR} and Kind.MEASURE not in below:
            yield Gap(step, Lacking.MEASURE)
        above = {each.reference.kind for each in steps_of(up)}
        if step.reference.kind is not Kind.NORM and Kind.NORM not in above:
            yield Gap(step, Lacking.NORM)
        for each in dict.fromkeys(steps_of(down)):
            is_dataset = each.reference.kind is Kind.DATASET and not each.reference.version
            if is_dataset and not self._below[each.reference]:
                yield Gap(each, Lacking.EDITION)


@dataclass
class _Tree:
    """A branch that still grows."""

    step: Step
    link: Link | None = None
    is_known: bool = False

    def __post_init__(self) -> None:
        self.branches: list[_Tree] = []

    def leads_to(self, far: Reference) -> bool:
        """Whether the step is a branch already: two sources may each name the other."""
        return any(branch.step.reference == far for branch in self.branches)

    def frozen(self) -> Branch:
        grown = tuple(branch.frozen() for branch in self.branches)
        return Branch(self.step, self.link, grown, self.is_known)


def _is_end(link: Link, turn: _Turn) -> bool:
    return link.way is Way.ALTERNATIVE or (turn.is_up and link.way in SIDEWAYS)


def steps_of(branch: Branch) -> Iterator[Step]:
    """Every step of a walk, the nearest branches first in each."""
    yield branch.step
    for inner in branch.branches:
        yield from steps_of(inner)
