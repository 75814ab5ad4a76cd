"""Labels, references and findings: the words that everything else is said with."""

import pytest

from uratibu.core.findings import Finding, Refused, Severity, Where, has_errors
from uratibu.core.identifiers import Kind, NotAReference, Reference, parse_reference
from uratibu.core.labels import NO_WORDS, Label, label

KENYA = label({"en": "Kenya", "sw": "Kenya", "fr": "le Kenya"})


def test_a_label_speaks_the_language_it_is_asked_for() -> None:
    assert (KENYA("fr"), KENYA("ar"), KENYA()) == ("le Kenya", "Kenya", "Kenya")


def test_a_label_without_english_falls_back_to_what_it_has() -> None:
    assert label({"sw": "Uhamiaji"})("en") == "Uhamiaji"


def test_a_plain_text_is_english_and_nothing_is_no_words() -> None:
    assert (label("Census"), label(None), bool(NO_WORDS), NO_WORDS()) == (
        Label((("en", "Census"),)),
        NO_WORDS,
        False,
        "",
    )


def test_a_label_names_only_languages_it_really_has() -> None:
    assert label({"en": "Sex", "sw": ""}).languages() == ("en",)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("norm:gcm/1/a", Reference(Kind.NORM, "gcm/1/a")),
        ("dataset:undesa-ims@2024", Reference(Kind.DATASET, "undesa-ims", "2024")),
        ("measure:stock.total", Reference(Kind.MEASURE, "stock.total")),
    ],
)
def test_a_reference_is_read_and_written_the_same(text: str, reference: Reference) -> None:
    assert (parse_reference(text), str(reference)) == (reference, text)


@pytest.mark.parametrize("text", ["gcm/1", "minister:someone", "norm:", "norm:a b", ""])
def test_what_is_no_reference_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotAReference, match="for example norm:gcm/20"):
        parse_reference(text)


def test_a_finding_names_place_rule_and_remedy() -> None:
    where = Where(file="a.xlsx", sheet="2024", row=7, column="stock", value="1O3")
    finding = Finding(where, "number", Severity.ERROR, "Not a number.", "Write digits.")
    assert str(finding) == (
        "error number at a.xlsx, sheet 2024, row 7, column stock = '1O3': "
        "Not a number. Write digits."
    )
    assert finding.as_plain() == {
        "rule": "number",
        "severity": "error",
        "where": {
            "file": "a.xlsx",
            "sheet": "2024",
            "row": 7,
            "column": "stock",
            "value": "1O3",
        },
        "message": "Not a number.",
        "remedy": "Write digits.",
    }


def test_only_errors_stop_the_work() -> None:
    warning = Finding(Where(key="title.sw"), "words", Severity.WARNING, "No Swahili.", "Add it.")
    assert not has_errors([warning])
    assert str(warning.where) == "title.sw"


def test_refused_carries_every_finding() -> None:
    finding = Finding(Where(file="x.csv"), "empty", Severity.ERROR, "Empty.", "Bring rows.")
    assert has_errors(Refused([finding]).findings)
    assert "2 finding(s)" in str(Refused([finding, finding]))
    assert "no finding was given" in str(Refused([]))
