"""The round trip that every pair of files must survive, asked of the reader, not the writer."""

from datetime import UTC, datetime

from uratibu.core.documents.tracked import canonical, settle
from uratibu.core.documents.tracked.compare import compare
from uratibu.core.documents.tracked.package import Package

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
SAID_OF_BOOKMARKS = "tracked/bookmark-moved"


def compared(old, new, **options):
    return compare(old, new, author="Secretariat (sample)", at=AT, **options)


def differences(old, new):
    """What is not exactly as it was: [] where accepting gives new and rejecting gives old."""
    tracked = compared(old, new)
    package = Package.open(tracked.content)
    moved = any(finding.rule == SAID_OF_BOOKMARKS for finding in tracked.findings)
    found = []
    for wanted, accept in ((new, True), (old, False)):
        form = canonical.form_of(settle.settle(Package.open(wanted), accept=True))
        names = frozenset() if moved else frozenset(form.bookmarks)
        said = canonical.form_of(settle.settle(package, accept=accept))
        found.append(said.differs_from(form, names=names))
    if not tracked.is_exact:
        found.append("the writer itself says that it is not exact")
    return [each for each in found if each]


def text(content, *, accept=True):
    """The lines of a file once its changes are settled."""
    return canonical.form_of(settle.settle(Package.open(content), accept=accept)).lines
