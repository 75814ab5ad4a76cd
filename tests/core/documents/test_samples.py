"""Files of different origin: the same words and structure from each, also after a round."""

import re
from pathlib import Path

import pytest

from core.documents.reading import SAMPLES, docx_read, html_text, lines, markdown_text, sample
from uratibu.core.documents import plain
from uratibu.core.documents.export.docx import as_docx
from uratibu.core.documents.export.html import as_html
from uratibu.core.documents.export.markdown import as_markdown

FILES = sorted(path.name for path in SAMPLES.iterdir() if path.is_file() and path.suffix != ".txt")
SOURCES = sorted(path.stem for path in (SAMPLES / "source").iterdir())


def test_there_are_files_of_several_origins():
    assert len(FILES) >= 30
    assert {name.rpartition(".")[2] for name in FILES} == {"docx", "odt", "html", "md"}


@pytest.mark.parametrize("name", SOURCES)
def test_every_format_says_what_the_source_says(name):
    source = markdown_text((SAMPLES / "source" / f"{name}.md").read_text("utf-8"))
    expected = [re.sub("[~^]", "", line).replace("'", "\u2019") for line in lines(source)]

    for file in (each for each in FILES if each.rpartition(".")[0].endswith(f"-{name}")):
        text = sample(file)
        assert text.title == source.title, file
        said = [line.replace("'", "\u2019").replace("\u2026", "...") for line in lines(text)]
        assert said == expected, file


@pytest.mark.parametrize("name", FILES)
def test_every_file_comes_back_from_each_format(name, tmp_path: Path):
    text = sample(name)

    assert plain.text_of(plain.as_plain(text)) == text
    assert html_text(as_html(text, {})) == text
    assert markdown_text(as_markdown(text, {})) == text
    assert docx_read(as_docx(text, {}), tmp_path)[0] == text
