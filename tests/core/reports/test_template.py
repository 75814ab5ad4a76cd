"""A ministry's Word file: its fields are found however Word cut them, checked, and filled."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reports.registers import PERIOD, REGISTER
from plan_examples import PLAN
from uratibu.core.findings import Refused
from uratibu.core.labels import label
from uratibu.core.reports.template import fill, grammar, read

HOME = ("TLD", label("Testland"))


def word(*paragraphs, rows=()):
    """A Word file of paragraphs (a tuple is one in several runs) and one table."""
    file = docx.Document()
    for each in paragraphs:
        line = file.add_paragraph()
        for run in (each,) if isinstance(each, str) else each:
            line.add_run(run)
    if rows:
        table = file.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def filled(content, register=REGISTER, language="en"):
    made = fill.fill(content, register, language=language, country=HOME)
    return docx.Document(io.BytesIO(made.content)), made.figures


def texts(file):
    return [line.text for line in file.paragraphs]


def findings(content):
    file, faults = read.opened(content)
    return [(f.rule, f.where.key, f.remedy) for f in (faults or read.check(file)[1])]


def test_fill_finds_a_field_that_word_split_over_runs():
    file, _figures = filled(
        word(("Plan: {", "{ pl", "an.ti", "tle }", "} for ", "{{period}}", "."))
    )
    assert texts(file)[1] == f"Plan: Tiny plan for {PERIOD}."


def test_fill_keeps_the_look_of_the_run_in_which_a_field_begins():
    made = docx.Document()
    line = made.add_paragraph()
    line.add_run("Of ")
    line.add_run("{{ institution").bold = True
    line.add_run(".title }}").italic = True
    out = io.BytesIO()
    made.save(out)
    file, _figures = filled(out.getvalue())
    runs = [(r.text, r.bold, r.italic) for r in file.paragraphs[1].runs]
    assert runs == [("Of ", None, None), ("Immigration Services", True, None), ("", None, True)]


def test_fill_binds_figures_counts_and_sums():
    file, figures = filled(word(
        f"{{{{ figure A-1-01/i1 {PERIOD} }}}} of {{{{ figure A-1-01/i1 {PERIOD} as=target }}}}",
        "{{ count actions status=delayed }}, {{ budget planned theme=T1 }}",
    ))  # fmt: skip
    assert texts(file)[1:] == ["2 of 4", "1, 2,300"]
    assert [f.release.partition(":")[0] for f in figures] == ["plan", "return", "plan", "plan"]


def test_fill_repeats_a_table_row_for_each_row_of_a_list():
    file, _figures = filled(word(rows=(
        ("Action", "Done"), ("{{ list actions }}{{ action.title }}", "{{ action.done }}"),
    )))  # fmt: skip
    assert [[c.text for c in row.cells] for row in file.tables[0].rows] == [
        ["Action", "Done"],
        ["Open welcome desks", "Two desks were opened. A third is being furnished."],
        ["Train officers", "Nil return: nothing happened in the period."],
    ]


def test_fill_repeats_a_paragraph_and_says_where_a_list_is_empty():
    file, _figures = filled(word(
        "{{ list actions is=obstructed }}{{ action.title }}: {{ action.obstacles }}",
        "{{ list actions status=completed }}{{ action.title }}",
    ))  # fmt: skip
    assert texts(file)[1:] == ["Open welcome desks: Furniture came late.", "None."]


def test_fill_says_that_the_plan_is_a_sample_unless_the_template_does():
    first = texts(filled(word("{{ plan.title }}"))[0])[0]
    own = texts(filled(word("{{ plan.title }}", "{{ notice }}"))[0])
    real = replace(REGISTER, plan=replace(PLAN, is_sample=False))
    assert (first.startswith("Sample plan"), own[1] == first) == (True, True)
    assert texts(filled(word("{{ plan.title }}"), real)[0]) == ["Tiny plan"]


def test_fill_speaks_swahili():
    file, _figures = filled(word("{{ institution.title }}"), language="sw")
    assert texts(file)[1] == "Idara ya Uhamiaji"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (word("{{ plan.titel }}"),
         ("template/unknown-field", "text, paragraph 1", "Did you mean {{ plan.title }}?")),
        (word(rows=(("a", "b"), ("c", "{{ actoin.title }}"))),
         ("template/unknown-field", "text, table 1, row 2, cell 2",
          "Did you mean {{ action.title }}?")),
        (word("{{ list acts }}"),
         ("template/unknown-field", "text, paragraph 1", "Did you mean {{ list actions }}?")),
        (word("{{ list actions colour=red }}{{ action.title }}"),
         ("template/unknown-field", "text, paragraph 1", "Did you mean {{ list actions }}?")),
        (word("{{ action.title }}"),
         ("template/outside-list", "text, paragraph 1",
          "Write {{ list actions }} in the same paragraph or table row.")),
        (word("{{ list actions }}{{ milestone.due }}"),
         ("template/outside-list", "text, paragraph 1",
          "Use a field of actions, or list milestones here.")),
        (word("{{ plan.title"),
         ("template/unclosed-field", "text, paragraph 1",
          "Write the field in one line, as {{ plan.title }}.")),
        (word("{{ figure }}"),
         ("template/unknown-field", "text, paragraph 1",
          "Did you mean {{ figure A-1-01/i1 2025/26-Q4 }}?")),
        (word("No field."),
         ("template/no-field", "text",
          "Write for example {{ plan.title }} where the title belongs.")),
    ],
)  # fmt: skip
def test_check_names_place_and_remedy_of_each_fault(content, expected):
    assert expected in findings(content)


def test_check_reads_headers_and_footers():
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "{{ nothing }}"
    out = io.BytesIO()
    made.save(out)
    assert ("template/unknown-field", "header, paragraph 1") in [
        found[:2] for found in findings(out.getvalue())
    ]


def test_fill_refuses_a_figure_that_is_not_released():
    with pytest.raises(Refused) as refused:
        filled(word("{{ figure A-1-01/i1 2019/20-Q1 }}"))
    assert [f.rule for f in refused.value.findings] == ["template/figure-unreleased"]


@pytest.mark.parametrize("attack", [
    "{{ ''.__class__.__mro__ }}", "{{ 7*7 }}", "{% for x in y %}", "{{ plan.__class__ }}",
    "{{ list actions is=__import__ }}", "{{ count:actions }}",
])  # fmt: skip
def test_nothing_in_a_template_is_run(attack):
    with pytest.raises(Refused):
        filled(word(attack))


def test_a_file_with_macros_is_refused():
    content = io.BytesIO(word("{{ plan.title }}"))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    with pytest.raises(Refused):
        filled(content.getvalue())


@given(st.text(max_size=60))
def test_parse_reads_or_refuses_any_words(text):
    with suppress(grammar.NotAField):
        assert grammar.parse(text).kind in {"alone", "figure", "count", "budget", "list", "row"}
