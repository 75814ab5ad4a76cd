"""The environment is made when the list of packages changed, and only then."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bootstrap(tmp_path, monkeypatch):
    """The module, in a source tree of its own with an environment that stands."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements").mkdir()
    for name in module.SETS:
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "PYTHON", python)
    monkeypatch.setattr(module, "MARK", tmp_path / ".venv" / "installed.json")
    return module


def note(bootstrap, upto, **change):
    names = bootstrap.SETS[: bootstrap.SETS.index(upto) + 1]
    stands = {name: bootstrap.digest(name) for name in names}
    facts = {"python": bootstrap.python_here(), **stands, **change}
    bootstrap.MARK.write_text(json.dumps(facts))


def test_nothing_is_installed_at_first(bootstrap):
    assert not bootstrap.is_installed("core")


def test_a_larger_set_contains_a_smaller_one(bootstrap):
    note(bootstrap, "postgres")

    assert bootstrap.is_installed("core")
    assert not bootstrap.is_installed("dev")


def test_a_list_that_changed_is_installed_anew(bootstrap):
    note(bootstrap, "dev")
    assert bootstrap.is_installed("dev")

    bootstrap.lock("dev").write_text("dev==2\n")

    assert not bootstrap.is_installed("dev")
    assert bootstrap.is_installed("core")


def test_another_python_makes_another_environment(bootstrap):
    note(bootstrap, "dev", python="3.9")

    assert not bootstrap.is_installed("core")


def test_an_environment_that_stands_is_not_made_anew(bootstrap):
    assert bootstrap.house_stands()

    bootstrap.PYTHON.unlink()

    assert not bootstrap.house_stands()


def test_postgresql_brings_its_driver(bootstrap, monkeypatch):
    monkeypatch.delenv("URATIBU_DATABASE", raising=False)
    assert bootstrap.wanted_set([]) == "core"
    monkeypatch.setenv("URATIBU_DATABASE", "postgresql://me@127.0.0.1/ncm")

    assert bootstrap.wanted_set(["core"]) == "postgres"
    assert bootstrap.wanted_set(["dev"]) == "dev"


ASK = """
import sys
sys.path.insert(0, {root!r})
import bootstrap
files = [str(getattr(module, "__file__", "")) for module in sys.modules.values()]
print([file for file in files if "site-packages" in file])
"""


def test_only_the_standard_library_is_needed():
    command = [sys.executable, "-I", "-S", "-c", ASK.format(root=str(ROOT))]

    told = subprocess.run(command, check=True, capture_output=True, text=True)

    assert told.stdout.strip() == "[]"
