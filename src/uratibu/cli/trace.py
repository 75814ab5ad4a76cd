"""`uratibu trace`: the chain through a norm, an indicator, a measure, a data set or a figure."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from uratibu.cli import trace_output
from uratibu.cli.opened import add_pack_to, open_chosen
from uratibu.core.disclosure.model import NotReleasable
from uratibu.core.disclosure.request import parse_request
from uratibu.core.labels import label
from uratibu.core.lineage.graph import UnknownStep
from uratibu.core.packs import chain, manifest_chain
from uratibu.core.packs.system import System
from uratibu.core.reports.bind import Binder, Unbound
from uratibu.core.reports.binding import NotAFigure, parse_figure_id
from uratibu.core.statistics.model import SourceRow


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu trace`."""
    parser = verbs.add_parser(
        "trace",
        help="follow anything up to norms and down to source rows",
        description=__doc__,
        epilog="Examples: uratibu trace gcm/1; uratibu trace dataset:undesa-ims@2024; "
        "uratibu trace 'stock.total@2024#KEN'",
    )
    parser.add_argument("id", metavar="ID", help="kind:name, a plain name, or a figure's id")
    parser.add_argument(
        "--manifest", type=Path, metavar="FILE", help="manifest.json of a built document"
    )
    parser.add_argument("--language", default="en", metavar="LANGUAGE")
    parser.add_argument("--json", action="store_true", help="both directions as JSON")
    parser.set_defaults(run=run)
    add_pack_to(parser)


@dataclass(frozen=True)
class Asked:
    """A figure that is traced, with the rows of the sources behind it."""

    figure: chain.Printed
    rows: tuple[SourceRow, ...]


def run(chosen: argparse.Namespace) -> int:
    """Print both directions; 1 where nothing has that id."""
    system = open_chosen(chosen)
    try:
        shown = tuple(_manifest(chosen.manifest)) if chosen.manifest else ()
        asked = figure_of(chosen.id, system, shown) if "#" in chosen.id else None
        shown += (asked.figure,) if asked and asked.figure not in shown else ()
        graph = chain.build_chain(system.installation, system.store.editions(), shown)
        wanted = str(chain.figure_reference(asked.figure.id)) if asked else chosen.id
        trace = graph.trace(wanted)
    except (UnknownStep, NotAFigure, Unbound, NotReleasable, UnusableManifest) as fault:
        if chosen.json:
            print(json.dumps({"result": "refused", "message": str(fault)}, ensure_ascii=False))
        else:
            print(fault, file=sys.stderr)
        return 1
    rows = asked.rows if asked else ()
    if chosen.json:
        plain = trace_output.as_plain(trace, rows, chosen.language)
        print(json.dumps(plain, indent=1, ensure_ascii=False))
    else:
        print(trace_output.as_text(trace, rows, chosen.language))
    return 0


def figure_of(text: str, system: System, shown: tuple[chain.Shown, ...]) -> Asked:
    """The figure of an id, from a manifest or asked again, and the rows it stands on.

    Raises NotAFigure for an id that is none, Unbound or NotReleasable where there is no such
    figure any more.
    """
    figure_id = text.removeprefix("figure:")
    figures = (each for each in shown if isinstance(each, chain.Printed))
    known = next((figure for figure in figures if figure.id == figure_id), None)
    if known is None:
        country = system.installation.country
        binder = Binder(system.publisher, country.code if country else "", "en")
        known = chain.printed(binder.figure(parse_figure_id(figure_id)))
    if not known.request:
        return Asked(known, ())
    request = parse_request(parse_qsl(known.request))
    return Asked(known, system.publisher.sources(request, known.key))


class UnusableManifest(ValueError):
    """The file is no manifest of a document; the message says what is wrong."""


def _manifest(path: Path) -> Iterator[chain.Shown]:
    """The figures and tables of a built document. Raises UnusableManifest."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        document = str(plain["document"]["id"])
        for figure in plain["figures"]:
            yield chain.Printed(
                id=figure["id"],
                text=figure["text"],
                measure=figure["measure"],
                release=figure["release"],
                editions=tuple(_edition(*each) for each in figure["editions"]),
                request=figure["request"],
                key=tuple(figure["key"]),
                document=document,
            )
        for table in plain["tables"]:
            yield chain.PrintedTable(
                release=table["release"],
                measure=table["measure"],
                editions=tuple(_edition(*each) for each in table["editions"]),
                document=document,
                title=label(table["caption"]),
            )
        yield from manifest_chain.sentences(plain)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise UnusableManifest(
            f"{path} is not a manifest of a document ({fault}). Name the manifest.json that "
            "uratibu profile build wrote."
        ) from fault


def _edition(dataset: str, edition: str, sha256: str) -> tuple[str, str, str]:
    return dataset, edition, sha256
