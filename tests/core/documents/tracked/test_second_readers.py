"""Two readers that share no line with ours: LibreOffice, which opens and settles, and pandoc.

Each reads the settled outcome and the file it should be; what it sees must be the same.
"""

import json
import shutil
import subprocess
from difflib import unified_diff
from pathlib import Path

import pytest

from core.documents.tracked import office
from core.documents.tracked.corpus import converted
from core.documents.tracked.corpus.edits import edited
from core.documents.tracked.corpus.written import FILES
from core.documents.tracked.round_trip import compared

OFFICE_READS_OTHERWISE = {
    "content_controls": "LibreOffice 7.4 does not settle changes inside content controls",
    "contents": "LibreOffice 7.4 works out the page numbers of a list of contents anew",
    "controls_in_tables": "LibreOffice 7.4 keeps a table whose rows went inside a content control",
    "fields": "LibreOffice 7.4 puts a simple field behind the words that follow it",
    "merged_cells": "LibreOffice 7.4 splits cells that are merged across a row that went",
    "nested_tables": "LibreOffice 7.4 keeps an empty row where one with a table inside went",
}
PANDOC_READS_OTHERWISE = {
    "content_controls": "pandoc 2.17 does not follow the frames of content controls",
    "fields": "pandoc 2.17 leaves out what a simple field shows",
    "formula": "pandoc 2.17 leaves out formulas that were inserted or deleted",
    "merged_cells": "pandoc 2.17 drops a cell that goes on where no cell began",
    "text_box": "pandoc 2.17 puts a text box in place of the paragraph",
}
SYSTEM_PYTHON = Path("/usr/bin/python3")


def pairs(left_out):
    """Every written file, and those of python-docx, each with an edited one."""
    files = {name: make() for name, make in FILES.items()} | converted.by_python_docx()
    return [
        (name, base, edited(base, seed=f"{name} read by others"))
        for name, base in sorted(files.items())
        if name not in left_out
    ]


def test_libreoffice_settles_to_what_it_sees_in_the_files_themselves(tmp_path):
    program = shutil.which("soffice")
    has_bridge = (
        SYSTEM_PYTHON.exists()
        and not subprocess.run(
            [SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True
        ).returncode
    )
    if not program or not has_bridge:
        pytest.skip("LibreOffice or python3-uno is not installed")
    known = pairs(OFFICE_READS_OTHERWISE)
    wishes = []
    for _, old, new in known:
        tracked = compared(old, new).content
        wishes += [
            office.Wish(new, office.ACCEPT), office.Wish(tracked, office.ACCEPT),
            office.Wish(old, office.ACCEPT), office.Wish(tracked, office.REJECT),
        ]  # fmt: skip

    seen = office.read_all(wishes, tmp_path, office=program, python=str(SYSTEM_PYTHON))

    otherwise = {}
    for number, (name, _, _) in enumerate(known):
        new, accepted, old, rejected = seen[4 * number : 4 * number + 4]
        for was, wanted in ((accepted, new), (rejected, old)):
            if was != wanted:
                otherwise[name] = list(unified_diff(wanted, was, lineterm="", n=0))
    assert otherwise == {}


def test_pandoc_reads_the_words_of_the_files_themselves():
    program = shutil.which("pandoc")
    if not program:
        pytest.skip("pandoc is not installed")

    for name, old, new in pairs(PANDOC_READS_OTHERWISE):
        tracked = compared(old, new).content
        assert (name, words(program, tracked, "accept")) == (name, words(program, new, "accept"))
        assert (name, words(program, tracked, "reject")) == (name, words(program, old, "accept"))


def words(program, content, choice):
    """All letters of a file in the order in which pandoc reads them."""
    said = subprocess.run(
        [program, "-f", "docx", "-t", "json", f"--track-changes={choice}"],
        input=content, check=True, capture_output=True,
    ).stdout  # fmt: skip
    read = json.loads(said)
    title = list(read["meta"].values())
    return "".join(_letters([*title, *read["blocks"]]))


def _letters(node):
    if isinstance(node, list):
        for each in node:
            yield from _letters(each)
    elif isinstance(node, dict):
        if node.get("t") in ("Str", "Math"):
            yield node["c"] if isinstance(node["c"], str) else node["c"][1]
        else:
            yield from _letters(node.get("c", []))
