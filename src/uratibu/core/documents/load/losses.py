"""What a text loses on its way in: each loss named with its paragraph, number and first words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from uratibu.core.findings import Finding, Severity, Where

SHOWN = 300
FIRST_WORDS = 50
NOTE, WARNING = Severity.NOTE, Severity.WARNING

KINDS: dict[str, tuple[Severity, str, str]] = {
    "tracked-changes": (NOTE, "{count} tracked change(s) were read as accepted.",
        "Compare the files with `uratibu text compare` to see each change and its author."),
    "comments": (NOTE, "{count} comment(s) of the file are not part of the text.",
        "Enter those that still stand as comments of the consultation."),
    "contents": (NOTE, "The table of contents was left out; it is made anew from the headings.",
        "Nothing is to be done."),
    "hidden-text": (WARNING, "Hidden text was left out.",
        "Show hidden text in the office program, and delete it or make it visible."),
    "text-box": (WARNING, "A text box became paragraphs after this one.",
        "Look whether its words stand in the right place."),
    "embedded-object": (WARNING, "An embedded file (such as a sheet) was left out, unopened.",
        "Put its content into the text as a table or a picture."),
    "diagram": (WARNING, "A diagram or chart was left out.",
        "Put it in as a picture (PNG) with alternative text."),
    "drawing": (WARNING, "A drawn shape was left out.",
        "Put it in as a picture (PNG) with alternative text."),
    "equation": (WARNING, "An equation was kept as plain characters only.",
        "Look whether it still reads right, or put it in as a picture."),
    "picture-format": (WARNING, "A picture was left out: it is no PNG, JPEG or GIF, or too large.",
        "Save it as PNG or JPEG of a smaller size."),
    "picture-elsewhere": (WARNING, "A picture that stands in another place was not fetched.",
        "Put the picture into the file itself."),
    "symbol": (WARNING, "A character of a symbol font could not be read.",
        "Type it as an ordinary character."),
    "unsafe-link": (WARNING, "A link was taken off that runs code or opens files; its words stay.",
        "Use an address that begins with https."),
    "broken-link": (NOTE, "{count} link(s) to a place that is not there were taken off.",
        "Make the cross-reference anew."),
    "outside-field": (WARNING, "A field that takes its text from another file was not followed.",
        "Look whether the words shown here are right, and make them plain text."),
    "outside-template": (NOTE, "The file names a template in another place; it was not fetched.",
        "Nothing is to be done."),
    "table-in-list": (NOTE, "A table or heading inside a list now stands after its item.",
        "Look whether it stands in the right place."),
    "quotation": (NOTE, "A quotation became ordinary paragraphs.", "Nothing is to be done."),
    "script": (WARNING, "A script, form or frame of the page was left out.",
        "Nothing is to be done."),
    "note-of-title": (WARNING, "A note at the title of the text was left out.",
        "Hang the note on the first paragraph."),
    "unknown-part": (WARNING, "A part of the file was left out that is not known: {what}.",
        "Look whether something is missing here."),
}  # fmt: skip
"""Every loss by its permanent name: how grave, what it says and what to do."""
_ONCE = frozenset(
    {"tracked-changes", "comments", "contents", "outside-template", "quotation", "broken-link"}
)


@dataclass
class Losses:
    """Collects losses; those of the paragraph being read wait for its first words."""

    file: str
    paragraph: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    _last: str = ""
    _pending: list[tuple[str, str]] = field(default_factory=list)
    _found: list[Finding] = field(default_factory=list)

    def add(self, kind: str, what: str = "", *, count: int = 1) -> None:
        """One loss in the paragraph being read; some are only counted and told once."""
        self.counts[kind] += count
        if kind not in _ONCE and (kind, what) not in self._pending:
            self._pending.append((kind, what))

    def close(self, words: str) -> None:
        """A paragraph is read; these are its words. Paragraphs without words are not counted."""
        if words:
            self.paragraph += 1
            self._last = words
        if not self._pending:
            return
        flat = " ".join((words or f"after: {self._last}").split())
        shown = flat if len(flat) <= FIRST_WORDS else f"{flat[:FIRST_WORDS].rstrip()}\u2026"
        where = Where(file=self.file, key=f"paragraph {self.paragraph}", value=shown)
        self._found.extend(_finding(where, kind, what, 1) for kind, what in self._pending)
        self._pending.clear()

    def findings(self) -> tuple[Finding, ...]:
        """Everything that was lost, what is told once first."""
        self.close("")
        here = Where(file=self.file)
        once = [_finding(here, kind, "", n) for kind, n in self.counts.items() if kind in _ONCE]
        if len(self._found) <= SHOWN:
            return (*once, *self._found)
        more = Finding(
            here, "documents/more-findings", Severity.WARNING,
            f"{len(self._found)} losses in all, {SHOWN} are shown.",
            "Mend what is shown and import the file again.",
        )  # fmt: skip
        return (*once, *self._found[:SHOWN], more)


def _finding(where: Where, kind: str, what: str, count: int) -> Finding:
    severity, message, remedy = KINDS[kind]
    said = message.format(count=count, what=what)
    return Finding(where, f"documents/{kind}", severity, said, remedy)
