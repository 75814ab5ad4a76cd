"""`uratibu pack`: findings on screen and as JSON; editions made again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
PACKS = Path(__file__).resolve().parents[2] / "packs"


def faulty(folder: Path) -> Path:
    """A pack whose only file holds one fault."""
    root = folder / "one"
    root.mkdir()
    (root / "pack.yaml").write_text("id: one\ntitle: One\nversion: '1'\n", encoding="utf-8")
    return root


def test_pack_check_says_that_the_invented_country_is_sound(uratibu: Run) -> None:
    assert uratibu("pack", "check", str(PACKS / "zz")) == (
        0, "zz: 0 error(s), 0 other finding(s)\n", "",
    )  # fmt: skip


def test_pack_check_names_file_key_rule_and_remedy(uratibu: Run, tmp_path: Path) -> None:
    root = faulty(tmp_path)
    code, out, _ = uratibu("pack", "check", str(root))
    assert (code, out.splitlines()) == (1, [
        f"error   {root}/pack.yaml, licence",
        "        licence is missing. Add the key licence. [plain/missing-key]",
        "one: 1 error(s), 0 other finding(s)",
    ])  # fmt: skip


def test_pack_check_gives_findings_as_json(uratibu: Run, tmp_path: Path) -> None:
    root = faulty(tmp_path)
    code, out, _ = uratibu("pack", "check", str(root), "--json")
    assert (code, json.loads(out)) == (1, [{
        "rule": "plain/missing-key",
        "severity": "error",
        "where": {"file": f"{root}/pack.yaml", "key": "licence"},
        "message": "licence is missing.",
        "remedy": "Add the key licence.",
    }])  # fmt: skip


@pytest.mark.parametrize(("at", "shown"), [(".", "packs/one/"), ("packs", "one/"), ("home", "")])
def test_pack_check_of_all_names_files_as_seen_from_where_it_runs(
    uratibu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, shown: str
) -> None:
    """From a folder that does not hold the packs, their whole path is shown."""
    for name in ("packs", "home"):
        (tmp_path / name).mkdir()
    root = faulty(tmp_path / "packs")
    monkeypatch.setenv("URATIBU_PACKS", str(tmp_path / "packs"))
    monkeypatch.chdir(tmp_path / at)
    code, out, _ = uratibu("pack", "check")
    assert (code, out.splitlines()) == (1, [
        f"error   {shown or f'{root}/'}pack.yaml, licence",
        "        licence is missing. Add the key licence. [plain/missing-key]",
        "one: 1 error(s), 0 other finding(s)",
    ])  # fmt: skip


def test_pack_check_names_every_file_of_a_pack_in_one_way(
    uratibu: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found while reading, while comparing and in a required pack alike."""
    for name in ("norms", "world"):
        shutil.copytree(PACKS / name, tmp_path / "packs" / name)
    root = shutil.copytree(PACKS / "zz", tmp_path / "packs" / "zz")
    (root / "stray.txt").write_text("?", encoding="utf-8")
    (root / "tiles.csv").write_text("area,column,row\nNOWHERE,0,0\n", encoding="utf-8")
    (tmp_path / "packs" / "world" / "pack.yaml").write_text("id: world\n", encoding="utf-8")
    monkeypatch.setenv("URATIBU_PACKS", str(tmp_path / "packs"))
    monkeypatch.chdir(tmp_path)
    _, out, _ = uratibu("pack", "check", "--json")
    files = {finding["where"]["file"] for finding in json.loads(out)}
    assert {"packs/zz/stray.txt", "packs/zz/tiles.csv", "packs/world/pack.yaml"} <= files
    assert not [file for file in files if not file.startswith("packs/")]


def test_pack_check_of_a_folder_that_is_no_pack(uratibu: Run, tmp_path: Path) -> None:
    code, out, _ = uratibu("pack", "check", str(tmp_path / "nowhere"))
    assert (code, "packs/no-pack-file" in out) == (1, True)


def test_pack_extract_tells_what_each_edition_has(uratibu: Run, tmp_path: Path) -> None:
    shutil.copytree(PACKS / "zz", tmp_path / "zz")
    for name in ("norms", "world"):
        (tmp_path / name).symlink_to(PACKS / name)
    root = str(tmp_path / "zz")
    code, out, _ = uratibu(
        "pack", "extract", root, "--from", f"{root}/sources", "--only", "zz-sample-entries"
    )
    assert (code, out) == (0, "zz-sample-entries@2026: 18 observations of 18 rows\n")
