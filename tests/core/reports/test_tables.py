from __future__ import annotations

from core.reports.outlines import document, with_blocks
from core.reports.publishing import Facts, FixturePublisher
from uratibu.core.labels import label
from uratibu.core.reports.contents import tables_of
from uratibu.core.reports.model import BoundFigure
from uratibu.core.values import MISSING, NOT_YET, SUPPRESSED, Quality, number


def printed(block):
    return [tuple(c if isinstance(c, str) else c.text for c in row) for row in block.rows]


def table(blocks, publisher=None, **more):
    return next(iter(tables_of(document(with_blocks(blocks), publisher=publisher, **more).blocks)))


def test_lay_out_puts_periods_across_sorts_by_the_last_and_keeps_collectives_and_total_below():
    block = table(
        "[{kind: table, measure: stock.total, by: [origin], periods: all, across: period,"
        " sort: value, total: All, caption: 'By origin, {unit}, {period}'}]"
    )

    assert (block.caption, [c.header for c in block.columns]) == (
        "By origin, persons, 2020\u20132024",
        ["Country of origin", "2020", "2024"],
    )
    assert printed(block) == [
        ("Somalia", "300,000", "330,000"),
        ("Uganda", "200,000", "220,000"),
        ("South Sudan", "120,000", "132,000"),
        ("Other or unknown", "9,000", "9,900"),
        ("All", "629,000", "691,900"),
    ]
    assert block.notes == ("All figures are estimates.",)
    assert block.source == (
        "Source: UN DESA, International Migrant Stock, edition 2024 (digest a1a1a1a1a1)."
    )


def test_lay_out_binds_every_cell_to_what_can_be_asked_again():
    block = table("[{kind: table, measure: stock.total, by: [sex], caption: C}]")

    assert [row[1].id for row in block.rows if isinstance(row[1], BoundFigure)] == [
        "stock.total@2024#KEN,sex=F",
        "stock.total@2024#KEN,sex=M",
    ]


def test_a_change_is_bound_to_the_period_it_is_measured_against():
    block = table(
        "[{kind: table, measure: remittances.inflow, periods: all, then: ['change:percent'],"
        " decimals: 1, caption: C}]"
    )

    assert [(row[0], row[1].text, row[1].id) for row in block.rows] == [
        ("2021", "19.6", "remittances.inflow@2021#KEN,change=percent,since=2020"),
        ("2022", "10.0", "remittances.inflow@2022#KEN,change=percent,since=2021"),
    ]


def test_states_qualities_and_cell_notes_are_marked_and_explained():
    rows = {
        ("KEN", "2019", "F"): number(5, Quality.PROVISIONAL),
        ("KEN", "2019", "M"): SUPPRESSED,
        ("KEN", "2020", "F"): number(0),
        ("KEN", "2021", "F"): MISSING,
        ("KEN", "2021", "M"): NOT_YET,
    }
    notes = {("KEN", "2020", "F"): (label("Counted twice."),)}
    publisher = FixturePublisher({"m": Facts(("sex",), rows, notes=notes)})
    block = table(
        "[{kind: table, measure: m, by: [sex], periods: all, across: sex, caption: C}]", publisher
    )

    assert printed(block) == [
        ("2019", "5 [p]", "[c]"),
        ("2020", "0 (1)", "[x]"),
        ("2021", "[x]", "[y]"),
    ]
    assert block.notes == (
        "(1) Counted twice.",
        "[p] provisional",
        "[c] hidden so that no person can be recognised",
        "[x] not available",
        "[y] not yet published",
    )


def test_many_notes_on_single_cells_are_sent_to_the_csv():
    rows = {("KEN", str(year)): number(year) for year in range(2000, 2010)}
    notes = {key: (label(f"Note {key[1]}."),) for key in rows}
    publisher = FixturePublisher({"m": Facts((), rows, notes=notes)})
    block = table("[{kind: table, measure: m, periods: all, caption: C}]", publisher)

    assert block.notes == ("(1) Notes on single figures stand in the CSV file of this table.",)
    assert {row[1].text[-4:] for row in block.rows} == {" (1)"}


def test_a_scale_is_printed_but_the_figure_stays_whole():
    block = table(
        "[{kind: table, measure: remittances.inflow, unit: million, caption: 'In {unit}'}]"
    )

    assert (block.caption, block.rows[0][1].text) == ("In million US dollars", "4,091")
    assert block.rows[0][1].value == number(4091000000)
