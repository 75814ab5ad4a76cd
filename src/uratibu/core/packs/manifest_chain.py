"""What a manifest says of its sentences and table rows, as the chain takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from uratibu.core.labels import label
from uratibu.core.packs.chain import Printed
from uratibu.core.packs.plan_chain import Sentence


def sentences(plain: Mapping[str, Any]) -> Iterator[Sentence]:
    """Sentences and rows that rest on the register. Raises KeyError for what is no manifest."""
    document, title = plain["document"]["id"], label(plain["document"].get("title", ""))
    for each in plain.get("sentences", ()):
        figures = tuple(name for name in each["figures"] if _is_of_register(name))
        refs = tuple(each.get("refs", ()))
        if refs or figures:
            yield Sentence(document, each["id"], each["text"], refs, figures, title)
    for table in plain.get("register_tables", ()):
        for row, cells in table["cells"].items():
            refs = tuple(table["refs"][row])
            figures = tuple(table["figures"][row])
            anchor = f"{table['id']}.{row}"
            yield Sentence(document, anchor, " | ".join(cells), refs, figures, title)


def figures(plain: Mapping[str, Any]) -> Iterator[Printed]:
    """The figures of a manifest that stand on the register."""
    document = plain["document"]["id"]
    for each in plain["figures"]:
        if _is_of_register(each["id"]):
            editions = tuple((d, e, s) for d, e, s in each["editions"])
            yield Printed(each["id"], each["text"], each["measure"], each["release"], editions,
                          document=document)  # fmt: skip


def _is_of_register(figure: str) -> bool:
    """A figure of the register names its plan first; a measure has no stroke in its name."""
    return "/" in figure.partition("@")[0]
