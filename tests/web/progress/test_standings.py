"""Standings as they are worked out and kept."""

from datetime import date

import pytest

from progress_examples import TODAY, release
from uratibu.core.disclosure import figure
from uratibu.core.values import number
from uratibu.web.audit.models import Entry
from uratibu.web.plans.operations import save_element
from uratibu.web.progress.models import Released, Standing, Survey
from uratibu.web.progress.operations import following, measures
from uratibu.web.progress.operations.standings import refresh_standings


def kept(plan, *columns):
    return set(Standing.objects.filter(plan=plan.id).values_list(*columns))


def test_refresh_standings_rates_indicators_and_derives_statuses(plan):
    release("A-1-01/i1", "2024/25-Q4", "3")
    release("A-1-01/i1", "2025/26-Q1", "5")
    refresh_standings(plan.id, today=TODAY)
    assert kept(plan, "key", "period", "rating", "status", "state") == {
        ("A-1-01/i1", "2024/25-Q4", "amber", "", "number"),
        ("A-1-01/i1", "2024/25", "amber", "", "number"),
        ("A-1-01/i1", "2025/26-Q1", "green", "", "number"),
        ("A-1-01/i1", "", "green", "", "number"),
        ("O-1/i1", "2024/25", "none", "", "missing"),
        ("O-1/i1", "", "none", "", "missing"),
        ("O-1/i2", "2024/25", "none", "", "missing"),
        ("O-1/i2", "", "none", "", "missing"),
        ("T1", "", "none", "no-data", ""),
        ("O-1", "", "none", "no-data", ""),
        ("A-1-01", "", "none", "no-data", ""),
        ("T2", "", "none", "not-started", ""),
        ("A-2-01", "", "none", "not-started", ""),
    }
    assert kept(plan, "key", "reporting", "is_overdue") >= {
        ("A-1-01/i1", "reported", False), ("O-1/i1", "late", True), ("O-1/i2", "no-data", False),
    }  # fmt: skip


def test_refresh_standings_twice_changes_nothing(plan):
    refresh_standings(plan.id, today=TODAY)
    before, stamp = kept(plan, "pk", "because"), Survey.objects.get().stamp
    refresh_standings(plan.id, today=TODAY)
    assert kept(plan, "pk", "because") == before
    assert Survey.objects.get().stamp == stamp
    assert Entry.objects.filter(act="progress.standings-refreshed").count() == 2


def test_refresh_standings_gives_a_new_stamp_where_one_changed_or_went(plan):
    refresh_standings(plan.id, today=TODAY)
    stamps = [Survey.objects.get().stamp]
    release("A-1-01/i1", "2025/26-Q1", "5")
    refresh_standings(plan.id, today=TODAY)
    stamps.append(Survey.objects.get().stamp)
    Standing.objects.create(plan=plan.id, key="gone/i1", as_of=TODAY)
    refresh_standings(plan.id, today=TODAY)
    stamps.append(Survey.objects.get().stamp)
    assert len(set(stamps)) == 3
    assert not Standing.objects.filter(key="gone/i1").exists()


def test_refresh_standings_of_some_leaves_the_others(plan):
    refresh_standings(plan.id, today=TODAY)
    others = Standing.objects.exclude(key="A-1-01/i1").filter(status="")
    before = set(others.values_list("pk", flat=True))
    release("A-1-01/i1", "2025/26-Q1", "5")
    refresh_standings(plan.id, today=TODAY, indicators={"A-1-01/i1"})
    assert Standing.objects.get(key="A-1-01/i1", period="").rating == "green"
    assert set(others.values_list("pk", flat=True)) == before


def test_refresh_standings_says_why_in_both_languages(plan):
    release("A-1-01/i1", "2025/26-Q1", "5")
    refresh_standings(plan.id, today=TODAY)
    because = Standing.objects.get(key="A-1-01/i1", period="").because
    assert '"en": "5 on the way from the baseline 0' in because
    assert '"sw": "5 katika safari kutoka' in because


@pytest.mark.django_db(transaction=True)
def test_standings_follow_a_change_of_the_plan(plan, person):
    assert following.after_a_change
    secretary = person("SEC")
    action = plan.get("A-2-01")
    moved = type(action)(**{**vars(action), "starts_on": date(2030, 1, 1), "ends_on": None})
    save_element(plan.id, moved, base_version=1, by=secretary, reason="Moved.")
    assert Standing.objects.get(key="A-2-01").status == "not-started"


def test_release_measures_keeps_a_corrected_figure_beside_the_new_one(plan, monkeypatch):
    indicator = plan.get("O-1").indicators[1]
    figures = {"old": "1" * 64, "new": "2" * 64}
    for digest in figures.values():
        one = figure.as_kept(
            indicator=indicator.id, period="2024", area="", value=number(9), unit="percent",
            release="a-table", digest=digest,
        )  # fmt: skip
        monkeypatch.setattr(measures, "figures_of", lambda _indicator, one=one: (one,))
        assert measures.release_measures(plan, [indicator]) == 1
        assert measures.release_measures(plan, [indicator]) == 0
    rows = Released.objects.filter(indicator=indicator.id).order_by("pk")
    assert [(row.digest, row.ended_at is None) for row in rows] == [
        (figures["old"], False), (figures["new"], True),
    ]  # fmt: skip
