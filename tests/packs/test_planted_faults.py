"""Twenty faults planted into a sound pack are found: each once, in its place, and nothing else."""

from pathlib import Path

import pytest

from uratibu.core.findings import Finding
from uratibu.core.packs.check import check_pack

PLANTED = [
    # file, what stands there, what is planted, rule, place
    ("pack.yaml", "fiscal_start_month: 4", "fiscal_start_month: 13",
     "packs/fiscal-month", "country.fiscal_start_month"),
    ("indicators/zz-foreign-residents.yaml", "[gcm/1, sdg/10.7]", "[gcm/1, sdg/10.99]",
     "packs/unknown-norm", "norms[1]"),
    ("indicators/zz-foreign-residents.yaml", "unit_label: {en: people, sw: watu}",
     "unit_label: {en: people}", "packs/language-missing", "unit_label"),
    ("indicators/zz-entries.yaml", "kind: flow", "kind: flows", "plain/choice", "kind"),
    ("measures/zz.entries.total.yaml", "chart: line", "chrat: line",
     "plain/unknown-key", "chrat"),
    ("measures/zz.residents.share.yaml", "indicator: population", "indicator: populace",
     "measures/unknown-indicator", "denominator.indicator"),
    ("measures/zz.residents.total.yaml", "dataset: zz-sample-residents", "dataset: zz-residents",
     "measures/unknown-dataset", "numerator.dataset"),
    ("datasets/zz-sample-residents.yaml", "male: M}", "male: Q}",
     "packs/unknown-code", "mapping.outputs[0].recode.sex"),
    ("datasets/zz-sample-population.yaml", "id: zz-sample-population", "id: zz-sample-people",
     "packs/id-not-file-name", "id"),
    ("codelists/areas.csv", "confirmed,006", "confirmed,005",
     "packs/official-code-twice", "8 official_code"),
    ("codelists/zz-ports.csv", "Elkora,_T", "Elkora,_X",
     "codelists/unknown-parent", "5 parent"),
    ("codelists/institutions.csv", "2019-04-01,,ZMI,", "2019-04-01,,ZMX,",
     "codelists/unknown-predecessor", "3 replaces"),
    ("tiles.csv", "ZZ006,2,1", "ZZ006,1,1", "packs/tiles-overlap", "7"),
    ("holidays.csv", "2023-04-01", "2023-04-31", "rows/day", "3 on"),
    ("texts/zz-introduction.sw.md", None, None, "packs/text-language-missing", ""),
    ("texts/zz-introduction.en.md", "{zz.entries.total@2025/26}", "{zz.exits.total@2025/26}",
     "packs/unknown-measure", "4"),
    ("outlines/zz-profile.yaml", "use: zz-profile/by-province", "use: zz-profile/by-region",
     "packs/unknown-shared-block", "sections[1].blocks[1].use"),
    ("editions/zz-sample-entries@2026.yaml", "observations: 18", "observations: 19",
     "packs/observations-counted", "observations"),
    ("observations/zz-sample-residents@2025.csv", "ZZ001,2025,F", "ZZ001,2025/26,F",
     "packs/period-of-another-kind", "6 period"),
]  # fmt: skip
FOLLOWS = ("editions/zz-sample-residents@2025.yaml", "packs/observations-changed", "sha256")
"""A changed observation breaks the seal of its edition: that is the twentieth fault."""
MOVED = {"texts/zz-introduction.sw.md": "texts/zz-introduction.en.md"}
"""A text that is not there is told where its other language stands."""


def plant(root: Path, file: str, before: str | None, after: str | None) -> None:
    """Put one fault into a pack; without words the whole file goes."""
    path = root / file
    if before is None or after is None:
        path.unlink()
        return
    text = path.read_text(encoding="utf-8")
    assert text.count(before) >= 1, f"{before!r} does not stand in {file}"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def told(finding: Finding, root: Path) -> tuple[str, str, str]:
    """File, rule and place of a finding, as the table above writes them."""
    where = finding.where
    place = where.key or " ".join(part for part in (str(where.row or ""), where.column) if part)
    return str(Path(where.file).relative_to(root)), finding.rule, place


def test_a_pack_with_twenty_planted_faults_has_exactly_those_findings(zavanda: Path) -> None:
    for file, before, after, _, _ in PLANTED:
        plant(zavanda, file, before, after)
    found = [told(finding, zavanda) for finding in check_pack(zavanda)]
    expected = [(MOVED.get(file, file), rule, place) for file, _, _, rule, place in PLANTED]
    assert sorted(found) == sorted([*expected, FOLLOWS])
    assert len(found) == 20


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: f"{fault[3]} {fault[0]}")
def test_each_fault_alone_is_found_alone(
    zavanda: Path, fault: tuple[str, str | None, str | None, str, str]
) -> None:
    file, before, after, rule, place = fault
    plant(zavanda, file, before, after)
    found = {told(finding, zavanda) for finding in check_pack(zavanda)}
    expected = {(MOVED.get(file, file), rule, place)}
    assert found == expected | ({FOLLOWS} if file.startswith("observations/") else set())


def test_every_finding_has_words_and_a_remedy(zavanda: Path) -> None:
    for file, before, after, _, _ in PLANTED:
        plant(zavanda, file, before, after)
    silent = [f.rule for f in check_pack(zavanda) if len(f.message) < 10 or len(f.remedy) < 10]
    assert silent == []
