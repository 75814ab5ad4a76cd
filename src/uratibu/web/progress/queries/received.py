"""What an institution gets back at once: its chart, its brief, its layout as a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from uratibu.core.plans.model import ActionStatus
from uratibu.core.progress.layouts import county_table, write_county_table
from uratibu.core.progress.model import Answered
from uratibu.core.progress.typed import STATUS_WORDS
from uratibu.web.progress.models import Return
from uratibu.web.progress.queries import returns, workbooks
from uratibu.web.progress.queries.returns import Whole

XLSX = workbooks.XLSX


@dataclass(frozen=True)
class File:
    """One thing to take away: its name, where it is, what it is good for."""

    name: str
    url: str
    about: str


@dataclass(frozen=True)
class Bar:
    """How many actions have a status; share: of all, in percent, for the length of the bar."""

    words: str
    count: int
    share: int


def files_of(row: Return, whole: Whole) -> list[File]:
    """The files an institution may take away; those of other rooms as soon as they exist."""
    place = [row.plan, row.period.slug, row.institution]
    found = [
        File(
            _("Progress table (XLSX)"), reverse("progress:layout", args=place),
            _("Sub-programme, key output, indicator, baseline, planned, achieved, variance, "
              "remarks, allocation and expenditure: the layout of the county annual progress "
              "report."),
        ),
    ]  # fmt: skip
    brief = _address("reports:brief", whole.plan.id, row.institution, row.period.slug)
    if brief:
        about = _("Two pages on your institution's part of the plan.")
        found.insert(0, File(_("Your two-page brief"), brief, about))
    return found


def statuses(whole: Whole) -> list[Bar]:
    """How many of the institution's actions have which status."""
    language = get_language() or "en"
    said = [e for e in whole.actions.values() if e.answered is not Answered.NOT_YET]
    counts: Counter[ActionStatus] = Counter(each.status for each in said)
    total = max(1, len(said))
    return [
        Bar(words(language), counts[status], round(100 * counts[status] / total))
        for status, words in STATUS_WORDS.items()
        if counts[status]
    ]


def chart_of(whole: Whole) -> str:
    """The words that say what the chart shows."""
    said = sum(each.count for each in statuses(whole))
    return ngettext(
        "%(count)s action reported on", "%(count)s actions reported on", said
    ) % {"count": said}  # fmt: skip


def layout_of(row: Return) -> bytes:
    """The progress table of a return as a workbook."""
    whole = returns.whole(row)
    language = get_language() or "en"
    lines = county_table(whole.plan, whole.asked, whole.actions, whole.values, language=language)
    return write_county_table(lines, workbooks.names_of(whole, language), row.period.code, language)


def refused_words(count: int) -> str:
    """How much is to be mended before a return can be submitted."""
    return ngettext(
        "%(count)s answer is to be mended or explained first; it is listed below.",
        "%(count)s answers are to be mended or explained first; they are listed below.", count,
    ) % {"count": count}  # fmt: skip


def _address(route: str, *arguments: str) -> str:
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""
