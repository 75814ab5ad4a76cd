"""Every rule: its failing example finds it and nothing else, its passing example finds nothing."""

import pytest

from core.plans.rule_examples import context_for, expected, plan_of
from uratibu.core.plans import check
from uratibu.core.plans.check import rules
from uratibu.core.plans.check.context import Context
from uratibu.core.plans.check.rules import About
from uratibu.core.plans.check.waivers import EXPIRED, split

EVERY = tuple(rules.every_rule().values())


def found(change: dict[str, object], known: Context) -> list[str]:
    """Rule and place of every fault that stands."""
    context = context_for(change, known)
    faults = check.faults(plan_of(change), context)
    standing = split(faults, context.waivers, context.today).standing
    return sorted(f"{each.rule} {each.key}" for each in standing)


def test_every_rule_has_words_and_every_word_a_rule():
    assert set(rules.every_rule()) == {*check.RULES, EXPIRED}


def test_there_are_more_than_forty_five_rules():
    assert len(EVERY) > 45


def test_faults_base_plan_has_none(known: Context):
    assert found({}, known) == []


@pytest.mark.parametrize("about", EVERY, ids=lambda about: about.slug)
def test_rule_finds_its_failing_example_and_nothing_else(about: About, known: Context):
    assert found(about.fails, known) == expected(about)


@pytest.mark.parametrize("about", EVERY, ids=lambda about: about.slug)
def test_rule_is_silent_about_its_passing_example(about: About, known: Context):
    assert found(about.passes, known) == []


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("about", EVERY, ids=lambda about: about.slug)
def test_rule_speaks_both_languages(about: About, language: str, known: Context):
    context = context_for(about.fails, known)
    faults = check.faults(plan_of(about.fails), context)
    told = [check.finding(each, language) for each in faults]
    assert all("{" not in f"{each.message}{each.remedy}" and each.message for each in told)
    assert all(
        language in words.languages()
        for words in (about.title, about.why, about.message, about.remedy, about.topic.title)
    )
