"""Django's own commands: `python -m uratibu.config migrate`."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one of Django's commands with the settings of this project."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uratibu.config.settings")
    execute_from_command_line(["python -m uratibu.config", *sys.argv[1:]])


if __name__ == "__main__":
    main()
