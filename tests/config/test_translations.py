"""Every string a person reads exists in Swahili, and says the same things in it."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src" / "uratibu"
LISTS = sorted(SOURCE.glob("**/locale/sw/LC_MESSAGES/django.po"))
"""One list for the house, and one in each room of `web` that has words of its own."""
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
NAMED = re.compile(r"%\([a-z_]+\)[sd]")


def strings_of(file):
    """The strings of a template or module that a translator must see."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        # Indentation means nothing in a template; the reader of Python would stumble over it.
        lines = templatize(text, origin=str(file)).splitlines()
        text = "\n".join(line.lstrip() for line in lines)
    found = extract_python(BytesIO(text.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, function, message, _comments in found:
        texts = message if isinstance(message, tuple) else (message,)
        if function.startswith("pgettext"):
            texts = texts[1:]
        yield from (text for text in texts[:1] if text)


def all_strings():
    """Each string with the file where it stands first."""
    files = [
        *sorted(SOURCE.glob("**/templates/**/*.html")),
        *sorted((SOURCE / "web").glob("**/*.py")),
        *sorted((SOURCE / "design").glob("**/*.py")),
        *sorted((SOURCE / "config").glob("**/*.py")),
    ]
    found = {}
    for file in files:
        for text in strings_of(file):
            found.setdefault(text, file.relative_to(SOURCE))
    return found


@pytest.fixture(scope="module")
def swahili():
    """What the Swahili word list says for each string."""
    found = {}
    for file in LISTS:
        with file.open(encoding="utf-8") as opened:
            catalog = read_po(opened, locale="sw", abort_invalid=True)
        found |= {
            (m.id if isinstance(m.id, str) else m.id[0]): m for m in catalog if m.id and not m.fuzzy
        }
    return found


def test_no_string_stands_in_two_lists():
    seen = {}
    for file in LISTS:
        with file.open(encoding="utf-8") as opened:
            for message in read_po(opened, locale="sw"):
                if message.id:
                    seen.setdefault(str(message.id), []).append(str(file.relative_to(SOURCE)))

    assert {text: files for text, files in seen.items() if len(files) > 1} == {}


def test_every_string_has_swahili_words(swahili):
    missing = {
        text: str(file)
        for text, file in all_strings().items()
        if text not in swahili or not all(_texts(swahili[text]))
    }

    assert missing == {}


def test_no_translation_is_left_over(swahili):
    assert sorted(set(swahili) - set(all_strings())) == []


def test_a_translation_keeps_every_value_of_its_string(swahili):
    different = {
        text: message.string
        for text, message in swahili.items()
        for translated in _texts(message)
        if set(NAMED.findall(text)) != set(NAMED.findall(translated))
    }

    assert different == {}


def _texts(message):
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)
