"""Components are drawn without a database and without collected files."""

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def plain_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override("en"):
        yield
