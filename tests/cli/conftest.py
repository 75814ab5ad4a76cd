"""The command line on the invented country, with a home folder that is thrown away."""

from collections.abc import Callable
from pathlib import Path

import pytest

from uratibu.cli.main import main

PACKS = Path(__file__).resolve().parents[2] / "packs"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all tests that only ask."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def uratibu(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs a command; gives the exit code and what was said on both channels."""
    monkeypatch.setenv("URATIBU_HOME", str(home))
    monkeypatch.setenv("URATIBU_PACKS", str(PACKS))
    monkeypatch.setenv("URATIBU_PACK", "zz")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
