"""Versions of a text: what became of each unit, and that its id goes with it."""

import time

import pytest

from core.documents.drafts import Editor, Writer, markdown, text_of
from core.documents.reading import html_text, markdown_text
from uratibu.core.documents import outline
from uratibu.core.documents.mapping import Fate, carry_ids, map_versions
from uratibu.core.documents.model import Paragraph, Run, Text

DATA = "The bureau shall publish the figures of migration every year by the end of March."
LABOUR = "The ministry shall register each agency that sends workers abroad and inspect it."
BORDER = "Border posts keep one common log in which every crossing is written down at once."
COUNTY = "Counties receive funds for services to people who arrive, according to their number."
MANY = (DATA, LABOUR, BORDER, COUNTY)


def became(old: str, new: str) -> list[tuple[str, str, str]]:
    """What became of each unit: fate, first words of the old and of the new ones."""
    mapping = map_versions(markdown_text(old), markdown_text(new))

    def said(units, own):
        return " ".join(units[own].text.split()[:2])

    return [
        (
            str(link.fate),
            " + ".join(said(mapping.old_units, own) for own in link.old),
            " + ".join(said(mapping.new_units, own) for own in link.new),
        )
        for link in mapping.links
        if link.fate is not Fate.KEPT
    ]


def doc(*lines: str) -> str:
    """Markdown of paragraphs."""
    return "\n\n".join(lines)


CASES = {
    "nothing changed": (doc(*MANY), doc(*MANY), []),
    "a word changed": (
        doc(*MANY), doc(DATA, LABOUR.replace("each", "every"), BORDER, COUNTY),
        [("edited", "The ministry", "The ministry")],
    ),
    "only a comma changed": (
        doc(DATA, LABOUR), doc(DATA, LABOUR.replace("abroad", "abroad,")),
        [("edited", "The ministry", "The ministry")],
    ),
    "two swapped": (
        doc(*MANY), doc(DATA, BORDER, LABOUR, COUNTY), [("moved", "The ministry", "The ministry")],
    ),
    "two that are nearly the same swapped": (
        doc(DATA, LABOUR, LABOUR.replace("ministry", "county"), BORDER),
        doc(DATA, LABOUR.replace("ministry", "county"), LABOUR, BORDER),
        [("moved", "The county", "The county")],
    ),
    "deleted": (doc(*MANY), doc(DATA, BORDER, COUNTY), [("deleted", "The ministry", "")]),
    "first deleted": (doc(*MANY), doc(*MANY[1:]), [("deleted", "The bureau", "")]),
    "last deleted": (doc(*MANY), doc(*MANY[:3]), [("deleted", "Counties receive", "")]),
    "inserted": (doc(DATA, BORDER), doc(DATA, LABOUR, BORDER), [("inserted", "", "The ministry")]),
    "inserted beside a twin": (
        doc(DATA, LABOUR, BORDER),
        doc(DATA, LABOUR.replace("agency", "school"), LABOUR, BORDER),
        [("inserted", "", "The ministry")],
    ),
    "split in two": (
        doc(DATA, f"{LABOUR} {BORDER}", COUNTY), doc(DATA, LABOUR, BORDER, COUNTY),
        [("split", "The ministry", "The ministry + Border posts")],
    ),
    "split in three": (
        doc(f"{LABOUR} {BORDER} {COUNTY}", DATA), doc(LABOUR, BORDER, COUNTY, DATA),
        [("split", "The ministry", "The ministry + Border posts + Counties receive")],
    ),
    "split in four": (
        doc(f"{DATA} {LABOUR} {BORDER} {COUNTY}"), doc(*MANY),
        [("split", "The bureau", "The bureau + The ministry + Border posts + Counties receive")],
    ),
    "split with edits": (
        doc(DATA, f"{LABOUR} {BORDER}", COUNTY),
        doc(DATA, LABOUR.replace("each", "every"), BORDER.replace("one", "a"), COUNTY),
        [("split", "The ministry", "The ministry + Border posts")],
    ),
    "merged": (
        doc(DATA, LABOUR, BORDER, COUNTY), doc(DATA, f"{LABOUR} {BORDER}", COUNTY),
        [("merged", "The ministry + Border posts", "The ministry")],
    ),
    "merged with edits": (
        doc(DATA, LABOUR, BORDER), doc(DATA, f"{LABOUR[:-1]}, and {BORDER.replace('one', 'a')}"),
        [("merged", "The ministry + Border posts", "The ministry")],
    ),
    "three merged": (
        doc(DATA, LABOUR, BORDER, COUNTY), doc(DATA, f"{LABOUR} {BORDER} {COUNTY}"),
        [("merged", "The ministry + Border posts + Counties receive", "The ministry")],
    ),
    "moved far and edited": (
        doc(DATA, LABOUR, BORDER, COUNTY),
        doc(LABOUR, BORDER, COUNTY, DATA.replace("March", "May")),
        [("moved", "The bureau", "The bureau")],
    ),
    "heading renumbered": (doc("# 4.2 Data", DATA), doc("# 4.3 Data", DATA), []),
    "heading in capitals": (
        doc("# Data of migration", DATA), doc("# DATA OF MIGRATION", DATA),
        [("edited", "Data of", "DATA OF")],
    ),
    "heading reworded": (
        doc("# Border management", BORDER), doc("# Integrated border management", BORDER),
        [("edited", "Border management", "Integrated border")],
    ),
    "heading made a paragraph": (
        doc("# Border management", BORDER), doc("Border management", BORDER), [],
    ),
    "section moved with a heading that stands twice": (
        doc("# A", DATA, "## Review", LABOUR, "# B", BORDER, "## Review", COUNTY),
        doc("# A", DATA, "# B", "## Review", LABOUR, BORDER, "## Review", COUNTY),
        [("moved", "B", "B")],
    ),
    "list flattened": (
        doc("- one agency", "- two posts", DATA), doc("one agency", "two posts", DATA), [],
    ),
    "paragraphs made a list": (doc(LABOUR, BORDER), doc(f"1. {LABOUR}\n2. {BORDER}"), []),
    "item moved in a list": (
        doc("- first thing of all\n- second thing here\n- third thing there"),
        doc("- third thing there\n- first thing of all\n- second thing here"),
        [("moved", "third thing", "third thing")],
    ),
    "row moved": (
        "| a | b |\n|---|---|\n| Lamora | 120 women |\n| Kwasi | 80 men |\n| Tano | 7 people |",
        "| a | b |\n|---|---|\n| Tano | 7 people |\n| Lamora | 120 women |\n| Kwasi | 80 men |",
        [("moved", "Tano 7", "Tano 7")],
    ),
    "cell changed": (
        "| a | b |\n|---|---|\n| Lamora | 120 women |\n| Kwasi | 80 men |",
        "| a | b |\n|---|---|\n| Lamora | 125 women |\n| Kwasi | 80 men |",
        [("edited", "Lamora 120", "Lamora 125")],
    ),
    "rewritten in its place": (
        doc(DATA, LABOUR, BORDER),
        doc(DATA, "Each agency that sends workers is inspected by the ministry of labour.", BORDER),
        [("edited", "The ministry", "Each agency")],
    ),
    "replaced by something else": (
        doc(DATA, LABOUR, BORDER),
        doc(DATA, "Remittances cost too much; banks lower their fees within two years.", BORDER),
        [("deleted", "The ministry", ""), ("inserted", "", "Remittances cost")],
    ),
    "all new": (
        doc(DATA), doc("Zavanda is an invented country."),
        [("deleted", "The bureau", ""), ("inserted", "", "Zavanda is")],
    ),
    "a twin deleted": (doc(DATA, LABOUR, DATA), doc(DATA, LABOUR), [("deleted", "The bureau", "")]),
    "note edited": (
        doc(f"{DATA}[^1]", "[^1]: The form stands in the annex."),
        doc(f"{DATA}[^1]", "[^1]: The form stands in the second annex."),
        [("edited", "The form", "The form")],
    ),
    "Swahili edited": (
        doc("Wizara ya Kazi itasajili kila wakala wa ajira.", DATA),
        doc("Wizara ya Kazi na Ulinzi itasajili kila wakala wa ajira.", DATA),
        [("edited", "Wizara ya", "Wizara ya")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_nasty_case(name):
    old, new, expected = CASES[name]

    assert became(old, new) == expected


def landed(seed: int) -> tuple[int, int, int, int]:
    """Of a draft with 120 edits: units, wrong ones, edited places, wrong ones of these."""
    edited = Editor(seed + 1_000).edited(Writer(seed).draft(), 120)
    old, new = text_of(edited.old), text_of(edited.new)
    before, after = outline.units(old), outline.units(new)
    assert [unit.text for unit in before] == [line.words for line in edited.old]
    assert [unit.text for unit in after] == [line.words for line in edited.new]
    keys_old = {unit.id: line.key for unit, line in zip(before, edited.old, strict=True)}
    keys_new = {unit.id: line.key for unit, line in zip(after, edited.new, strict=True)}
    links = map_versions(old, new).links
    found = {
        keys_old[own]: tuple(keys_new[n] for n in link.new) for link in links for own in link.old
    }
    wrong = {key for key, truth in edited.truth.items() if found[key] != truth}
    places = edited.places & edited.truth.keys()
    return len(before), len(wrong), len(places), len(wrong & places)


def test_at_least_99_of_100_edits_of_a_draft_of_sixty_pages_land_right():
    results = [landed(seed) for seed in range(40, 50)]
    units, wrong, places, wrong_places = (sum(column) for column in zip(*results, strict=True))

    assert len(Writer(40).draft()) > 1_100
    assert sum(len(line.words.split()) for line in Writer(40).draft()) > 30_000
    assert wrong / units < 0.002
    assert wrong_places / places <= 0.01, f"{wrong_places} of {places} places are wrong"


def test_the_draft_is_the_same_as_markdown():
    lines = Writer(3).draft()[:120]

    assert [unit.text for unit in outline.units(markdown_text(markdown(lines)))] == [
        line.words for line in lines
    ]


def test_every_unit_of_both_versions_is_in_exactly_one_link():
    edited = Editor(8).edited(Writer(7).draft(), 120)
    old, new = text_of(edited.old), text_of(edited.new)
    mapping = map_versions(old, new)

    olds = [own for link in mapping.links for own in link.old]
    news = [own for link in mapping.links for own in link.new]
    assert sorted(olds) == sorted(unit.id for unit in outline.units(old))
    assert news == [unit.id for unit in outline.units(new)]


def test_ids_go_with_what_they_name_and_are_never_given_twice():
    first = markdown_text(doc("# Data", DATA, LABOUR, BORDER, f"- {COUNTY}"))
    second = markdown_text(doc("# Data", LABOUR, BORDER, DATA, "A new one.", f"- {COUNTY}"))
    third = markdown_text(doc("# Data", BORDER, DATA, "Something else entirely.", f"- {COUNTY}"))
    second, _ = carry_ids(first, second, map_versions(first, second))
    third, _ = carry_ids(second, third, map_versions(second, third))

    def names(text):
        return {unit.text: unit.id for unit in outline.units(text)}

    assert names(first) == {
        "Data": "s-0001", DATA: "p-0002", LABOUR: "p-0003", BORDER: "p-0004", COUNTY: "i-0005",
    }  # fmt: skip
    assert names(second) == {**names(first), "A new one.": "p-0006"}
    assert names(third) == {
        "Data": "s-0001", BORDER: "p-0004", DATA: "p-0002", "Something else entirely.": "p-0007",
        COUNTY: "i-0005",
    }  # fmt: skip
    assert third.last_number == 7


def test_rows_keep_their_ids_and_their_table_and_cells_too():
    page = (
        "<table><tr><td>Lamora</td><td>{}</td></tr><tr><td>Kwasi</td><td>80 men</td></tr></table>"
    )
    old = html_text("<p>Before it.</p>" + page.format("120 women"))
    new = html_text("<p>A line.</p><p>Before it.</p>" + page.format("125 women"))
    new, mapping = carry_ids(old, new, map_versions(old, new))

    everything = {thing.id for thing in outline.everything(new)}
    assert {thing.id for thing in outline.everything(old)} <= everything
    assert new.blocks[2].id == old.blocks[1].id
    assert [link.new for link in mapping.links if link.fate is Fate.INSERTED] == [("p-0009",)]


def many(count: int, *, start: int = 0) -> list[str]:
    """So many paragraphs that are all different."""
    return [f"Paragraph {at} of part {at // 7} says what office {at * 13 % 1009} does."
            for at in range(start, start + count)]  # fmt: skip


def plain(said: list[str]) -> Text:
    """A text of paragraphs."""
    blocks = (Paragraph(f"p-{at:04}", (Run(words),)) for at, words in enumerate(said, start=1))
    return Text("", tuple(blocks), last_number=len(said))


LONG = many(10_000)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, [words.replace("5 does", "5 never does") for words in LONG]),
        ([DATA] * 10_000, [DATA] * 9_000),
        (LONG[:4_000], many(4_000, start=50_000)),
        (LONG, LONG[::-1]),
    ],
    ids=["edited", "all the same", "all different", "backwards"],
)
def test_ten_thousand_paragraphs_are_mapped_without_looking_at_every_pair(old, new):
    one, other = plain(old), plain(new)
    began = time.process_time()
    mapping = map_versions(one, other)

    assert time.process_time() - began < 10
    assert len({own for link in mapping.links for own in link.new}) == len(new)
