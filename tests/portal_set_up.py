"""What tests of public pages stand on: Kenya's pack opened once, one profile published once.

A folder of such tests imports `kenya` in its conftest. `kenya_home` stands in the conftest of all
tests: imported in several places it would be made anew, half a minute each time.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.utils.translation import override

from uratibu.core.packs.system import open_system
from uratibu.web.reports.operations import publish_profile

PACK = Path(__file__).resolve().parent.parent / "packs" / "ke"
OUTLINE, EDITION = "profile-2018", "2025"


@pytest.fixture(scope="session")
def kenya_home(tmp_path_factory):
    """The home folder of an installation with Kenya's pack and one published profile."""
    home = tmp_path_factory.mktemp("home")
    system = open_system(PACK, home)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(installed, "SYSTEM", lambda: system)
        patched.setattr(installed, "HOME", home)
        outline = system.installation.outline(OUTLINE)
        publish_profile(outline, edition=EDITION, as_of=date(2026, 6, 25))
    (home / "static").mkdir()
    return home, system


@pytest.fixture
def kenya(kenya_home, settings):
    """The site of Kenya, read in English unless a test says otherwise; its system is given."""
    home, system = kenya_home
    settings.HOME = home
    settings.STATIC_ROOT = home / "static"
    settings.SYSTEM = lambda: system
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override("en"):
        yield system
