"""Every test here sees the site of Kenya; a plan that is told of, and who holds a post."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from portal_set_up import kenya
from uratibu.web.institutions.models import Holding, Post
from web.reports.register_rows import TODAY, install

__all__ = ["kenya"]


@pytest.fixture(autouse=True)
def site_of_kenya(kenya):
    return kenya


@pytest.fixture
def told(person):
    return install(person("IFP"), person("IHD"))


@pytest.fixture
def of(person):
    """A person of a role who holds a post in an institution."""

    def make(institution, role="IFP", duty="focal-point"):
        made, by = person(role), person("SEC")
        post, _is_new = Post.objects.get_or_create(institution=institution, duty=duty)
        Holding.objects.filter(post=post).update(valid_to=TODAY - timedelta(1))
        Holding.objects.create(
            post=post, person=made, valid_from=TODAY, letter="1", appointed_by=by,
            appointed_at=timezone.now(),
        )  # fmt: skip
        return made

    return make


@pytest.fixture
def officer(of):
    return of("DIS")
