"""The findings of a plan as people read, narrow and take them away."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.findings import Severity
from uratibu.core.plans import check, sheets
from uratibu.core.plans.check.fault import Fault
from uratibu.core.plans.check.rules import rule
from uratibu.core.plans.model import Level, Plan, Waiver
from uratibu.core.plans.words import SAMPLE
from uratibu.design import wording
from uratibu.design.parts import Choice, Option, Pages, Picker
from uratibu.web.plans import models
from uratibu.web.plans.queries import checking, fields, words
from uratibu.web.plans.queries.listing import page_number, pages

PAGE = 100
FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
COLUMNS = (
    "severity", "rule", "key", "element_title", "field", "message", "remedy", "institution",
)  # fmt: skip
ASKED = ("severity", "rule", "theme", "institution", "element")


@dataclass(frozen=True)
class FindingLine:
    """One finding. at: where to read it; mend: where to change it, "" where no form does."""

    rule: str
    slug: str
    title: str
    severity: str
    message: str
    remedy: str
    element: str
    element_title: str
    field: str
    key: str
    at: str
    mend: str
    institution: str


@dataclass(frozen=True)
class WaivedLine:
    """A finding that somebody set aside: who, why, until when. number: of its waiver."""

    line: FindingLine
    by: str
    reason: str
    until: str
    number: int


@dataclass(frozen=True)
class Count:
    """How many findings stand of one severity, with the address that shows them alone."""

    severity: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class FindingsPage:
    """The panel: counts, choices, one page of the findings, and what is waived."""

    counts: tuple[Count, ...]
    total: int
    found: int
    lines: tuple[FindingLine, ...]
    waived: tuple[WaivedLine, ...]
    picker: Picker
    pages: Pages
    asked: str


def findings_page(plan: Plan, asked: Mapping[str, str]) -> FindingsPage:
    """The findings of a plan that the address asks for."""
    said = {name: asked.get(name, "") for name in ASKED if asked.get(name)}
    checked = checking.checked(plan.id)
    found = _asked(plan, checked.standing, said)
    here = reverse("plans:findings", args=[plan.id])
    number = page_number(asked.get("page", ""), len(found))
    shown = found[PAGE * (number - 1) : PAGE * number]
    return FindingsPage(
        counts=tuple(_counts(checked.counts(), here, said)),
        total=len(checked.standing),
        found=len(found),
        lines=tuple(line(plan, each) for each in shown),
        waived=waived_lines(plan, checked.waived),
        picker=_picker(plan, checked.standing, here, said),
        pages=pages(here, list(said.items()), number, len(found)),
        asked=urlencode(said),
    )


def findings_of(plan: Plan, element: str) -> tuple[FindingLine, ...]:
    """The findings that stand at one element, gravest first."""
    faults = [each for each in checking.checked(plan.id).standing if each.element == element]
    return tuple(line(plan, each) for each in gravest_first(faults))


def file(plan: Plan, asked: Mapping[str, str], form: str) -> tuple[bytes, str]:
    """The findings that the address asks for, as CSV or JSON, with the type of the file."""
    found = _told(plan, asked)
    sample = words.text(SAMPLE) if plan.is_sample else ""
    if form == "json":
        rows = [{name: getattr(each, name) for name in COLUMNS} for each in found]
        plain = {"plan": plan.id, "sample": sample, "findings": rows}
        return json.dumps(plain, ensure_ascii=False, indent=1).encode(), FORMS[form]
    table = tuple(tuple(getattr(each, name) for name in COLUMNS) for each in found)
    return sheets.as_csv(sheets.Sheet("", sample, COLUMNS, table)).encode(), FORMS[form]


def _told(plan: Plan, asked: Mapping[str, str]) -> tuple[FindingLine, ...]:
    said = {name: asked.get(name, "") for name in ASKED if asked.get(name)}
    return tuple(
        line(plan, each) for each in _asked(plan, checking.checked(plan.id).standing, said)
    )


def gravest_first(faults: Iterable[Fault]) -> list[Fault]:
    """Errors, warnings, notes; each in the order of the plan."""
    grave = list(Severity)
    return sorted(faults, key=lambda each: grave.index(rule(each.rule).severity))


def line(plan: Plan, fault: Fault) -> FindingLine:
    """One fault in the reader's words, with the ways to what it is about."""
    about, element = rule(fault.rule), plan.get(fault.element)
    finding = check.finding(fault, get_language() or "en", file=plan.id)
    return FindingLine(
        rule=about.id,
        slug=about.slug,
        title=words.text(about.title),
        severity=str(about.severity),
        message=finding.message,
        remedy=finding.remedy,
        element=fault.element,
        element_title=words.element_link(plan.id, element).text if element else "",
        field=fields.in_words(fault.field),
        key=fault.key,
        at=fields.place(plan.id, fault),
        mend=fields.form(plan, fault),
        institution=element.reports if element else "",
    )


def waived_lines(plan: Plan, waived: Iterable[tuple[Fault, Waiver]]) -> tuple[WaivedLine, ...]:
    """What is set aside, with who did so."""
    rows = {(row.rule, row.place): row for row in checking.standing_waivers(plan.id)}
    return tuple(
        WaivedLine(
            line(plan, fault), waiver.by, waiver.reason, wording.day(waiver.until),
            rows[waiver.rule, waiver.place].pk,
        )
        for fault, waiver in waived
    )  # fmt: skip


def last_check(plan_id: str) -> models.Check | None:
    """The newest run that was stored, None before the first."""
    return models.Check.objects.filter(plan=plan_id).first()


def severity_words() -> dict[str, str]:
    """The severities as people say them, in the plural."""
    return {"error": _("Errors"), "warning": _("Warnings"), "note": _("Notes")}


def _asked(plan: Plan, faults: Iterable[Fault], said: Mapping[str, str]) -> list[Fault]:
    """The faults that the address asks for, gravest first. No words yet: there may be thousands."""
    return gravest_first(each for each in faults if _fits(plan, each, said))


def _fits(plan: Plan, fault: Fault, said: Mapping[str, str]) -> bool:
    about, element = rule(fault.rule), plan.get(fault.element)
    institution = element.reports if element else ""
    return (
        said.get("severity", about.severity) == about.severity
        and said.get("rule", about.slug) == about.slug
        and said.get("institution", institution) == institution
        and said.get("element", fault.element) == fault.element
        and ("theme" not in said or _is_of(plan, fault.element, said["theme"]))
    )


def _is_of(plan: Plan, element: str, theme: str) -> bool:
    return element == theme or theme in plan.themes_of(element)


def _counts(counts: Mapping[str, int], here: str, said: Mapping[str, str]) -> Iterator[Count]:
    for severity, count in counts.items():
        others = {name: value for name, value in said.items() if name != "severity"}
        is_chosen = said.get("severity") == severity
        asked = urlencode(others if is_chosen else {**others, "severity": severity})
        yield Count(severity, count, f"{here}?{asked}" if asked else here, is_chosen)


def _picker(plan: Plan, faults: tuple[Fault, ...], here: str, said: Mapping[str, str]) -> Picker:
    """Severities, rules, themes and institutions that have findings, and no others."""
    counted = Counter(each.rule for each in faults)
    elements = [found for each in faults if (found := plan.get(each.element))]
    themes = [e for e in plan.elements if e.level is Level.THEME and e.is_live]
    institutions = sorted({e.reports for e in elements if e.reports}, key=words.institution)
    options = (
        ("severity", _("Severity"), _("Every severity"), list(severity_words().items())),
        ("rule", _("Rule"), _("Every rule"),
         [(rule(one).slug, f"{words.text(rule(one).title)} ({count})")
          for one, count in counted.most_common()]),
        ("theme", _("Theme"), _("All themes"), [(e.id, words.text(e.title)) for e in themes]),
        ("institution", _("Institution"), _("All institutions"),
         [(code, words.institution(code)) for code in institutions]),
    )  # fmt: skip
    choices = tuple(
        Choice(name, label, tuple(
            Option(value, text, value == said.get(name, ""))
            for value, text in (("", whole), *among)
        ))
        for name, label, whole, among in options
    )  # fmt: skip
    kept = (("element", said["element"]),) if "element" in said else ()
    return Picker(_("Narrow the list"), _("Show"), choices, here, kept)
