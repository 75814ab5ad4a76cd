"""Plans of a pack: read from a file or a folder, and everything they name is there."""

from collections.abc import Callable
from pathlib import Path

from uratibu.core.packs.check import check_pack
from uratibu.core.packs.load import load_pack
from uratibu.core.packs.model import Installation

HEAD = "id: p\ntitle: A plan\nstarts_on: 2025-07-01\nends_on: 2026-06-30\ncurrency: XTS\n"
ELEMENT = "  - {id: A-1, level: action, title: Do it}\n"


def test_plans_read_a_folder_in_the_order_of_its_files(made: Callable[..., Path]) -> None:
    root = made(
        "one",
        **{
            "plans/p/plan.yaml": HEAD + "elements:\n  - {id: T1, level: theme, title: First}\n",
            "plans/p/b.yaml": "elements:\n  - {id: A-2, level: action, title: Two}\n",
            "plans/p/a.yaml": "elements:\n" + ELEMENT,
        },
    )
    pack, findings = load_pack(root)
    assert findings == ()
    assert pack is not None
    assert [each.id for each in pack.plans[0].elements] == ["T1", "A-1", "A-2"]


def test_plans_refuse_an_element_that_stands_in_two_files(made: Callable[..., Path]) -> None:
    plan = {"plans/p/plan.yaml": HEAD + "elements:\n" + ELEMENT}
    root = made("one", **plan, **{"plans/p/a.yaml": "elements:\n" + ELEMENT})
    pack, findings = load_pack(root)
    assert pack is None
    assert [finding.rule for finding in findings] == ["plans/id-twice"]


def test_plans_name_what_no_pack_has(zavanda: Path) -> None:
    path = zavanda / "plans" / "zz-sample.yaml"
    text = path.read_text(encoding="utf-8")
    for right, wrong in {
        "lead: ZMIM": "lead: NOBODY",
        "[ZZ001, ZZ002]": "[ZZ001, ZZ999]",
        "[gcm/1/i]": "[gcm/1/zz]",
        "source: zz-sample-entries": "source: zz-sample-exits",
        "parent: O-01": "parent: O-09",
        ', sw: "Kujua anayekuja na anayeondoka"': "",
    }.items():
        assert right in text
        text = text.replace(right, wrong)
    path.write_text(text, encoding="utf-8")
    told = {(finding.rule, finding.where.key) for finding in check_pack(zavanda)}
    assert told == {
        ("packs/unknown-code", "A-1-01.lead"),
        ("packs/unknown-code", "A-1-01.places[1]"),
        ("packs/unknown-norm", "A-1-01.norms[0]"),
        ("packs/unknown-dataset", "A-1-01/i1.source"),
        ("packs/unknown-element", "A-1-01.parent"),
        ("packs/language-missing", "T1.title"),
    }


def test_installation_knows_its_plans_by_id(installed: Installation) -> None:
    assert installed.plan("zz-sample") in installed.plans
    assert installed.plan("zz-sample").is_sample
