"""`uratibu pack`: findings on screen and as JSON; editions made again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

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
