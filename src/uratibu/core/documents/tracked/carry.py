"""Brings what the old text refers to into the new file, so that old and new words stand together.

What is there already, by value, is used; anything else is copied under an id that was free: styles
with what they are based on, lists with their levels, pictures and other parts, links.
"""

from __future__ import annotations

from collections.abc import Iterable

from uratibu.core.documents.tracked.ooxml import (
    PARAGRAPH_IDS,
    PPR,
    TR,
    VAL,
    Element,
    P,
    copied,
    local,
    make,
    w,
)
from uratibu.core.documents.tracked.package import Link, Package, free, link_value
from uratibu.core.documents.tracked.settle import story_parts
from uratibu.core.documents.tracked.values import (
    OLD_NAME,
    STYLE_TAGS,
    Values,
    digest,
    is_link,
    plain,
    shape_of,
    style_name,
)  # fmt: skip

_HEADINGS = {f"heading {level}": str(level - 1) for level in range(1, 10)}
_NOT_COPIED = {"next", "link", "rsid", "aliases", "autoRedefine"}


class Carrier:
    """From one old file into one new one, which changes; remembers what it brought where."""

    def __init__(self, old: Package, new: Package) -> None:
        self.old, self.new = old, new
        self.of_old, self.of_new = Values(old), Values(new)
        self.copied_styles: list[str] = []
        self._styles: dict[str, str] = {}
        self._lists: dict[str, str] = {"0": "0"}
        self._shapes: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self._used = _used(new)
        self._by_name = {style_name(each): key for key, each in self.of_new.styles.items()}

    def translate(self) -> None:
        """Let every text of the old file speak in ids of the new one; links stay for `links`.

        The ids of its paragraphs go: no two of a file may have the same, and both drafts do.
        """
        for part in story_parts(self.old):
            root = self.old.tree(part)
            for element in root.iter(P, TR):
                for name in PARAGRAPH_IDS:
                    element.attrib.pop(name, None)
            self._explicit_defaults(root)
            for element in root.iter(w("numId"), *STYLE_TAGS):
                to = self.list if element.tag == w("numId") else self.style
                element.set(VAL, to(element.get(VAL, "")))

    def style(self, key: str) -> str:
        """The id, in the new file, of a style of the old one."""
        if key not in self._styles:
            self._styles[key] = self._style(key)
        return self._styles[key]

    def list(self, key: str) -> str:
        """The id, in the new file, of a list of the old one. Two lists stay two."""
        if key not in self.of_old.lists and key not in self._lists:
            self._lists[key] = key if key not in self.of_new.lists else "0"
        if key not in self._lists:
            self._lists[key] = self._known_list(key) or self._copy_list(key)
        return self._lists[key]

    def links(self, element: Element, old_part: str, new_part: str) -> None:
        """Let the relationships inside an element be those of a part of the new file."""
        for each in element.iter():
            if local(each) in ("headerReference", "footerReference"):
                continue
            for name, value in each.attrib.items():
                if is_link(name) and value:
                    each.set(name, self.link(value, old_part, new_part))

    def link(self, key: str, old_part: str, new_part: str) -> str:
        """The id of a relationship that leads where the old one did."""
        link = self.old.links(old_part).get(key)
        if link is None:
            return key if key not in self.new.links(new_part) else f"{key}-missing"
        wanted = link_value(self.old, link)
        for there, known in self.new.links(new_part).items():
            if known.type == link.type and link_value(self.new, known) == wanted:
                return there
        target = link.target if link.is_external else self.part(link.target)
        return self.new.add_link(new_part, Link(link.type, target, link.is_external))

    def part(self, name: str) -> str:
        """A part of the old file in the new one, with all it refers to."""
        if name not in self.old.parts or name in self._parts:
            return self._parts.get(name, name)
        folder, _, short = name.rpartition("/")
        made = self.new.add_part(
            f"{folder}/old-{short}", self.old.parts[name], self.old.content_type(name)
        )
        self._parts[name] = made
        if name in self.old.trees:
            self.new.trees[made] = copied(self.old.trees[name])
        links = self.new.links(made)
        for key, link in self.old.links(name).items():
            target = link.target if link.is_external else self.part(link.target)
            links[key] = Link(link.type, target, link.is_external)
        return made

    def _explicit_defaults(self, root: Element) -> None:
        """Say the style of paragraphs and tables that go without, where the default is another."""
        for kind, owner, holder, tag in (
            ("paragraph", P, PPR, "pStyle"), ("table", w("tbl"), w("tblPr"), "tblStyle"),
        ):  # fmt: skip
            default = self.of_old.default_styles.get(kind)
            ours = self.of_new.default_styles.get(kind)
            if default is None:
                if not self.of_new.style(ours or ""):
                    continue
                default = self._no_style(kind)
            elif self.style(default) == ours:
                continue
            for element in root.iter(owner):
                properties = element.find(holder)
                if properties is None:
                    properties = make(local_name(holder))
                    element.insert(0, properties)
                if properties.find(w(tag)) is None:
                    properties.insert(0, make(tag, val=default))

    def _no_style(self, kind: str) -> str:
        """A style that says nothing, for a file that has no default where the new one has."""
        key = f"no-{kind}-style"
        if key not in self.of_old.styles:
            made = make("style", type=kind, styleId=key)
            made.append(make("name", val=f"No {kind} style"))
            self.of_old.styles[key] = made
        return key

    def _style(self, key: str) -> str:
        known, mine = self.of_new.styles, self.of_old.style(key)
        if key not in self.of_old.styles:
            return key if key not in known else free([*known, *self._styles.values()], f"{key}-no")
        same_name = self._by_name.get(self.of_old.name(key), "")
        for candidate in (key, same_name):
            if candidate in known and self.of_new.style(candidate) == mine:
                return candidate
        return self._copy_style(key)

    def _copy_style(self, key: str) -> str:
        made = copied(self.of_old.styles[key])
        taken = {*self.of_new.styles, *self._used["style"]}
        fresh = key if key not in taken else free(taken, f"{key}-old")
        self._styles[key] = fresh
        made.set(w("styleId"), fresh)
        made.attrib.pop(w("default"), None)
        for child in list(made):
            if local(child) in _NOT_COPIED:
                made.remove(child)
            elif local(child) == "basedOn":
                child.set(VAL, self.style(child.get(VAL, "")))
        for number in made.iterfind(f"{PPR}/{w('numPr')}/{w('numId')}"):
            number.set(VAL, self.list(number.get(VAL, "")))
        name = self.of_old.name(key)
        self._name(made, name)
        self.new.tree(self.new.need_part("styles", make("styles"))).append(made)
        self.of_new.styles[fresh] = made
        self.copied_styles.append(name)
        return fresh

    def _name(self, style: Element, name: str) -> None:
        """Another name than the new file's style has; a heading stays one under any name."""
        if name not in self._by_name:
            return
        found = style.find(w("name"))
        found.set(VAL, name + OLD_NAME)
        level = _HEADINGS.get(name.casefold())
        if level is None:
            return
        properties = style.find(PPR)
        if properties is None:
            properties = make("pPr")
            at = [n for n, child in enumerate(style) if local(child) in ("rPr", "tblPr")]
            style.insert(at[0] if at else len(style), properties)
        if properties.find(w("outlineLvl")) is None:
            properties.append(make("outlineLvl", val=level))

    def _known_list(self, key: str) -> str:
        shape = self._shape(shape_of(self.of_old.lists[key]))
        taken = set(self._lists.values())
        wanted = self.of_old.number(key)
        for candidate in sorted(self.of_new.lists, key=lambda each: each != key):
            element = self.of_new.lists[candidate]
            is_free = candidate not in taken and shape_of(element) == shape
            if is_free and self.of_new.number(candidate) == wanted:
                return candidate
        return ""

    def _copy_list(self, key: str) -> str:
        fresh = _free_number({*self.of_new.lists, *self._used["list"], *self._lists})
        made = copied(self.of_old.lists[key])
        made.set(w("numId"), fresh)
        shape = made.find(w("abstractNumId"))
        if shape is not None:
            shape.set(VAL, self._shape(shape.get(VAL, "")))
        for style in made.iter(w("pStyle")):
            style.set(VAL, self.style(style.get(VAL, "")))
        last = self._numbering().find(w("numIdMacAtCleanup"))
        if last is None:
            self._numbering().append(made)
        else:
            last.addprevious(made)
        self.of_new.lists[fresh] = made
        self._lists[key] = fresh
        return fresh

    def _shape(self, key: str) -> str:
        if key not in self._shapes:
            wanted, taken = self.of_old.shape(key), set(self._shapes.values())
            same = [
                candidate
                for candidate in sorted(self.of_new.shapes, key=lambda each: each != key)
                if candidate not in taken and wanted and self.of_new.shape(candidate) == wanted
            ]
            self._shapes[key] = same[0] if same else self._copy_shape(key)
        return self._shapes[key]

    def _copy_shape(self, key: str) -> str:
        if key not in self.of_old.shapes:
            return key
        fresh = _free_number(self.of_new.shapes)
        self._shapes[key] = fresh
        made = copied(self.of_old.shapes[key])
        made.set(w("abstractNumId"), fresh)
        for nsid in made.iterfind(w("nsid")):
            nsid.set(VAL, digest(f"{fresh} {nsid.get(VAL)}")[:8].upper())
        for style in made.iter(w("pStyle"), w("styleLink"), w("numStyleLink")):
            style.set(VAL, self.style(style.get(VAL, "")))
        numbering = self._numbering()
        first = next(numbering.iterchildren(w("num")), None)
        if first is None:
            numbering.append(made)
        else:
            first.addprevious(made)
        self.of_new.shapes[fresh] = made
        return fresh

    def _numbering(self) -> Element:
        return self.new.tree(self.new.need_part("numbering", make("numbering")))


def local_name(tag: str) -> str:
    """The name of a tag without its namespace."""
    return tag.rpartition("}")[2]


def differing_settings(old: Package, new: Package) -> list[str]:
    """What belongs to the file and not to its text, and differs: it stays as in the new file."""
    found = []
    for what, kind, tags in (
        ("the defaults of all styles", "styles", ("docDefaults",)),
        ("the settings", "settings", ("evenAndOddHeaders", "defaultTabStop", "footnotePr",
                                      "endnotePr", "mirrorMargins", "bordersDoNotSurroundHeader",
                                      "autoHyphenation", "documentProtection")),
    ):  # fmt: skip
        if _parts_of(old, kind, tags) != _parts_of(new, kind, tags):
            found.append(what)
    themes = [package.part_of_kind("theme") for package in (old, new)]
    digests = [
        package.digest(theme) if theme else ""
        for package, theme in zip((old, new), themes, strict=True)
    ]
    if digests[0] != digests[1]:
        found.append("the theme of colours and fonts")
    return found


def _parts_of(package: Package, kind: str, tags: Iterable[str]) -> list[bytes]:
    root = package.tree_of_kind(kind)
    if root is None:
        return []
    return [plain(each).encode() for tag in tags for each in root.iterchildren(w(tag))]


def _used(package: Package) -> dict[str, set[str]]:
    """The ids of styles and lists a text refers to, defined or not: none may come to mean more."""
    found: dict[str, set[str]] = {"style": set(), "list": set()}
    for part in story_parts(package):
        for element in package.tree(part).iter(w("numId"), *STYLE_TAGS):
            kind = "list" if element.tag == w("numId") else "style"
            found[kind].add(element.get(VAL, ""))
    styles = package.tree_of_kind("styles")
    for element in () if styles is None else styles.iter(w("basedOn")):
        found["style"].add(element.get(VAL, ""))
    return found


def _free_number(taken: Iterable[str]) -> str:
    return str(max((int(key) for key in taken if key.isdecimal()), default=0) + 1)
