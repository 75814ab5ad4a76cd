"""Commands of the web side: `python -m uratibu.config migrate`, Django's own and two of ours."""

from __future__ import annotations

import os
import sys

import django
from django.core.management import execute_from_command_line


def main(arguments: list[str]) -> int:
    """Run `prepare` or `inspect` of this project, or one of Django's commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uratibu.config.settings")
    verb = arguments[0] if arguments else "help"
    if verb in {"prepare", "inspect"}:
        django.setup()
        from uratibu.config import inspection, preparation  # noqa: PLC0415 - models need setup()

        return preparation.main() if verb == "prepare" else inspection.main()
    execute_from_command_line(["python -m uratibu.config", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
