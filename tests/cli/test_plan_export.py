"""A plan of the packs written to a file on the command line."""

import json

from uratibu.cli.main import main


def test_export_writes_a_plan_that_check_reads_back(tmp_path, kenya_home, monkeypatch, capsys):
    monkeypatch.setenv("URATIBU_HOME", str(kenya_home[0]))
    out = tmp_path / "plan.json"

    code = main(["plan", "export", "--format", "json", "--plan", "ke-sample", "--out", str(out)])

    said = json.loads(out.read_text())
    assert code == 0
    assert (said["id"], said["is_sample"]) == ("ke-sample", True)
    assert "Sample plan: the file says so." in capsys.readouterr().out


def test_export_names_the_plans_there_are(tmp_path, kenya_home, monkeypatch, capsys):
    monkeypatch.setenv("URATIBU_HOME", str(kenya_home[0]))

    code = main(
        ["plan", "export", "--format", "xlsx", "--plan", "no", "--out", str(tmp_path / "x")]
    )

    assert code == 2
    assert "the packs carry: ke-sample." in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
