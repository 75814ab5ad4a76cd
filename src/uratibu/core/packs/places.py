"""The country, its places, their official codes, the tile map and the days off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from uratibu.core.codelists import check as codelists
from uratibu.core.codelists.model import CodeList
from uratibu.core.codelists.rows import FIRST_ROW
from uratibu.core.findings import Finding
from uratibu.core.packs import rules
from uratibu.core.packs.model import CodeListFacts, Country
from uratibu.core.packs.scope import Scope

LEFT_TO_USERS = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z][A-Z]|ZZ[A-Z]")
"""Codes that ISO 3166-1 never gives to a country (alpha-3, user-assigned)."""


def faults(scope: Scope) -> Iterator[Finding]:
    """Every fault of the country, its code lists, tiles and holidays."""
    if scope.pack.country is not None:
        yield from country_unlike_its_code(scope, scope.pack.country)
    for codelist in scope.pack.codelists:
        yield from codelist_outside_itself(scope, codelist)
        yield from codelist_without_title(scope, codelist)
    for facts in scope.pack.facts:
        yield from official_code_twice(scope, facts)
    yield from tile_of_no_area(scope)
    yield from tiles_overlap(scope)
    yield from area_without_tile(scope)
    yield from holiday_twice(scope)


def country_unlike_its_code(scope: Scope, country: Country) -> Iterator[Finding]:
    """A real country with an invented code, or the reverse; a country that is no area."""
    where = scope.place("pack.yaml", key="country.code", value=country.code)
    is_left = LEFT_TO_USERS.fullmatch(country.code) is not None
    if is_left and not country.is_invented:
        yield rules.found("packs/invented-not-said", where)
    if country.is_invented and not is_left:
        yield rules.found("packs/invented-with-real-code", where)
    if country.code not in scope.areas:
        yield rules.found("packs/unknown-country", where)
    if not 1 <= country.fiscal_start_month <= 12:
        month = str(country.fiscal_start_month)
        where = scope.place("pack.yaml", key="country.fiscal_start_month", value=month)
        yield rules.found("packs/fiscal-month", where)
    if country.outline and country.outline not in {o.id for o in scope.pack.outlines}:
        where = scope.place("pack.yaml", key="country.outline", value=country.outline)
        yield rules.found("packs/unknown-outline", where)


def codelist_outside_itself(scope: Scope, codelist: CodeList) -> Iterator[Finding]:
    """Parents and predecessors that neither this list nor another pack's part of it has."""
    place = scope.place("codelists", f"{codelist.id}.csv")
    known = scope.codelists[codelist.id]
    yield from codelists.unknown_parent(codelist, place, known)
    yield from codelists.unknown_predecessor(codelist, place, known)


def codelist_without_title(scope: Scope, codelist: CodeList) -> Iterator[Finding]:
    """A code list that no pack gives a name."""
    if not scope.codelists[codelist.id].title:
        where = scope.place("codelists", f"{codelist.id}.csv")
        yield rules.found("packs/codelist-without-title", where, name=codelist.id)


def official_code_twice(scope: Scope, facts: CodeListFacts) -> Iterator[Finding]:
    """Two codes of a list with one official code in a column that must tell them apart."""
    codelist = next((c for c in scope.pack.codelists if c.id == facts.id), None)
    place = scope.place("codelists", f"{facts.id}.csv")
    for column in facts.unique if codelist else ():
        owners: dict[str, str] = {}
        for row, code in enumerate(codelist or (), start=FIRST_ROW):
            value = code.attribute(column)
            if value and value in owners:
                where = replace(place, row=row, column=column, value=value)
                yield rules.found(
                    "packs/official-code-twice", where, code=code.code, column=column,
                    other=owners[value],
                )  # fmt: skip
            owners.setdefault(value, code.code)


def tile_of_no_area(scope: Scope) -> Iterator[Finding]:
    """A tile of a place that no pack has, or a second tile of one place."""
    place = scope.place("tiles.csv")
    seen: set[str] = set()
    for row, (area, _, _) in enumerate(scope.pack.tiles, start=FIRST_ROW):
        where = replace(place, row=row, column="area", value=area)
        if area in seen:
            yield rules.found("packs/tile-twice", where)
        elif area not in scope.areas:
            yield rules.found("packs/unknown-code", where, codelist=scope.areas.id)
        seen.add(area)


def tiles_overlap(scope: Scope) -> Iterator[Finding]:
    """Two places on one tile: the map would hide one of them."""
    taken: dict[tuple[int, int], str] = {}
    for row, (area, column, line) in enumerate(scope.pack.tiles, start=FIRST_ROW):
        other = taken.setdefault((column, line), area)
        if other != area:
            where = replace(scope.place("tiles.csv"), row=row, value=f"{column},{line}")
            yield rules.found("packs/tiles-overlap", where, area=area, other=other)


def area_without_tile(scope: Scope) -> Iterator[Finding]:
    """A part of the country that its map would leave out."""
    there = {area for area, _, _ in scope.pack.tiles}
    if there and scope.pack.country is not None:
        for code in scope.areas.children(scope.pack.country.code):
            if code.code not in there:
                where = scope.place("tiles.csv", value=code.code)
                yield rules.found("packs/tile-missing", where, area=code.code)


def holiday_twice(scope: Scope) -> Iterator[Finding]:
    """One holiday on one day in two rows."""
    seen: set[tuple[object, str]] = set()
    for row, holiday in enumerate(scope.pack.holidays, start=FIRST_ROW):
        key = (holiday.on, holiday.title())
        if key in seen:
            where = replace(scope.place("holidays.csv"), row=row, value=holiday.on.isoformat())
            yield rules.found("packs/holiday-twice", where)
        seen.add(key)
