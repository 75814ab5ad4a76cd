"""Builds nested lists from items that each say how deep they are, as Word keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from uratibu.core.documents.model import Item, List, Paragraph

DEEPEST = 9


@dataclass
class _Item:
    item: Item
    blocks: list[Paragraph | _List] = field(default_factory=list)

    def made(self) -> Item | None:
        inner = (one.made() if isinstance(one, _List) else one for one in self.blocks)
        blocks = tuple(one for one in inner if one is not None)
        own = self.item
        if not own.content and blocks and isinstance(blocks[0], Paragraph):
            own = replace(own, content=blocks[0].content, is_rtl=blocks[0].is_rtl)
            blocks = blocks[1:]
        return replace(own, blocks=blocks) if blocks or own.content else None


@dataclass
class _List:
    level: int
    key: str
    is_ordered: bool
    items: list[_Item] = field(default_factory=list)

    def made(self) -> List | None:
        items = tuple(item for one in self.items if (item := one.made()) is not None)
        return List(items, self.is_ordered) if items else None


class Lists:
    """Takes items in reading order. Items without words and without anything inside fall away."""

    def __init__(self) -> None:
        self._done: list[_List] = []
        self._open: list[_List] = []

    def add(self, item: Item, *, level: int, key: str, is_ordered: bool) -> None:
        """One item. level: from 0. key: which list it belongs to."""
        while self._open and self._open[-1].level > level:
            self._open.pop()
        top = self._open[-1] if self._open else None
        if top and top.level == level and (top.key, top.is_ordered) != (key, is_ordered):
            self._open.pop()
            top = None
        if top is None or top.level < level:
            top = self._begin(_List(level, key, is_ordered))
        top.items.append(_Item(item))

    def go_on(self, paragraph: Paragraph, *, level: int) -> bool:
        """A further paragraph of the last item at a level; False where there is none."""
        found = [one for one in self._open if one.level <= level]
        if not found:
            return False
        self._open = found
        found[-1].items[-1].blocks.append(paragraph)
        return True

    def is_empty(self) -> bool:
        """Whether no item has come since the last list was taken."""
        return not self._done

    def take(self) -> list[List]:
        """The lists so far; the next item begins a new one."""
        done = [made for one in self._done if (made := one.made()) is not None]
        self._done, self._open = [], []
        return done

    def _begin(self, new: _List) -> _List:
        if self._open:
            self._open[-1].items[-1].blocks.append(new)
        else:
            self._done.append(new)
        self._open.append(new)
        return new
