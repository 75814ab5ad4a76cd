"""Make or refresh the environment in .venv; only the standard library is used here.

    python3 bootstrap.py core    what the running site needs
    python3 bootstrap.py dev     and what tests and checks need

Packages come from requirements/*.txt, where every file has its sha256. Nothing happens while the
list that was installed last is still the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOUSE = ROOT / ".venv"
PYTHON = HOUSE / "bin" / "python"
MARK = HOUSE / "installed.json"
LOG = HOUSE / "install.log"
SETS = ("core", "postgres", "dev")
"""Each set contains the ones before it."""
COMMAND = """#!{python}
import sys

from uratibu.cli.main import main

sys.exit(main())
"""


def main() -> int:
    """Bring the environment to the wanted set; say what is done; 0 if it stands."""
    if sys.version_info < (3, 11):
        here = sys.version.split()[0]
        return fail(f"Python 3.11 or newer is needed; {sys.executable} is {here}.",
                    "Install it, or name another one: make run PYTHON=python3.12")  # fmt: skip
    wanted = wanted_set(sys.argv[1:])
    if is_installed(wanted):
        return 0
    if not (house_stands() or make_house()) or not install(wanted):
        return 1
    note_installed(wanted)
    return 0


def wanted_set(arguments: list[str]) -> str:
    """The set asked for; a PostgreSQL database needs its driver as well."""
    asked = arguments[0] if arguments else "core"
    if asked not in SETS:
        sys.exit(f"usage: {sys.executable} bootstrap.py {'|'.join(SETS)}")
    needs_driver = os.environ.get("URATIBU_DATABASE", "").startswith("postgres")
    return "postgres" if asked == "core" and needs_driver else asked


def python_here() -> str:
    """The version of the Python that runs this, as major.minor."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def lock(name: str) -> Path:
    """The list of packages of a set."""
    return ROOT / "requirements" / f"{name}.txt"


def digest(name: str) -> str:
    """sha256 of a list of packages."""
    return hashlib.sha256(lock(name).read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """What was noted when packages were installed last."""
    return json.loads(MARK.read_text(encoding="utf-8")) if MARK.is_file() else {}


def is_installed(wanted: str) -> bool:
    """Whether the wanted list, unchanged, is what stands in .venv for this Python."""
    noted = installed()
    is_same_python = noted.get("python") == python_here() and PYTHON.exists()
    return is_same_python and noted.get(wanted) == digest(wanted)


def house_stands() -> bool:
    """Whether .venv holds a working pip of this Python; one that broke half way does not."""
    ask = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        told = subprocess.run(  # noqa: S603
            [str(PYTHON), "-c", ask], check=False, capture_output=True, text=True
        )
    except OSError:
        return False
    return told.stdout.strip() == python_here()


def make_house() -> bool:
    """Make .venv anew."""
    say("1/3  Making the environment in .venv")
    try:
        venv.create(HOUSE, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError) as fault:
        fail(f"The environment could not be made: {fault}",
             "On Debian or Ubuntu: apt-get install python3-venv")  # fmt: skip
        return False
    return True


def install(wanted: str) -> bool:
    """Install a set with every file checked against its sha256, and show how far it is.

    The list is whole, so nothing is looked for besides it: an older pip would take the newest
    release of a package that is asked for with an extra, and stumble over its missing digest.
    """
    names = [line for line in lock(wanted).read_text().splitlines() if line[:1].isalnum()]
    say(f"2/3  Fetching up to {len(names)} packages (the first time takes a minute or two)")
    command = [
        str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
        "--progress-bar", "off", "--require-hashes", "--no-deps", "-r", str(lock(wanted)),
    ]  # fmt: skip
    with LOG.open("w", encoding="utf-8") as log, start(command) as pip:
        seen = 0
        for line in pip.stdout or ():
            log.write(line)
            seen += line.startswith(("Collecting ", "Requirement already"))
            show_progress(seen, len(names), line)
    if pip.returncode:
        tail = LOG.read_text(encoding="utf-8").splitlines()[-12:]
        fail("The packages could not be installed:\n" + "\n".join(tail),
             f"Is the network there? The whole story is in {LOG.relative_to(ROOT)}.")  # fmt: skip
        return False
    return True


def start(command: list[str]) -> subprocess.Popen[str]:
    """Start a command whose lines are read as they come."""
    return subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
    )


def note_installed(wanted: str) -> None:
    """Put the source on the path, make the `uratibu` command, and note what stands."""
    say("3/3  Making the uratibu command")
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([str(PYTHON), "-c", where], check=True, capture_output=True, text=True)  # noqa: S603
    (Path(site.stdout.strip()) / "uratibu.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    command = PYTHON.with_name("uratibu")
    command.write_text(COMMAND.format(python=PYTHON), encoding="utf-8")
    command.chmod(0o755)
    stands = {name: digest(name) for name in SETS[: SETS.index(wanted) + 1]}
    MARK.write_text(json.dumps({"python": python_here(), **stands}), encoding="utf-8")


def show_progress(seen: int, total: int, line: str) -> None:
    """A bar on a screen; nothing in a log."""
    if sys.stderr.isatty() and line.startswith(("Collecting ", "Installing ")):
        done = min(seen, total)
        bar = "#" * (30 * done // max(1, total))
        end = "\n" if line.startswith("Installing ") else ""
        sys.stderr.write(f"\r     [{bar:<30}] {done}/{total}{end}")
        sys.stderr.flush()


def say(text: str) -> None:
    """One line for the person who waits."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def fail(what: str, remedy: str) -> int:
    """Say what is wrong and how to mend it."""
    say(f"{what}\n{remedy}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
