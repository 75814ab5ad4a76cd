"""A released table as a page shows it."""

from uratibu.core.disclosure.request import Request
from uratibu.web.portal.queries import tables


def shown(kenya, *, sort="", across="", **question):
    request = Request(**question)
    layout = tables.Layout(id="t", caption="c", sort=sort, across=across, is_linked=False)
    return tables.shown(request, kenya.publisher.table(request), layout)


def texts(table):
    return [tuple(cell.state or cell.text for cell in row.cells) for row in table.rows]


ORIGINS = {
    "measure": "stock.total",
    "by": ("origin",),
    "where": (("area", ("KEN",)),),
    "periods": ("2024",),
}


def test_shown_sorts_by_value_and_keeps_collective_members_last(kenya):
    rows = texts(shown(kenya, sort="-value", **ORIGINS))

    assert rows[:3] == [
        ("Somalia", "401,953"), ("Uganda", "274,655"), ("South Sudan", "114,885"),
    ]  # fmt: skip
    assert rows[-1] == ("Other or unknown origin", "65,396")


def test_shown_sorts_by_name(kenya):
    names = [row[0] for row in texts(shown(kenya, sort="origin", **ORIGINS))]

    assert names[:-1] == sorted(names[:-1])


def test_shown_puts_periods_across(kenya):
    question = ORIGINS | {"periods": ("2020", "2024"), "then": ("top:2:origin",)}

    table = shown(kenya, across="period", **question)

    assert [column.text for column in table.columns] == ["Country of origin", "2020", "2024"]
    assert [row[0] for row in texts(table)] == [
        "Somalia", "Uganda", "Others",
    ]  # fmt: skip


def test_shown_says_that_all_figures_are_estimates_and_who_made_them(kenya):
    table = shown(kenya, **ORIGINS)

    assert table.notes[0] == "All figures: estimated."
    assert table.source == "UN DESA Population Division, International migrant stock, 2024 edition"


def test_shown_says_a_state_in_words_and_never_as_a_number(kenya):
    question = {
        "measure": "displacement.new",
        "where": (("area", ("KEN",)),),
        "then": ("change:percent",),
    }

    rows = texts(shown(kenya, **question))

    assert rows[0][1] == "does not apply"
