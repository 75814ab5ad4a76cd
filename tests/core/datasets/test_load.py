"""A data set is described in YAML; every fault of the description is found at once."""

from copy import deepcopy

from core.datasets.factories import dataset as made
from uratibu.core.datasets.load import load_dataset
from uratibu.core.datasets.model import Access, Dataset, Mapping, Method, Output, SumCheck
from uratibu.core.findings import Where
from uratibu.core.labels import label
from uratibu.core.periods import PeriodKind

PLACE = Where(file="stocks.yaml")
PLAIN = {
    "id": "stocks",
    "title": {"en": "Stocks", "sw": "Idadi"},
    "publisher": "P",
    "definition": "D",
    "coverage": "C",
    "method": "count",
    "unit": "persons",
    "period_kind": "mid-year",
    "licence": "CC BY 4.0",
    "access": "already-public",
    "mapping": {
        "sheet": "Table 1",
        "header_row": 3,
        "missing": ["", ".."],
        "states": {"c": "suppressed"},
        "sums": [{"dimension": "sex", "members": ["F", "M", "X"], "tolerance": 1}],
        "outputs": [
            {
                "indicator": "migrant-stock",
                "area": ":KEN",
                "period": "year",
                "value": "persons",
                "dimensions": {"sex": "sex", "origin": "from"},
                "recode": {"sex": {"women": "F", 2: "M"}},
                "only": {"kind": ["stock"]},
                "without": {"from": [""]},
                "multiply": 1000,
                "zero_is_missing": True,
                "quality": "estimated",
                "aggregate": True,
            }
        ],
    },
}


def faults(**changed: object) -> list[tuple[str, str]]:
    plain = deepcopy(PLAIN) | changed
    return [(f.rule, f.where.key) for f in load_dataset(plain, PLACE)[1]]


def faults_of_output(**changed: object) -> list[tuple[str, str]]:
    plain = deepcopy(PLAIN)
    plain["mapping"]["outputs"][0] |= changed
    return [(f.rule, f.where.key) for f in load_dataset(plain, PLACE)[1]]


def test_load_takes_every_key() -> None:
    dataset, findings = load_dataset(deepcopy(PLAIN), PLACE)
    assert findings == ()
    assert dataset == Dataset(
        id="stocks", title=label({"en": "Stocks", "sw": "Idadi"}), publisher="P", custodian="",
        definition=label("D"), coverage=label("C"), method=Method.COUNT, unit="persons",
        period_kind=PeriodKind.MID_YEAR, licence="CC BY 4.0", access=Access.PUBLIC, kept_at="",
        mapping=Mapping(
            outputs=(Output(
                indicator="migrant-stock", area=":KEN", period="year", value="persons",
                dimensions=(("origin", "from"), ("sex", "sex")),
                only=(("kind", ("stock",)),), without=(("from", ("",)),),
                multiply="1000", zero_is_missing=True,
                recode=(("sex", (("women", "F"), ("2", "M"))),),
                quality="estimated", aggregate=True,
            ),),
            sheet="Table 1", header_row=3, missing=("", ".."), states=(("c", "suppressed"),),
            sums=(SumCheck("sex", ("F", "M", "X"), "_T", "1"),),
        ),
    )  # fmt: skip


def test_load_without_a_mapping_or_lists_has_the_defaults() -> None:
    plain = {k: v for k, v in PLAIN.items() if k != "mapping"}
    dataset, findings = load_dataset(plain, PLACE)
    assert (findings, dataset and dataset.mapping) == ((), None)
    output = {"indicator": "i", "area": "a", "period": "p", "value": "v"}
    dataset, findings = load_dataset(plain | {"mapping": {"outputs": [output]}}, PLACE)
    assert findings == ()
    assert dataset is not None
    assert dataset.mapping == Mapping(outputs=(Output("i", "a", "p", "v"),))
    assert made().mapping is not None


def test_load_finds_the_faults_of_the_description() -> None:
    assert faults(id="a/b", method="guess", colour="red", licence="") == [
        ("datasets/id", "id"),
        ("plain/choice", "method"),
        ("plain/missing-key", "licence"),
        ("plain/unknown-key", "colour"),
    ]


def test_load_finds_the_faults_of_the_mapping() -> None:
    mapping = {
        "header_row": 0,
        "states": {"c": "number"},
        "sums": [{"dimension": "sex", "members": ["F"], "tolerance": "much"}],
        "outputs": [],
        "heder_row": 1,
    }
    assert sorted(faults(mapping=mapping)) == [
        ("datasets/factor", "mapping.sums[0].tolerance"),
        ("datasets/header-row", "mapping.header_row"),
        ("datasets/no-outputs", "mapping.outputs"),
        ("datasets/state", "mapping.states"),
        ("datasets/sum-members", "mapping.sums[0].members"),
        ("plain/unknown-key", "mapping.heder_row"),
    ]


def test_load_finds_the_faults_of_an_output() -> None:
    place = "mapping.outputs[0]"
    assert faults_of_output(quality="good") == [("datasets/quality", f"{place}.quality")]
    assert faults_of_output(multiply="1,000") == [("datasets/factor", f"{place}.multiply")]
    assert faults_of_output(multiply="NaN") == [("datasets/factor", f"{place}.multiply")]
    assert faults_of_output(recode={"colour": {"a": "b"}}) == [
        ("datasets/recode-target", f"{place}.recode.colour")
    ]
    assert faults_of_output(dimensions={"value": "v", "sex": "sex"}) == [
        ("datasets/dimension-name", f"{place}.dimensions")
    ]
    assert faults_of_output(valeu="x") == [("plain/unknown-key", f"{place}.valeu")]
