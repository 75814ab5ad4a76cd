"""Two editions side by side: what is new, gone or revised, and which figures it touches."""

from dataclasses import replace

import pytest

from core.datasets.factories import observation
from uratibu.core.datasets.diff import (
    Cell,
    ChangeKind,
    Codes,
    Figure,
    Touched,
    Weight,
    compare,
    touched_figures,
)
from uratibu.core.datasets.model import Observation
from uratibu.core.datasets.published import NotAManifest, figures_of
from uratibu.core.values import MISSING, SUPPRESSED, Quality, Value


def key(o: Observation) -> tuple[object, ...]:
    return (o.indicator, o.area, o.period, o.dimensions)


def test_compare_names_what_was_added_removed_and_revised() -> None:
    same, gone, new = observation(5), observation(7, origin="NAM"), observation(9, area="NAM")
    old, revised = observation(1000, sex="M"), observation("1010.5", sex="M", row=44)
    changes = compare([same, gone, old], [revised, new, replace(same, source_row=99)])
    assert changes.unchanged == 1
    assert changes.cells == (
        Cell(ChangeKind.REMOVED, key(gone), gone.value, None, "", Weight.MAJOR),
        Cell(ChangeKind.REVISED, key(old), old.value, revised.value, "10.5", Weight.MAJOR),
        Cell(ChangeKind.ADDED, key(new), None, new.value, "", Weight.MINOR),
    )
    assert changes.codes == (
        Codes("migrant-stock", "area", ("NAM",), ()),
        Codes("migrant-stock", "origin", (), ("NAM",)),
    )
    assert (changes.count(ChangeKind.REVISED), changes.count(ChangeKind.ADDED, Weight.MAJOR)) == (
        1,
        0,
    )


@pytest.mark.parametrize(
    ("old", "new", "difference", "weight"),
    [
        (observation(1000).value, observation(1010).value, "10", Weight.MINOR),
        (observation(1000).value, observation(1011).value, "11", Weight.MAJOR),
        (observation(0).value, observation(1).value, "1", Weight.MAJOR),
        (observation(-100).value, observation(100).value, "200", Weight.MAJOR),
        (observation(5).value, MISSING, "", Weight.MAJOR),
        (SUPPRESSED, observation(5).value, "", Weight.MAJOR),
        (MISSING, SUPPRESSED, "", Weight.MAJOR),
        (replace(MISSING, quality=Quality.ESTIMATED), MISSING, "", Weight.MINOR),
        (replace(observation(5).value, quality=Quality.PROVISIONAL), observation(5).value, "0",
         Weight.MINOR),
    ],
)  # fmt: skip
def test_weight_of_a_revision(old: Value, new: Value, difference: str, weight: Weight) -> None:
    before = replace(observation(), value=old)
    (cell,) = compare([before], [replace(before, value=new)]).cells
    assert (cell.difference, cell.weight) == (difference, weight)


def test_a_changed_note_is_a_minor_revision_and_the_largest_numbers_are_exact() -> None:
    (cell,) = compare([observation()], [observation(note="corrected")]).cells
    assert (cell.kind, cell.weight) == (ChangeKind.REVISED, Weight.MINOR)
    (cell,) = compare([observation("9" * 29)], [observation("9" * 28 + "8.5")]).cells
    assert cell.difference == "-0.5"


def test_touched_figures_are_those_whose_ingredients_changed() -> None:
    changes = compare(
        [observation(100), observation(7, area="NAM")],
        [observation(100, origin="NAM"), observation(100), observation(9, area="NAM")],
    )
    kenya = Figure("f1", "stocks", "2024", ("migrant-stock",), (("area", ("KEN",)),))
    namibia = Figure("f2", "stocks", "2024", (), (("area", ("NAM",)), ("sex", ("F", "M"))))
    uganda = Figure("f3", "stocks", "2024", (), (("area", ("UGA",)),))
    other = Figure("f4", "stocks", "2024", ("gdp",), ())
    from_uganda = Figure("f5", "stocks", "2024", (), (("area", ("KEN",)), ("origin", ("UGA",))))
    assert touched_figures([kenya, namibia, uganda, other, from_uganda], changes) == (
        Touched(kenya, 1, Weight.MINOR),
        Touched(namibia, 1, Weight.MAJOR),
    )


def test_figures_of_a_manifest_rest_on_the_edition_asked_for() -> None:
    figure = {
        "id": "stock@2024", "area": "KEN", "period": "2024", "indicators": ["migrant-stock"],
        "dimensions": {"sex": "_T", "origin": "UGA"}, "dataset": "stocks", "edition": "2024",
        "editions": [["stocks", "2024", "aa"], ["people", "2023", "bb"]],
    }  # fmt: skip
    elsewhere = figure | {"id": "x", "dataset": "gdp", "editions": [["gdp", "1", "cc"]]}
    manifest = {"figures": [figure, elsewhere]}
    filters = (("area", ("KEN",)), ("period", ("2024",)), ("origin", ("UGA",)))
    expected = Figure("stock@2024", "stocks", "2024", ("migrant-stock",), filters)
    assert figures_of(manifest, dataset="stocks", edition="2024") == (expected,)
    people = figures_of(manifest, dataset="people", edition="2023")
    assert [f.id for f in people] == ["stock@2024"]


@pytest.mark.parametrize("plain", [[], {}, {"figures": 3}, None])
def test_a_file_that_is_no_manifest_is_refused(plain: object) -> None:
    with pytest.raises(NotAManifest, match="there is no list `figures`"):
        figures_of(plain, dataset="stocks", edition="2024")
