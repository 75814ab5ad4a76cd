"""Word lists of translators (.po) made readable for the running site (.mo)."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(locale: Path) -> tuple[Path, ...]:
    """Compile every word list under `locale` that changed since it was compiled last.

    Returns the files written. A folder that may not be written to is left as it is: an installed
    package brings its compiled lists along.
    """
    lists = sorted(locale.glob("*/LC_MESSAGES/*.po"))
    stale = [po for po in lists if _is_stale(po) and os.access(po.parent, os.W_OK)]
    return tuple(_compile(po) for po in stale)


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compile(po: Path) -> Path:
    """Write beside, then rename: another process must never read half a list."""
    with po.open(encoding="utf-8") as text:
        catalog = read_po(text, locale=po.parent.parent.name)
    with NamedTemporaryFile(dir=po.parent, suffix=".tmp", delete=False) as written:
        write_mo(written, catalog)
    mo = po.with_suffix(".mo")
    written_file = Path(written.name)
    written_file.chmod(0o644)
    written_file.replace(mo)
    return mo
