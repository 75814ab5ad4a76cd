"""Pages and Markdown: what is text stays, what is none is left out and told."""

import pytest

from core.documents.reading import html_text, lines, markdown_text, read
from uratibu.core.documents.load import html
from uratibu.core.documents.model import Heading, Mark, Run


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<p>b", ["[paragraph] a", "[paragraph] b"]),
        ("<div>a<p>b</p>c</div>", ["[paragraph] a", "[paragraph] b", "[paragraph] c"]),
        ("a<br>b", ["[paragraph] a\nb"]),
        ("<ol start=3 type=a><li>x<li value=7>y</ol>", ["[item] c. x", "[item] g. y"]),
        ("<ol><li><ul><li>x</ul></ol>", ["[item] 1.", "[item] x"]),
        ("<ul><li>a<table><tr><td>b</table>c</ul>", ["[item] a", "[row] b", "[paragraph] c"]),
        ("<table><caption>c</caption><tr><th>a</table>", ["[paragraph] c", "[row] a"]),
        ("<h2>4.2 Data</h2>", ["[heading] 4.2 Data"]),
        ("<div role=heading aria-level=8>x</div>", ["[heading] x"]),
        ("<style>p{}</style><nav>menu</nav><p>x", ["[paragraph] x"]),
        ("<pre>a\n b</pre>", ["[paragraph] a\nb"]),
        ("<dl><dt>a<dd>b</dl>", ["[paragraph] a", "[paragraph] b"]),
    ],
)
def test_pages_say(source, expected):
    assert lines(html_text(source)) == expected


def test_a_title_of_the_head_that_is_repeated_is_no_paragraph():
    text = html_text("<html lang=sw-KE><title>Sera</title><p>Sera</p><p>Andiko</p></html>")

    assert (text.title, text.language, lines(text)) == ("Sera", "sw", ["[paragraph] Andiko"])


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("script", "<p>First</p><p>Second<script>x()</script></p>"),
        ("picture-elsewhere", "<p>First</p><p>Second<img src=x.png></p>"),
        ("picture-format", "<p>First</p><p>Second<img src='data:image/png;base64,AAAA'></p>"),
        ("unsafe-link", "<p>First</p><p><a href='javascript:x()'>Second</a></p>"),
    ],
)
def test_what_cannot_be_kept_is_named_with_its_paragraph(rule, source):
    text, findings = read(html.read, source)

    assert lines(text) == ["[paragraph] First", "[paragraph] Second"]
    assert [(one.rule, one.where.key, one.where.value) for one in findings] == [
        (f"documents/{rule}", "paragraph 2", "Second")
    ]


@pytest.mark.parametrize(("rule", "source"), [
    ("quotation", "<blockquote>x</blockquote>"), ("contents", "<nav>x</nav><p>y</p>"),
    ("broken-link", "<p><a href='#nowhere'>x</a></p>"),
])  # fmt: skip
def test_some_losses_are_told_once(rule, source):
    _, findings = read(html.read, source)

    assert [(one.rule, one.where.key) for one in findings] == [(f"documents/{rule}", "")]


def test_lists_deeper_than_word_can_are_joined_at_the_ninth_level():
    text = html_text("<ul><li>x" * 12)

    assert len(lines(text)) == 12
    assert repr(text).count("List(") == 9


def test_marks_are_sorted_and_white_space_looks_like_both_sides():
    text = html_text("<p><i><b>a</b></i><b> b</b> c</p>")

    assert text.blocks[0].content == (
        Run("a", (Mark.BOLD, Mark.ITALIC)), Run(" b", (Mark.BOLD,)), Run(" c"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Setext\n===\n\ntext", ["[heading] Setext", "[paragraph] text"]),
        ("3. x\n4. y", ["[item] 3. x", "[item] 4. y"]),
        ("x[^a]\n\n[^a]: one\n    two", ["[paragraph] x", "[note] one two"]),
        ("x[^gone]", ["[paragraph] x[^gone]"]),
        ("| a |\n|---|\n| b |", ["[row] a", "[row] b"]),
        ("a &amp; b \\*c\\*", ["[paragraph] a & b *c*"]),
    ],
)
def test_markdown_says(source, expected):
    assert lines(markdown_text(source)) == expected


def test_a_head_of_facts_gives_title_and_language():
    text = markdown_text("---\ntitle: 'A policy\n  of two lines'\nlang: fr-FR\n---\n# 1. One")

    assert (text.title, text.language) == ("A policy of two lines", "fr")
    assert text.blocks == (Heading("s-0001", 1, (Run("One"),), "1."),)
