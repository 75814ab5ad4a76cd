"""Every change raises the revision, keeps what was before, and overwrites nobody."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from plan_examples import PLAN, TRAIN, WELCOME, element
from uratibu.core.labels import label
from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.audit.models import Entry
from uratibu.web.plans import models, operations
from uratibu.web.plans.operations import Changed, Conflict, Moved, apply_changes, save_element
from uratibu.web.plans.operations.freezing import LabelTaken
from uratibu.web.plans.permissions import OwnWork
from uratibu.web.plans.queries import plans

LONGER = replace(WELCOME, ends_on=date(2026, 12, 31))
OTHER = replace(WELCOME, title=label("Open many desks"))


def acts():
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


def test_install_plan_twice_changes_nothing(tiny_plan):
    changed = replace(PLAN, elements=())

    assert operations.install_plan(changed, by=None) is False
    assert plans.current(PLAN.id) == PLAN
    assert acts() == ["plans.installed"]


def test_save_element_makes_a_version_and_keeps_the_one_before(tiny_plan, secretary):
    version = save_element(PLAN.id, LONGER, base_version=1, by=secretary, reason="Late start")

    assert version == 2
    assert plans.current(PLAN.id).get("A-1-01") == LONGER
    assert plans.as_of(PLAN.id, 1) == PLAN
    assert acts() == ["plans.installed", "plans.changed"]


def test_save_element_saying_the_same_changes_nothing(tiny_plan, secretary):
    assert save_element(PLAN.id, WELCOME, base_version=1, by=secretary) == 1
    assert plans.state(PLAN.id).revision == 1


def test_save_element_from_an_old_version_shows_both_texts(tiny_plan, secretary):
    save_element(PLAN.id, LONGER, base_version=1, by=secretary)

    with pytest.raises(Conflict) as raised:
        save_element(PLAN.id, OTHER, base_version=1, by=secretary)

    assert (raised.value.yours, raised.value.theirs, raised.value.version) == (OTHER, LONGER, 2)
    assert plans.current(PLAN.id).get("A-1-01") == LONGER


def test_save_element_adds_a_new_one_behind_its_siblings(tiny_plan, secretary):
    new = element("O-2", TRAIN.level, parent="T1")

    assert save_element(PLAN.id, new, base_version=0, by=secretary) == 1
    assert [e.id for e in plans.current(PLAN.id).children("T1")] == ["O-1", "O-2"]


def test_save_element_is_for_the_secretariat(tiny_plan, person):
    with pytest.raises(NotAllowed):
        save_element(PLAN.id, LONGER, base_version=1, by=person("IFP"))


def test_withdraw_element_keeps_it_with_the_reason(tiny_plan, secretary):
    operations.withdraw_element(PLAN.id, "A-2-01", base_version=1, by=secretary, reason="No money.")

    assert plans.current(PLAN.id).get("A-2-01") == replace(
        TRAIN, withdrawn_on=timezone.localdate(), withdrawn_because="No money."
    )


def test_apply_changes_counts_and_makes_one_revision(tiny_plan, secretary):
    new = element("A-9", parent="T2")
    given = [WELCOME, replace(TRAIN, lead="NCM"), new]

    done = apply_changes(
        PLAN.id, given, by=secretary, reason="Workbook", withdrawn={"A-1-01-a": "Merged."}
    )

    assert done == Changed(revision=2, new=1, changed=1, withdrawn=1)
    again = apply_changes(PLAN.id, given, by=secretary, reason="Workbook", base_revision=2)
    assert again == Changed(revision=2)


def test_apply_changes_prepared_before_somebody_else_changed_is_refused(tiny_plan, secretary):
    save_element(PLAN.id, LONGER, base_version=1, by=secretary)

    with pytest.raises(Moved) as raised:
        apply_changes(PLAN.id, [OTHER, TRAIN], by=secretary, reason="Workbook", base_revision=1)

    assert raised.value.keys == ("A-1-01",)


def test_element_that_ends_before_it_starts_is_refused_by_the_database(tiny_plan):
    row = models.Element.objects.get(key="A-2-01")
    row.ends_on = date(2020, 1, 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_freeze_needs_a_second_person(tiny_plan, secretary, person):
    made = operations.freeze(PLAN.id, label="Adopted", reason="Signed", by=secretary)
    both = person("SEC", "HEAD")
    own = operations.freeze(PLAN.id, label="Own", reason="Mine", by=both)

    with pytest.raises(OwnWork):
        operations.decide_freeze(own, by=both, is_confirmed=True)
    done = operations.decide_freeze(made, by=person("HEAD"), is_confirmed=True)

    assert (done.status, done.revision) == ("confirmed", 1)


def test_freeze_confirmed_by_its_author_is_refused_by_the_database(tiny_plan, secretary):
    made = operations.freeze(PLAN.id, label="Adopted", reason="Signed", by=secretary)

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Freeze.objects.filter(pk=made.pk).update(
            status="confirmed", decided_by=secretary, decided_at=timezone.now()
        )


def test_freeze_under_a_label_that_stands_is_refused(tiny_plan, secretary):
    first = operations.freeze(PLAN.id, label="Adopted", reason="Signed", by=secretary)

    with pytest.raises(LabelTaken):
        operations.freeze(PLAN.id, label="Adopted", reason="Again", by=secretary)
    operations.withdraw_freeze(first, by=secretary)
    assert operations.freeze(PLAN.id, label="Adopted", reason="Again", by=secretary).pk


def test_current_costs_one_query_once_read(tiny_plan, django_assert_num_queries):
    plans.current(PLAN.id)

    with django_assert_num_queries(1):
        plans.current(PLAN.id)


def test_the_plan_is_the_adopted_one_before_a_sample(tiny_plan):
    assert plans.the_plan() == PLAN
    draft = replace(PLAN, id="draft", is_sample=False)
    operations.install_plan(draft, by=None)
    assert plans.all_plans() == (PLAN,)
    adopted = replace(draft, id="real", status="adopted")
    operations.install_plan(adopted, by=None)
    assert plans.the_plan().id == "real"
