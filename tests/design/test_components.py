"""Every component draws every one of its examples, and its examples say what it takes."""

import re
from dataclasses import fields

import pytest
from django.template.loader import render_to_string

from uratibu.design.components import FOLDER, components
from uratibu.design.parts import PARTS

EXAMPLES = [
    pytest.param(component, example, id=f"{component.name}: {example.title}")
    for component in components()
    for example in component.examples
]
WITH_PARTS = [each for each in EXAMPLES if each.values[0].name in PARTS]


def drawn(component, example):
    return render_to_string(component.template, {"part": example.part, "request": None})


def test_every_component_folder_has_template_style_and_examples():
    lacking = [
        f"{folder.name}/{name}"
        for folder in FOLDER.iterdir()
        if folder.is_dir()
        for name in (f"{folder.name}.html", f"{folder.name}.css", "examples.yaml")
        if not (folder / name).is_file()
    ]

    assert lacking == []


@pytest.mark.parametrize(("component", "example"), EXAMPLES)
def test_a_component_draws_its_example(component, example):
    text = drawn(component, example)

    assert text.strip()
    assert re.findall(r" style=|<script| on[a-z]+=", text) == []


@pytest.mark.parametrize(("component", "example"), WITH_PARTS)
def test_an_example_has_only_what_its_part_takes(component, example):
    given = example.part if isinstance(example.part, list) else [example.part]
    allowed = {field.name for field in fields(PARTS[component.name])}

    assert [set(each) - allowed for each in given if set(each) - allowed] == []


def test_a_figure_without_a_number_says_why():
    [_number, state] = next(c for c in components() if c.name == "figure").examples
    component = next(c for c in components() if c.name == "figure")

    assert "Hidden to protect people" in drawn(component, state)


def test_a_table_has_a_caption_scoped_headers_and_a_focusable_region():
    component = next(c for c in components() if c.name == "released_table")
    text = drawn(component, component.examples[0])

    flat = " ".join(text.split())
    assert 'role="region" tabindex="0" aria-labelledby="example-table-caption"' in flat
    assert '<caption id="example-table-caption">' in text
    assert text.count('scope="col"') == 3
    assert text.count('scope="row"') == 4
    assert 'aria-sort="descending"' in text


def test_what_a_user_wrote_is_never_markup():
    component = next(c for c in components() if c.name == "notice")

    text = render_to_string(component.template, {"part": {"text": "<b>x</b>"}})

    assert "<b>x</b>" not in text


def test_the_gallery_shows_every_component(client):
    text = client.get("/design/").content.decode()

    for component in components():
        assert f'id="{component.name}"' in text
