"""The figures that speak last, of thousands that are kept."""

from django.utils import timezone

from progress_examples import release
from uratibu.web.progress.queries import released


def last(plan, until="2025/26-Q1"):
    return {(f.indicator, f.period, f.area): f.value.number for f in released.last(plan.id, until)}


def test_the_last_figure_of_an_indicator_is_that_of_the_whole_country(plan):
    release("A-1-01/i1", "2024/25-Q4", "3")
    release("A-1-01/i1", "2025/26-Q1", "5", place="KE-01")
    release("A-1-01/i1", "2025/26-Q2", "9")
    assert last(plan) == {("A-1-01/i1", "2024/25-Q4", ""): 3}


def test_without_one_of_the_whole_country_the_last_place_speaks(plan):
    release("A-1-01/i1", "2024/25-Q4", "3", place="KE-02")
    release("A-1-01/i1", "2025/26-Q1", "5", place="KE-01")
    release("A-1-01/i1", "2025/26-Q1", "6", place="KE-02")
    assert last(plan) == {("A-1-01/i1", "2025/26-Q1", "KE-02"): 6}


def test_a_corrected_figure_no_longer_speaks(plan):
    release("A-1-01/i1", "2024/25-Q4", "3")
    wrong = release("A-1-01/i1", "2025/26-Q1", "5")
    wrong.ended_at = timezone.now()
    wrong.save()
    assert last(plan) == {("A-1-01/i1", "2024/25-Q4", ""): 3}


def test_the_last_figures_are_asked_in_four_queries(plan, django_assert_num_queries):
    release("A-1-01/i1", "2025/26-Q1", "5")
    release("O-1/i1", "2025/26-Q1", "6", place="KE-02")
    with django_assert_num_queries(4):
        assert len(last(plan)) == 2
