"""Section texts become paragraphs whose figures are bound; what cannot be bound is a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.labels import Label
from uratibu.core.reports import texts, words
from uratibu.core.reports.bind import Unbound
from uratibu.core.reports.binding import EXAMPLES, NotAFigure
from uratibu.core.reports.model import BoundFigure, Paragraph

Bind = Callable[[str], BoundFigure]
"""Binds the words between braces. Raises NotAFigure and Unbound."""


@dataclass(frozen=True)
class Source:
    """A section text: its name, its words in languages, and whether gaps may be shown in it."""

    name: str
    text: Label
    language: str
    style: str = "body"
    is_optional: bool = False
    place: str = ""
    """Where the words stand, if not in a text of their own."""

    @property
    def file(self) -> str:
        """The file of the text inside its pack, or the outline it stands in."""
        return self.place or f"texts/{self.name}.{self.language}.md"


def paragraphs(
    source: Source, bind: Bind, plain: Mapping[str, str]
) -> Iterator[Paragraph | Finding]:
    """The paragraphs of a text with every figure bound, and a finding for each that is not.

    plain: words for {country}, {edition} and the like. A text that lacks the language of the
    document is a finding too: English under a Swahili heading must not happen silently.
    """
    if source.language not in source.text.languages():
        yield _finding(
            Where(source.file), "profile/text-language",
            f"The text {source.name} does not exist in the language {source.language}.",
            f"Write {source.file}.",
        )  # fmt: skip
        return
    for passage in texts.passages(source.text(source.language)):
        yield from _paragraph(source, passage, bind, plain)


def _paragraph(
    source: Source, passage: texts.Passage, bind: Bind, plain: Mapping[str, str]
) -> Iterator[Paragraph | Finding]:
    if texts.is_heading(passage):
        yield _finding(
            _place(source, passage, passage.text), "profile/text-heading",
            f"A heading stands in the text: {passage.text}",
            "Move it to the outline as the title of a section.",
        )  # fmt: skip
        return
    runs: list[str | BoundFigure] = []
    faults: list[tuple[str, Finding]] = []
    for is_bound, piece in texts.pieces(passage.text):
        if not is_bound or piece in plain:
            runs.append(plain[piece] if is_bound else piece)
            continue
        run = _bind(source, passage, piece, bind)
        if isinstance(run, Finding):
            faults.append((piece, run))
        else:
            runs.append(run)
    if faults and source.is_optional and all(_is_gap(fault) for _, fault in faults):
        names = ", ".join(dict.fromkeys(piece.split()[0] for piece, _ in faults))
        yield Paragraph((words.word("gap", source.language, what=names),), "gap")
    elif faults:
        yield from (fault for _, fault in faults)
    else:
        style = passage.style if passage.style != "body" else source.style
        yield Paragraph(_merged(runs), style, f"{source.name}-{passage.number}")


def _bind(
    source: Source, passage: texts.Passage, expression: str, bind: Bind
) -> BoundFigure | Finding:
    sentence = texts.sentence_with(passage.text, expression)
    try:
        return bind(expression)
    except NotAFigure as fault:
        return _finding(
            _place(source, passage, expression), "profile/not-a-figure",
            f"In the sentence \u201c{sentence}\u201d: {fault}.", EXAMPLES,
        )  # fmt: skip
    except Unbound as fault:
        return _finding(
            _place(source, passage, expression), f"profile/figure-{fault.kind}",
            f"The sentence \u201c{sentence}\u201d cannot be printed: {fault.reason}", fault.remedy,
        )  # fmt: skip


def _is_gap(finding: Finding) -> bool:
    return finding.rule in ("profile/figure-declined", "profile/figure-missing")


def _place(source: Source, passage: texts.Passage, value: str) -> Where:
    return Where(source.file, row=passage.line, key=f"paragraph {passage.number}", value=value)


def _finding(where: Where, rule: str, message: str, remedy: str) -> Finding:
    return Finding(where, rule, Severity.ERROR, message, remedy)


def _merged(runs: list[str | BoundFigure]) -> tuple[str | BoundFigure, ...]:
    """Neighbouring words become one run."""
    merged: list[str | BoundFigure] = []
    for run in runs:
        if isinstance(run, str) and merged and isinstance(merged[-1], str):
            merged[-1] += run
        else:
            merged.append(run)
    return tuple(merged)
