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
from uratibu.core.paper import docx_parts as parts
from uratibu.core.reports.register import fields
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.template import bring, fill, grammar, preview, read, start, words
from uratibu.core.reports.template.saying import Sayer

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


def saved(file):
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def previewed(content, register=REGISTER, language="en"):
    """What is shown of the fields of a file, and the rules it breaks."""
    file, _faults = read.opened(content)
    sayer = Sayer(Reader(register, language, "TLD"), label("Testland"))
    shown, found = preview.preview(file, sayer)
    said = [(each.written, each.value, each.is_wrong) for each in shown]
    return said, [(each.rule, each.where.key, str(each.severity)) for each in found]


def with_content_control(cell):
    """Word puts a cell's paragraph into a content control where somebody asked for one."""
    control, content = parts.element("sdt"), parts.element("sdtContent")
    control.append(content)
    cell._tc.append(control)
    content.append(cell.paragraphs[0]._p)
    return cell


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
    assert [f.release.partition(":")[0] for f in figures] == ["return", "plan", "plan", "plan"]


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


def test_fill_reaches_the_header_of_a_first_page():
    made = docx.Document()
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Ministry, {{ period }}"
    file, _figures = filled(saved(made))
    assert texts(file.sections[0].first_page_header) == [f"Ministry, {PERIOD}"]


def test_fill_reaches_into_a_content_control_of_a_table():
    made = docx.Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "{{ list actions }}{{ action.title }}"
    with_content_control(table.cell(0, 1)).add_paragraph()
    table._cells[1]._tc.findall(f".//{read._PARAGRAPH}")[0].add_r().text = "{{ action.status }}"
    file, _figures = filled(saved(made))
    said = ["".join(t.text for t in row._tr.iter(read._TEXT)) for row in file.tables[0].rows]
    assert said == ["Open welcome desksDelayed", "Train officersNot started"]


def test_fill_repeats_the_row_of_a_table_inside_a_table_and_not_the_row_around_it():
    made = docx.Document()
    outer = made.add_table(1, 1)
    inner = outer.cell(0, 0).add_table(1, 1)
    inner.cell(0, 0).text = "{{ list actions }}{{ action.title }}"
    file, _figures = filled(saved(made))
    rows = file.tables[0].rows
    assert len(rows) == 1
    assert [c.text for c in rows[0].cells[0].tables[0]._cells] == [
        "Open welcome desks", "Train officers",
    ]  # fmt: skip


def test_a_list_or_count_of_what_the_plan_has_not_is_a_fault_and_never_nought():
    line = "{{ count actions lead=NOBODY }} {{ list actions place=XX }}{{ action.title }}"
    _said, found = previewed(word(line))
    assert found == [("template/unknown-value", "text, paragraph 1", "error")] * 2
    with pytest.raises(Refused) as refused:
        filled(word(line))
    assert {f.rule for f in refused.value.findings} == {"template/unknown-value"}


def test_scope_is_a_warning_while_no_institution_is_chosen():
    content = word("{{ count actions institution=scope }}")
    assert previewed(content) == ([("{{ count actions institution=scope }}", "2", False)], [])
    said, found = previewed(content, replace(REGISTER, scope=""))
    assert (said[0][1], found) == ("", [("template/no-scope", "text, paragraph 1", "warning")])


def test_preview_says_what_each_field_would_say_and_of_a_list_its_first_row():
    said, found = previewed(word(
        "{{ plan.title }} {{ plan.title }}", "{{ list actions }}{{ action.title }}",
        "{{ list actions status=completed }}{{ action.title }}",
    ))  # fmt: skip
    assert (said, found) == ([
        ("{{ plan.title }}", "Tiny plan", False),
        ("{{ list actions }}", "rows: 2", False),
        ("{{ action.title }}", "Open welcome desks", False),
        ("{{ list actions status=completed }}", "rows: 0", False),
        ("{{ action.title }}", "None.", False),
    ], [])  # fmt: skip


def test_findings_stand_in_the_order_of_the_file():
    _said, found = previewed(word(
        "{{ figure A-9 latest }}", "{{ nothing }}", "{{ list actions }}{{ list themes }}",
    ))  # fmt: skip
    assert found == [
        ("template/figure-unknown", "text, paragraph 1", "error"),
        ("template/unknown-field", "text, paragraph 2", "error"),
        ("template/second-list", "text, paragraph 3", "error"),
    ]


def test_written_says_a_field_as_it_is_read():
    for text in ("plan.title", "figure A-1-01/i1 2025/26-Q1 as=target", "action.lead",
                 "count actions status=delayed|stalled", "budget gap theme=T1 unit=million",
                 "list actions theme=T1 is=overdue"):  # fmt: skip
        field = grammar.parse(text)
        assert grammar.written(field) == f"{{{{ {text} }}}}"


def test_every_known_field_has_a_sentence_and_stands_in_the_catalogue():
    listed = [known.written for group in preview.catalogue() for known in group.fields]
    assert {f"{{{{ {name} }}}}" for name in grammar.known()} <= set(listed)
    twice = {each for each in listed if listed.count(each) > 1}
    assert (len(set(listed)), twice) == (
        len(grammar.known()) + len(words.ASKED), {"{{ institution.title }}"},
    )  # fmt: skip


def test_in_a_list_of_institutions_the_title_is_that_of_the_row():
    file, _figures = filled(word("{{ list institutions }}{{ institution.title }}"))
    assert texts(file)[1:] == ["COUNTY-1", "Immigration Services"]


def test_every_word_of_a_template_is_said_in_both_languages():
    tables = (words.FAULTS, words.PARTS, words.ALONE, words.LISTED, words.ROW, words.ASKED)
    assert {label.languages() for table in tables for label in table.values()} == {("en", "sw")}
    assert set(words.LISTED) == set(fields.FIELDS)


def test_the_file_to_begin_from_is_the_same_each_time():
    assert start.start("en") == start.start("en")
    assert previewed(start.start("sw"), language="sw")[1] == []


def test_a_file_that_takes_too_long_is_given_up(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(word("{{ plan.title }}"))
    asked = bring.Asked(REGISTER, "en", HOME)
    narrow = replace(bring.LIMITS, wall_seconds=0)
    checked = bring.check(path, asked, name="own.docx", limits=narrow)
    assert ([f.rule for f in checked.findings], checked.is_clean) == (
        ["template/reader-stopped"], False,
    )  # fmt: skip
    with pytest.raises(Refused):
        bring.fill(path, asked, name="own.docx", limits=narrow)
    assert bring.check(path, asked, name="own.docx").is_clean


def test_a_field_in_a_footnote_is_a_fault_since_nobody_would_fill_it():
    content = word("{{ plan.title }}")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    rels = "word/_rels/document.xml.rels"
    files[rels] = files[rels].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.footnotes+xml"/></Types>',
    )
    files["word/footnotes.xml"] = b"<f><t>{</t><t>{ period }}</t></f>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, part in files.items():
            target.writestr(name, part)
    assert findings(out.getvalue()) == [
        ("template/out-of-reach", "footnotes",
         "Move the field into the text, a table, the header or the footer."),
    ]  # fmt: skip


def related(file, kind, target):
    name = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return file.part.relate_to(target, name, is_external=True)


def test_what_is_fetched_when_the_file_is_opened_is_a_fault_and_a_link_to_choose_is_not():
    made = docx.Document(io.BytesIO(word("{{ plan.title }}")))
    related(made, "hyperlink", "https://example.org/")
    related(made, "image", "https://example.org/track.png")
    made.part._settings_part.relate_to(
        "https://example.org/evil.dotm", "x/attachedTemplate", is_external=True
    )
    line = made.add_paragraph()
    parts.add_field(line, 'DDEAUTO c:\\\\cmd.exe "/k calc"', "")
    parts.add_field(line, "PAGE", "1")
    found = [(f.rule, f.where.value) for f in read.check(read.opened(saved(made))[0])[1]]
    assert sorted(found) == [
        ("template/outside-part", 'DDEAUTO c:\\\\cmd.exe "/k calc"'),
        ("template/outside-part", "https://example.org/evil.dotm"),
        ("template/outside-part", "https://example.org/track.png"),
    ]


def test_fill_forgets_the_file_on_a_disk_that_the_styles_came_from():
    made = docx.Document(io.BytesIO(word("{{ plan.title }}")))
    made.part._settings_part.relate_to(
        "file:///C:/Users/amina/Letterhead.dotm", "x/attachedTemplate", is_external=True
    )
    made.settings.element.insert(0, parts.element("attachedTemplate"))
    content = saved(made)
    assert findings(content) == []
    with zipfile.ZipFile(io.BytesIO(fill.fill(content, REGISTER, language="en", country=HOME)
                                    .content)) as archive:  # fmt: skip
        assert [n for n in archive.namelist() if b"ttachedTemplate" in archive.read(n)] == []
