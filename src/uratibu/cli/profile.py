"""`uratibu profile`: build the Migration Profile, freeze it, and compare two editions."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import cast

from tqdm import tqdm

from uratibu.cli.opened import add_pack_to, open_chosen
from uratibu.core.findings import Finding, Refused, Severity, Where
from uratibu.core.packs.system import System
from uratibu.core.reports import build, editions, manifest
from uratibu.core.reports.compile import compile_document
from uratibu.core.reports.contents import figures_of, tables_of
from uratibu.core.reports.model import About, Country, Document, Outline

SHARED_OUTLINE = "profile-core"
"""The outline of a country whose pack names none of its own."""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of `uratibu profile`."""
    parser = verbs.add_parser("profile", help="build the Migration Profile", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    building = acts.add_parser(
        "build",
        help="compile an outline into page, Word file, PDF, tables and manifest",
        description="Compile an outline. A sentence whose figure cannot be shown stops the build.",
        epilog="Example: uratibu profile build --pack packs/ke --edition 2025 --out profile",
    )
    building.add_argument("--edition", required=True, metavar="YEAR", help="name of the edition")
    building.add_argument("--out", required=True, type=Path, metavar="DIR")
    building.add_argument("--outline", default="", metavar="ID", help="which outline of the pack")
    building.add_argument(
        "--language", default="en", metavar="L", help="en, sw, or all languages of the country"
    )
    building.add_argument("--country", default="", metavar="CODE", help="another country, as GHA")
    building.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DAY",
        help="the day the data are as of (default: when the newest edition was retrieved)",
    )  # fmt: skip
    building.add_argument("--json", action="store_true", help="what was built, as JSON")
    building.set_defaults(run=run_build)
    add_pack_to(building)
    comparing = acts.add_parser(
        "compare",
        help="what differs between two manifests",
        description="Figures and sentences added, removed and changed; 1 if anything differs.",
    )
    comparing.add_argument("old", type=Path, metavar="OLD.json")
    comparing.add_argument("new", type=Path, metavar="NEW.json")
    comparing.add_argument("--json", action="store_true")
    comparing.set_defaults(run=run_compare)


def run_build(chosen: argparse.Namespace) -> int:
    """Build every language that was asked for. Raises Refused where a figure cannot be bound."""
    system = open_chosen(chosen)
    country = _country(system, chosen.country)
    languages = _languages(system, chosen.language)
    outline = _outline(system, chosen.outline, is_other=bool(chosen.country))
    day = chosen.as_of or _as_of(system)
    documents = [
        _compiled(system, outline, country, edition=chosen.edition, language=language, as_of=day)
        for language in languages
    ]
    _refuse_empty(documents, country)
    with _bar(total=len(documents) * len(build.STEPS)) as bar:
        for index, document in enumerate(documents):
            suffix = f".{document.language}" if index else ""

            def step(name: str) -> None:
                bar.set_description(name)
                bar.update()

            _write(chosen.out, build.build_files(document, suffix=suffix, progress=step))
    _tell(documents, chosen)
    return 0


def run_compare(chosen: argparse.Namespace) -> int:
    """Print what differs; 1 if anything does."""
    found = editions.compare(_read(chosen.old), _read(chosen.new))
    if chosen.json:
        plain = {
            name: [vars(item) if isinstance(item, editions.Changed) else item for item in items]
            for name, items in vars(found).items()
        }
        print(json.dumps(plain, indent=1, ensure_ascii=False))
    else:
        for line in _difference(found):
            print(line)
    return 0 if found.is_same else 1


def _compiled(
    system: System, outline: Outline, country: Country, *, edition: str, language: str, as_of: date
) -> Document:
    installation = system.installation
    own = installation.country is not None and installation.country.code == country.code
    return compile_document(
        outline,
        system.publisher,
        texts=dict(text for pack in installation.packs for text in pack.texts),
        country=country,
        edition=edition,
        language=language,
        as_of=as_of,
        outlines={known.id: known for known in installation.outlines},
        tiles=installation.tiles if own else (),
    )


def _country(system: System, code: str) -> Country:
    """The country of the pack, or the one named on the command line. Raises Refused."""
    if not code and system.installation.country is not None:
        return system.installation.country
    found = system.installation.codelists()["areas"].get(code) if code else None
    if found is None:
        raise _refused(
            "--country", code, "profile/country",
            f"{code or 'No country'} is not in the list of areas." if code
            else "The pack is of no single country.",
            "Name a country by its three letters, such as --country GHA.",
        )  # fmt: skip
    return About(found.code, found.title)


def _languages(system: System, asked: str) -> tuple[str, ...]:
    country = system.installation.country
    known = country.languages if country else ("en", "sw")
    if asked == "all":
        return known
    if asked not in known:
        raise _refused(
            "--language", asked, "profile/language", f"{asked} is not a language of the pack.",
            f"Choose one of: {', '.join(known)}, all.",
        )  # fmt: skip
    return (asked,)


def _outline(system: System, asked: str, *, is_other: bool) -> Outline:
    known = {outline.id: outline for outline in system.installation.outlines}
    own = system.installation.country
    usual = SHARED_OUTLINE if is_other or own is None else own.outline or SHARED_OUTLINE
    wanted = asked or usual
    if wanted in known:
        return known[wanted]
    listed = ", ".join(sorted(o.id for o in known.values() if o.sections)) or "none"
    raise _refused(
        "--outline", asked, "profile/outline", f"There is no outline {wanted}.",
        f"Choose one of: {listed}.",
    )  # fmt: skip


def _refuse_empty(documents: list[Document], country: Country) -> None:
    """A profile without one figure is no profile: the data of that country are not registered."""
    if any(next(figures_of(document.blocks), None) is None for document in documents):
        raise _refused(
            "--country", country.code, "profile/no-figures",
            f"The registered data sets hold no figure for {country.title()}.",
            "Register the files of the publishers first: uratibu data add FILE --source ID "
            "--edition E.",
        )  # fmt: skip


def _as_of(system: System) -> date:
    """The day the newest edition was retrieved: a fact of the data, never the clock."""
    return max(
        (edition.retrieved_on for edition in system.store.editions()), default=date(1970, 1, 1)
    )


def _refused(option: str, value: str, rule: str, message: str, remedy: str) -> Refused:
    where = Where(key=option, value=value)
    return Refused([Finding(where, rule, Severity.ERROR, message, remedy)])


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _read(path: Path) -> manifest.Plain:
    """A manifest from its file. Raises Refused where it is none."""
    try:
        plain = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise _unreadable(path, str(fault)) from fault
    if not isinstance(plain, dict) or plain.get("schema") != manifest.SCHEMA:
        raise _unreadable(path, "it is not a manifest of a document")
    return cast("manifest.Plain", plain)


def _unreadable(path: Path, fault: str) -> Refused:
    finding = Finding(
        Where(str(path)), "profile/manifest", Severity.ERROR,
        f"The manifest cannot be read: {fault}.", "Give the manifest.json of a built document.",
    )  # fmt: skip
    return Refused([finding])


def _difference(found: editions.Comparison) -> Iterable[str]:
    for kind, changed in (("figure", found.figures_changed), ("sentence", found.sentences_changed)):
        for item in changed:
            yield f"{kind} changed: {item.id}: {item.old} -> {item.new}"
    for kind, words, names in (
        ("figure", "added", found.figures_added),
        ("figure", "removed", found.figures_removed),
        ("sentence", "added", found.sentences_added),
        ("sentence", "removed", found.sentences_removed),
    ):
        for name in names:
            yield f"{kind} {words}: {name}"
    if found.is_same:
        yield "Nothing differs."


def _tell(documents: list[Document], chosen: argparse.Namespace) -> None:
    summary = [
        {
            "id": d.id,
            "language": d.language,
            "digest": d.digest,
            "figures": len({figure.id for figure in figures_of(d.blocks)}),
            "tables": sum(1 for _ in tables_of(d.blocks)),
            "out": str(chosen.out),
        }
        for d in documents
    ]
    if chosen.json:
        print(json.dumps(summary, indent=1))
        return
    for entry in summary:
        print(
            f"{entry['id']} [{entry['language']}]: {entry['figures']} figures, "
            f"{entry['tables']} tables, digest {str(entry['digest'])[:12]}, in {entry['out']}"
        )


def _bar(total: int) -> tqdm[object]:
    hidden = not sys.stderr.isatty()
    return tqdm(total=total, unit="step", disable=hidden, leave=False, delay=0.5)
