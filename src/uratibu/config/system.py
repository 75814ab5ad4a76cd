"""The open system of the installed country: packs, store and publisher, once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from uratibu.core.packs.system import System


@lru_cache(maxsize=1)
def get_system() -> System:
    """Open the installed pack on first use and keep it as long as the process lives.

    The module is loaded here, so that `migrate` and its like do not load the engines.
    Raises findings.Refused if the pack has errors.
    """
    open_system = import_string("uratibu.core.packs.system.open_system")
    system: System = open_system(settings.PACKS / settings.PACK, settings.HOME)
    return system
