"""Reports of the register: what they say, what they are bound to, what keeps them from being."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import docx
import openpyxl
import pytest

from core.reports.registers import (
    PERIOD,
    REGISTER,
    RETURN,
    SHIPPED,
    compiled,
    figure,
    outlines,
    with_return,
)
from uratibu.core.findings import Refused, Where
from uratibu.core.plans import budget
from uratibu.core.progress.model import Rating, ReturnState
from uratibu.core.reports import changes, export_html, export_tables, manifest
from uratibu.core.reports.build import build_files
from uratibu.core.reports.compile import WithoutRegister
from uratibu.core.reports.contents import figures_of, register_tables_of
from uratibu.core.reports.load import load_outline
from uratibu.core.reports.model import Heading, Paragraph, RegisterTable, SourceList
from uratibu.core.reports.register import words
from uratibu.core.reports.register.model import Light
from uratibu.core.reports.register.reader import Reader

KNOWN = outlines()


def said(document, anchor):
    return next(b.text for b in document.blocks if isinstance(b, Paragraph) and b.anchor == anchor)


def table(document, anchor):
    found = next(t for t in register_tables_of(document.blocks) if t.anchor == anchor)
    return [[c if isinstance(c, str) else c.text for c in row.cells] for row in found.rows]


def test_compile_counts_the_actions_of_the_plan_by_status():
    assert said(compiled("gcm-review"), "coverage-1") == (
        "The plan has 2 actions in 1 objectives. Of these, 0 are completed, 0 are on track, "
        "1 are delayed and 0 are stalled; 1 have not started. 0 are overdue."
    )


def test_compile_repeats_an_approved_return_under_its_objective():
    document = compiled("gcm-review")
    text = (
        "Open welcome desks (Immigration Services; Delayed). "
        "Two desks were opened. A third is being furnished."
    )
    assert said(document, "done-O-1-A-1-01") == text
    paragraph = next(
        b for b in document.blocks if isinstance(b, Paragraph) and b.anchor == "done-O-1-A-1-01"
    )
    assert paragraph.refs == ("action:tiny-plan/A-1-01", f"return:DIS/tiny-plan/{PERIOD}")


@pytest.mark.parametrize("state", [ReturnState.DRAFT, ReturnState.SUBMITTED, ReturnState.VERIFIED])
def test_compile_says_nothing_of_a_return_that_no_head_approved(state):
    document = compiled("annual-progress", with_return(replace(RETURN, state=state)))
    assert "Two desks" not in export_html.page(document)


def test_compile_prints_targets_beside_released_values():
    assert table(compiled("gcm-review"), "list-targets-O-1") == [
        ["Desks opened", "desks", "0", "4", "2", "50", "\u25b2 Amber", "not known"]
    ]


def test_compile_prints_the_target_that_the_percent_is_measured_against():
    quarter = Light("A-1-01/i1", Rating.GREEN, percent=Decimal(100), target=Decimal(2), at=PERIOD)
    known = replace(REGISTER, lights=(quarter,))
    assert table(compiled("gcm-review", known), "list-targets-O-1") == [
        ["Desks opened", "desks", "0", "2", "2", "100", "\u25cf Green", "not known"]
    ]


def test_compile_binds_each_number_to_a_return_or_to_a_state_of_the_plan():
    releases = {f.release for f in figures_of(compiled("gcm-review").blocks)}
    assert releases == {"plan:tiny-plan@7", f"return:DIS/tiny-plan/{PERIOD}"}


def test_compile_names_the_norms_that_a_figure_serves():
    document = compiled("gcm-review")
    found = next(f for f in figures_of(document.blocks) if f.id == f"tiny-plan/{figure().id}")
    assert (found.norms, found.text, found.unit) == (("gcm/16",), "2", "desks")


def test_compile_lists_gaps_and_waived_findings():
    document = compiled("gcm-review")
    assert said(document, "unserved-gcm-17") == "No discrimination (gcm/17)"
    assert table(document, "list-waived") == [
        ["plan/no-budget", "A-2-01.budget", "Paid by the school.", "Head", "30 June 2026"]
    ]


def test_compile_names_returns_and_plan_in_the_annex():
    document = compiled("gcm-review")
    listed = next(b for b in document.blocks if isinstance(b, SourceList)).editions
    assert [(e.dataset, e.edition) for e in listed] == [
        ("plan:tiny-plan", "7"), (f"return:DIS/tiny-plan/{PERIOD}", ""),
    ]  # fmt: skip


def test_compile_says_first_that_a_plan_is_a_sample():
    assert compiled("institution-brief").notices[0] == words.word("sample", "en")


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_report_has_unique_anchors_and_leads_to_its_sources(name, language):
    document = compiled(name, language=language, known=KNOWN)
    page = export_html.page(document)
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    links = {part.split('"')[0] for part in page.split('href="#')[1:]}
    assert sorted(set(ids)) == sorted(ids)
    assert links <= set(ids)
    assert "{" not in "".join(b.text for b in document.blocks if isinstance(b, Heading | Paragraph))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_report_opens_again(name):
    document = compiled(name, known=KNOWN)
    files = build_files(document)
    word = docx.Document(io.BytesIO(files["profile.docx"]))
    rows = sum(len(t.rows) for t in document.blocks if isinstance(t, RegisterTable))
    drawn = 0 if document.is_brief else sum(
        len(t.rows) + 1 for t in register_tables_of(document.blocks) if t.anchor.endswith("-data")
    )  # fmt: skip
    heads = sum(isinstance(t, RegisterTable) for t in document.blocks)
    assert sum(len(t.rows) for t in word.tables) == rows + heads + drawn
    book = openpyxl.load_workbook(io.BytesIO(files["tables.xlsx"]))
    assert len(book.sheetnames) == 1 + len(list(register_tables_of(document.blocks)))
    assert files["profile.pdf"].startswith(b"%PDF")


def test_csv_of_a_register_table_names_row_and_source():
    files = export_tables.csv_files(compiled("gcm-review"))
    lines = files["list-targets-O-1.csv"].decode("utf-8-sig").split("\r\n")
    assert lines[1] == (
        "A-1-01/i1,Desks opened,desks,0,4,2,50,\u25b2 Amber,not known,"
        f"action:tiny-plan/A-1-01 return:DIS/tiny-plan/{PERIOD}"
    )


def test_compile_refuses_a_figure_that_is_not_released():
    plain = {
        "id": "short", "subject": "register", "title": "Short",
        "sections": [{"id": "one", "title": "One", "blocks": [
            {"kind": "said", "name": "said", "words": "There are {plan:A-1-01/i1@2024/25} desks."},
        ]}],
    }  # fmt: skip
    outline, findings = load_outline(plain, Where("short.yaml"))
    assert findings == ()
    with pytest.raises(Refused) as refused:
        compiled(outline)
    assert [(f.rule, f.where.value) for f in refused.value.findings] == [
        ("profile/figure-unreleased", "plan:A-1-01/i1@2024/25")
    ]


def test_compile_refuses_a_report_of_the_register_without_one():
    with pytest.raises(WithoutRegister, match="gcm-review"):
        compiled("gcm-review", None)


@pytest.mark.parametrize(
    ("block", "rule"),
    [
        ({"kind": "list", "name": "x", "of": "things", "columns": [], "caption": "x"},
         "outline/of"),
        ({"kind": "list", "name": "x", "of": "actions", "columns": ["age"], "caption": "x"},
         "outline/columns"),
        ({"kind": "items", "name": "x", "of": "actions", "words": "x", "narrow": {"colour": "red"}},
         "outline/narrow"),
        ({"kind": "items", "name": "x", "of": "actions", "words": "x", "narrow": {"is": "nice"}},
         "outline/narrow"),
    ],
)  # fmt: skip
def test_load_outline_finds_what_the_register_does_not_know(block, rule):
    plain = {"id": "x", "title": "x", "sections": [{"id": "s", "title": "s", "blocks": [block]}]}
    assert [f.rule for f in load_outline(plain, Where("x.yaml"))[1]] == [rule]


def every_word(document):
    """What the report prints, place by place, read off the document itself."""
    found = {}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found["sentence", block.anchor] = block.text
    for each in register_tables_of(document.blocks):
        for row in each.rows:
            cells = [c if isinstance(c, str) else c.text for c in row.cells]
            found["table", f"{each.anchor}/{row.id}"] = " | ".join(cells)
    for block in document.blocks:
        if hasattr(block, "specification"):
            found["chart", block.anchor] = block.specification
    return found


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("name", SHIPPED)
def test_changing_one_return_lists_exactly_what_reads_differently(name, language):
    action = replace(RETURN.actions[0], status="completed", done="Two desks were opened. Done.",
                     obstacles="")  # fmt: skip
    action = replace(action, status=type(RETURN.actions[0].status)("completed"))
    later = with_return(replace(RETURN, actions=(action, RETURN.actions[1])))
    later = replace(later, figures=(figure(3),))
    old, new = (compiled(name, r, language=language, known=KNOWN) for r in (REGISTER, later))
    was, now = every_word(old), every_word(new)
    differs = {place for place in {*was, *now} if was.get(place) != now.get(place)}

    found = changes.compare(manifest.manifest(old), manifest.manifest(new))

    annex = {("sentence", "annex-sources-1")}
    assert {(c.kind, c.place) for c in found} == differs - annex
    assert differs


def test_a_change_list_tells_only_the_sentence_that_differs():
    action = replace(RETURN.actions[0], done="Two desks were opened. A third is open.")
    later = with_return(replace(RETURN, actions=(action, RETURN.actions[1])))
    found = changes.compare(
        manifest.manifest(compiled("gcm-review")), manifest.manifest(compiled("gcm-review", later))
    )
    assert found == (
        changes.Change("sentence", "done-O-1-A-1-01", "A third is being furnished.",
                       "A third is open."),
    )  # fmt: skip


def test_nothing_changes_where_nothing_changed():
    plain = manifest.manifest(compiled("annual-progress"))
    assert changes.compare(plain, manifest.manifest(compiled("annual-progress"))) == ()


def test_every_word_of_the_register_is_there_in_both_languages():
    assert set(words.word_languages().values()) == {("en", "sw")}


def test_sums_of_all_actions_are_the_sums_of_the_plan():
    reader = Reader(REGISTER, "en", "KEN")

    assert reader.sums(REGISTER.plan.actions()) == budget.total(REGISTER.plan)


def test_the_last_figure_is_that_of_the_whole_country_up_to_the_period():
    place = figure(4, area="KE001")
    earlier, later = (
        figure(1, period="2024/25-Q4"),
        figure(9, period="2025/26-Q2"),
    )
    known = replace(REGISTER, figures=(later, place, figure(2), earlier))
    assert known.latest("A-1-01/i1") == figure(2)
    assert replace(known, figures=(earlier, place)).latest("A-1-01/i1") == earlier
    assert replace(known, figures=(place,)).latest("A-1-01/i1") == place
    assert replace(known, figures=(later,)).latest("A-1-01/i1") is None


def test_figures_before_the_last_are_asked_for_where_a_sentence_names_them():
    asked = []

    def every(indicator):
        asked.append(indicator)
        return (figure(2), figure(1, period="2024/25-Q4"))

    known = replace(REGISTER, every=every)
    assert [f.value.number for f in known.figures_of("A-1-01/i1")] == [1, 2]
    assert [f.value.number for f in known.figures_of("A-1-01/i1", "KE001")] == []
    assert asked == ["A-1-01/i1"]
