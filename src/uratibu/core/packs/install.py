"""A country's pack with every pack it requires, put together."""

from __future__ import annotations

from pathlib import Path

from uratibu.core.findings import Finding, Refused, Where, has_errors
from uratibu.core.packs import rules
from uratibu.core.packs.load import load_pack, read_pack
from uratibu.core.packs.model import Installation, Pack


def install(root: Path) -> Installation:
    """The pack in `root` and the packs it requires, which lie beside it; required ones first.

    Raises Refused with every finding where one of them cannot be read.
    """
    found: dict[str, Pack] = {}
    findings: list[Finding] = []
    _add(root, found, findings, is_lenient=False)
    if has_errors(findings):
        raise Refused(findings)
    packs = tuple(found.values())
    return Installation(packs, packs[-1].country)


def gather(root: Path) -> tuple[tuple[Pack, ...], tuple[Finding, ...]]:
    """The same with all that could be read, for a checker; the pack itself stands last."""
    found: dict[str, Pack] = {}
    findings: list[Finding] = []
    _add(root, found, findings, is_lenient=True)
    return tuple(found.values()), tuple(findings)


def _add(root: Path, found: dict[str, Pack], findings: list[Finding], *, is_lenient: bool) -> None:
    pack, told = read_pack(root) if is_lenient else load_pack(root)
    findings.extend(told)
    if pack is None:
        return
    for name in pack.requires:
        beside = root.resolve().parent / name
        if not (beside / "pack.yaml").is_file():
            where = Where(str(root / "pack.yaml"), key="requires", value=name)
            findings.append(rules.found("packs/required-pack-missing", where, pack=name))
        elif name not in found and name != pack.id:
            _add(beside, found, findings, is_lenient=is_lenient)
    found[pack.id] = pack
