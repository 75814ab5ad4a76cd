"""Who does what where: found by institution, role, place, theme and norm."""

from plan_examples import PLAN
from uratibu.core.plans import who
from uratibu.core.plans.who import Question


def asked(**question):
    return [
        (p.institution, str(p.role), p.element.id, p.place)
        for p in who.asked(PLAN, Question(**question))
    ]


def test_parts_has_a_line_for_each_institution_role_and_place():
    assert asked() == [
        ("DIS", "lead", "A-1-01", "TLD-1"),
        ("IOM", "partner", "A-1-01", "TLD-1"),
        ("COUNTY-1", "lead", "A-1-01-a", ""),
        ("DIS", "lead", "A-2-01", ""),
    ]


def test_asked_narrows_by_every_side():
    assert asked(institution="IOM") == [("IOM", "partner", "A-1-01", "TLD-1")]
    assert asked(role="lead", theme="T2") == [("DIS", "lead", "A-2-01", "")]
    assert asked(place="-", institution="DIS") == [("DIS", "lead", "A-2-01", "")]
    assert asked(norm="gcm/1") == []
    assert len(asked(norm="gcm/16")) == 4
    assert asked(status="completed") == []


def test_serves_finds_parts_of_a_norm_and_not_its_neighbour():
    assert who.serves("gcm/1/a", "gcm/1")
    assert who.serves("sdg/10.7.1", "sdg/10.7")
    assert not who.serves("gcm/16", "gcm/1")


def test_counts_counts_each_element_once():
    parts = who.parts(PLAN)

    assert who.counts(parts, by="theme")["DIS", "T1"] == 1
    assert who.counts(parts, by="theme")["DIS", "T2"] == 1
    assert [e.id for e in who.elements(parts)] == ["A-1-01", "A-1-01-a", "A-2-01"]
