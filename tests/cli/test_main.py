"""The command as a neighbour in a pipe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = "import sys; from uratibu.cli.main import main; sys.exit(main())"


@pytest.mark.parametrize("arguments", [["--help"], ["measure", "list"], ["measure", "run", "none"]])
def test_a_reader_that_has_seen_enough_ends_the_command_quietly(
    home: Path, arguments: list[str]
) -> None:
    """`uratibu ... | head`: no traceback, and the code of a command ended by SIGPIPE."""
    reader, writer = os.pipe()
    os.close(reader)
    packs = Path(__file__).resolve().parents[2] / "packs"
    settings = {"URATIBU_HOME": str(home), "URATIBU_PACKS": str(packs), "URATIBU_PACK": "zz"}
    inherited = {name: text for name, text in os.environ.items() if name != "PYTHONUNBUFFERED"}
    is_told_there = arguments[-1] == "none"
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments],
        stdout=writer,
        stderr=writer if is_told_there else subprocess.PIPE,
        env={**inherited, **settings},
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr or b"") == (141, b"")
