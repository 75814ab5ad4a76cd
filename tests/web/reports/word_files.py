"""A ministry's Word files for tests, and what is done with them on the site."""

from __future__ import annotations

import io
import zipfile

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from plan_examples import PLAN
from uratibu.web.reports.operations import templates as operations
from uratibu.web.reports.queries import templates
from web.reports.register_rows import PERIOD

INDEX = "/reports/templates/"
NAME = "Quarterly report"


def saved(file):
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def ministry_file(*more):
    """A file as a ministry has it: letterhead, fields cut into runs, a table whose row repeats."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "MINISTRY OF INTERIOR, {{ period }}"
    file.sections[0].footer.paragraphs[0].text = "{{ plan.title }}"
    line = file.add_paragraph("Of ")
    for run in ("{{ count act", "ions }", "} actions, ", "{{figure A-1-01/i1 latest}} desks."):
        line.add_run(run)
    table = file.add_table(2, 2)
    for cell, text in zip(table._cells, (
        "Action", "Done", "{{ list actions is=reported }}{{ action.title }}", "{{ action.done }}",
    ), strict=True):  # fmt: skip
        cell.text = text
    for text in more:
        file.add_paragraph(text)
    return saved(file)


def with_part(content, name, part):
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return out.getvalue()


def read(content):
    """Every text of a Word file: paragraphs, cells, header and footer."""
    file = docx.Document(io.BytesIO(content))
    section = file.sections[0]
    lines = [*file.paragraphs, *section.header.paragraphs, *section.footer.paragraphs]
    cells = [cell.text for table in file.tables for cell in table._cells]
    return [line.text for line in lines if line.text] + cells


def form(content, name="report.docx", **said):
    return {
        "file": SimpleUploadedFile(name, content), "name": NAME, "institution": "DIS",
        "language": "en", "plan": PLAN.id, "period": PERIOD, **said,
    }  # fmt: skip


def sent(client, person, content=None, **said):
    client.force_login(person)
    return client.post(INDEX, form(ministry_file() if content is None else content, **said))


def kept_files():
    return sorted(each.name for each in templates.folder().glob("*"))


def brought(by, content=None, institution="DIS", name=NAME, language="en"):
    file = operations.Brought(
        "report.docx", [content or ministry_file()], name, institution, language
    )
    subject = templates.Subject(PLAN.id, PERIOD, institution, language)
    return operations.bring_template(file, subject, by=by, today=timezone.localdate())[0]


def fill(client, template, **said):
    choice = {"plan": PLAN.id, "period": PERIOD, "scope": "DIS", "language": "en"} | said
    return client.post(reverse("reports:template-fill", args=[template.pk]), choice)


def page(client, template):
    return client.get(reverse("reports:template", args=[template.pk])).content.decode()
