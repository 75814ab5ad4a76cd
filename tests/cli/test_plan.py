"""`uratibu plan check` on files: a workbook, its YAML twin, and what is no plan."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from core.plans.planted import (
    ALONE,
    LINES,
    NOT_IN_A_WORKBOOK,
    OUTSIDE,
    Planted,
    plan_with_every_fault,
)
from core.plans.rule_examples import plain_of
from uratibu.core.findings import Where
from uratibu.core.plans.check.rules import every_rule
from uratibu.core.plans.export import xlsx
from uratibu.core.plans.load import load_plan

Run = Callable[..., tuple[int, str, str]]
TODAY = "2026-11-25"


def checked(uratibu: Run, file: Path) -> tuple[int, list[dict[str, object]]]:
    """Exit code and findings of a check of a file, as on the day of the examples."""
    code, out, _ = uratibu("plan", "check", str(file), "--json", "--today", TODAY)
    return code, json.loads(out)["findings"]


def told(findings: list[dict[str, object]]) -> list[str]:
    """Rule and place of each finding."""
    return sorted(f"{each['rule']} {each['where'].get('key', '')}" for each in findings)


def as_yaml(plain: dict[str, object], path: Path) -> Path:
    path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def as_workbook(planted: Planted, path: Path) -> Path:
    plan, findings = load_plan(planted.plain, Where())
    assert plan is not None, findings
    path.write_bytes(xlsx.export(plan))
    return path


def test_planted_rules_are_all_rules_but_those_that_no_file_carries():
    planted = {each.split(" ")[0] for each in plan_with_every_fault().expected}
    assert planted == set(every_rule()) - set(OUTSIDE) - set(ALONE)


def test_check_finds_each_planted_fault_of_a_yaml_plan_once(uratibu: Run, tmp_path: Path):
    planted = plan_with_every_fault()
    assert len(planted.plain["elements"]) == LINES
    code, findings = checked(uratibu, as_yaml(planted.plain, tmp_path / "plan.yaml"))
    assert (code, told(findings)) == (1, list(planted.expected))


def test_check_finds_each_planted_fault_of_a_workbook_once(uratibu: Run, tmp_path: Path):
    planted = plan_with_every_fault(without=frozenset(NOT_IN_A_WORKBOOK))
    assert len(planted.plain["elements"]) == LINES
    code, findings = checked(uratibu, as_workbook(planted, tmp_path / "plan.xlsx"))
    assert (code, told(findings)) == (1, list(planted.expected))


def test_check_points_at_the_cell_of_a_workbook(uratibu: Run, tmp_path: Path):
    planted = plan_with_every_fault(without=frozenset(NOT_IN_A_WORKBOOK))
    _, findings = checked(uratibu, as_workbook(planted, tmp_path / "plan.xlsx"))
    place = next(f["where"] for f in findings if f["rule"] == "plans/unknown-lead")
    assert {key: place[key] for key in ("sheet", "key")} == {
        "sheet": "Actions", "key": "R-unknown-lead.lead",
    }  # fmt: skip
    assert (place["row"], place["column"]) != (0, "")


def test_check_of_a_plan_that_ends_before_it_starts(uratibu: Run, tmp_path: Path):
    rule = every_rule()["plans/plan-ends-before-start"]
    code, findings = checked(uratibu, as_yaml(plain_of(rule.fails), tmp_path / "plan.yaml"))
    assert (code, told(findings)) == (1, ["plans/plan-ends-before-start ends_on"])


def test_check_of_a_sound_plan_says_so_and_succeeds(uratibu: Run, tmp_path: Path):
    file = as_yaml(plain_of({}), tmp_path / "plan.yaml")
    code, out, _ = uratibu("plan", "check", str(file), "--today", TODAY)
    assert (code, out) == (0, f"{file}: 0 error(s), 0 warning(s), 0 note(s)\n")


def test_check_succeeds_where_nothing_is_an_error(uratibu: Run, tmp_path: Path):
    file = as_yaml(plain_of({"action": {"budget": []}}), tmp_path / "plan.yaml")
    code, findings = checked(uratibu, file)
    assert (code, told(findings)) == (0, ["plans/no-budget A-1.budget"])


def test_check_speaks_swahili(uratibu: Run, tmp_path: Path):
    file = as_yaml(plain_of({"action": {"lead": None}}), tmp_path / "plan.yaml")
    code, out, _ = uratibu("plan", "check", str(file), "--language", "sw", "--today", TODAY)
    title = "\u201cKuchapisha majedwali ya uhamiaji kila mwaka\u201d"
    assert (code, out.splitlines()) == (1, [
        f"error   {file}, A-1.lead",
        f"        Hakuna taasisi inayoongoza {title}. Taja taasisi inayoiongoza. [plans/no-lead]",
        f"{file}: makosa 1, maonyo 0, madokezo 0",
    ])  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [
    ("plan.yaml", "- a list"), ("plan.yaml", "a: [1"), ("plan.yaml", "just words"),
    ("plan.json", "[]"), ("plan.json", "{"),
])  # fmt: skip
def test_check_of_a_file_that_is_no_plan_is_a_finding(
    uratibu: Run, tmp_path: Path, name: str, text: str
):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    code, findings = checked(uratibu, file)
    assert (code, [each["rule"] for each in findings]) == (1, ["packs/unreadable"])


def test_check_of_json_finds_what_it_finds_in_yaml(uratibu: Run, tmp_path: Path):
    plain = plain_of({"action": {"lead": None}})
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plain, default=str), encoding="utf-8")
    assert told(checked(uratibu, file)[1]) == ["plans/no-lead A-1.lead"]


def test_check_reads_the_day_of_a_rate_as_packs_write_it(uratibu: Run, tmp_path: Path):
    text = yaml.safe_dump(plain_of({}), allow_unicode=True, sort_keys=False)
    file = tmp_path / "plan.yaml"
    file.write_text(text.replace("'on':", "on:"), encoding="utf-8")
    assert checked(uratibu, file) == (0, [])


def test_check_of_another_kind_of_file_is_wrong_usage(uratibu: Run, tmp_path: Path):
    (tmp_path / "plan.txt").write_text("a plan", encoding="utf-8")
    code, _, said = uratibu("plan", "check", str(tmp_path / "plan.txt"))
    assert (code, "give a file that ends in" in said) == (2, True)


def test_rules_page_of_the_documentation_is_up_to_date(uratibu: Run):
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "plan-rules.md"
    assert uratibu("plan", "rules", "--markdown")[1] == page.read_text(encoding="utf-8")


def test_rules_lists_every_rule_in_the_language_asked(uratibu: Run):
    _, out, _ = uratibu("plan", "rules", "--language", "sw")
    shown = {line.split()[1]: line.split(maxsplit=2)[2] for line in out.splitlines()}
    assert shown == {rule.id: rule.title("sw") for rule in every_rule().values()}


def test_rules_as_json_has_what_the_site_shows(uratibu: Run):
    _, out, _ = uratibu("plan", "rules", "--json")
    first = next(each for each in json.loads(out) if each["rule"] == "plans/no-lead")
    assert first == {
        "rule": "plans/no-lead",
        "severity": "error",
        "field": "lead",
        "title": {"en": "Action without lead", "sw": "Hatua isiyo na kiongozi"},
        "why": dict(every_rule()["plans/no-lead"].why.texts),
    }


def test_check_reads_a_folder_with_the_head_and_parts_of_a_plan(uratibu: Run, tmp_path: Path):
    planted = plan_with_every_fault()
    elements = planted.plain["elements"]
    whole, folder = tmp_path / "whole", tmp_path / "parts"
    whole.mkdir()
    folder.mkdir()
    as_yaml(planted.plain, whole / "plan.yaml")
    as_yaml({**planted.plain, "elements": elements[:40]}, folder / "plan.yaml")
    as_yaml({"elements": elements[40:]}, folder / "rest.yaml")
    assert checked(uratibu, folder)[0] == 1
    assert told(checked(uratibu, folder)[1]) == told(checked(uratibu, whole)[1])
