"""The text linter: every rule by its own examples, and traps it must not fall into."""

from datetime import date
from pathlib import Path

import pytest

from core.documents.reading import markdown_text
from uratibu.core.documents import check
from uratibu.core.documents.check.rules import UnknownRule, every_rule, rule

TODAY = date(2026, 11, 25)
SERVED = {"i-0002": frozenset({"zz-charter/data"})}
GAP = (
    "<ol class=as-shown><li><span class=number>(a)</span> x</li>"
    "<li><span class=number>(c)</span> y</li></ol>"
)
REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"


def found(source: str, *, norms=None, known=()) -> list[tuple[str, str]]:
    """Rule and unit of every fault."""
    context = check.Context(TODAY, frozenset(known), norms)
    return [
        (each.rule.partition("/")[2], each.unit)
        for each in check.faults(markdown_text(source), context)
    ]


@pytest.mark.parametrize("about", every_rule().values(), ids=lambda about: about.id)
def test_the_failing_example_breaks_its_rule_and_nothing_else(about):
    name = about.id.partition("/")[2]

    assert found(about.fails, norms=SERVED) == [(name, unit) for unit in about.finds]


@pytest.mark.parametrize("about", every_rule().values(), ids=lambda about: about.id)
def test_the_passing_example_keeps_every_rule(about):
    assert found(about.passes, norms=SERVED) == []


def test_every_rule_has_words_and_every_word_a_rule():
    assert set(every_rule()) == set(check.RULES)


@pytest.mark.parametrize("about", every_rule().values(), ids=lambda about: about.id)
def test_every_rule_speaks_both_languages(about):
    for words in (about.title, about.why, about.message, about.remedy):
        assert words.languages() == ("en", "sw")


def test_every_rule_is_on_the_page_of_the_rules():
    page = (REFERENCE / "text-rules.md").read_text("utf-8")

    assert [about.id for about in every_rule().values() if about.id not in page] == []


def test_an_unknown_rule_is_refused():
    with pytest.raises(UnknownRule, match="documents/none"):
        rule("documents/none")


def test_a_finding_names_unit_and_words_in_the_language_asked_for():
    text = markdown_text("# Data\n\nText.\n\n# Financing")
    finding = check.text(text, check.Context(TODAY), language="sw", file="sera.md")[0]

    assert str(finding) == (
        "warning documents/section-empty at sera.md, s-0003 = 'Financing': Hakuna kitu chini ya "
        "\u201cFinancing\u201d. Andika sehemu hiyo au ondoa kichwa."
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The list (a) to (c) shall be kept by the county.", []),
        ("Rejista itaanzishwa mwaka huu.", ["commitment-without-actor"]),
        ("Rejista itaanzishwa na Wizara ya Kazi.", []),
        ("The fee will be paid by March.", ["commitment-without-actor"]),
        ("Workers will be happy.", []),
        ("Remittances grew until 2021.", []),
        ("Ten agencies had closed by 2020.", []),
        ("Wizara itasajili mawakala ifikapo mwaka 2024.", ["year-passed"]),
        ("Chapter IV of the law.", []),
        ("| Short | Long |\n|---|---|\n| ZBS | Bureau |\n\nThe ZBS counts.", []),
        ("ZBS: Zavanda Bureau of Statistics\n\nThe ZBS counts.", []),
        (GAP, ["number-missing"]),
        ("# Annex A: Forms\n\nText. See Annex A.", []),
        ("# 1. Data\n\nSee section 2.\n\n# 2. Work\n\nSee Annex B.", ["reference-dangling"]),
        ("See section 9.", []),
    ],
)  # fmt: skip
def test_traps(source, expected):
    assert [name for name, _ in found(source)] == expected


def test_abbreviations_everybody_knows_are_no_fault():
    assert found("The ZBS counts.", known=("ZBS",)) == []


def test_an_objective_in_a_heading_serves_norms_by_its_section():
    source = "# Objective 3: Accurate data\n\nText."

    assert found(source, norms={}) == [("objective-without-norm", "s-0001")]
    assert found(source, norms={"s-0001": frozenset({"zz-charter/data"})}) == []
