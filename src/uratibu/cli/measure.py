"""`uratibu measure`: list the declared measures, or ask one of them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from uratibu.cli import measure_output
from uratibu.cli.opened import add_pack_to, open_chosen
from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.disclosure.request import RESERVED, Request, parse_request

FORMATS = (".csv", ".json", ".parquet")


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu measure`."""
    parser = verbs.add_parser("measure", help="list or ask measures", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    listing = acts.add_parser("list", help="every measure", description="Every declared measure.")
    listing.add_argument("--language", default="en", metavar="LANGUAGE")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=run_list)
    add_pack_to(listing)
    asking = acts.add_parser(
        "run",
        help="ask a measure",
        description="Ask a measure; the answer names its unit, period kind, edition and sha256.",
        epilog="Example: uratibu measure run stock.total --by origin --period 2024 --top 10:origin",
    )
    _add_question(asking)
    asking.add_argument("--language", default="en", metavar="LANGUAGE", help="of words (en, sw)")
    asking.add_argument(
        "--out", type=Path, metavar="FILE", help=f"write to a file ending in {', '.join(FORMATS)}"
    )
    asking.add_argument("--json", action="store_true", help="the answer as JSON")
    asking.set_defaults(run=run_ask)
    add_pack_to(asking)


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the measure, such as stock.total")
    for option, shape, told in (
        ("--by", "DIM", "break down by a dimension"),
        ("--where", "DIM=CODE[,CODE]", "keep these members; area=GHA asks for Ghana"),
        ("--period", "P", "a period or `latest`; all if absent"),
        ("--edition", "DATASET=E", "ask this edition; the latest if absent"),
    ):
        parser.add_argument(
            option, metavar=shape, help=f"{told}; may be repeated", action="append", default=[]
        )
    parser.add_argument("--top", metavar="N:DIM", help="the highest n, the rest as one line")
    parser.add_argument("--change", choices=("percent", "absolute"), help="since the period before")
    parser.add_argument("--share", metavar="DIM", help="percentage of the total over a dimension")
    parser.add_argument("--rank", metavar="DIM", help="add the rank within a dimension")


def run_list(chosen: argparse.Namespace) -> int:
    """Print id, unit and title of every measure."""
    system = open_chosen(chosen)
    measures, country = system.publisher.measures(), system.installation.country
    home = country.title(chosen.language) if country else "..."
    if chosen.json:
        plain = [{"id": m.id, "unit": m.unit, "title": dict(m.title.texts)} for m in measures]
        print(json.dumps(plain, indent=1, ensure_ascii=False))
        return 0
    widest = max((len(measure.id) for measure in measures), default=0)
    for measure in measures:
        print(f"{measure.id:{widest}}  {measure.title(chosen.language).replace('{area}', home)}")
    return 0


def run_ask(chosen: argparse.Namespace) -> int:
    """Print or write the released answer; 1 where there is none, saying what is missing."""
    if chosen.out and chosen.out.suffix not in FORMATS:
        print(f"{chosen.out}: write a file ending in {', '.join(FORMATS)}.", file=sys.stderr)
        return 2
    system = open_chosen(chosen)
    country = system.installation.country
    try:
        request = request_of(chosen, home=country.code if country else "")
        table = system.publisher.table(request)
    except NotReleasable as refused:
        _tell_refusal(refused, chosen)
        return 1
    if chosen.out:
        measure_output.write(table, chosen.out, chosen.language)
        print(f"{chosen.out}: {len(table.cells)} cells", file=sys.stderr)
    elif chosen.json:
        print(json.dumps(measure_output.as_plain(table, chosen.language), indent=1))
    else:
        print(measure_output.as_text(table, chosen.language))
    return 0


def request_of(chosen: argparse.Namespace, *, home: str) -> Request:
    """The question that the options ask; without an area it is about the installed country."""
    where = filters_of(chosen.where)
    steps = (
        ("change", chosen.change), ("top", chosen.top), ("share", chosen.share),
        ("rank", chosen.rank),
    )  # fmt: skip
    parameters: dict[str, str | tuple[str, ...]] = {
        **({"area": home} if home and "area" not in chosen.by else {}),
        **where,
        "measure": chosen.id,
        "by": tuple(chosen.by),
        "period": tuple(chosen.period),
        "edition": tuple(text.replace("=", "@", 1) for text in chosen.edition),
        "then": tuple(f"{name}:{value}" for name, value in steps if value),
    }
    return parse_request(parameters)


def filters_of(texts: list[str]) -> dict[str, tuple[str, ...]]:
    """The codes of each dimension named by --where, however often it is named."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        dimension, sign, codes = text.partition("=")
        if not (dimension and sign and codes):
            raise _wrong_usage(text, "write DIM=CODE, for example --where origin=SOM")
        if dimension in RESERVED:
            raise _wrong_usage(text, f"{dimension} has an option of its own, see --help")
        found[dimension] = (*found.get(dimension, ()), codes)
    return found


def _wrong_usage(text: str, told: str) -> SystemExit:
    print(f"--where {text}: {told}.", file=sys.stderr)
    return SystemExit(2)


def _tell_refusal(refused: NotReleasable, chosen: argparse.Namespace) -> None:
    if chosen.json:
        plain = {
            "refused": refused.kind, "message": refused.words(chosen.language),
            "missing": refused.missing, "available": list(refused.available),
        }  # fmt: skip
        print(json.dumps(plain, indent=1, ensure_ascii=False))
        return
    print(refused.words(chosen.language), file=sys.stderr)
    if refused.available:
        print(f"There is: {', '.join(refused.available)}", file=sys.stderr)
