"""`uratibu text import` on files: outline, counts, losses."""

import json

OUTLINE = """\
Draft policy (invented)
  s-0001   1. Data
  s-0003     1.1 Sources

2 sections, 1 paragraphs, 2 list items, 0 tables with 0 rows, 0 notes, 0 pictures, 9 words
Lost on the way in: 1
warning draft.md, paragraph 2 = 'Text of it.'
        A picture that stands in another place was not fetched. Put the picture into the file \
itself. [documents/picture-elsewhere]
"""
DRAFT = """\
---
title: Draft policy (invented)
---

# 1. Data

Text of it. ![map](https://example.org/map.png)

## 1.1 Sources

- one thing
- another thing
"""


def test_text_import_prints_outline_counts_and_losses(uratibu, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.md").write_text(DRAFT, "utf-8")

    assert uratibu("text", "import", "draft.md") == (0, OUTLINE, "")


def test_text_import_says_the_same_as_json_and_in_swahili(uratibu, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.md").write_text(DRAFT, "utf-8")
    code, out, _ = uratibu("text", "import", "draft.md", "--json")
    plain = json.loads(out)

    assert (code, plain["result"], plain["title"]) == (0, "readable", "Draft policy (invented)")
    assert plain["counts"]["items"] == 2
    assert plain["outline"][0]["sections"][0] == {
        "id": "s-0003", "level": 2, "number": "1.1", "words": "Sources", "blocks": 1,
        "sections": [],
    }  # fmt: skip
    assert "sehemu 2, aya 1" in uratibu("text", "import", "draft.md", "--language", "sw")[1]


def test_text_import_refuses_what_is_no_text_and_says_why(uratibu, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.docx").write_bytes(b"%PDF-1.7")
    code, out, _ = uratibu("text", "import", "draft.docx")

    assert code == 1
    assert "documents/other-content" in out
    assert out.endswith("draft.docx cannot be taken in; nothing was stored.\n")


def test_text_import_of_no_file_is_wrong_usage(uratibu):
    code, out, err = uratibu("text", "import", "nothing.docx")

    assert (code, out, err) == (2, "", "nothing.docx: there is no such file.\n")
