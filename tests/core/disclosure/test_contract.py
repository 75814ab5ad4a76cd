"""Who may import what: the contract that keeps unreleased numbers off pages and out of reports."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]


def lint(folder: Path) -> str:
    """What lint-imports says of a copy of the house."""
    ran = subprocess.run(
        [*LINT, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.egg-info"))
    shutil.copy(ROOT / ".importlinter", tmp_path / ".importlinter")
    return tmp_path


RELEASED_ONLY = "Reports and pages accept released tables only"


def test_reports_and_portal_cannot_import_what_is_not_released(house: Path) -> None:
    report = house / "src/uratibu/core/reports/model.py"
    report.write_text(report.read_text() + "\nfrom uratibu.core.statistics import run\n")
    page = house / "src/uratibu/web/portal/queries/__init__.py"
    page.write_text(page.read_text() + "\nfrom uratibu.core.datasets import store\n")
    said = lint(house)
    assert f"{RELEASED_ONLY} BROKEN" in said
    assert "uratibu.core.reports.model -> uratibu.core.statistics.run" in said
    assert "uratibu.web.portal.queries -> uratibu.core.datasets.store" in said


def test_only_engines_and_the_parquet_codec_import_a_database_engine() -> None:
    found = {
        str(path.relative_to(ROOT / "src/uratibu"))
        for path in (ROOT / "src/uratibu").rglob("*.py")
        if "duckdb" in imported(path)
    }
    assert found == {"core/datasets/parquet.py", "core/statistics/engines/duckdb.py"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names
