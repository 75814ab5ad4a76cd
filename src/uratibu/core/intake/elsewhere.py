"""What an office file takes in from elsewhere when somebody opens it: fields, and where parts lie.

Source: ECMA-376 part 1, 17.16.5 (fields), part 2 (relationships).
"""

from __future__ import annotations

import re

_FETCHING = re.compile(
    r"\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|DATABASE|MACROBUTTON)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\s*((https?|ftp)://|\\\\|//|file://+(?!/?[a-z]:|/)[^/])", re.IGNORECASE)


def fetching_field(code: str) -> str:
    """The name of a field of Word that takes in another file or runs something, "" for others.

    code: what stands between the marks of the field, as `INCLUDETEXT "x.docx"`.
    """
    found = _FETCHING.match(code)
    return found[1].upper() if found else ""


def is_elsewhere(target: str) -> bool:
    """Whether a part lies on another machine; a file on the own disk of who wrote it does not."""
    return _ELSEWHERE.match(target) is not None
