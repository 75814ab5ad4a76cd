"""A policy of about sixty pages, and the same after 120 edits whose truth is known.

Everything in it is invented: Zavanda is no country. Themes and manner are those of real drafts:
chapters on labour migration, borders, displacement, diaspora, data; sentences that return word for
word in every chapter with another ministry in them; tables of responsibilities.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from uratibu.core.documents.ids import numbered
from uratibu.core.documents.model import (
    Block,
    Cell,
    Heading,
    Item,
    List,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
)

THEMES = (
    "labour migration", "border management", "forced displacement", "internal displacement",
    "diaspora engagement", "migration data", "trafficking in persons", "return and reintegration",
    "citizenship and registration", "migration and health", "migration and environment",
    "skills and education", "remittances", "county services", "regional free movement",
)  # fmt: skip
ACTORS = (
    "Ministry of Interior", "Ministry of Labour", "Ministry of Foreign Affairs",
    "Bureau of Statistics",
    "Directorate of Immigration", "State Department for Diaspora", "Council of Counties",
    "Central Bank", "Ministry of Health", "Ministry of Education", "National Treasury",
    "Department of Refugee Services",
)  # fmt: skip
VERBS = ("establish", "review", "publish", "strengthen", "fund", "evaluate", "harmonise", "extend",
         "digitise", "decentralise")  # fmt: skip
THINGS = (
    "a register of licensed recruitment agencies", "one-stop desks at county level",
    "bilateral agreements with countries of destination", "a referral pathway for survivors",
    "pre-departure orientation in both languages", "the exchange of data between border posts",
    "a complaints procedure with fixed time limits", "shelters along the northern corridor",
    "recognition of skills acquired abroad", "early warning for drought and floods",
    "a fund for returning workers", "surveys of households with members abroad",
    "legal aid for people in detention", "registration of births in settlements",
    "cheaper channels for sending money home", "health checks that respect privacy",
)  # fmt: skip
REASONS = (
    "because returns of agencies reach the secretariat late and in different shapes",
    "so that no decision rests on figures that nobody can trace",
    "as stakeholders of the coast and the north asked in three forums",
    "in line with objective {n} of the compact and the charter of the region",
    "since earlier drafts were silent on people who move inside the country",
    "where county governments hold the mandate but not the means",
    "although the budget of the last two years covered less than half of it",
    "without prejudice to the rights of people who seek protection",
)  # fmt: skip
FACTS = (
    "In {y} some {n} thousand people were counted on this route, two in five of them women.",
    "Officials at {n} posts were interviewed for this chapter in {y}.",
    "The share of young people among those who left rose to {n} per cent in {y}.",
    "A study of {y} found that {n} of every hundred workers paid more than the law allows.",
    "No figure is available for {y}; the survey reached only {n} wards.",
    "Remittances grew by {n} per cent a year until {y} and have been stable since.",
)  # fmt: skip
BOILERPLATE = (
    ("The {a} shall, in consultation with the county governments and the stakeholders concerned, "
     "prepare an annual report on {t} and submit it to the Mechanism by 31 March."),
    "Progress on {t} will be reviewed every two years under the leadership of the {a}.",
    "The costs of the measures in this section are met from the budget of the {a} and by partners.",
    "This section is to be read together with the definitions in Annex A and the law on {t}.",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One unit of a draft: its kind (h1, h2, p, li, head, row), its words, who it is."""

    kind: str
    words: str
    key: int
    cells: tuple[str, ...] = ()


@dataclass
class Edited:
    """Two versions. truth: key of an old line -> keys of the new ones. places: keys edited."""

    old: list[Line]
    new: list[Line]
    truth: dict[int, tuple[int, ...]]
    places: set[int] = field(default_factory=set)
    edits: int = 0


class Writer:
    """Writes sentences by chance that can be had again."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count = 0

    def line(self, kind: str, words: str, cells: tuple[str, ...] = ()) -> Line:
        """A new line."""
        self.count += 1
        return Line(kind, words, self.count, cells)

    def sentence(self, theme: str) -> str:
        """A sentence of a policy."""
        pick = self.chance.choice
        numbers = {"n": self.chance.randint(3, 97), "y": self.chance.randint(2009, 2025)}
        if self.chance.random() < 0.35:
            return pick(FACTS).format(**numbers)
        reason = pick(REASONS).format(**numbers)
        return f"The {pick(ACTORS)} will {pick(VERBS)} {pick(THINGS)} for {theme}, {reason}."

    def paragraph(self, theme: str) -> Line:
        """A paragraph of two to five sentences."""
        count = self.chance.randint(2, 5)
        return self.line("p", " ".join(self.sentence(theme) for _ in range(count)))

    def boilerplate(self, theme: str, said: str = "") -> Line:
        """A sentence that stands in every chapter."""
        said = said or self.chance.choice(BOILERPLATE)
        return self.line("p", said.format(a=self.chance.choice(ACTORS), t=theme))

    def section(self, theme: str, title: str) -> list[Line]:
        """A section with its heading, paragraphs, a list and sometimes a table."""
        lines = [self.line("h2", f"{title}")]
        lines += [self.paragraph(theme) for _ in range(self.chance.randint(4, 8))]
        lines += [
            self.line("li", f"{self.chance.choice(VERBS)} {self.chance.choice(THINGS)} by "
                      f"{self.chance.randint(2026, 2032)};")
            for _ in range(self.chance.randint(3, 6))
        ]  # fmt: skip
        for said in self.chance.sample(BOILERPLATE, self.chance.randint(1, 3)):
            lines.append(self.boilerplate(theme, said))
        if self.chance.random() < 0.4:
            lines.append(self.row("head", "Measure", "Lead", "Year"))
            for _ in range(self.chance.randint(4, 8)):
                year = str(self.chance.randint(2026, 2032))
                lines.append(
                    self.row("row", self.chance.choice(THINGS), self.chance.choice(ACTORS), year)
                )
        return lines

    def row(self, kind: str, *cells: str) -> Line:
        """A row of a table."""
        return self.line(kind, "\t".join(cells), cells)

    def draft(self) -> list[Line]:
        """A whole draft: 15 chapters of five sections, whose titles return."""
        lines: list[Line] = []
        for theme in THEMES:
            lines.append(self.line("h1", theme.capitalize()))
            lines.append(self.paragraph(theme))
            for title in ("Background", "Objectives", "Measures", "Responsibilities", "Review"):
                lines += self.section(theme, title)
        return lines


def markdown(lines: list[Line]) -> str:
    """A draft as Markdown."""
    said: list[str] = []
    before = ""
    for line in lines:
        is_on = (before, line.kind) in {("li", "li"), ("head", "row"), ("row", "row")}
        said.append("" if is_on or not said else "\n")
        before = line.kind
        mark = {"h1": "# ", "h2": "## ", "p": "", "li": "- "}.get(line.kind, "")
        text = f"| {' | '.join(line.cells)} |" if line.cells else f"{mark}{line.words}"
        said.append(text + "\n" + ("|---|---|---|\n" if line.kind == "head" else ""))
    return "".join(said)


def text_of(lines: list[Line]) -> Text:
    """A draft as a text."""
    blocks: list[Block] = []
    before = ""
    for line in lines:
        own = f"x{line.key}"
        content = (Run(line.words),)
        if line.kind in ("h1", "h2"):
            blocks.append(Heading(own, int(line.kind[1]), content))
        elif line.kind == "p":
            blocks.append(Paragraph(own, content))
        elif line.kind == "li":
            items = blocks.pop().items if before == "li" else ()
            blocks.append(List((*items, Item(own, content))))
        else:
            rows = blocks.pop().rows if before in ("head", "row") else ()
            cells = tuple(
                Cell((Paragraph(f"{own}c{at}", (Run(said),)),))
                for at, said in enumerate(line.cells)
            )
            blocks.append(Table(f"t{own}", (*rows, Row(own, cells, line.kind == "head"))))
        before = line.kind
    return numbered(Text("", tuple(blocks)))


class Editor(Writer):
    """Edits a draft by hand, so to say, and keeps the truth."""

    def edited(self, old: list[Line], edits: int) -> Edited:
        """The draft after so many edits of every kind."""
        self.count = max(line.key for line in old)
        result = Edited(old, list(old), {line.key: (line.key,) for line in old})
        kinds = [
            *[self.reword] * 48, *[self.clause] * 10, *[self.insert] * 12, *[self.delete] * 12,
            *[self.move] * 8, *[self.split] * 10, *[self.merge] * 8, *[self.rename] * 4,
            *[self.move_row] * 3, *[self.capitals] * 2, self.flatten,
            *[self.move_section] * 2,
        ]  # fmt: skip
        assert len(kinds) == edits
        self.chance.shuffle(kinds)
        for kind in kinds:
            while not kind(result):
                pass
            result.edits += 1
        return result

    def _pick(self, result: Edited, *kinds: str, least: int = 0) -> int:
        """The place of a line that nobody has edited yet."""
        while True:
            at = self.chance.randrange(len(result.new))
            line = result.new[at]
            if (line.kind in kinds and line.key not in result.places and line.key in result.truth
                    and len(line.words.split()) >= least):  # fmt: skip
                return at

    def reword(self, result: Edited) -> bool:
        """Up to a third of the words of a line are others."""
        at = self._pick(result, "p", "p", "li", "row")
        line = result.new[at]
        if line.cells:
            cells = (
                line.cells[0],
                self.chance.choice(ACTORS),
                str(self.chance.randint(2026, 2032)),
            )
            result.new[at] = replace(line, cells=cells, words="\t".join(cells))
        else:
            words = line.words.split()
            for _ in range(self.chance.randint(1, max(1, len(words) // 4))):
                words[self.chance.randrange(len(words))] = self.chance.choice(
                    ("national", "timely", "joint", "regular", "shared", "lawful", "yearly")
                )
            result.new[at] = replace(line, words=" ".join(words))
        result.places.add(line.key)
        return True

    def clause(self, result: Edited) -> bool:
        """A sentence is added to a paragraph."""
        at = self._pick(result, "p")
        line = result.new[at]
        said = [line.words, self.sentence("all of this policy")]
        if self.chance.random() < 0.5:
            said.reverse()
        result.new[at] = replace(line, words=" ".join(said))
        result.places.add(line.key)
        return True

    def insert(self, result: Edited) -> bool:
        """A new paragraph, now and then one that is like its neighbours."""
        at = self._pick(result, "p")
        theme = self.chance.choice(THEMES)
        new = self.boilerplate(theme) if self.chance.random() < 0.4 else self.paragraph(theme)
        result.new.insert(at, new)
        result.places.add(new.key)
        return True

    def delete(self, result: Edited) -> bool:
        """A line goes."""
        line = result.new.pop(self._pick(result, "p", "li", "row"))
        result.truth[line.key] = ()
        result.places.add(line.key)
        return True

    def move(self, result: Edited) -> bool:
        """A paragraph goes to another chapter."""
        line = result.new.pop(self._pick(result, "p", least=15))
        result.new.insert(self._pick(result, "p"), line)
        result.places.add(line.key)
        return True

    def move_row(self, result: Edited) -> bool:
        """A row goes to another place of its table."""
        at = self._pick(result, "row")
        if result.new[at - 1].kind != "row":
            return False
        result.new[at - 1], result.new[at] = result.new[at], result.new[at - 1]
        result.places.update((result.new[at].key, result.new[at - 1].key))
        return True

    def move_section(self, result: Edited) -> bool:
        """A section goes to another chapter with all that stands in it."""
        at = self._pick(result, "h2")
        end = at + 1
        while end < len(result.new) and result.new[end].kind not in ("h1", "h2"):
            end += 1
        lines = result.new[at:end]
        del result.new[at:end]
        result.new[(to := self._pick(result, "h2")) : to] = lines
        result.places.add(lines[0].key)
        return True

    def split(self, result: Edited) -> bool:
        """A paragraph becomes two or three."""
        at = self._pick(result, "p", least=40)
        line = result.new[at]
        sentences = line.words.replace(". ", ".\n").split("\n")
        count = min(self.chance.choice((2, 2, 3)), len(sentences))
        if count < 2:
            return False
        cuts = sorted(self.chance.sample(range(1, len(sentences)), count - 1))
        parts = [
            self.line("p", " ".join(sentences[a:b]))
            for a, b in zip([0, *cuts], [*cuts, len(sentences)], strict=True)
        ]
        result.new[at : at + 1] = parts
        result.truth[line.key] = tuple(part.key for part in parts)
        result.places.update((line.key, *(part.key for part in parts)))
        return True

    def merge(self, result: Edited) -> bool:
        """Two paragraphs become one, with a word or two changed."""
        at = self._pick(result, "p", least=12)
        other = result.new[at + 1] if at + 1 < len(result.new) else result.new[at]
        if other.kind != "p" or other.key in result.places or other.key not in result.truth:
            return False
        line = result.new[at]
        whole = self.line("p", f"{line.words} {other.words.replace(' will ', ' shall ')}")
        result.new[at : at + 2] = [whole]
        result.truth[line.key] = result.truth[other.key] = (whole.key,)
        result.places.update((line.key, other.key, whole.key))
        return True

    def rename(self, result: Edited) -> bool:
        """A heading has another word."""
        at = self._pick(result, "h2")
        line = result.new[at]
        result.new[at] = replace(line, words=f"{line.words} and outlook")
        result.places.add(line.key)
        return True

    def capitals(self, result: Edited) -> bool:
        """A heading is written in capitals."""
        at = self._pick(result, "h1")
        result.new[at] = replace(result.new[at], words=result.new[at].words.upper())
        result.places.add(result.new[at].key)
        return True

    def flatten(self, result: Edited) -> bool:
        """The items of a list become paragraphs."""
        at = self._pick(result, "li")
        while at and result.new[at - 1].kind == "li":
            at -= 1
        while result.new[at].kind == "li":
            result.new[at] = replace(result.new[at], kind="p")
            result.places.add(result.new[at].key)
            at += 1
        return True
