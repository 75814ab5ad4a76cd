"""A paper is known by its first bytes, not by its name."""

import pytest

from uratibu.core.intake import papers


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", ("pdf", "application/pdf")),
        (b"\xff\xd8\xff\xe0JFIF", ("jpg", "image/jpeg")),
        (b"\x89PNG\r\n\x1a\n", ("png", "image/png")),
        (b"MZ\x90", None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_kind_of_reads_the_first_bytes(head, kind):
    assert papers.kind_of(head) == kind


def test_paper_names_every_fault():
    rules = [f.rule for f in papers.paper(b"MZ", name="letter.pdf", size=papers.LARGEST_BYTES + 1)]

    assert rules == ["papers/too-large", "papers/kind"]
    assert papers.paper(b"%PDF-1.7", name="letter.exe", size=papers.LARGEST_BYTES) == ()
