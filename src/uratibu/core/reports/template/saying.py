"""What a field says of a register, or why it says nothing; and what a filter asks for in vain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from uratibu.core.findings import Finding, Severity
from uratibu.core.labels import Label
from uratibu.core.plans.model import Lane, Level
from uratibu.core.progress.model import Rating
from uratibu.core.progress.status import Status
from uratibu.core.reports import numerals
from uratibu.core.reports.bind import Unbound
from uratibu.core.reports.register import asking, fields, words
from uratibu.core.reports.register.answer import ask
from uratibu.core.reports.register.asking import Filters
from uratibu.core.reports.register.reader import Reader
from uratibu.core.reports.register.rows import SCOPE, Here, Row, rows
from uratibu.core.reports.register.said import Cell
from uratibu.core.reports.template import grammar
from uratibu.core.reports.template import words as own_words
from uratibu.core.reports.template.grammar import Field
from uratibu.core.reports.template.read import Place

PLACELESS = frozenset({"is"})
"""Filters whose values the grammar knows; the others name things of a plan."""


@dataclass(frozen=True)
class Sayer:
    """Says fields of one register in one language. country: its words."""

    reader: Reader
    country: Label

    @property
    def language(self) -> str:
        """The language everything is said in."""
        return self.reader.language

    def rows(self, field: Field) -> tuple[Row, ...]:
        """The rows that a list repeats its paragraph or table row for."""
        return rows(self.reader.register, field.name, field.where, Here())

    def cell(self, row: Row, field: Field) -> Cell:
        """What a field says of one row."""
        known = fields.field_of(row.kind, field.name)
        return known.make(self.reader, row) if known else ""

    def say(self, place: Place, field: Field) -> Cell | Finding:
        """What a field says that is neither a list nor of a row; a finding where it says nothing.

        An indicator that the plan has not is an error; a figure that is not released yet a warning.
        """
        if field.kind == "alone":
            return self._alone(field.name)
        try:
            return ask(self.reader, Here(), field.name)
        except Unbound as fault:
            is_unknown = fault.kind == "unknown"
            return Finding(
                place.where(grammar.written(field), self.language), f"template/figure-{fault.kind}",
                Severity.ERROR if is_unknown else Severity.WARNING, fault.reason,
                self._nearest_indicator(field) if is_unknown else fault.remedy,
            )  # fmt: skip

    def odd(self, place: Place, field: Field) -> tuple[Finding, ...]:
        """A finding for each filter that names nothing of the plan: it would count to nought."""
        found = []
        for name, values in _filters(field):
            found += [self._odd(place, field, name, value) for value in values
                      if name not in PLACELESS and value not in self._known[name]]  # fmt: skip
        return tuple(found)

    def _odd(self, place: Place, field: Field, name: str, value: str) -> Finding:
        is_scope = value == SCOPE and name in ("institution", "lead")
        kind = "no-scope" if is_scope else "unknown-value"
        near = grammar.nearest(value, self._known[name]) if self._known[name] else "…"
        facts = {"filter": name, "value": value, "near": near}
        return Finding(
            place.where(grammar.written(field), self.language), f"template/{kind}",
            Severity.WARNING if is_scope else Severity.ERROR,
            own_words.fault(kind, self.language, **facts),
            own_words.fault(f"{kind}-remedy", self.language, **facts),
        )  # fmt: skip

    @cached_property
    def _known(self) -> dict[str, tuple[str, ...]]:
        """What each filter may name in this plan."""
        register = self.reader.register
        elements = [each for each in register.plan.elements if each.is_live]
        institutions = tuple(code for code, _words in register.institutions)
        scope = (SCOPE,) if register.scope else ()
        return {
            "theme": tuple(e.id for e in elements if e.level is Level.THEME),
            "objective": tuple(e.id for e in elements if not e.is_doing),
            "action": tuple(e.id for e in elements),
            "institution": (*institutions, *scope),
            "lead": (*institutions, *scope),
            "place": tuple(code for code, _words in register.places),
            "status": tuple(str(each) for each in Status),
            "rating": tuple(str(each) for each in Rating),
            "lane": tuple(str(each) for each in Lane),
            "norm": _with_parts((
                *(code for code, _words in register.norms),
                *(norm for e in elements for norm in e.norms),
            )),
        }  # fmt: skip

    def _nearest_indicator(self, field: Field) -> str:
        asked = asking.parse(field.name)
        known = [indicator.id for _element, indicator in self.reader.register.plan.indicators()]
        if not known:
            return own_words.fault("did-you-mean", self.language, near="plan.title")
        rest = grammar.written(field)[3:-3].split()[2:]
        near = " ".join(("figure", grammar.nearest(asked.name, known), *rest))
        return own_words.fault("did-you-mean", self.language, near=near)

    def _alone(self, name: str) -> str:
        register, language = self.reader.register, self.language
        said = {
            "plan.title": lambda: register.plan.title(language),
            "plan.id": lambda: register.plan.id,
            "period": lambda: register.period,
            "institution.title": lambda: register.name(register.scope)(language)
            if register.scope else "",
            "publisher": lambda: register.name(register.plan.publisher)(language),
            "country": lambda: self.country(language),
            "currency": lambda: register.plan.currency,
            "as-of": lambda: numerals.day_written(register.as_of, language),
            "notice": lambda: words.word("sample", language) if register.plan.is_sample else "",
        }  # fmt: skip
        return said[name]()


def _filters(field: Field) -> Filters:
    """What a field is narrowed by."""
    if field.kind == "list":
        return field.where
    return asking.parse(field.name).where if field.kind in ("count", "budget") else ()


def _with_parts(norms: Iterable[str]) -> tuple[str, ...]:
    """Norms, and all that contain them."""
    found = {"/".join(n.split("/")[:deep]) for n in norms for deep in range(1, n.count("/") + 2)}
    return tuple(sorted(found))
