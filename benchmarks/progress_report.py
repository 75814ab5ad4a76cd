"""How long a progress report of a large register takes, from the database to Word and PDF.

    python benchmarks/progress_report.py [--home DIR] [--outline gcm-review]

The register is that of `register.py` (2,000 actions, 5,000 indicators, a million released figures
in SQLite). The named alternative, in the same run, reads every released figure of the plan, where
a report asks for the last of each indicator.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
PIECE = 500
Made = TypeVar("Made")


def main() -> None:
    """Build, report, print."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as temporary:
        from register import prepare

        prepare(Path(asked.home or temporary))
        _report(asked.outline)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", default="")
    parser.add_argument("--outline", default="gcm-review")
    return parser.parse_args()


def _report(outline: str) -> None:
    import pikepdf
    from register import PERIOD, TODAY
    from register_world import PLAN

    from uratibu.core.reports import export_docx, export_pdf
    from uratibu.web.reports.operations.reports import Asked, compiled
    from uratibu.web.reports.queries.register import register_of

    asked = Asked(outline, PLAN, PERIOD)
    begun = time.perf_counter()
    register = _timed("the register read", lambda: register_of(PLAN, PERIOD, as_of=TODAY))
    document = _timed("the report compiled", lambda: compiled(asked, register, language="en"))
    _timed("written as Word", lambda: export_docx.export(document))
    words = time.perf_counter() - begun
    content = _timed("written as PDF", lambda: export_pdf.export(document))
    with pikepdf.open(io.BytesIO(content)) as file:
        pages = len(file.pages)
    print(f"{words:7.1f} s   {outline} as Word, all steps: {pages} pages")
    print(f"{words * 150 / pages:7.1f} s   of that for each 150 pages")
    _timed("alternative: every released figure of the plan read", _every_figure)


def _every_figure() -> int:
    from register_world import PLAN

    from uratibu.web.plans.queries import plans
    from uratibu.web.progress.queries import released

    keys = [indicator.id for _, indicator in plans.current(PLAN).indicators()]
    pieces = (keys[start : start + PIECE] for start in range(0, len(keys), PIECE))
    return sum(len(found) for each in pieces for found in released.figures(PLAN, each).values())


def _timed(name: str, make: Callable[[], Made]) -> Made:
    begun = time.perf_counter()
    made = make()
    print(f"{time.perf_counter() - begun:7.1f} s   {name}", flush=True)
    return made


if __name__ == "__main__":
    main()
