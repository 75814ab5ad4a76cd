"""Edits of any Word file by chance, as people make them: seeded, so that each can be made again."""

import copy
import random

from uratibu.core.documents.tracked.ooxml import PPR, RPR, TBL, TC, TR, P, make, w
from uratibu.core.documents.tracked.package import MAIN, Package

WORDS = (
    "migrant",
    "county",
    "fee",
    "protect",
    "register",
    "annual",
    "data",
    "remittance",
    "border",
)


def edited(content, *, seed, times=6):
    """The file after some edits."""
    package, chance = Package.open(content), random.Random(seed)
    body = package.tree(MAIN).find(w("body"))
    for _ in range(times):
        chance.choice(EDITS)(body, chance)
    for kind in ("footnotes", "header", "footer"):
        if package.part_of_kind(kind) and chance.random() < 0.5:
            change_words(package.tree(package.part_of_kind(kind)), chance)
    _drop_unread_notes(package)
    return package.to_bytes()


def change_words(body, chance):
    texts = [each for each in body.iter(w("t")) if each.text and each.text.strip()]
    if texts:
        text = chance.choice(texts)
        said = text.text.split(" ")
        at = chance.randrange(len(said))
        said[at : at + chance.randrange(2)] = chance.choices(WORDS, k=chance.randrange(3))
        text.text = " ".join(said) or chance.choice(WORDS)


def insert_paragraph(body, chance):
    made, run, text = make("p"), make("r"), make("t")
    text.text = "A new sample duty: " + " ".join(chance.choices(WORDS, k=chance.randrange(1, 9)))
    run.append(text)
    made.append(run)
    _anywhere(body, chance).addprevious(made)


def copy_paragraph(body, chance):
    found = _plain_paragraphs(body)
    if found:
        _anywhere(body, chance).addprevious(copy.deepcopy(chance.choice(found)))


def delete_paragraph(body, chance):
    found = _plain_paragraphs(body)
    if len(found) > 1:
        chosen = chance.choice(found)
        if chosen.getparent().tag != TC or (
            len(chosen.getparent().findall(P)) > 1 and chosen.getnext() is not None
        ):
            chosen.getparent().remove(chosen)


def move_paragraph(body, chance):
    found = [each for each in _plain_paragraphs(body) if each.getparent() is body]
    if len(found) > 2:
        target = _anywhere(body, chance)
        chosen = chance.choice(found)
        if target is not chosen:
            target.addprevious(chosen)


def split_paragraph(body, chance):
    found = [each for each in _plain_paragraphs(body) if each.find(w("r")) is not None]
    if not found:
        return
    chosen = chance.choice(found)
    run = _cut(chance.choice(chosen.findall(w("r"))), chance)
    if _inside_field(run):
        return
    second = make("p")
    if chosen.find(PPR) is not None:
        second.append(copy.deepcopy(chosen.find(PPR)))
    second.extend([run, *run.itersiblings()])
    chosen.addnext(second)


def _cut(run, chance):
    """The second half of a run that was cut in its words, or the run where it cannot be cut."""
    texts = run.findall(w("t"))
    if len(texts) != 1 or len(texts[0].text or "") < 4:
        return run
    at = chance.randrange(1, len(texts[0].text))
    half = copy.deepcopy(run)
    second = half.find(w("t"))
    texts[0].text, second.text = texts[0].text[:at], texts[0].text[at:]
    for each in (texts[0], second):
        each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for child in list(texts[0].itersiblings()):
        run.remove(child)
    for child in list(second.itersiblings(preceding=True)):
        if child.tag != RPR:
            half.remove(child)
    run.addnext(half)
    return half


def join_paragraphs(body, chance):
    found = [
        each
        for each in _plain_paragraphs(body)
        if each.getnext() is not None
        and each.getnext().tag == P
        and each.getnext().find(f"{PPR}/{w('sectPr')}") is None
    ]
    if found:
        chosen = chance.choice(found)
        following = chosen.getnext()
        for child in list(following):
            if child.tag != PPR:
                chosen.append(child)
        following.getparent().remove(following)


def change_look(body, chance):
    runs = [each for each in body.iter(w("r")) if each.find(w("t")) is not None]
    if runs:
        run = chance.choice(runs)
        look = run.find(RPR)
        if look is None:
            look = make("rPr")
            run.insert(0, look)
        name = chance.choice(("b", "i"))
        if look.find(w(name)) is None:
            at = 1 if look.find(w("rStyle")) is not None else 0
            look.insert(at, make(name))
        else:
            look.remove(look.find(w(name)))


def change_style(body, chance):
    found = _plain_paragraphs(body)
    if found:
        paragraph = chance.choice(found)
        properties = paragraph.find(PPR)
        if properties is None:
            properties = make("pPr")
            paragraph.insert(0, properties)
        for old in properties.findall(w("pStyle")):
            properties.remove(old)
        properties.insert(0, make("pStyle", val=chance.choice(("Heading1", "Heading2"))))


def change_alignment(body, chance):
    found = [each for each in _plain_paragraphs(body) if each.find(PPR) is None]
    if found:
        properties = make("pPr")
        properties.append(make("jc", val=chance.choice(("center", "both"))))
        chance.choice(found).insert(0, properties)


def delete_row(body, chance):
    rows = [row for row in body.iter(TR) if len(row.getparent().findall(TR)) > 1]
    if rows:
        row = chance.choice(rows)
        row.getparent().remove(row)


def insert_row(body, chance):
    rows = list(body.iter(TR))
    if rows:
        row = chance.choice(rows)
        made = copy.deepcopy(row)
        for text in made.iter(w("t")):
            text.text = chance.choice(WORDS)
        row.addnext(made)


def change_table(body, chance):
    """The place of a table, or the width or colour of a cell."""
    tables = list(body.iter(TBL))
    if not tables:
        return
    chosen = chance.choice(tables)
    cells = list(chosen.iter(w("tcPr")))
    if chance.random() < 0.4 or not cells:
        properties = chosen.find(w("tblPr"))
        if properties is not None and properties.find(w("jc")) is None:
            at = properties.find(w("tblW"))
            made = make("jc", val=chance.choice(("center", "right")))
            (properties.append if at is None else at.addnext)(made)
    else:
        properties = chance.choice(cells)
        if properties.find(w("shd")) is None:
            properties.append(make("shd", val="clear", fill=chance.choice(("DDDDDD", "FFFF99"))))


def delete_table(body, chance):
    tables = list(body.iterchildren(TBL))
    if tables and chance.random() < 0.5:
        body.remove(chance.choice(tables))


def swap_blocks(body, chance):
    found = [
        each for each in body if each.tag in (P, TBL) and each.find(f"{PPR}/{w('sectPr')}") is None
    ]
    if len(found) > 2:
        chosen = chance.choice(found[:-1])
        following = chosen.getnext()
        if following is not None and following.tag in (P, TBL):
            following.addnext(chosen)


def _drop_unread_notes(package):
    """A note goes with its reference, as in Word."""
    for kind in ("footnote", "endnote"):
        part = package.part_of_kind(f"{kind}s")
        used = {each.get(w("id")) for each in package.tree(MAIN).iter(w(f"{kind}Reference"))}
        for note in package.tree(part).findall(w(kind)) if part else ():
            if note.get(w("type")) is None and note.get(w("id")) not in used:
                note.getparent().remove(note)


def _plain_paragraphs(body):
    """Paragraphs that hold no section and no part of a field that goes beyond them."""
    found = []
    for each in body.iter(P):
        if any(above.tag == w("txbxContent") for above in each.iterancestors()):
            continue
        kinds = [mark.get(w("fldCharType")) for mark in each.iter(w("fldChar"))]
        is_whole = kinds.count("begin") == kinds.count("end")
        if is_whole and each.find(f"{PPR}/{w('sectPr')}") is None:
            found.append(each)
    return found


def _inside_field(run):
    depth = 0
    for each in run.itersiblings(preceding=True):
        for mark in each.iter(w("fldChar")):
            depth += {"begin": 1, "end": -1}.get(mark.get(w("fldCharType")), 0)
    return depth != 0 or next(run.iter(w("fldChar"), w("instrText")), None) is not None


def _anywhere(body, chance):
    """A block of the body, or the section at its end."""
    return chance.choice([each for each in body if each.tag in (P, TBL, w("sectPr"))])


EDITS = (
    change_words,
    change_words,
    change_words,
    insert_paragraph,
    copy_paragraph,
    delete_paragraph,
    move_paragraph,
    split_paragraph,
    join_paragraphs,
    change_look,
    change_look,
    change_style,
    change_alignment,
    delete_row,
    insert_row,
    change_table,
    delete_table,
    swap_blocks,
)
