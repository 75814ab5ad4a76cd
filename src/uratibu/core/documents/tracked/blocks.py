"""The blocks of a body, cell, note or header, as they are compared; and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from uratibu.core.documents.tracked.align import Sketches, Step, Unit, align, likeness, moves
from uratibu.core.documents.tracked.ooxml import (
    BARE,
    IGNORED,
    PPR,
    RPR,
    RUN,
    SDT,
    SECTPR,
    TBL,
    TC,
    TCPR,
    TR,
    Element,
    P,
    is_bare,
    local,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.pieces import Reader

JOINED = 0.6
"""How much of a paragraph two or three others must hold, together, to be its parts."""
_TABLES = 0.3
_PARTS = (2, 3)
_NEVER_WHOLE = {w("footnoteReference"), w("endnoteReference"), SECTPR, *BARE, w("commentReference")}


class Fate(StrEnum):
    """What becomes of blocks."""

    PAIRED = "paired"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


@dataclass(frozen=True, slots=True)
class Block:
    """One block; before: bare marks that stand in front of it.

    can_stay: it may be taken over as it stands where both texts have it.
    """

    element: Element
    unit: Unit
    text: str
    before: tuple[Element, ...] = ()
    can_stay: bool = False

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph, and not a table or control."""
        return bool(self.element.tag == P)


@dataclass
class Act:
    """Blocks that are written together, by their places. move: the number of a move.

    old_tail, new_tail: how many blocks at the end of one side are there only to share the last
    mark; never of both sides.
    """

    fate: Fate
    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    move: int = 0
    old_tail: int = 0
    new_tail: int = 0


def read(
    container: Element, reader: Reader, sketches: Sketches
) -> tuple[list[Block], list[Element]]:
    """The blocks of a container, and the bare marks behind the last one."""
    blocks: list[Block] = []
    bare: list[Element] = []
    for element in container:
        if element.tag in (TCPR, SECTPR, PPR) or not isinstance(element.tag, str):
            continue
        if element.tag in BARE or element.tag in IGNORED:
            bare += [element] if element.tag in BARE else []
            continue
        blocks.append(_block(element, tuple(bare), reader, sketches))
        bare = []
    return blocks, bare


def unit_of_row(row: Element, reader: Reader, sketches: Sketches) -> Unit:
    """A row: rows of another structure never pair."""
    return Unit(reader.say(row), _structure(row, reader), sketches.of(text_of(row)), least=_TABLES)


def text_of(element: Element) -> str:
    """The words a reader sees in an element."""
    shown = (w("t"), w("tab"), w("br"))
    return "\n".join(
        "".join(_shown(each) for each in paragraph.iter(*shown)) for paragraph in element.iter(P)
    )


def plan(old: Sequence[Block], new: Sequence[Block]) -> list[Act]:
    """What becomes of every block, in the order in which it is written."""
    mine, others = [block.unit for block in old], [block.unit for block in new]
    steps = align(mine, others)
    moved = moves(mine, others, steps)
    acts = _acts(steps, moved)
    acts = _parted(acts, old, new)
    acts = _continued(acts, old, new)
    return _ended(acts, old, new)


def _block(
    element: Element, bare: tuple[Element, ...], reader: Reader, sketches: Sketches
) -> Block:
    text = text_of(element)
    sketch = sketches.of(text)
    can_stay = next(element.iter(*_NEVER_WHOLE), None) is None and not bare
    if element.tag == P:
        has_section = element.find(f"{PPR}/{SECTPR}") is not None
        unit = Unit(_signature(element, reader), "p", sketch, may_move=not has_section)
    elif element.tag == TBL:
        unit = Unit(reader.say(element), "table", sketch, least=_TABLES)
    elif element.tag == SDT:
        kind = ("control", reader.say(element.find(w("sdtPr"))))
        unit = Unit(reader.say(element), kind, sketch, least=_TABLES)
    else:
        said = reader.say(element)
        unit = Unit(said, ("other", said), sketch)
    return Block(element, unit, text, bare, can_stay)


def _signature(paragraph: Element, reader: Reader) -> str:
    """A paragraph by value, however its runs are cut."""
    said: list[str] = []
    look, text = "", ""
    for child in paragraph:
        if child.tag == PPR:
            said.append("".join(sorted(_property(each, reader) for each in child)))
            continue
        if child.tag in IGNORED or is_bare(child) or not isinstance(child.tag, str):
            continue
        inside = [each for each in child if each.tag != RPR and each.tag not in IGNORED]
        if child.tag == RUN and all(each.tag == w("t") for each in inside):
            new_look = reader.look(child.find(RPR))
            if new_look != look and text:
                said.append(f"[{look}]{text}")
                text = ""
            look, text = new_look, text + "".join(each.text or "" for each in inside)
            continue
        said += [f"[{look}]{text}", reader.say(child)] if text else [reader.say(child)]
        text = ""
    if text:
        said.append(f"[{look}]{text}")
    return "\n".join(said)


def _property(each: Element, reader: Reader) -> str:
    if each.tag == RPR and not len(each):
        return ""
    if each.tag == SECTPR:
        return "section" + "".join(
            sorted(reader.say(child) for child in each if not local(child).endswith("Reference"))
        )
    return reader.say(each)


def _structure(row: Element, reader: Reader) -> tuple[object, ...]:
    if row.tag != TR:
        return ("whole", reader.say(row))
    return tuple(_cell_structure(cell, reader) for cell in row if cell.tag in (TC, SDT))


def _cell_structure(cell: Element, reader: Reader) -> tuple[object, ...]:
    if cell.tag == TC:
        kept = {"gridSpan", "vMerge", "hMerge"}
        found = cell.find(TCPR)
        said = [
            reader.say(each) for each in (() if found is None else found) if local(each) in kept
        ]
        return ("cell", *sorted(said))
    inner = cell.find(w("sdtContent"))
    cells = [_cell_structure(each, reader) for each in (() if inner is None else inner)]
    return ("control", reader.say(cell.find(w("sdtPr"))), *cells)


def _shown(element: Element) -> str:
    return (element.text or "") if element.tag == w("t") else " "


def _acts(steps: Sequence[Step], moved: dict[int, int]) -> list[Act]:
    """One act a step; a run of blocks that moved together is one move."""
    back = {new: old for old, new in moved.items()}
    numbers: dict[int, int] = {}
    for old in sorted(moved):
        before = numbers.get(old - 1, 0) if moved.get(old - 1) == moved[old] - 1 else 0
        numbers[old] = before or max(numbers.values(), default=0) + 1
    acts = []
    for step in steps:
        if step.old is not None and step.new is not None:
            acts.append(Act(Fate.PAIRED, [step.old], [step.new]))
        elif step.old is not None:
            number = numbers.get(step.old, 0)
            fate = Fate.MOVED_FROM if number else Fate.DELETED
            acts.append(Act(fate, [step.old], [], number))
        elif step.new is not None:
            number = numbers.get(back.get(step.new, -1), 0)
            fate = Fate.MOVED_TO if number else Fate.INSERTED
            acts.append(Act(fate, [], [step.new], number))
    return acts


def _parted(acts: list[Act], old: Sequence[Block], new: Sequence[Block]) -> list[Act]:
    """Acts in which a paragraph that was split, or paragraphs that were joined, are together."""
    made: list[Act] = []
    at = 0
    while at < len(acts):
        size = _group_size(acts, at, old, new)
        if size > 1:
            group = acts[at : at + size]
            made.append(Act(
                Fate.PAIRED, [i for act in group for i in act.old],
                [j for act in group for j in act.new],
            ))  # fmt: skip
        else:
            made.append(acts[at])
        at += max(size, 1)
    return made


def _group_size(acts: list[Act], at: int, old: Sequence[Block], new: Sequence[Block]) -> int:
    best, chosen = 0.0, 1
    for size in _PARTS:
        group = acts[at : at + size]
        gain = _gain(group, old, new) if len(group) == size else 0.0
        if gain > best:
            best, chosen = gain, size
    return chosen


def _gain(group: list[Act], old: Sequence[Block], new: Sequence[Block]) -> float:
    """How much liker the blocks of a group are together than the best pair of them; 0 for none."""
    fates = {act.fate for act in group}
    mine = [i for act in group for i in act.old]
    others = [j for act in group for j in act.new]
    if not fates <= {Fate.PAIRED, Fate.DELETED, Fate.INSERTED} or 1 not in (len(mine), len(others)):
        return 0.0
    blocks = [old[i] for i in mine] + [new[j] for j in others]
    if len(blocks) < 3 or any(not b.is_paragraph or not b.unit.sketch for b in blocks):
        return 0.0
    whole = likeness(
        "".join(old[i].unit.sketch for i in mine), "".join(new[j].unit.sketch for j in others),
        least=JOINED,
    )  # fmt: skip
    single = max(likeness(old[i].unit.sketch, new[j].unit.sketch) for i in mine for j in others)
    return whole - single if whole > single + 0.1 else 0.0


def _continued(acts: list[Act], old: Sequence[Block], new: Sequence[Block]) -> list[Act]:
    """Words added at the end of a paragraph, and the paragraphs added behind it, as one insertion.

    So would Word mark them if they were typed; LibreOffice takes two insertions that touch for one.
    The same holds of deletions.
    """
    made: list[Act] = []
    for act in acts:
        before = made[-1] if made else None
        if before is not None and _goes_on(before, act, old, new):
            before.old += act.old
            before.new += act.new
            before.old_tail += len(act.old)
            before.new_tail += len(act.new)
        else:
            made.append(act)
    return made


def _goes_on(before: Act, act: Act, old: Sequence[Block], new: Sequence[Block]) -> bool:
    if before.fate is not Fate.PAIRED or act.fate not in (Fate.DELETED, Fate.INSERTED):
        return False
    one_sided = len(before.old) > 1 if act.new else len(before.new) > 1
    first, other = old[before.old[0]], new[before.new[0]]
    added = new[act.new[0]] if act.new else old[act.old[0]]
    if one_sided or not (first.is_paragraph and other.is_paragraph and added.is_paragraph):
        return False
    return first.unit.sketch[-1:] != other.unit.sketch[-1:] and (
        before.old_tail + before.new_tail > 0 or len(before.old) == len(before.new) == 1
    )


def _ended(acts: list[Act], old: Sequence[Block], new: Sequence[Block]) -> list[Act]:
    """Acts that keep the last paragraph mark of both texts as one: Word cannot delete that mark."""
    if not old or not new or not (old[-1].is_paragraph and new[-1].is_paragraph):
        return acts
    i, j = len(old) - 1, len(new) - 1
    if acts[-1].old[-1:] == [i] and acts[-1].new[-1:] == [j]:
        return acts
    tail = next((n for n in range(len(acts) - 1, -1, -1) if acts[n].fate is Fate.PAIRED), -1)
    behind = acts[tail + 1 :]
    mine = [i for act in behind for i in act.old]
    others = [j for act in behind for j in act.new]
    if mine and others:
        return _paired_at_last(acts, i, j)
    parted = [*(old[k] for k in mine), *(new[k] for k in others)]
    pair = acts[tail] if tail >= 0 else None
    last = None if pair is None else (old[pair.old[-1]], new[pair.new[-1]])
    is_other_side = pair is not None and (pair.new_tail if mine else pair.old_tail)
    if last is None or is_other_side or not all(b.is_paragraph for b in (*parted, *last)):
        return _paired_at_last(acts, i, j)
    stays = Act(Fate.PAIRED, [*pair.old, *mine], [*pair.new, *others]) if pair else Act(Fate.PAIRED)
    stays.old_tail = len(mine) + (pair.old_tail if pair else 0)
    stays.new_tail = len(others) + (pair.new_tail if pair else 0)
    return [*_without_moves(acts[:tail], behind), stays]


def _paired_at_last(acts: list[Act], i: int, j: int) -> list[Act]:
    """The last paragraphs taken out of what they are in, and paired, if only by their marks."""
    made: list[Act] = []
    touched: list[Act] = []
    for act in acts:
        has_old, has_new = act.old[-1:] == [i], act.new[-1:] == [j]
        if not has_old and not has_new:
            made.append(act)
            continue
        touched.append(act)
        olds = act.old[:-1] if has_old else act.old
        news = act.new[:-1] if has_new else act.new
        if olds and news:
            made.append(Act(Fate.PAIRED, olds, news))
        else:
            made += [Act(Fate.DELETED, [k]) for k in olds]
            made += [Act(Fate.INSERTED, [], [k]) for k in news]
    return [*_without_moves(made, touched), Act(Fate.PAIRED, [i], [j])]


def _without_moves(acts: list[Act], touched: Sequence[Act]) -> list[Act]:
    """Acts whose other half is no longer a move have not moved either."""
    broken = {act.move for act in touched if act.move}
    for act in acts:
        if act.move in broken:
            act.fate = Fate.DELETED if act.old else Fate.INSERTED
            act.move = 0
    return acts
