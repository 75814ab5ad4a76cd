"""A folder becomes a pack, or a list of everything that is wrong with its files.

Each room reads its own files; here they are found, named and put together. What needs several
files at once (an indicator that a measure names) is the business of `check.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from uratibu.core.findings import Finding, Where, has_errors
from uratibu.core.packs import files, folders, rules
from uratibu.core.packs.model import Country, Pack
from uratibu.core.plain import Reading


def load_pack(root: Path) -> tuple[Pack | None, tuple[Finding, ...]]:
    """Read the pack in a folder; None where a part of it cannot be read."""
    pack, findings = read_pack(root)
    return (None if has_errors(findings) else pack), findings


def read_pack(root: Path) -> tuple[Pack | None, tuple[Finding, ...]]:
    """The same with all parts that could be read, so that a checker can go on to the rest."""
    findings: list[Finding] = []
    path = root / "pack.yaml"
    if not path.is_file():
        return None, (rules.found("packs/no-pack-file", Where(str(root))),)
    plain = files.read_yaml(path, findings)
    if plain is None:
        return None, tuple(findings)
    return _pack(root, plain, findings), tuple(findings)


def _pack(root: Path, plain: Mapping[str, object], findings: list[Finding]) -> Pack:
    head = Reading(plain, Where(str(root / "pack.yaml")), findings)
    languages = head.texts("languages") or ("en",)
    shelf = folders.Shelf(root, findings)
    pack = Pack(
        id=head.text("id"),
        title=head.label("title", required=True),
        version=head.text("version"),
        licence=head.text("licence"),
        root=root,
        requires=head.texts("requires"),
        country=_country(head, languages),
        languages=languages,
        codelists=shelf.codelists(),
        facts=shelf.facts(),
        frameworks=shelf.frameworks(),
        crosswalks=shelf.crosswalks(),
        datasets=shelf.datasets(),
        indicators=shelf.indicators(),
        measures=shelf.measures(),
        outlines=shelf.outlines(),
        editions=shelf.editions(),
        holidays=shelf.holidays(),
        tiles=shelf.tiles(),
        texts=shelf.texts(),
        examples=shelf.examples(),
        comparisons=shelf.comparisons(),
        plans=shelf.plans(),
    )
    head.close()
    if pack.id and pack.id != root.resolve().name:
        head.fault("packs/id-not-file-name", "id", "is not the name of the folder.",
                   f"Write id: {root.resolve().name}, or rename the folder.")  # fmt: skip
    return pack


def _country(head: Reading, languages: tuple[str, ...]) -> Country | None:
    inner = head.inner("country")
    if inner is None:
        return None
    country = Country(
        code=inner.text("code"),
        alpha2=inner.text("alpha2"),
        title=inner.label("title", required=True),
        languages=languages,
        currency=inner.text("currency"),
        fiscal_start_month=inner.whole("fiscal_start_month"),
        is_invented=inner.claim("is_invented"),
        outline=inner.text("outline", default=""),
    )
    inner.close()
    return country
