"""What is read of reports: frozen profiles, and reports of the register."""

from uratibu.web.reports.queries.profiles import (
    Edition,
    address_of_gaps,
    edition_of,
    file_of,
    headings,
    home_of,
    nothing_published,
    published,
    section_of,
)

__all__ = [
    "Edition",
    "address_of_gaps",
    "edition_of",
    "file_of",
    "headings",
    "home_of",
    "nothing_published",
    "published",
    "section_of",
]
