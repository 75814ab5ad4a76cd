"""What the words in a brought plan are looked up in: institutions, places, norms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from uratibu.core.codelists.model import CodeList
from uratibu.core.labels import NO_WORDS
from uratibu.core.norms.model import Framework, Node

NO_CODES = CodeList("none", NO_WORDS, ())


@dataclass(frozen=True)
class Known:
    """Code lists and frameworks of a country, with its currency and fiscal year.

    main: the framework that a bare number of an objective means.
    """

    institutions: CodeList = NO_CODES
    areas: CodeList = NO_CODES
    frameworks: tuple[Framework, ...] = ()
    currency: str = ""
    fiscal_start_month: int = 7
    main: str = "gcm"
    _norms: dict[tuple[str, str], str] = field(init=False, repr=False, compare=False, hash=False)
    _nodes: dict[str, Node] = field(init=False, repr=False, compare=False, hash=False)
    _called: dict[str, str] = field(init=False, repr=False, compare=False, hash=False)
    _names: dict[str, str] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        nodes = [node for f in self.frameworks for node in f.nodes]
        put = object.__setattr__
        put(self, "_norms", {(n.framework, folded(n.code)): n.id for n in reversed(nodes)})
        put(self, "_nodes", {node.id: node for node in nodes})
        put(self, "_names", dict(_names(self.frameworks)))
        put(self, "_called", {folded(self.called(node.id)): node.id for node in nodes})

    def norm(self, framework: str, code: str) -> str:
        """The id of the norm with a code in a framework, "" where there is none."""
        return self._norms.get((framework, folded(code)), "")

    def node(self, norm_id: str) -> Node | None:
        """The norm of this id, None where no framework has it."""
        return self._nodes.get(norm_id)

    def norm_called(self, name: str) -> str:
        """The id of the norm that is written so, as `called` writes it; "" for none."""
        return self._called.get(folded(name), "")

    def framework(self, name: str) -> str:
        """The framework that a person calls by this name, "" where none is called so."""
        return self._names.get(folded(name), "")

    def called(self, norm_id: str, language: str = "en") -> str:
        """A norm as people write it: GCM 1(a). A norm that nobody knows is its id."""
        node = self._nodes.get(norm_id)
        if node is None:
            return norm_id
        short = next((f.short(language) for f in self.frameworks if f.id == node.framework), "")
        return f"{short} {node.code}".strip()


def folded(text: str) -> str:
    """A text without case, spaces and punctuation, to compare codes and names by."""
    return "".join(c for c in text.casefold() if c.isalnum() or c == ".")


def _names(frameworks: Iterable[Framework]) -> Iterable[tuple[str, str]]:
    for each in reversed(tuple(frameworks)):
        words = (each.id, *(w for label in (each.short, each.title) for _, w in label.texts))
        for word in words:
            if folded(word):
                yield folded(word), each.id
