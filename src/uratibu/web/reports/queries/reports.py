"""Reports of the register as a reader or a member of staff sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uratibu.core.labels import Label
from uratibu.core.reports.model import Outline
from uratibu.design import wording
from uratibu.design.parts import Download, Link, Proof
from uratibu.web.plans.queries import plans
from uratibu.web.progress.models import ReportingPeriod
from uratibu.web.reports import permissions
from uratibu.web.reports.models import Report, ReportComment
from uratibu.web.reports.queries import files
from uratibu.web.reports.queries.profiles import FILES, Section, SectionLink

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from uratibu.web.accounts.models import Person


@dataclass(frozen=True)
class ReportLine:
    """A report in a list."""

    url: str
    title: str
    subtitle: str
    state: str
    is_published: bool
    open_comments: int
    day: str


@dataclass(frozen=True)
class Shown:
    """A report as it is read: title, notices, contents, downloads and its proof."""

    report: Report
    title: str
    subtitle: str
    publisher: str
    notices: tuple[str, ...]
    as_of: str
    contents: tuple[SectionLink, ...]
    downloads: tuple[Download, ...]
    proof: Proof
    url: str
    edition: str


def outlines() -> tuple[Outline, ...]:
    """The outlines of the register that this installation has."""
    installation = settings.SYSTEM().installation
    return tuple(o for o in installation.outlines if o.subject == "register")


def title_of(outline: Outline) -> str:
    """The title of an outline without the places that only a report fills."""
    said = outline.title(get_language() or "en")
    for place in ("{country}", "{plan}", "{institution}"):
        said = said.replace(place, "").strip(": ,")
    return said


def of_person(person: Person | AnonymousUser) -> tuple[ReportLine, ...]:
    """Every report a person may read, the newest first; two queries for any number."""
    found = Report.objects.prefetch_related("comments")
    if not permissions.may_read_drafts(person):
        found = found.filter(state=Report.State.PUBLISHED, corrected_by=None)
    return tuple(_line(report) for report in found)


def _line(report: Report) -> ReportLine:
    said = files.parts(report)
    return ReportLine(
        url=reverse("reports:report", args=[report.pk]),
        title=said["title"],
        subtitle=said["subtitle"],
        state=report.get_state_display(),
        is_published=report.state == Report.State.PUBLISHED,
        open_comments=sum(each.resolved_at is None for each in report.comments.all()),
        day=wording.day(report.as_of),
    )


def seen(person: Person | AnonymousUser, pk: int) -> Report:
    """A report for somebody who may read it. Raises Http404."""
    found = (
        Report.objects.select_related("prepared_by", "submitted_by", "published_by", "corrects")
        .filter(pk=pk)
        .first()
    )
    if found is None or not permissions.may_read(person, found):
        raise Http404(pk)
    return found


def shown(report: Report, current: str = "") -> Shown:
    """A report as a page shows it."""
    said = files.parts(report)
    url = reverse("reports:report", args=[report.pk])
    edition = _("edition {number}").format(number=report.edition)
    return Shown(
        report=report,
        title=said["title"],
        subtitle=said["subtitle"],
        publisher=said["publisher"],
        notices=tuple(said["notices"]),
        as_of=wording.day(report.as_of),
        contents=tuple(_link(report, each, current) for each in said["sections"]),
        downloads=tuple(_downloads(report)),
        proof=Proof(
            record=f"document:{report.outline}/{report.plan}@{report.period.replace('/', '-')}",
            version=edition,
            as_of=wording.day(report.as_of),
            digest=said["digest"],
            verify_url=_file_url(report, "manifest.{language}.json"),
        ),
        url=url,
        edition=edition,
    )


def _downloads(report: Report) -> Iterator[Download]:
    for name, title, _media, about in FILES:
        yield Download(title, _file_url(report, name), str(about))


def _file_url(report: Report, name: str) -> str:
    return reverse(
        "reports:report-file", args=[report.pk, name.format(language=get_language() or "en")]
    )


def _link(report: Report, section: dict[str, Any], current: str) -> SectionLink:
    url = reverse("reports:report-section", args=[report.pk, section["id"]])
    return SectionLink(
        id=section["id"],
        number=section["number"],
        title=section["title"],
        url=url,
        inner=tuple(
            Link(f"{each['number']} {each['title']}", f"{url}#{each['id']}")
            for each in section["contents"]
        ),
        is_current=section["id"] == current,
    )


def section_of(page: Shown, name: str) -> Section:
    """One section with the ways to those beside it. Raises Http404."""
    sections = files.parts(page.report)["sections"]
    place = next((n for n, each in enumerate(sections) if each["id"] == name), None)
    if place is None:
        raise Http404(name)
    found = sections[place]
    return Section(
        title=found["title"],
        number=found["number"],
        html=found["html"],
        previous=page.contents[place - 1] if place else None,
        next=page.contents[place + 1] if place + 1 < len(page.contents) else None,
    )


def places(report: Report) -> tuple[tuple[str, str], ...]:
    """Anchors that a comment may be hung on, with their words."""
    said = files.parts(report)["sections"]
    found = [("", _("The whole report"))]
    for each in said:
        found.append((each["id"], f"{each['number']} {each['title']}"))
        found += [(i["id"], f"{i['number']} {i['title']}") for i in each["contents"]]
    return tuple(found)


def comments(report: Report, person: Person | AnonymousUser) -> tuple[dict[str, object], ...]:
    """The comments on a report with the words of their place; open ones first."""
    named = dict(places(report))
    rows: tuple[ReportComment, ...] = tuple(
        report.comments.select_related("by", "resolved_by").order_by("resolved_at", "at")
    )
    return tuple(
        {
            "comment": each,
            "place": named.get(each.anchor, each.anchor),
            "may_resolve": permissions.may_resolve(person, each),
        }
        for each in rows
    )


def choices_of_plans(person: Person) -> tuple[tuple[str, str], ...]:
    """Plans a report can be made of."""
    language = get_language() or "en"
    return tuple((plan.id, plan.title(language)) for plan in plans.all_plans(person))


def choices_of_periods(person: Person) -> tuple[tuple[str, str], ...]:
    """Reporting periods of those plans, the newest first; one is asked for once."""
    known = [plan for plan, _title in choices_of_plans(person)]
    rows = ReportingPeriod.objects.filter(plan__in=known).order_by("-starts_on")
    return tuple(dict.fromkeys((code, code) for code in rows.values_list("code", flat=True)))


def period_of(plan: str, slug: str) -> str:
    """The code of a period by how an address writes it. Raises Http404."""
    found = ReportingPeriod.objects.filter(plan=plan, slug=slug).values_list("code", flat=True)
    code: str | None = found.first()
    if code is None:
        raise Http404(slug)
    return code


def institutions() -> tuple[tuple[str, str], ...]:
    """Institutions and counties a report can be about."""
    language = get_language() or "en"
    listed = settings.SYSTEM().installation.codelist("institutions")
    return tuple((code.code, code.title(language)) for code in listed)


def words_of(text: Label) -> str:
    """A label in the reader's language."""
    return text(get_language() or "en")
