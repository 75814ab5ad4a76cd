"""Forty faults planted in a return's workbook, each found at its cell by its rule."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from return_examples import ASKED, key
from uratibu.core.findings import Severity
from uratibu.core.plans.model import ActionStatus
from uratibu.core.progress.model import ActionReport, Answered, Reported
from uratibu.core.progress.workbook.layout import Names, Said, filled
from uratibu.core.progress.workbook.mark import marked_copy
from uratibu.core.progress.workbook.read import Outcome, read_workbook
from uratibu.core.progress.workbook.write import write_workbook
from uratibu.core.values import MISSING, number

NAMES = Names(
    "Directorate of Immigration Services", "Plan of returns", date(2026, 10, 15),
    {"023": "Turkana", "047": "Nairobi City"}, "Kenya", is_sample=True,
)  # fmt: skip
SAID = Said(
    actions={"A-1": ActionReport("A-1", Answered.REPORTED, ActionStatus.ON_TRACK, "Two desks.",
                                 version=1)},
    values={key("A-1/desks"): Reported("A-1/desks", "2026/27-Q1", number(6), version=1)},
    last_actions={"A-2": ActionReport("A-2", Answered.REPORTED, ActionStatus.DELAYED, "Planned.")},
    last={key("A-2/trained"): "40"},
    targets={key("A-1/desks"): "8"},
)  # fmt: skip
BOOK = filled(ASKED, SAID, NAMES)
ROW = {each: row for row, each in enumerate([c.key for c in ASKED.values], start=4)}
DESKS, PLACE = ROW[key("A-1/desks", "023")], ROW[key("A-1/desks", "047")]
IN_TIME, LAW = ROW[key("A-1/in-time")], ROW[key("A-2/law")]


@pytest.fixture
def send(tmp_path):
    """Write the workbook, let somebody change it in an office program, and read it back."""

    def make(change=None, *, book=BOOK, now=BOOK, asked=ASKED):
        path = tmp_path / "return.xlsx"
        path.write_bytes(write_workbook(book, asked))
        if change is not None:
            opened = openpyxl.load_workbook(path)
            change(opened)
            opened.save(path)
        return read_workbook(path, asked, {"en": now})

    return make


def on(sheet, cell, value):
    def change(book):
        book[sheet][cell] = value

    return change


def hidden(row, value):
    return on("uratibu", f"B{row}", value)


def rename(sheet):
    def change(book):
        book[sheet].title = "Sheet1"

    return change


def remove(sheet):
    def change(book):
        del book[sheet]

    return change


def insert_row(sheet, at):
    return lambda book: book[sheet].insert_rows(at)


def insert_column(sheet, at):
    return lambda book: book[sheet].insert_cols(at)


def added_row(book):
    book["Actions"]["B6"] = "One more action"
    book["Actions"]["F6"] = "on track"


def unknown_row(book):
    book["Actions"]["A6"] = "A-9"
    book["Actions"]["F6"] = "on track"


def twice(book):
    for column in "ABCDEFGHI":
        book["Actions"][f"{column}6"] = book["Actions"][f"{column}5"].value


def swapped(book):
    sheet = book["Actions"]
    for column in "ABCDEFGHI":
        first, second = sheet[f"{column}4"], sheet[f"{column}5"]
        first.value, second.value = second.value, first.value


def dated(cell):
    def change(book):
        book["Indicators"][cell] = datetime(2026, 9, 30)  # noqa: DTZ001 - a cell has no zone
        book["Indicators"][cell].number_format = "yyyy-mm-dd"

    return change


def merged(book):
    book["Indicators"].merge_cells(f"H{DESKS}:H{PLACE}")


def both(*changes):
    def change(book):
        for each in changes:
            each(book)

    return change


V, A, H = "Indicators", "Actions", "uratibu"
FAULTS = [
    ("the hidden sheet was deleted", remove(H), H, "", "no-template"),
    ("another template", hidden(1, "uratibu/return/0"), H, "B1", "other-template"),
    ("another plan", hidden(2, "other-plan"), H, "B2", "other-plan"),
    ("another period", hidden(3, "2025/26-Q4"), H, "B3", "other-period"),
    ("another institution", hidden(4, "NRB"), H, "B4", "other-institution"),
    ("a base version was forged", hidden(8, "9"), H, "B6", "checksum"),
    ("the checksum was typed over", hidden(6, "0" * 64), H, "B6", "checksum"),
    ("the sheet of actions was renamed", rename(A), A, "", "sheet-missing"),
    ("the sheet of indicators was deleted", remove(V), V, "", "sheet-missing"),
    ("a sheet was added", lambda b: b.create_sheet("Mine").append([1]), "Mine", "", "sheet-extra"),
    ("a column was inserted", insert_column(V, 3), V, "C3", "heading"),
    ("a column was deleted", lambda b: b[V].delete_cols(9), V, "I3", "heading"),
    ("two columns changed places", both(on(V, "I3", "Denominator"), on(V, "J3", "Numerator")), V,
     "I3", "heading"),
    ("a heading was renamed", on(A, "F3", "State"), A, "F3", "heading"),
    ("a column was added at the end", on(A, "J3", "Budget"), A, "J3", "heading"),
    ("a row was inserted over the headings", insert_row(A, 1), A, "A4", "heading-row"),
    ("a row was deleted", lambda b: b[A].delete_rows(5), A, "A5", "row-missing"),
    ("a row was added", added_row, A, "A6", "row-without-key"),
    ("a key that nobody asked", unknown_row, A, "A6", "row-unknown"),
    ("a row stands twice", twice, A, "A6", "row-twice"),
    ("two rows changed places", swapped, A, "A4", "row-moved"),
    ("a key was deleted", on(A, "A5", None), A, "A5", "row-without-key"),
    ("a title was changed", on(A, "B4", "1.1 Open more desks"), A, "B4", "label-changed"),
    ("a place was changed", on(V, f"C{DESKS}", "Garissa"), V, f"C{DESKS}", "label-changed"),
    ("the answer stands in the last value", on(V, f"G{DESKS}", "4"), V, f"G{DESKS}",
     "label-changed"),
    ("a target was changed", on(V, f"F{ROW[key('A-1/desks')]}", "5"), V,
     f"F{ROW[key('A-1/desks')]}", "label-changed"),
    ("a formula", on(V, f"H{DESKS}", "=2+2"), V, f"H{DESKS}", "formulas"),
    ("an error of calculation", on(V, f"H{DESKS}", "#DIV/0!"), V, f"H{DESKS}", "odd-cell"),
    ("merged cells", merged, V, f"H{DESKS}", "merged-cells"),
    ("a date as a text", on(V, f"H{DESKS}", "30/09/2026"), V, f"H{DESKS}", "a-date"),
    ("a real date", dated(f"H{DESKS}"), V, f"H{DESKS}", "a-date"),
    ("1.000,5", on(V, f"H{DESKS}", "1.000,5"), V, f"H{DESKS}", "number-format"),
    ("1.000", on(V, f"H{DESKS}", "1.000"), V, f"H{DESKS}", "number-format"),
    ("1,000.5 desks", on(V, f"H{DESKS}", "1,000.5"), V, f"H{DESKS}", "too-exact"),
    ("words for a number", on(V, f"H{DESKS}", "about ten"), V, f"H{DESKS}", "not-a-number"),
    ("a number below zero", on(V, f"H{DESKS}", -4), V, f"H{DESKS}", "negative"),
    ("percent typed as 80", on(V, f"H{IN_TIME}", "80"), V, f"I{IN_TIME}", "no-parts"),
    ("percent typed as 0.8 beside its parts",
     both(on(V, f"H{IN_TIME}", 0.8), on(V, f"I{IN_TIME}", 8), on(V, f"J{IN_TIME}", 10)), V,
     f"H{IN_TIME}", "ratio-typed"),
    ("a denominator of zero", both(on(V, f"I{IN_TIME}", "8"), on(V, f"J{IN_TIME}", "0")), V,
     f"J{IN_TIME}", "zero-denominator"),
    ("parts of what is no ratio", both(on(V, f"H{DESKS}", "4"), on(V, f"I{DESKS}", "4")), V,
     f"I{DESKS}", "parts-not-asked"),
    ("maybe", on(V, f"H{LAW}", "maybe"), V, f"H{LAW}", "not-an-answer"),
    ("a reason of one's own", on(V, f"K{DESKS}", "lost"), V, f"K{DESKS}", "unknown-state"),
    ("a value and a reason for none", both(on(V, f"H{DESKS}", "4"), on(V, f"K{DESKS}", "no data")),
     V, f"K{DESKS}", "value-and-state"),
    ("a status of one's own", on(A, "F5", "going well"), A, "F5", "unknown-status"),
    ("an answer of one's own", on(A, "E5", "perhaps"), A, "E5", "unknown-answer"),
    ("a novel", on(A, "G5", "x" * 2001), A, "G5", "too-long"),
    ("a report was cleared", both(*(on(A, f"{c}4", None) for c in "EFGHI")), A, "E4", "cleared"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sheet", "cell", "rule"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_read_workbook_finds_a_planted_fault_at_its_cell(send, change, sheet, cell, rule):
    intake = send(change)

    found = {
        (f.rule, f.where.sheet, f"{f.where.column}{f.where.row or ''}") for f in intake.findings
    }
    assert (f"returns/{rule}", sheet, cell) in found
    assert all(f.remedy for f in intake.findings)
    serious = [f for f in intake.findings if f.severity is Severity.ERROR]
    assert len(serious) <= 2
    assert len(FAULTS) >= 40


def test_read_workbook_of_an_untouched_file_changes_nothing(send):
    intake = send()

    assert intake.findings == ()
    assert {line.outcome for line in intake.lines} == {Outcome.SAME}
    assert len(intake.lines) == len(ASKED.actions) + len(ASKED.values)


FILL = both(
    on(A, "E5", "no change"), on(A, "F5", "delayed"), on(A, "I5", "No rooms."),
    on(A, "G4", "Three desks."), on(V, f"H{DESKS}", 4), on(V, f"H{PLACE}", "2"),
    on(V, f"I{IN_TIME}", "21"), on(V, f"J{IN_TIME}", "30"), on(V, f"H{LAW}", "partly"),
    on(V, f"K{ROW[key('A-2/trained')]}", "no data"),
    on(V, f"L{ROW[key('A-2/trained')]}", "The register was lost."),
)  # fmt: skip


def test_read_workbook_says_what_is_new_changed_and_the_same(send):
    intake = send(FILL)

    assert intake.findings == ()
    assert {outcome: intake.count(outcome) for outcome in Outcome} == {
        Outcome.NEW: 6, Outcome.CHANGED: 1, Outcome.SAME: 7, Outcome.REJECTED: 0,
        Outcome.CONFLICT: 0,
    }  # fmt: skip
    assert intake.answers(Outcome.NEW, Outcome.CHANGED) == (
        ActionReport("A-1", Answered.REPORTED, ActionStatus.ON_TRACK, "Three desks.", version=1),
        ActionReport("A-2", Answered.NO_CHANGE, ActionStatus.DELAYED, obstacles="No rooms."),
        Reported("A-1/desks", "2026/27-Q1", number(4), "023"),
        Reported("A-1/desks", "2026/27-Q1", number(2), "047"),
        Reported("A-1/in-time", "2026/27-Q1", number("70.0"), numerator=Decimal(21),
                 denominator=Decimal(30)),
        Reported("A-2/trained", "2026/27-Q1", MISSING, comment="The register was lost."),
        Reported("A-2/law", "2026/27-Q1", number("0.5")),
    )  # fmt: skip


def stored(intake):
    """What stands in the return once a workbook was taken in."""
    actions, values = dict(SAID.actions), dict(SAID.values)
    for answer in intake.answers(Outcome.NEW, Outcome.CHANGED):
        later = replace(answer, version=answer.version + 1)
        if isinstance(later, ActionReport):
            actions[later.action] = later
        else:
            values[f"{later.indicator}@{later.period}#{later.place}"] = later
    return filled(ASKED, replace(SAID, actions=actions, values=values), NAMES)


def test_read_workbook_a_second_upload_changes_nothing(send):
    after = stored(send(FILL))

    again = send(FILL, now=after)

    assert again.findings == ()
    assert {line.outcome for line in again.lines} == {Outcome.SAME}


def test_read_workbook_of_an_older_base_shows_both_sides(send):
    now = filled(
        ASKED,
        replace(SAID, values={key("A-1/desks"): replace(SAID.values[key("A-1/desks")],
                                                        value=number(7), version=2)}),
        NAMES,
    )  # fmt: skip
    row = ROW[key("A-1/desks")]

    mine = send(on(V, f"H{row}", "5"), now=now)
    untouched = send(now=now)

    [clash] = [line for line in mine.lines if line.outcome is Outcome.CONFLICT]
    assert (clash.key, clash.stored, clash.typed) == (key("A-1/desks"), "7", "5")
    [told] = mine.findings
    assert (told.rule, told.severity) == ("returns/conflict", Severity.WARNING)
    assert untouched.count(Outcome.CONFLICT) == 0


def test_marked_copy_shows_each_fault_and_a_corrected_one_passes(send, tmp_path):
    intake = send(both(FILL, on(V, f"H{DESKS}", "about ten"), on(A, "F5", "going well")))
    copy = tmp_path / "marked.xlsx"

    copy.write_bytes(marked_copy(intake, ASKED, BOOK))
    opened = openpyxl.load_workbook(copy)
    notes = [c.coordinate for s in (A, V) for row in opened[s] for c in row if c.comment]
    assert notes == ["F5", f"H{DESKS}"]
    assert [row[1].value for row in opened["To mend"].iter_rows(min_row=2)] == ["F5", f"H{DESKS}"]

    opened[V][f"H{DESKS}"], opened[A]["F5"] = 4, "delayed"
    opened.save(copy)
    mended = read_workbook(copy, ASKED, {"en": BOOK})
    assert mended.findings == ()
    assert mended.answers(Outcome.NEW, Outcome.CHANGED) == send(FILL).answers(
        Outcome.NEW, Outcome.CHANGED
    )


def test_write_workbook_says_sample_everywhere_and_locks_what_is_no_answer(tmp_path):
    path = tmp_path / "return.xlsx"
    path.write_bytes(write_workbook(BOOK, ASKED))
    book = openpyxl.load_workbook(path)

    assert book.sheetnames == ["Instructions", "Actions", "Indicators", "uratibu"]
    assert book["Actions"]["A1"].value.startswith("SAMPLE: Return of Directorate")
    assert book["uratibu"].sheet_state == "veryHidden"
    assert {c.protection.locked for c in book["Actions"]["B"][3:]} == {True}
    assert not book["Actions"]["G4"].protection.locked
    assert book[V][f"H{IN_TIME}"].protection.locked
    assert book[V][f"H{DESKS}"].number_format == "@"
    assert "return_institution" in book.defined_names


def test_write_workbook_in_swahili_reads_back_in_swahili(tmp_path):
    path = tmp_path / "return.xlsx"
    swahili = filled(ASKED, SAID, NAMES, language="sw")
    path.write_bytes(write_workbook(swahili, ASKED))
    book = openpyxl.load_workbook(path)
    book["Viashiria"][f"H{LAW}"] = "ndiyo"
    book["Viashiria"][f"H{DESKS}"] = "nne"
    book.save(path)

    intake = read_workbook(path, ASKED, {"en": BOOK, "sw": swahili})

    assert intake.answers(Outcome.NEW) == (Reported("A-2/law", "2026/27-Q1", number(1)),)
    assert [f.message for f in intake.findings] == ["“nne” si namba."]


def test_read_workbook_of_what_is_no_workbook(tmp_path):
    path = tmp_path / "return.xlsx"
    path.write_text("not a workbook")

    intake = read_workbook(path, ASKED, {"en": BOOK})

    assert [f.rule for f in intake.findings] == ["returns/other-content"]


def test_read_workbook_takes_no_archive_that_swells(tmp_path):
    path = tmp_path / "return.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>" + " " * 30_000_000)

    intake = read_workbook(path, ASKED, {"en": BOOK})

    assert intake.lines == ()
    assert [f.severity for f in intake.findings] == [Severity.ERROR]


def test_no_change_without_a_status_keeps_the_status_of_last_time(send):
    intake = send(on("Actions", "E5", "no change"))

    answers = [line.answer for line in intake.lines if line.answer is not None]
    assert answers == [ActionReport("A-2", Answered.NO_CHANGE, ActionStatus.DELAYED, version=0)]
