"""Any text comes back from every format: words, structure, numbers, notes, pictures, links."""

import struct
import tempfile
import zlib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.documents.reading import html_text, lines, markdown_text, read
from uratibu.core.documents import plain
from uratibu.core.documents.export.docx import as_docx
from uratibu.core.documents.export.html import as_html
from uratibu.core.documents.export.markdown import as_markdown
from uratibu.core.documents.load import docx
from uratibu.core.documents.load import html as html_reader
from uratibu.core.documents.load.draft import Draft
from uratibu.core.documents.load.losses import Losses

HEAD = b"IHDR" + struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + HEAD + struct.pack(">I", zlib.crc32(HEAD))
PIXELS = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
TEXTS = st.text(
    st.sampled_from("abcXYZ 0123456789.)(-+*_#`~[]<>|&!\\:;'\"^=/é\u00a0\u2003عपि\U0001f600{}@$%,"),
    min_size=1, max_size=25,
)  # fmt: skip
NUMBERS = st.sampled_from(["1.", "4.2", "4.2.1.", "(a)", "iv)", "Chapter 1:", "A", "\u00a7 3"])


def escaped(text: str) -> str:
    """Text for a page."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def tagged(tag: str, inner: str) -> str:
    """An element."""
    return f"<{tag}>{inner}</{tag}>"


RUNS = st.one_of(
    TEXTS.map(escaped),
    st.builds(tagged, st.sampled_from(["b", "i", "u", "s", "sup", "sub"]), TEXTS.map(escaped)),
    TEXTS.map(lambda text: f"<b><i>{escaped(text)}</i></b>"),
    TEXTS.map(lambda text: f'<a href="https://example.org/a?b=1&amp;c=%20{len(text)}">'
              f"{escaped(text)}</a>"),
    TEXTS.map(lambda text: f'<a href="#here">{escaped(text)}</a>'),
    st.just("<br>"),
    st.just('<sup><a href="#n1">1</a></sup>'),
    st.just('<a href="#n2">2</a>'),
    st.just(f'<img alt="A map" src="data:image/png;base64,{PIXELS}">'),
)  # fmt: skip
LINES = st.lists(RUNS, min_size=1, max_size=4).map("".join)
DIRECTIONS = st.sampled_from(["", "", "", ' dir="rtl"'])
PARAGRAPHS = st.builds(lambda about, line: f"<p{about}>{line}</p>", DIRECTIONS, LINES)
HEADINGS = st.builds(
    lambda level, number, line: f"<h{level}>{number}{line}</h{level}>",
    st.integers(1, 6),
    st.one_of(st.just(""), NUMBERS.map(lambda said: f'<span class="number">{said}</span> ')),
    LINES,
)


def listed(kind: str, items: list[str]) -> str:
    """A list."""
    tag, _, about = kind.partition(" ")
    return f"<{tag} {about}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


LISTS = st.recursive(
    st.builds(listed, st.sampled_from(["ul", "ol", "ol start=4", "ol type=a"]),
              st.lists(LINES, min_size=1, max_size=3)),
    lambda inner: st.builds(
        lambda kind, items: listed(kind, ["".join(parts) for parts in items]),
        st.sampled_from(["ul", "ol", "ol type=i"]),
        st.lists(st.tuples(LINES, st.one_of(inner, PARAGRAPHS)), min_size=1, max_size=3),
    ),
    max_leaves=4,
)  # fmt: skip
CELLS = st.builds(
    lambda tag, span, inner: f"<{tag} {span}>{inner}</{tag}>",
    st.sampled_from(["td", "td", "th"]),
    st.sampled_from(["", "", "colspan=2", "rowspan=2", "colspan=3 rowspan=2"]),
    st.one_of(LINES, PARAGRAPHS, LISTS, st.just("")),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda rows: f"<table>{''.join(tagged('tr', ''.join(row)) for row in rows)}</table>"
)
NOTES = (
    '<section class="footnotes"><ol><li id="n1">A <b>note</b><p>more</p></li></ol></section>'
    '<section class="endnotes"><ol><li id="n2"><ul><li>An end</li></ul></li></ol></section>'
)
PAGES = st.builds(
    lambda title, blocks: f'<html lang="sw"><h1 class="title">{title}</h1><p>Start</p>'
    f'<p id="here">Here</p>{"".join(blocks)}{NOTES}</html>',
    TEXTS.map(escaped), st.lists(st.one_of(PARAGRAPHS, HEADINGS, LISTS, TABLES), max_size=6),
)  # fmt: skip


@settings(max_examples=16, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAGES)
def test_any_text_comes_back_from_every_format(page):
    draft = Draft(Losses("page"))
    text = html_reader.read(page, draft)

    assert plain.text_of(plain.as_plain(text)) == text
    assert html_text(as_html(text, draft.pictures)) == text
    assert markdown_text(as_markdown(text, draft.pictures)) == text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        path.write_bytes(as_docx(text, draft.pictures))
        assert read(docx.read, path)[0] == text


def test_numbers_stay_what_they_were_whatever_they_are(tmp_path):
    page = "<ol class=as-shown>" + "".join(
        f"<li><span class=number>{said}</span> x</li>" for said in ("4.2.1", "(b)", "Art. 7", "z")
    )  # fmt: skip
    text = html_text(page + "</ol>")
    path = tmp_path / "draft.docx"
    path.write_bytes(as_docx(text, {}))

    assert lines(read(docx.read, path)[0]) == [
        "[item] 4.2.1 x", "[item] (b) x", "[item] Art. 7 x", "[item] z x",
    ]  # fmt: skip


def test_equal_texts_are_equal_files():
    text = markdown_text("# 1. Data\n\nText.[^1]\n\n[^1]: Note")

    assert as_docx(text, {}) == as_docx(text, {})
