"""Accepting or rejecting every tracked change of a Word file: the first of the two readers.

Source: ECMA-376 part 1, 17.13.5 (revisions). Where the standard leaves open what becomes of a
paragraph whose mark goes, Word is followed: its words flow into the next paragraph, which keeps
its own properties; at the end of a cell, and before a table, a paragraph that holds words stays.
"""

from __future__ import annotations

from uratibu.core.documents.tracked.ooxml import (
    DELETED,
    ID,
    INSERTED,
    PPR,
    RPR,
    RUN,
    SDT,
    TBL,
    TC,
    TR,
    Element,
    P,
    drop,
    is_bare,
    is_comment_mark,
    local,
    make,
    unwrap,
    w,
)  # fmt: skip
from uratibu.core.documents.tracked.package import MAIN, Package

_OWNERS = {"rPr", "trPr", "numPr", "ctrlPr"}
"""Where ins and del are marks of something else than the words inside them."""
_KEPT = {
    "pPrChange": ("rPr", "sectPr"),
    "rPrChange": ("ins", "del", "moveFrom", "moveTo"),
    "sectPrChange": ("headerReference", "footerReference"),
    "trPrChange": ("ins", "del"),
    "tcPrChange": ("cellIns", "cellDel", "cellMerge"),
    "tblPrChange": (),
    "tblPrExChange": (),
    "tblGridChange": (),
}
"""Marks of former properties, and what of the present ones rejecting leaves alone."""
_RANGES = ("customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
_SIMPLE = {"delText": "t", "delInstrText": "instrText"}
_BOXES = {w("sdt"), w("customXml"), w("smartTag")}
MARKS = (*INSERTED, *DELETED, *_KEPT, "cellIns", "cellDel", "cellMerge", "numberingChange")


def story_parts(package: Package) -> list[str]:
    """The parts that hold text: the document, its notes, headers and footers."""
    kinds = ("footnotes", "endnotes", "header", "footer")
    linked = {link.target for link in package.links(MAIN).values() if link.kind in kinds}
    return [MAIN, *sorted(part for part in linked if part in package.parts)]


def has_changes(package: Package) -> bool:
    """Whether any text of the file bears tracked changes."""
    names = {w(name) for name in MARKS}
    return any(
        next(package.tree(part).iter(*names), None) is not None for part in story_parts(package)
    )


def settle(package: Package, *, accept: bool) -> Package:
    """A copy of the file with every tracked change accepted, or every one rejected."""
    made = package.copy()
    for part in story_parts(made):
        settle_tree(made.tree(part), accept=accept)
    return made


def settle_tree(root: Element, *, accept: bool) -> None:
    """Settle every change below an element, in place."""
    gone = DELETED if accept else INSERTED
    _boxes(root, _RANGES[1:3] if accept else (_RANGES[0], _RANGES[3]))
    _words(root, gone)
    _rows_and_cells(root, gone, accept=accept)
    _properties(root, accept=accept)
    _paragraphs(root, gone)
    _leftovers(root)


def _boxes(root: Element, gone: tuple[str, ...]) -> None:
    """Content controls whose frame came or went; what they hold is settled for itself."""
    for element in _framed(root, gone):
        content = element.find(w("sdtContent"))
        if content is not None:
            for child in list(element):
                if child is not content:
                    element.remove(child)
            unwrap(content)
        unwrap(element)
    for element in list(root.iter()):
        name = local(element)
        if name.endswith(("RangeStart", "RangeEnd")) and name.startswith((*_RANGES, "move")):
            drop(element)


def _framed(root: Element, gone: tuple[str, ...]) -> list[Element]:
    """The controls that begin between the marks of a frame that goes."""
    found, open_ids = [], set()
    for element in root.iter():
        name = local(element)
        if name.startswith(gone) and name.endswith("RangeStart"):
            open_ids.add(element.get(ID))
        elif name.startswith(gone) and name.endswith("RangeEnd"):
            open_ids.discard(element.get(ID))
        elif element.tag in _BOXES and open_ids:
            found.append(element)
    return found


def _words(root: Element, gone: tuple[str, ...]) -> None:
    for element in list(root.iter(*(w(name) for name in (*INSERTED, *DELETED)))):
        if local(element.getparent()) in _OWNERS:
            continue
        if local(element) in gone:
            drop(element)
        else:
            unwrap(element)
    for old, new in _SIMPLE.items():
        for element in root.iter(w(old)):
            element.tag = w(new)


def _rows_and_cells(root: Element, gone: tuple[str, ...], *, accept: bool) -> None:
    for row in list(root.iter(TR)):
        marks = [mark for mark in row.iterfind(f"{w('trPr')}/*") if local(mark) in ("ins", "del")]
        if any(local(mark) in gone for mark in marks):
            drop(row)
        for mark in marks:
            drop(mark)
    for mark in list(root.iter(w("cellIns"), w("cellDel"))):
        cell = mark.getparent().getparent()
        if cell.tag == TC and (local(mark) == "cellDel") == accept:
            drop(cell)
        drop(mark)
    for mark in list(root.iter(w("cellMerge"))):
        _merge(mark, mark.get(w("vMerge" if accept else "vMergeOrig")))
    _emptied(root)


def _emptied(root: Element) -> None:
    """Tables, and controls around rows, of which nothing is left."""
    for control in reversed(list(root.iter(SDT))):
        _drop_if_empty(control)
    for table in reversed(list(root.iter(TBL))):
        if next(table.iter(TR), None) is None:
            drop(table)


def _drop_if_empty(control: Element) -> None:
    """A control around rows or cells goes with the last of them."""
    inside = control.find(w("sdtContent"))
    within = [each.tag for each in control.iterancestors() if each.tag in (TBL, TR, TC, P)]
    if inside is not None and not len(inside) and within[:1] in ([TBL], [TR]):
        drop(control)


def _merge(mark: Element, state: str | None) -> None:
    properties = mark.getparent()
    for old in properties.findall(w("vMerge")):
        properties.remove(old)
    if state:
        mark.addprevious(make("vMerge", val="restart" if state == "rest" else "continue"))
    drop(mark)


def _properties(root: Element, *, accept: bool) -> None:
    for change in list(root.iter(w("numberingChange"), *(w(name) for name in _KEPT))):
        if not accept and local(change) in _KEPT:
            _restore(change)
        drop(change)
    for mark in list(root.iter(w("numPr"))):
        for each in mark.findall(w("ins")):
            mark.remove(each)


def _restore(change: Element) -> None:
    """Put the former properties in the place of the present ones."""
    owner = change.getparent()
    kept = {w(name) for name in _KEPT[local(change)]}
    for child in list(owner):
        if child is not change and child.tag not in kept:
            owner.remove(child)
    former = list(change[0]) if len(change) else []
    if local(change) == "pPrChange":
        for offset, child in enumerate(former):
            owner.insert(offset, child)
        return
    if local(change) == "sectPrChange" and len(change):
        owner.attrib.update(dict(change[0].attrib))
    for child in former:
        change.addprevious(child)


def _paragraphs(root: Element, gone: tuple[str, ...]) -> None:
    """Join every paragraph whose mark goes with the next one."""
    for paragraph in list(root.iter(P)):
        marks = paragraph.find(f"{PPR}/{RPR}")
        found = [] if marks is None else [
            mark for mark in marks if local(mark) in (*INSERTED, *DELETED)
        ]  # fmt: skip
        is_going = any(local(mark) in gone for mark in found)
        for mark in found:
            marks.remove(mark)
        if marks is not None and not len(marks):
            drop(marks)
        if is_going:
            _join(paragraph)


def _join(paragraph: Element) -> None:
    rest = [child for child in paragraph if child.tag != PPR]
    following = paragraph.getnext()
    while following is not None and is_bare(following):
        following = following.getnext()
    if following is not None and following.tag == P:
        at = 1 if following.find(PPR) is not None else 0
        for child in reversed(rest):
            following.insert(at, child)
        drop(paragraph)
    elif all(is_bare(child) or _is_empty(child) for child in rest) and not _is_last(paragraph):
        before = paragraph.getprevious()
        for child in rest:
            if is_comment_mark(child):
                if before is not None and before.tag == P:
                    before.append(child)
            elif is_bare(child):
                paragraph.addprevious(child)
        drop(paragraph)


def _is_empty(child: Element) -> bool:
    return child.tag in (w("hyperlink"), RUN) and all(each.tag == RPR for each in child)


def _is_last(paragraph: Element) -> bool:
    """Whether a cell, note or header would be left without the paragraph it must end with."""
    parent = paragraph.getparent()
    return paragraph.getnext() is None and local(parent) != "body"


def _leftovers(root: Element) -> None:
    """What is empty once its words are gone: links, property lists, cells."""
    for element in list(root.iter(w("hyperlink"), w("fldSimple"), w("smartTag"))):
        if not len(element):
            drop(element)
    for element in list(root.iter(PPR, RPR)):
        if not len(element) and local(element.getparent()) != "rPrChange":
            drop(element)
    for cell in root.iter(TC):
        if next(cell.iterchildren(P, TBL, w("sdt")), None) is None:
            cell.append(make("p"))
