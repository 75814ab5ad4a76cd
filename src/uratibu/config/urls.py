"""Every address of the site. English has no prefix, Swahili stands under /sw/.

A route without a line in `policy.yaml` does not start.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("uratibu.design.urls")),
    path("", include("uratibu.web.accounts.urls")),
    path("", include("uratibu.web.desk.urls")),
    path("", include("uratibu.web.institutions.urls")),
    path("", include("uratibu.web.datasets.urls")),
    path("", include("uratibu.web.reports.urls")),
    path("", include("uratibu.web.lineage.urls")),
    path("", include("uratibu.web.norms.urls")),
    path("", include("uratibu.web.plans.urls")),
    path("", include("uratibu.web.progress.urls")),
    path("", include("uratibu.web.portal.urls")),
    prefix_default_language=False,
)
