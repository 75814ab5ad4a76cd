"""A text as plain values (JSON) and back, so that it can be stored and handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from uratibu.core.documents.model import (
    Block,
    Cell,
    Content,
    Heading,
    Inline,
    Item,
    List,
    Mark,
    Media,
    Note,
    NoteReference,
    Paragraph,
    Picture,
    Row,
    Run,
    Source,
    Table,
    Text,
)

Plain = dict[str, Any]
MARKS = {Mark.BOLD: "b", Mark.ITALIC: "i", Mark.UNDERLINE: "u", Mark.STRIKE: "s",
         Mark.SUPER: "^", Mark.SUB: "_"}  # fmt: skip
_MARKS = {letter: mark for mark, letter in MARKS.items()}


class NotAText(Exception):
    """Plain values are not a text; the message says what was found in place of what."""


def as_plain(text: Text) -> Plain:
    """A text as mappings, lists, texts and numbers; empty parts are left out."""
    return _full({
        "title": text.title,
        "language": text.language,
        "last_number": text.last_number,
        "blocks": [_block(block) for block in text.blocks],
        "notes": [
            _full({"id": note.id, "endnote": note.is_endnote,
                   "blocks": [_block(block) for block in note.blocks]})
            for note in text.notes
        ],
        "media": [vars(media) for media in text.media],
        "source": _full(vars(text.source)),
    })  # fmt: skip


def text_of(plain: object) -> Text:
    """The text of plain values. Raises NotAText."""
    try:
        return _text(_mapping(plain))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAText(f"plain values are not a text: {error!r}") from error


def _full(plain: Plain) -> Plain:
    return {key: value for key, value in plain.items() if value not in ("", [], {}, False)}


def _block(block: Block) -> Plain:
    if isinstance(block, List):
        items = [_item(item) for item in block.items]
        return _full({"is": "list", "ordered": block.is_ordered, "items": items})
    if isinstance(block, Table):
        rows = [_row(row) for row in block.rows]
        return _full({"is": "table", "id": block.id, "rtl": block.is_rtl, "rows": rows})
    plain = {"id": block.id, "rtl": block.is_rtl, "content": [_inline(p) for p in block.content]}
    if isinstance(block, Heading):
        return _full({"is": "heading", "level": block.level, "number": block.number, **plain})
    return _full({"is": "paragraph", **plain})


def _item(item: Item) -> Plain:
    return _full({
        "id": item.id, "number": item.number, "rtl": item.is_rtl,
        "content": [_inline(part) for part in item.content],
        "blocks": [_block(block) for block in item.blocks],
    })  # fmt: skip


def _row(row: Row) -> Plain:
    cells = [
        _full({"columns": cell.columns, "rows": cell.rows,
               "blocks": [_block(block) for block in cell.blocks]})
        for cell in row.cells
    ]  # fmt: skip
    return _full({"id": row.id, "header": row.is_header, "cells": cells})


def _inline(part: Inline) -> Plain:
    if isinstance(part, NoteReference):
        return {"note": part.note}
    if isinstance(part, Picture):
        return _full({"picture": part.digest, "alt": part.alt})
    marks = "".join(MARKS[mark] for mark in part.marks)
    return {"text": part.text, **_full({"marks": marks, "link": part.link})}


def _text(plain: Mapping[str, Any]) -> Text:
    notes = tuple(
        Note(str(one["id"]), _blocks(one.get("blocks", [])), bool(one.get("endnote")))
        for one in plain.get("notes", [])
    )
    media = tuple(
        Media(str(one["digest"]), str(one["media_type"]), int(one["width"]), int(one["height"]))
        for one in plain.get("media", [])
    )
    source = {key: str(value) for key, value in plain.get("source", {}).items()}
    return Text(
        str(plain.get("title", "")), _blocks(plain.get("blocks", [])),
        str(plain.get("language", "")), notes, media, int(plain.get("last_number", 0)),
        Source(**source),
    )  # fmt: skip


def _mapping(plain: object) -> Mapping[str, Any]:
    if not isinstance(plain, Mapping):
        raise TypeError("a mapping was expected")
    return plain


def _blocks(plain: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(_block_of(one) for one in plain)


def _block_of(plain: Mapping[str, Any]) -> Block:
    kind = plain["is"]
    if kind == "list":
        items = tuple(_item_of(one) for one in plain.get("items", []))
        return List(items, bool(plain.get("ordered")))
    own, is_rtl = str(plain["id"]), bool(plain.get("rtl"))
    if kind == "table":
        return Table(own, tuple(_row_of(one) for one in plain.get("rows", [])), is_rtl)
    content = _content(plain.get("content", []))
    if kind == "heading":
        return Heading(own, int(plain["level"]), content, str(plain.get("number", "")), is_rtl)
    if kind != "paragraph":
        raise ValueError(f"{kind!r} is no block")
    return Paragraph(own, content, is_rtl)


def _item_of(plain: Mapping[str, Any]) -> Item:
    blocks = tuple(b for b in _blocks(plain.get("blocks", [])) if isinstance(b, Paragraph | List))
    return Item(
        str(plain["id"]), _content(plain.get("content", [])), str(plain.get("number", "")), blocks,
        bool(plain.get("rtl")),
    )  # fmt: skip


def _row_of(plain: Mapping[str, Any]) -> Row:
    cells = tuple(
        Cell(_blocks(one.get("blocks", [])), int(one["columns"]), int(one["rows"]))
        for one in plain.get("cells", [])
    )
    return Row(str(plain["id"]), cells, bool(plain.get("header")))


def _content(plain: Sequence[Mapping[str, Any]]) -> Content:
    return tuple(_inline_of(part) for part in plain)


def _inline_of(plain: Mapping[str, Any]) -> Inline:
    if "note" in plain:
        return NoteReference(str(plain["note"]))
    if "picture" in plain:
        return Picture(str(plain["picture"]), str(plain.get("alt", "")))
    marks = tuple(sorted(_MARKS[letter] for letter in plain.get("marks", "")))
    return Run(str(plain["text"]), marks, str(plain.get("link", "")))
