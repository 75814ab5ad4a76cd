"""What a mapping expects of a file."""

from core.datasets.factories import CODELISTS, INDICATORS, dataset
from uratibu.core.datasets.expected import expected_columns


def test_expected_columns_name_parts_words_and_conditions() -> None:
    described = dataset(
        output={
            "area": ":KEN",
            "recode": (("sex", (("female", "F"),)),),
            "only": (("kind", ("total", "part")),),
            "without": (("persons", ("",)),),
        }
    )
    found = expected_columns(described, CODELISTS, INDICATORS)
    assert [(e.column, list(e.says), list(e.only), list(e.without)) for e in found] == [
        ("year", ["period"], [], []),
        ("origin", ["origin"], [], []),
        ("sex", ["sex"], [], []),
        ("persons", ["value"], [], [""]),
        ("kind", [], ["total", "part"], []),
    ]
    assert {text: title() for text, title in found[2].words.items()} == {
        "female": "Female", "F": "Female", "M": "Male", "X": "Intersex", "_T": "Total",
    }  # fmt: skip
    assert found[0].words == {}
