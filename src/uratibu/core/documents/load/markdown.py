"""Markdown (CommonMark with tables, strike-through, notes and a head of facts) as a text.

It is made into a page and read as one, so that HTML inside Markdown is text and no surprise.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from uratibu.core.documents.load import html
from uratibu.core.documents.load.draft import Draft
from uratibu.core.documents.model import Text

_HEAD = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FACT = re.compile(r"^(title|lang|language):[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([\w-]{1,60})\](?!:)")
_DEFINITION = re.compile(r"\[\^([\w-]{1,60})\]:[ \t]*")
_NESTING = 100


def read(source: str, draft: Draft) -> Text:
    """The text of Markdown. Raises html.TooDeep where it is nested too deep."""
    body = source.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = _HEAD.match(body)
    if head:
        body = body[head.end() :]
        for name, said in _FACT.findall(head[1]):
            _say(draft, name, " ".join(said.split()))
    return html.read(f"<body>{render(body)}</body>", draft)


def render(source: str) -> str:
    """Markdown as HTML with the notes at its end, as pandoc writes them."""
    made = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    made.inline.ruler.before("link", "note_reference", _reference)
    made.block.ruler.before("reference", "note", _definition, {"alt": ["paragraph", "reference"]})
    made.add_render_rule("note_reference", _show_reference)
    found: dict[str, Any] = {}
    env: dict[str, Any] = {"notes": found}
    page = made.render(source, env)
    notes = "".join(_note(made, key, tokens, env) for key, tokens in found.items())
    return f"{page}{notes}"


def _say(draft: Draft, name: str, said: str) -> None:
    plain = said
    if len(said) > 1 and said[0] == said[-1] and said[0] in "'\"":
        plain = said[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if name == "title":
        draft.title = draft.title or " ".join(plain.split())
    else:
        draft.say_language(plain)


def _note(made: MarkdownIt, key: str, tokens: list[Token], env: dict[str, Any]) -> str:
    kind = "endnotes" if re.fullmatch(r"e\d+", key) else "footnotes"
    said = str(made.renderer.render(tokens, made.options, env))
    return f'<section class="{kind}"><ol><li id="fn-{escape(key)}">{said}</li></ol></section>'


def _reference(state: StateInline, silent: bool) -> bool:
    found = _REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("note_reference", "", 0).meta = {"key": found[1]}
    state.pos = found.end()
    return True


def _show_reference(
    _renderer: Any, tokens: list[Token], at: int, _options: Any, env: dict[str, Any]
) -> str:
    key = escape(tokens[at].meta["key"])
    return f'<a href="#fn-{key}">*</a>' if key in env["notes"] else f"[^{key}]"


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A note: its first line, and the lines after it that stand four columns in."""
    first = state.bMarks[start] + state.tShift[start]
    found = _DEFINITION.match(state.src, first, state.eMarks[start])
    if not found or state.is_code_block(start):
        return False
    if silent:
        return True
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + 4):
        last += 1
    lines = [state.src[found.end() : state.eMarks[start]]]
    lines += [
        state.getLines(at, at + 1, state.blkIndent + 4, False) for at in range(start + 1, last)
    ]
    tokens: list[Token] = []
    state.md.block.parse("\n".join(lines).strip("\n"), state.md, state.env, tokens)
    for token in tokens:
        if token.type == "inline" and token.children is not None:
            state.md.inline.parse(token.content, state.md, state.env, token.children)
    state.env["notes"].setdefault(found[1], tokens)
    state.line = last
    return True
