"""An outline and a publisher become a document in which every figure is bound, or a refusal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date

from uratibu.core.findings import Refused
from uratibu.core.labels import Label
from uratibu.core.reports import changes, numerals, words
from uratibu.core.reports.bind import Binder, Publisher
from uratibu.core.reports.blocks import Builder
from uratibu.core.reports.contents import editions_of, figures_of, tables_of
from uratibu.core.reports.marks import Tiles
from uratibu.core.reports.model import (
    Block,
    BlockPlan,
    ChartBlock,
    Country,
    Document,
    Heading,
    KeyStatistics,
    Outline,
    Paragraph,
    RegisterChart,
    RegisterTable,
    SectionPlan,
    SourceComparison,
    SourceList,
    WordTable,
)
from uratibu.core.reports.options import Options, overridden
from uratibu.core.reports.register import rows, sources
from uratibu.core.reports.register import words as register_words
from uratibu.core.reports.register.blocks import here_said, said_once
from uratibu.core.reports.register.model import Register
from uratibu.core.reports.register.reader import Reader


def compile_document(
    outline: Outline,
    publisher: Publisher,
    *,
    texts: Mapping[str, Label],
    country: Country,
    edition: str,
    language: str,
    as_of: date,
    outlines: Mapping[str, Outline] | None = None,
    tiles: Tiles = (),
    register: Register | None = None,
) -> Document:
    """Compile an outline for a country, an edition and a language.

    texts: section texts by name. as_of: the day the data are as of; it is an input, so that the
    same inputs give the same document. register: what an outline of the register speaks of; it
    raises WithoutRegister where it is lacking. outlines: where `use: outline/name` is looked up.
    Raises Refused with every sentence, table and chart that cannot be printed, all at once.
    """
    plain = {
        "country": country.title(language),
        "area": country.title(language),
        "edition": edition,
        "as-of": numerals.day_written(as_of, language),
    }
    if outline.subject == "register" and register is None:
        raise WithoutRegister(outline.id)
    reader = Reader(register, language, country.code) if register is not None else None
    plain |= said_once(reader) if reader is not None else {}
    binder = Binder(publisher, country.code, language)
    builder = Builder(binder, language, plain, texts, tiles, reader)
    shared = _shared(outline, outlines or {})
    blocks = tuple(_sections(builder, outline.sections, shared, ""))
    if builder.findings:
        raise Refused(builder.findings)
    blocks += tuple(_annex(blocks, builder.binder, language, reader))
    document = Document(
        id=_id(outline, country, edition, register),
        title=builder.say(outline.title),
        subtitle=builder.say(outline.subtitle),
        edition=edition,
        language=language,
        country=country.code,
        as_of=as_of,
        blocks=blocks,
        digest="",
        publisher=builder.say(outline.publisher),
        notices=tuple(_notices(builder, outline)),
        outline=outline.id,
        is_wide=outline.is_wide,
        is_brief=outline.is_brief,
    )
    return replace(document, digest=digest(document))


class WithoutRegister(Exception):
    """A report of the register was asked for without a register; the message names the outline."""


def _id(outline: Outline, country: Country, edition: str, register: Register | None) -> str:
    about = country.code.lower() if register is None else register.plan.id
    scope = f"/{register.scope}" if register is not None and register.scope else ""
    return f"{outline.id}/{about}{scope}/{edition}"


def _notices(builder: Builder, outline: Outline) -> Iterator[str]:
    """What a reader must know first: a sample says so."""
    if builder.reader is not None and builder.reader.register.plan.is_sample:
        yield register_words.word("sample", builder.language)
    if outline.notice:
        yield builder.say(outline.notice)


def _shared(outline: Outline, outlines: Mapping[str, Outline]) -> dict[str, BlockPlan]:
    """Every block that may be re-used, by the name it is used under."""
    known = {outline.id: outline, **outlines}
    return {f"{o.id}/{name}": plan for o in known.values() for name, plan in o.shared}


def _sections(
    builder: Builder,
    sections: tuple[SectionPlan, ...],
    shared: Mapping[str, BlockPlan],
    above: str,
) -> Iterator[Block]:
    index = 0
    for section in sections:
        for inner, anchor in _repeated(builder, section):
            index += 1
            number = f"{above}.{index}" if above else str(index)
            title = inner.say(section.title)
            yield Heading(min(number.count(".") + 1, 4), number, title, anchor)
            for plan in section.blocks:
                yield from _block(inner, plan, shared)
            yield from _sections(inner, section.sections, shared, number)


def _repeated(builder: Builder, section: SectionPlan) -> Iterator[tuple[Builder, str]]:
    """The section once, or once for each it is repeated for, with what `here` means inside."""
    if not section.each or builder.reader is None:
        yield builder, _anchor(section.id, builder)
        return
    for row in rows.rows(builder.reader.register, section.each, section.where, builder.here):
        inner = builder.inside(row, here_said(builder.reader, row))
        yield inner, _anchor(section.id, inner)


def _anchor(name: str, builder: Builder) -> str:
    """A permanent anchor: the section's id and what it is repeated for."""
    return "-".join((name, *(code for _, code in builder.here.at))).replace("/", "-")


def _block(builder: Builder, plan: BlockPlan, shared: Mapping[str, BlockPlan]) -> Iterator[Block]:
    if plan.kind != "use":
        yield from builder.build(plan)
        return
    name = Options(plan).text("use")
    if name not in shared:
        known = ", ".join(sorted(shared)) or "none"
        builder.fault(
            plan.place, "profile/unknown-block", f"There is no shared block {name}.",
            f"Use one of: {known}.",
        )  # fmt: skip
        return
    yield from builder.build(overridden(shared[name], plan))


def _annex(
    blocks: tuple[Block, ...], binder: Binder, language: str, reader: Reader | None
) -> Iterator[Block]:
    """The annex that names every edition behind the figures."""
    title = words.word("annex-sources", language)
    yield Heading(1, words.word("annex", language, letter="A"), title, "annex-sources")
    yield Paragraph((words.word("sources-lead", language),), "body", "annex-sources-1")
    told = () if reader is None else sources.of_register(blocks, reader)
    yield SourceList("sources", (*told, *editions_of(blocks, binder.tables(), language)))


def digest(document: Document) -> str:
    """The digest of all that a reader sees and every figure behind it; no clock is in it."""
    facts = {
        "id": document.id,
        "language": document.language,
        "title": document.title,
        "as_of": document.as_of.isoformat(),
        "words": [_words(block) for block in document.blocks],
        "figures": [figure.digest for figure in figures_of(document.blocks)],
        "tables": [table.table.digest for table in tables_of(document.blocks)],
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _words(block: Block) -> object:
    """What a block prints, without the released table behind it (its digest is counted apart)."""
    if isinstance(block, Heading | SourceList | WordTable):
        return asdict(block)
    if isinstance(block, Paragraph):
        return [block.style, block.text]
    if isinstance(block, KeyStatistics):
        return [block.title, [(tile.name, tile.note) for tile in block.tiles]]
    if isinstance(block, SourceComparison):
        told = [(s.name, s.definition, s.coverage, s.is_used) for s in block.sources]
        return [block.number, block.caption, told, block.choice]
    if isinstance(block, RegisterTable):
        return [block.number, block.caption, [changes.printed(row) for row in block.rows]]
    if isinstance(block, ChartBlock | RegisterChart):
        return [block.number, block.caption, block.specification, block.alternative]
    return [block.number, block.caption, block.notes, block.source]
