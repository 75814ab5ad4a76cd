"""`uratibu report fields`: every field of a Word template, as lines and as its page."""

from pathlib import Path

from uratibu.core.reports.template import grammar


def test_fields_page_of_the_documentation_is_up_to_date(uratibu):
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "report-fields.md"
    assert uratibu("report", "fields", "--markdown")[1] == page.read_text(encoding="utf-8")


def test_fields_lists_every_known_field_in_the_language_asked(uratibu):
    _, out, _ = uratibu("report", "fields", "--language", "sw")
    listed = {line.partition("}}")[0] + "}}": line for line in out.splitlines()}
    assert {f"{{{{ {name} }}}}" for name in grammar.known()} <= set(listed)
    assert listed["{{ period }}"].endswith("Kipindi cha kuripoti ambacho faili linajazwa.")
