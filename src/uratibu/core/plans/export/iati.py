"""A plan as an IATI activity file: one activity for the plan, one for each action.

Source: IATI Standard 2.03, activity elements in the order of its schema. A sample says so in the
narratives of its titles and descriptions.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from uratibu.core.labels import Label
from uratibu.core.periods import NotAPeriod, Period, PeriodKind, parse_period
from uratibu.core.plans import words
from uratibu.core.plans.known import Known
from uratibu.core.plans.model import (
    ActionStatus,
    BudgetLine,
    Element,
    Plan,
    PlanIndicator,
    PlanValue,
    Stage,
)

VERSION = "2.03"
AGENCY = "XX"
"""Prefix of identifiers of organisations whose registration is not known."""
SECTOR = "15190"
"""DAC 5: facilitation of orderly, safe, regular and responsible migration and mobility."""
_STATUS = {
    ActionStatus.NOT_STARTED: "1", ActionStatus.COMPLETED: "4", ActionStatus.CANCELLED: "5",
    ActionStatus.TRANSFERRED: "5", ActionStatus.STALLED: "6",
}  # fmt: skip
_IMPLEMENTATION = "2"
_KINDS = {Stage.COMMITTED: "2", Stage.DISBURSED: "3"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PERIODS = (PeriodKind.FISCAL_YEAR, PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER,
            PeriodKind.MONTH, PeriodKind.DAY)  # fmt: skip


def export(plan: Plan, known: Known, *, made_at: datetime) -> bytes:
    """The XML file. Raises ValueError where a plan has no publisher and no id."""
    writer = _Writer(plan, known)
    root = etree.Element("iati-activities", version=VERSION)
    root.set("generated-datetime", made_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    if plan.is_sample:
        root.append(etree.Comment(f" SAMPLE: {plan.title()} "))
    root.append(writer.whole())
    for element in plan.actions():
        root.append(writer.action(element))
    return bytes(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    )  # fmt: skip


class _Writer:
    def __init__(self, plan: Plan, known: Known) -> None:
        self.plan, self.known = plan, known
        self.publisher = plan.publisher or plan.id
        self.country = ""

    def whole(self) -> etree._Element:
        """The plan itself, the parent of its actions."""
        plan = self.plan
        activity = self._begin("", plan.title, plan.notice or plan.title, "1")
        self._participants(activity, self.publisher, ())
        _sub(activity, "activity-status", code=_IMPLEMENTATION)
        self._dates(activity, plan.starts_on, plan.ends_on)
        self._end(activity)
        for each in plan.actions():
            _sub(activity, "related-activity", ref=self._identifier(each.id), type="2")
        return activity

    def action(self, element: Element) -> etree._Element:
        """One action with its people, places, money and results."""
        about = element.description or element.deliverables or element.title
        activity = self._begin(element.id, element.title, about, "2")
        self._participants(activity, element.lead, element.partners, element.budget)
        _sub(activity, "activity-status", code=_STATUS.get(element.status, _IMPLEMENTATION))
        start = element.starts_on or self.plan.starts_on
        end = element.ends_on or self.plan.ends_on
        self._dates(activity, start, end)
        for place in element.places:
            location = _sub(activity, "location", ref=place)
            _narrative(_sub(location, "name"), self._area(place))
        self._end(activity)
        for line in element.budget:
            if line.stage is Stage.PLANNED:
                self._budget(activity, element, line)
        for line in element.budget:
            if line.stage in _KINDS:
                self._transaction(activity, element, line)
        _sub(activity, "related-activity", ref=self._identifier(""), type="1")
        for indicator in element.indicators:
            self._result(activity, element, indicator)
        return activity

    def _begin(self, key: str, title: Label, about: Label, hierarchy: str) -> etree._Element:
        activity = etree.Element("iati-activity", hierarchy=hierarchy)
        activity.set(_LANG, "en")
        activity.set("default-currency", self.plan.currency)
        _sub(activity, "iati-identifier").text = self._identifier(key)
        reporting = _sub(
            activity, "reporting-org", ref=f"{AGENCY}-{self.publisher}", type="10"
        )  # fmt: skip
        _narrative(reporting, self._organisation(self.publisher))
        _narrative(_sub(activity, "title"), self._marked(title))
        _narrative(_sub(activity, "description", type="1"), self._marked(about))
        return activity

    def _end(self, activity: etree._Element) -> None:
        sector = _sub(activity, "sector", vocabulary="1", code=SECTOR, percentage="100")
        _narrative(sector, words.both("Migration and mobility", "Uhamiaji na uhamaji"))

    def _marked(self, text: Label) -> Label:
        """A text; one of a sample says so in front."""
        if not self.plan.is_sample:
            return text
        return Label(tuple(
            (language, f"{'MFANO' if language == 'sw' else 'SAMPLE'}: {said}")
            for language, said in text.texts
        ))  # fmt: skip

    def _identifier(self, key: str) -> str:
        tail = f"-{key}" if key else ""
        return f"{AGENCY}-{self.publisher}-{self.plan.id}{tail}"

    def _participants(
        self, activity: etree._Element, lead: str, partners: Iterable[str],
        budget: tuple[BudgetLine, ...] = (),
    ) -> None:  # fmt: skip
        funders = dict.fromkeys(line.source for line in budget if line.source)
        roles = [*((each, "1") for each in funders), (lead, "2"), *((p, "4") for p in partners)]
        for code, role in roles:
            if code:
                org = _sub(activity, "participating-org", ref=f"{AGENCY}-{code}", role=role)
                _narrative(org, self._organisation(code))
                if code not in self.known.institutions:
                    del org.attrib["ref"]

    def _dates(self, activity: etree._Element, start: date, end: date) -> None:
        _sub(activity, "activity-date", **{"iso-date": start.isoformat(), "type": "1"})
        _sub(activity, "activity-date", **{"iso-date": end.isoformat(), "type": "3"})

    def _period(self, code: str, element: Element) -> tuple[date, date]:
        """First and last day of a period; those of the line where it is none."""
        period = self._parsed(code)
        if period is not None:
            return period.start, period.end
        return element.starts_on or self.plan.starts_on, element.ends_on or self.plan.ends_on

    def _parsed(self, code: str) -> Period | None:
        for kind in _PERIODS:
            try:
                return parse_period(
                    code, kind, fiscal_start_month=self.plan.fiscal_start_month
                )  # fmt: skip
            except NotAPeriod:
                continue
        return None

    def _budget(self, activity: etree._Element, element: Element, line: BudgetLine) -> None:
        start, end = self._period(line.year, element)
        budget = _sub(activity, "budget", type="1", status="1")
        _sub(budget, "period-start", **{"iso-date": start.isoformat()})
        _sub(budget, "period-end", **{"iso-date": end.isoformat()})
        _money(budget, line, start)

    def _transaction(self, activity: etree._Element, element: Element, line: BudgetLine) -> None:
        start, _ = self._period(line.year, element)
        made = _sub(activity, "transaction")
        _sub(made, "transaction-type", code=_KINDS[line.stage])
        _sub(made, "transaction-date", **{"iso-date": start.isoformat()})
        _money(made, line, start)
        if line.source:
            _narrative(_sub(made, "provider-org"), self._organisation(line.source))

    def _result(
        self, activity: etree._Element, element: Element, indicator: PlanIndicator
    ) -> None:  # fmt: skip
        kind = {"output": "1", "outcome": "2", "policy": "2"}[str(indicator.lane)]
        result = _sub(activity, "result", type=kind)
        _narrative(_sub(result, "title"), element.deliverables or indicator.title)
        measure = "2" if indicator.unit == "percent" else "1"
        made = _sub(result, "indicator", measure=measure)
        if str(indicator.direction) == "lower-is-better":
            made.set("ascending", "0")
        _narrative(_sub(made, "title"), indicator.title)
        if indicator.definition():
            _narrative(_sub(made, "description", type="1"), indicator.definition())
        if indicator.baseline is not None and indicator.baseline.value is not None:
            self._baseline(made, indicator.baseline, element)
        for target in indicator.targets:
            start, end = self._period(target.period, element)
            period = _sub(made, "period")
            _sub(period, "period-start", **{"iso-date": start.isoformat()})
            _sub(period, "period-end", **{"iso-date": end.isoformat()})
            if target.value is not None:
                _sub(period, "target", value=_plain(target.value))

    def _baseline(self, made: etree._Element, value: PlanValue, element: Element) -> None:
        _, end = self._period(value.period, element)
        about = {"year": str(end.year), "iso-date": end.isoformat()}
        baseline = _sub(made, "baseline", **about, value=_plain(value.value or Decimal(0)))
        if value.source:
            _narrative(_sub(baseline, "comment"), Label((("en", value.source),)))

    def _organisation(self, code: str) -> Label:
        found = self.known.institutions.get(code)
        return found.title if found else Label((("en", code),))

    def _area(self, code: str) -> Label:
        found = self.known.areas.get(code)
        return found.title if found else Label((("en", code),))


def _sub(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, name, **attributes)


def _narrative(parent: etree._Element, text: Label) -> None:
    """The words in each of their languages; English is the default of the file."""
    for language, said in sorted(text.texts, key=lambda pair: (pair[0] != "en", pair[0])):
        made = etree.SubElement(parent, "narrative")
        made.text = said
        if language != "en":
            made.set(_LANG, language)


def _money(parent: etree._Element, line: BudgetLine, day: date) -> None:
    value = _sub(parent, "value", currency=line.currency)
    value.set("value-date", day.isoformat())
    value.text = _plain(line.amount)


def _plain(amount: Decimal) -> str:
    return format(amount, "f")
