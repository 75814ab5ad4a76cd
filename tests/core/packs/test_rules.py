"""Each rule of a whole pack finds its fault, and the page of rules knows each of them."""

import re
from pathlib import Path

import pytest

from uratibu.core.packs.check import check_pack
from uratibu.core.packs.rules import RULES

HOUSE = Path(__file__).resolve().parents[3]
CORE = HOUSE / "src" / "uratibu" / "core"
PAGE = HOUSE / "docs" / "reference" / "packs.md"

FAULTS = {
    "packs/unreadable": ("pack.yaml", "id: zz", "id: [zz"),
    "packs/key-twice": ("pack.yaml", "id: zz", "id: zz\nid: zz"),
    "packs/column-missing": ("tiles.csv", "area,column,row", "area,col,row"),
    "packs/code-without-words": ("codelists/zz-ports.csv", "Arobaa harbour,Bandari ya Arobaa",
                                 "Arobaa harbour,"),
    "packs/invented-not-said": ("pack.yaml", "is_invented: true", "is_invented: false"),
    "packs/invented-with-real-code": ("pack.yaml", "code: ZZZ", "code: KEN"),
    "packs/unknown-country": ("pack.yaml", "code: ZZZ", "code: ZZY"),
    "packs/unknown-outline": ("pack.yaml", "outline: zz-profile", "outline: zz-profil"),
    "packs/codelist-without-title": ("codelists/zz-ports.yaml", None, None),
    "packs/unknown-codelist": ("indicators/zz-entries.yaml", "codelist: zz-ports",
                               "codelist: zz-harbours"),
    "packs/unknown-indicator": ("datasets/zz-sample-entries.yaml", "indicator: zz-entries",
                                "indicator: zz-exits"),
    "packs/unknown-dataset": ("editions/zz-sample-entries@2026.yaml",
                              "dataset: zz-sample-entries", "dataset: zz-sample-exits"),
    "packs/unknown-dimension": ("datasets/zz-sample-entries.yaml", "{port: port}",
                                "{port: port, sex: sex}"),
    "packs/dimension-not-mapped": ("datasets/zz-sample-entries.yaml", "{port: port}", "{}"),
    "packs/unknown-text": ("outlines/zz-profile.yaml", "text: zz-introduction",
                           "text: zz-preface"),
    "packs/not-a-figure": ("texts/zz-introduction.en.md", "{zz.residents.total@2025}",
                           "{zz.residents.total}"),
    "packs/text-heading": ("texts/zz-introduction.en.md", "Zavanda is", "# Zavanda\n\nIt is"),
    "packs/tile-twice": ("tiles.csv", "ZZ006,2,1", "ZZ006,2,1\nZZ006,3,1"),
    "packs/tile-missing": ("tiles.csv", "ZZ006,2,1\n", ""),
    "packs/not-a-whole-number": ("tiles.csv", "ZZ006,2,1", "ZZ006,2,one"),
    "packs/holiday-twice": ("holidays.csv", "2023-04-01,Fiscal New Year (invented)",
                            "2023-01-01,New Year's Day (invented calendar)"),
    "packs/edition-without-observations": ("observations/zz-sample-entries@2026.csv", None, None),
    "packs/observations-without-edition": ("editions/zz-sample-entries@2026.yaml", None, None),
    "packs/edition-dated-after-retrieval": ("editions/zz-sample-entries@2026.yaml",
                                            "area: ZZZ", "area: ZZZ\npublished_on: 2026-02-01"),
    "packs/not-a-sha256": ("editions/zz-sample-entries@2026.yaml", "source_sha256: ",
                           "source_sha256: x"),
    "packs/observation-twice": ("observations/zz-sample-entries@2026.csv",
                                "ZZZ,2021/22,airport", "ZZZ,2020/21,airport"),
    "packs/not-a-value": ("observations/zz-sample-entries@2026.csv", ",8200,number,",
                          ",8200,missing,"),
    "packs/example-fails": ("examples/residents-2025.yaml", '"18190"', '"18191"'),
    "packs/comparison-without-answer": ("comparisons/foreign-residents.yaml", 'period: "2020"',
                                        'period: "2021"'),
    "packs/required-pack-missing": ("pack.yaml", "[norms, world]", "[norms, world, moon]"),
}  # fmt: skip
"""For a rule: a file of the invented country, what stands there, what is written instead."""
ELSEWHERE = {
    "packs/no-pack-file", "packs/unknown-file", "packs/required-pack-faulty", "packs/id-twice",
    "packs/other-observations-registered", "packs/source-file-missing",
    "packs/unknown-element",
}  # fmt: skip
"""Rules that need more than one changed file: shown by other files of this folder."""
PLANTED = {
    "packs/fiscal-month", "packs/unknown-norm", "packs/language-missing", "packs/unknown-code",
    "packs/id-not-file-name", "packs/official-code-twice", "packs/tiles-overlap",
    "packs/text-language-missing", "packs/unknown-measure", "packs/unknown-shared-block",
    "packs/observations-counted", "packs/period-of-another-kind", "packs/observations-changed",
}  # fmt: skip
"""Rules that tests/packs/test_planted_faults.py shows."""


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_found_by_its_rule(zavanda: Path, rule: str) -> None:
    file, before, after = FAULTS[rule]
    path = zavanda / file
    if before is None:
        path.unlink()
    else:
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, str(after), 1), encoding="utf-8")
    assert rule in {finding.rule for finding in check_pack(zavanda)}


ENTRIES = "observations/zz-sample-entries@2026.csv"
MORE = [
    ("packs/unknown-code", "tiles.csv", "ZZ006,2,1", "ZZ099,2,1"),
    ("packs/unknown-code", ENTRIES, ",harbour,", ",harbor,"),
    ("packs/unknown-code", ENTRIES, "ZZZ,2020/21,airport", "ZZY,2020/21,airport"),
    ("packs/unknown-code", "editions/zz-sample-entries@2026.yaml", "area: ZZZ", "area: ZZY"),
    ("packs/unknown-code", "measures/zz.residents.share.yaml", "dataset: zz-sample-residents}",
     "dataset: zz-sample-residents, where: {sex: [Q]}}"),
    ("packs/unknown-code", "datasets/zz-sample-entries.yaml", 'area: ":ZZZ"', 'area: ":ZZY"'),
    ("packs/unknown-indicator", ENTRIES, "zz-entries,ZZZ,2020/21,airport",
     "zz-exits,ZZZ,2020/21,airport"),
    ("packs/not-a-value", ENTRIES, ",8200,number,", ",many,number,"),
    ("packs/not-a-value", ENTRIES, ",8200,number,provisional,2,", ",8200,number,provisional,two,"),
    ("packs/unknown-measure", "outlines/zz-profile.yaml", "measure: zz.entries.total",
     "measure: zz.exits.total"),
    ("packs/unknown-measure", "outlines/zz-profile.yaml", "figure: zz.entries.total@latest",
     "figure: zz.exits.total@latest"),
    ("packs/unknown-shared-block", "outlines/zz-profile.yaml", "use: profile-core/stock-by-sex",
     "use: profile-moon/stock-by-sex"),
    ("packs/example-fails", "examples/residents-2025.yaml", "period=2025", "period=2019"),
    ("packs/example-fails", "examples/residents-2025.yaml", "&area=ZZZ", "&by=area"),
    ("packs/comparison-without-answer", "comparisons/foreign-residents.yaml",
     'period: "2020"', 'period: "2020,2025"'),
    ("profile/figure-declined", "texts/zz-introduction.en.md", "total@2025}", "total@2019}"),
    ("codelists/missing-source", "codelists/zz-ports.csv",
     ",Invented for demonstration and tests,confirmed", ",,confirmed"),
]  # fmt: skip
"""Other places in which a rule finds its fault."""


@pytest.mark.parametrize("fault", MORE, ids=lambda fault: f"{fault[0]} {fault[1]}")
def test_a_fault_elsewhere_is_found_too(zavanda: Path, fault: tuple[str, str, str, str]) -> None:
    rule, file, before, after = fault
    path = zavanda / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert rule in {finding.rule for finding in check_pack(zavanda)}


def test_a_dimension_that_the_indicator_does_not_have_is_found_in_observations(
    zavanda: Path,
) -> None:
    path = zavanda / ENTRIES
    heading, first, *rest = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{heading},purpose", f"{first},work", *(f"{row}," for row in rest)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = {(f.rule, f.where.row, f.where.column) for f in check_pack(zavanda)}
    assert ("packs/unknown-dimension", 2, "purpose") in found


@pytest.mark.parametrize(
    ("ask", "expect"),
    [
        ("measure=zz.residents.total&area=ZZ004&period=2020", "suppressed"),
        ("measure=zz.residents.total&area=ZZZ&period=2019", "declined"),
        ("measure=zz.nothing", "unknown"),
    ],
)
def test_an_example_may_expect_a_state_or_a_refusal(zavanda: Path, ask: str, expect: str) -> None:
    text = f"id: other\nask: {ask}\nexpect: {expect}\nsource: test\n"
    (zavanda / "examples" / "other.yaml").write_text(text, encoding="utf-8")
    assert check_pack(zavanda) == ()


def test_every_rule_is_shown_by_a_test() -> None:
    assert set(RULES) == {*FAULTS, *ELSEWHERE, *PLANTED}


def _documented(page: Path) -> set[str]:
    return set(re.findall(r"^\| `([a-z]+/[a-z0-9-]+)` \|", page.read_text(encoding="utf-8"), re.M))


def test_the_page_of_rules_has_every_rule_and_no_other() -> None:
    assert _documented(PAGE) == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_page_says_of_a_rule_what_a_finding_says(rule: object) -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert str(getattr(rule, "message", "")).replace("{{", "{").replace("}}", "}") in text
    assert str(getattr(rule, "remedy", "")).replace("{{", "{").replace("}}", "}") in text
