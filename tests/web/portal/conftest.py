"""Every test here sees the site of Kenya."""

import pytest

from portal_set_up import kenya

__all__ = ["kenya"]


@pytest.fixture(autouse=True)
def site_of_kenya(kenya, db):
    return kenya
