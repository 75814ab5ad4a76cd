"""Every test here sees the institutions of Kenya."""

import pytest

from portal_set_up import kenya, kenya_home

__all__ = ["kenya", "kenya_home"]


@pytest.fixture(autouse=True)
def site_of_kenya(kenya, db):
    return kenya
