"""`uratibu report`: the fields that a Word template of a report may have."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from uratibu.core.progress.status import Status
from uratibu.core.reports.register import asking
from uratibu.core.reports.template.preview import Group, catalogue

COMMAND = "uratibu report fields --markdown > docs/reference/report-fields.md"
"""How the page of documentation is made."""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu report`."""
    parser = verbs.add_parser("report", help="fields of report templates", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    listing = acts.add_parser("fields", help="every field", description=__doc__)
    listing.add_argument("--language", default="en", metavar="L", help="en or sw")
    listing.add_argument("--markdown", action="store_true", help="as the page of documentation")
    listing.set_defaults(run=run_fields)


def run_fields(chosen: argparse.Namespace) -> int:
    """Print every field: as lines, or as the page of documentation."""
    groups = catalogue()
    if chosen.markdown:
        print("\n".join(page(groups)))
        return 0
    for each in (field for group in groups for field in group.fields):
        print(f"{each.written:36} {each.about(chosen.language)}")
    return 0


def page(groups: tuple[Group, ...]) -> Iterator[str]:
    """The lines of the page, fields under where they may stand."""
    yield from ("# Fields of a report template", "")
    yield "What may stand between double braces in a Word file that is brought as a template"
    yield "([how to bring one](../how-to/bring-your-own-template.md)). The page *Field names* of"
    yield "the site says the same with what each field gives now. Names never change their meaning."
    yield ""
    yield "A list repeats the table row or the paragraph it stands in; fields of its rows stand in"
    yield "the same row or paragraph. Lists, counts and sums are narrowed by `name=code`, several"
    yield "codes joined by `|`, as `status=delayed|stalled`; `scope` as institution or lead is the"
    yield "institution the file is filled for. A code that the plan has not is a fault."
    yield ""
    yield f"- Names: {_code(asking.FILTERS)}."
    yield f"- After `is=`: {_code(asking.CLAIMS)}."
    yield f"- After `status=`: {_code(tuple(str(each) for each in Status))}."
    yield ""
    yield f"This page is made by `{COMMAND}`."
    for group in groups:
        yield from ("", f"## {group.title()} ({group.title('sw')})", "")
        yield "| Field | What it says | Kwa Kiswahili |"
        yield "| --- | --- | --- |"
        for each in group.fields:
            written = each.written.replace("|", "\\|")
            yield f"| `{written}` | {each.about()} | {each.about('sw')} |"


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
