"""What is done with periods, answers and steps; what the database itself refuses."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from return_examples import PLAN, key
from uratibu.core.findings import Refused
from uratibu.core.plans.model import ActionStatus
from uratibu.core.progress.model import ActionReport, Answered
from uratibu.core.progress.workflow import Refusal
from uratibu.core.values import number
from uratibu.web.accounts.permissions import NotAllowed
from uratibu.web.audit.models import Entry
from uratibu.web.progress import permissions
from uratibu.web.progress.models import AnswerVersion, Released, Reopening, Return, ReturnStep
from uratibu.web.progress.operations import answers, evidence, periods, releasing, steps
from uratibu.web.progress.queries import returns

TODAY = date(2026, 10, 5)
LATER = date(2027, 2, 1)


def report(action="A-1", version=0, **said):
    said = {"done": "Two desks.", **said}
    return ActionReport(action, Answered.REPORTED, ActionStatus.ON_TRACK, version=version, **said)


def save(row, person, *said):
    return answers.save_answers(row, said, by=person, today=TODAY, road="grid")


def test_create_quarters_and_invite_returns_again_change_nothing(period, people):
    assert list(Return.objects.order_by("institution").values_list("institution", "state")) == [
        ("COUNTY-023", "draft"),
        ("DIS", "draft"),
    ]
    assert periods.create_quarters(PLAN.id, by=people["secretary"]) == 0
    assert periods.invite_returns(period, by=people["secretary"]) == 0


def test_create_quarters_is_for_the_secretariat(period, people):
    with pytest.raises(NotAllowed):
        periods.create_quarters(PLAN.id, by=people["focal"])


def test_a_locked_period_opens_again_by_two_persons(period, draft, people):
    with pytest.raises(answers.Closed):
        answers.save_answers(draft, [report()], by=people["focal"], today=LATER, road="grid")
    asked = periods.ask_reopening(
        period, by=people["secretary"], reason="Floods", until=date(2027, 2, 10), today=LATER
    )
    with pytest.raises(NotAllowed):
        periods.confirm_reopening(asked, by=people["secretary"])

    periods.confirm_reopening(asked, by=people["chief"])

    saved = answers.save_answers(draft, [report()], by=people["focal"], today=LATER, road="grid")
    assert saved.saved == ("A-1",)


def test_a_reopening_is_never_confirmed_by_who_asked(period, person):
    both = person("SEC", "HEAD")
    asked = periods.ask_reopening(
        period, by=both, reason="Floods", until=date(2027, 2, 10), today=LATER
    )

    with pytest.raises(permissions.OwnWork):
        periods.confirm_reopening(asked, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reopening.objects.filter(pk=asked.pk).update(confirmed_by=both, confirmed_at=asked.asked_at)


def test_save_answers_keeps_what_stood_before(draft, people):
    save(draft, people["focal"], report())

    saved = save(draft, people["focal"], report(version=1, done="Three desks."))

    assert saved == answers.Saved(("A-1",))
    [before] = AnswerVersion.objects.all()
    assert (before.answer, before.version, "Two desks." in before.body) == ("A-1", 1, True)
    assert returns.whole(draft).actions["A-1"] == report(version=2, done="Three desks.")


def test_save_answers_gives_the_later_one_both_texts(draft, people):
    save(draft, people["focal"], report())

    late = save(draft, people["focal"], report(done="No desk."))

    [clash] = late.clashes
    assert (late.saved, clash.key) == ((), "A-1")
    assert (clash.stored, clash.mine) == (report(version=1), report(done="No desk."))
    assert returns.whole(draft).actions["A-1"].done == "Two desks."


def test_save_answers_of_the_same_words_changes_nothing(draft, people):
    save(draft, people["focal"], report())
    count = Entry.objects.count()

    assert save(draft, people["focal"], report()) == answers.Saved()
    assert Entry.objects.count() == count


def test_save_answers_is_for_the_institution_s_own_focal_point(draft, people):
    for who in ("county", "head", "secretary", "auditor"):
        with pytest.raises(NotAllowed):
            save(draft, people[who], report())


def test_answer_rest_says_nil_of_what_is_not_answered(draft, people):
    save(draft, people["focal"], report())

    answers.answer_rest(draft, Answered.NIL, by=people["focal"], today=TODAY)

    said = returns.whole(draft).actions
    assert {each.action: each.answered for each in said.values()} == {
        "A-1": Answered.REPORTED, "A-2": Answered.NIL,
    }  # fmt: skip


def test_submit_refuses_a_return_with_open_findings(draft, people, step):
    with pytest.raises(Refused) as refused:
        step(draft, "submit", "focal")

    assert {f.rule for f in refused.value.findings} == {"returns/not-answered"}
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_submit_wants_a_statement_of_truth(draft, fill, step):
    with pytest.raises(steps.NotThisStep) as refused:
        step(fill(draft), "submit", "focal", statement="")

    assert refused.value.refusal is Refusal.NO_STATEMENT


def test_take_step_twice_with_one_key_takes_one_step(draft, fill, step):
    row, key_of_form = fill(draft), uuid4()

    for _ in range(2):
        step(row, "submit", "focal", key=key_of_form)

    assert ReturnStep.objects.filter(of=row).count() == 1


def test_a_return_goes_back_with_a_note_and_comes_again(draft, fill, step):
    row = step(fill(draft), "submit", "focal")
    with pytest.raises(steps.NotThisStep):
        step(row, "send-back", "secretary")

    row = step(row, "send-back", "secretary", note="Count again.")
    row = step(row, "submit", "focal")

    told = list(row.steps.values_list("before", "after", "note"))
    assert told == [
        ("draft", "submitted", ""), ("submitted", "returned", "Count again."),
        ("returned", "submitted", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["focal", "county", "head", "chief", "auditor"])
def test_verify_is_for_the_secretariat(draft, fill, step, who):
    row = step(fill(draft), "submit", "focal")

    with pytest.raises(steps.NotThisStep) as refused:
        step(row, "verify", who)

    assert refused.value.refusal is Refusal.NOT_YOURS


def test_the_database_refuses_an_approval_of_own_work(draft, fill, step, people):
    row = step(step(fill(draft), "submit", "focal"), "verify", "secretary")

    for own in (people["focal"], people["secretary"]):
        with pytest.raises(IntegrityError), transaction.atomic():
            Return.objects.filter(pk=row.pk).update(approved_by=own)


def test_publish_releases_each_figure_with_its_return_as_origin(published):
    rows = Released.objects.order_by("indicator", "place")

    assert [(r.indicator, r.place, r.value, r.numerator, r.denominator) for r in rows] == [
        ("A-1/desks", "", "6", "", ""), ("A-1/desks", "023", "3", "", ""),
        ("A-1/desks", "047", "3", "", ""), ("A-1/in-time", "", "66.7", "4", "6"),
        ("A-1/in-time", "023", "66.7", "2", "3"), ("A-1/in-time", "047", "66.7", "2", "3"),
        ("A-1/served", "", "60", "", ""), ("A-1/served", "023", "30", "", ""),
        ("A-1/served", "047", "30", "", ""), ("A-2/enrolled", "", "12", "", ""),
        ("A-2/law", "", "1", "", ""), ("A-2/trained", "", "10", "", ""),
    ]  # fmt: skip
    assert {r.origin for r in rows} == {"return:DIS/2026/27-Q1"}
    assert {r.of_id for r in rows} == {published.pk}


def test_a_published_return_takes_no_answers(published, people):
    with pytest.raises(answers.Closed):
        save(published, people["focal"], report(version=1))


def test_a_correction_is_a_new_edition_that_ends_the_figure_before(published, people, step):
    new = releasing.correct_return(
        published, by=people["focal"], notice="One desk was counted twice.", today=TODAY
    )
    stored = returns.whole(new).values[key("A-2/trained")]
    changed = type(stored)(**{**vars(stored), "value": number(9)})
    save(new, people["focal"], changed)

    for verb, who in (
        ("submit", "focal"), ("verify", "secretary"), ("approve", "head"), ("publish", "chief"),
    ):  # fmt: skip
        new = step(new, verb, who)

    told = Released.objects.filter(indicator="A-2/trained").order_by("released_at")
    assert [(r.value, r.ended_at is None, r.origin) for r in told] == [
        ("10", False, "return:DIS/2026/27-Q1"), ("9", True, "return:DIS/2026/27-Q1/2"),
    ]  # fmt: skip
    published.refresh_from_db()
    assert (published.state, new.edition, new.notice) == (
        "published", 2, "One desk was counted twice.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("photo.jpeg", b"\xff\xd8\xff\xe0rest", "jpg"),
        ("letter.pdf", b"%PDF-1.7 rest", "pdf"),
        ("list.csv", b"a,b\n1,2\n", "csv"),
        ("page.pdf", b"<html><script>alert(1)</script>", "other-kind"),
        ("page.csv", b"<!DOCTYPE html><p>a,b", "other-kind"),
        ("photo.png", b"%PDF-1.7 rest", "other-ending"),
        ("run.csv", b"MZ\x00\x01,", "other-kind"),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_add_evidence_goes_by_what_a_file_holds(draft, people, name, content, kind):
    def add():
        return evidence.add_evidence(
            draft, "A-1", name=name, pieces=[content], note="", by=people["focal"], today=TODAY
        )

    if kind in evidence.TYPES:
        made = add()
        assert made.kind == kind
        assert evidence.path_of("evidence", made.sha256).read_bytes() == content
        return
    with pytest.raises(evidence.NotEvidence) as refused:
        add()
    assert (refused.value.why, draft.evidence.count()) == (kind, 0)


def test_add_evidence_stops_at_the_cap(draft, people, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_BYTES", 10)

    with pytest.raises(evidence.NotEvidence) as refused:
        evidence.add_evidence(
            draft, "A-1", name="a.pdf", pieces=[b"%PDF-1.7 far too long"], note="",
            by=people["focal"], today=TODAY,
        )  # fmt: skip

    assert refused.value.why == "too-large"
