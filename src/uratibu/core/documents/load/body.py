"""The blocks of a body, cell or note while they are read one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from uratibu.core.documents.load.draft import Draft
from uratibu.core.documents.load.line import Line
from uratibu.core.documents.load.lists import Lists
from uratibu.core.documents.model import Block, Content, Item, List, NoteReference, Table
from uratibu.core.documents.outline import words


@dataclass
class Body:
    """Takes paragraphs in reading order. is_top: whether headings and the title may stand here."""

    draft: Draft
    is_top: bool = False
    blocks: list[Block] = field(default_factory=list)
    lists: Lists = field(default_factory=Lists)
    waiting: list[str] = field(default_factory=list)
    """Names of places that belong to whatever comes next."""

    def heading(self, content: Content, level: int, number: str, *, is_rtl: bool) -> None:
        """A heading; in a cell, a note or a list it is a paragraph that begins with its number."""
        if not content:
            return
        if not self.is_top:
            line = Line()
            line.add(f"{number} " if number else "")
            self.paragraph((*line.content(), *content) if number else content, is_rtl=is_rtl)
            return
        self._end_list()
        made = self.draft.heading(content, level, number=number, is_rtl=is_rtl)
        if not made.content:
            return
        self._take(made.id)
        self.blocks.append(made)

    def paragraph(self, content: Content, *, is_rtl: bool) -> None:
        """An ordinary paragraph; nothing where it has no words."""
        if not content:
            return
        self._end_list()
        made = self.draft.paragraph(content, is_rtl=is_rtl)
        self._take(made.id)
        self.blocks.append(made)

    def item(
        self, content: Content, *, number: str, level: int, key: str, is_ordered: bool, is_rtl: bool
    ) -> None:
        """An item of a list."""
        made = Item(self.draft.new_id(), content, number, (), is_rtl)
        self._take(made.id)
        self.lists.add(made, level=level, key=key, is_ordered=is_ordered)

    def go_on(self, content: Content, *, level: int, is_rtl: bool) -> None:
        """A further paragraph of an item; an ordinary one where there is no item."""
        made = self.draft.paragraph(content, is_rtl=is_rtl)
        if not content:
            return
        if self.lists.go_on(made, level=level):
            self._take(made.id)
        else:
            self.paragraph(content, is_rtl=is_rtl)

    def table(self, table: Table) -> None:
        """A table; nothing where it has no rows."""
        self._end_list()
        if any(row.cells for row in table.rows):
            self._take(table.id)
            self.blocks.append(table)

    def is_at_start(self) -> bool:
        """Whether nothing stands in the body yet."""
        return not self.blocks and self.lists.is_empty()

    def say_title(self, content: Content) -> bool:
        """Take a line as the title of the text, where it can be that."""
        if not self.is_top or self.draft.title or not self.is_at_start() or not words(content):
            return False
        if any(isinstance(part, NoteReference) for part in content):
            self.draft.losses.add("note-of-title")
        self.draft.title = " ".join(words(content).split())
        return True

    def done(self) -> tuple[Block, ...]:
        """All blocks."""
        self._end_list()
        return tuple(self.blocks)

    def _end_list(self) -> None:
        found: list[List] = self.lists.take()
        self.blocks.extend(found)

    def _take(self, own: str) -> None:
        for name in self.waiting:
            self.draft.names.setdefault(name, own)
        self.waiting.clear()
