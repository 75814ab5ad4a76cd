"""Plain data that a person wrote: each fault is a finding with its key, nothing crashes."""

from datetime import date
from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st

from uratibu.core.findings import Severity, Where
from uratibu.core.labels import label
from uratibu.core.plain import Reading


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def rules(reading: Reading) -> list[tuple[str, str]]:
    return [(finding.rule, finding.where.key) for finding in reading.findings]


def test_a_reading_takes_what_is_well_written() -> None:
    reading = Reading(
        {
            "id": "x",
            "count": 3,
            "on": date(2024, 1, 2),
            "since": "2024-02-03",
            "title": {"en": "A", "sw": "B"},
            "short": "A",
            "colour": "blue",
            "final": True,
            "names": ["p", 2],
            "recode": {"a": "b", "n": 1},
            "any": [1],
        },
        Where(file="x.yaml"),
    )
    assert (
        reading.text("id"),
        reading.whole("count"),
        reading.day("on"),
        reading.day("since"),
        reading.label("title"),
        reading.label("short"),
        reading.choice("colour", Colour),
        reading.claim("final"),
        reading.texts("names"),
        reading.pairs("recode"),
        reading.value("any"),
    ) == (
        "x",
        3,
        date(2024, 1, 2),
        date(2024, 2, 3),
        label({"en": "A", "sw": "B"}),
        label("A"),
        Colour.BLUE,
        True,
        ("p", "2"),
        (("a", "b"), ("n", "1")),
        [1],
    )
    reading.close()
    assert reading.findings == []


def test_absent_keys_take_their_defaults() -> None:
    reading = Reading({"empty": ""}, Where())
    assert (
        reading.text("a", default="d"),
        reading.text("empty", default=""),
        reading.whole("b", default=4),
        reading.claim("c"),
        reading.label("d"),
        reading.choice("e", Colour, default=Colour.BLUE),
        reading.day("f"),
        reading.texts("g"),
        reading.pairs("h"),
        reading.inner("i"),
        list(reading.each("j")),
    ) == ("d", "", 4, False, label(None), Colour.BLUE, None, (), (), None, [])
    assert reading.findings == []


def test_what_is_compulsory_and_absent_is_found() -> None:
    reading = Reading({}, Where(key="outer"))
    reading.text("a")
    reading.whole("b")
    reading.label("c", required=True)
    reading.choice("d", Colour)
    assert rules(reading) == [("plain/missing-key", f"outer.{key}") for key in "abcd"]


def test_what_is_of_the_wrong_shape_is_found_with_its_rule() -> None:
    reading = Reading(
        {
            "a": ["x"],
            "b": "three",
            "c": "yes",
            "d": 7,
            "e": "green",
            "f": "31/12/2024",
            "g": "one",
            "h": "one",
            "i": "one",
            "j": {"one": 1},
        },
        Where(),
    )
    reading.text("a")
    reading.whole("b")
    reading.claim("c")
    reading.label("d")
    reading.choice("e", Colour)
    reading.day("f")
    reading.texts("g")
    reading.pairs("h")
    reading.inner("i")
    list(reading.each("j"))
    assert rules(reading) == [
        ("plain/text", "a"),
        ("plain/whole", "b"),
        ("plain/claim", "c"),
        ("plain/label", "d"),
        ("plain/choice", "e"),
        ("plain/day", "f"),
        ("plain/texts", "g"),
        ("plain/pairs", "h"),
        ("plain/mapping", "i"),
        ("plain/list", "j"),
    ]


def test_inner_readings_share_the_findings_and_name_their_path() -> None:
    reading = Reading({"outputs": [{"area": "x"}, "y"], "mapping": {"sheet": 1}}, Where())
    for inner in reading.each("outputs"):
        inner.text("period")
    inside = reading.inner("mapping")
    assert inside is not None
    inside.close()
    assert rules(reading) == [
        ("plain/missing-key", "outputs[0].period"),
        ("plain/mapping", "outputs[1]"),
        ("plain/unknown-key", "mapping.sheet"),
    ]


def test_a_misspelt_key_is_not_lost_silently() -> None:
    reading = Reading({"titel": "Stock"}, Where(file="a.yaml"))
    reading.label("title")
    reading.close()
    (finding,) = reading.findings
    assert str(finding) == (
        "error plain/unknown-key at a.yaml, titel: titel is not a known key here. "
        "Known keys: title."
    )


def test_a_fault_may_be_a_warning() -> None:
    reading = Reading({"a": "b"}, Where())
    reading.fault("words", "a", "is short.", "Say more.", severity=Severity.WARNING)
    assert [f.severity for f in reading.findings] == [Severity.WARNING]


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.sampled_from("abcdefghi"), plain))
def test_nothing_a_person_writes_makes_a_reading_crash(content: dict[str, object]) -> None:
    reading = Reading(content, Where())
    reading.text("a")
    reading.whole("b")
    reading.claim("c")
    reading.label("d")
    reading.choice("e", Colour)
    reading.day("f")
    reading.texts("g")
    reading.pairs("h")
    for inner in reading.each("i"):
        inner.close()
    reading.close()
