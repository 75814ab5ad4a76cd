"""What a comparison says, and how it looks to whoever opens the file in Word."""

import re

import pytest
from lxml import etree

from core.documents.tracked.corpus.parts import (
    NUMBERING,
    STYLES,
    item,
    note,
    notes,
    p,
    package,
    r,
    table,
)
from core.documents.tracked.corpus.written import FILES
from core.documents.tracked.round_trip import compared, text
from uratibu.core.documents.tracked.model import Attribution, Kind, Note, Of
from uratibu.core.documents.tracked.package import MAIN, Package
from uratibu.core.documents.tracked.pieces import words
from uratibu.core.findings import Refused

LINES = (
    "The state shall protect every migrant worker.",
    "Recruitment agencies shall hold a bond for each worker they send.",
    "County governments shall receive those who return to them.",
    "Data shall be collected by age, sex and place of birth.",
)


def changes(old, new, **options):
    tracked = compared(package(old), package(new), **options)
    return [(str(c.kind), str(c.of), c.place, c.old, c.new) for c in tracked.changes]


def xml(tracked, part=MAIN):
    """The inside of a part, without names and dates."""
    said = etree.tostring(Package.open(tracked.content).tree(part)).decode()
    return re.sub(r' (w:(id|author|date)|xml:space|xmlns:\w+)="[^"]*"', "", said)


def test_one_word_that_changed_is_one_deletion_and_one_insertion():
    tracked = compared(package(p(LINES[0])), package(p(LINES[0].replace("shall", "may"))))

    assert (
        "<w:t>The state </w:t></w:r><w:del><w:r><w:delText>shall</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>may</w:t></w:r></w:ins><w:r><w:t> protect every migrant worker.</w:t>"
    ) in xml(tracked)
    assert tracked.counts()["words_inserted"] == tracked.counts()["words_deleted"] == 1


def test_words_that_are_alike_by_chance_do_not_chop_a_new_sentence():
    old, new = (
        "Fees of the agency are paid by the worker.",
        "No cost of any kind may reach the worker.",
    )
    tracked = compared(package(p(old)), package(p(new)))

    assert xml(tracked).count("<w:del>") == 1


def test_each_kind_of_change_is_named_with_its_place():
    old = p(LINES[0]) + p(LINES[1]) + p(LINES[2]) + p("end")
    new = p(LINES[0] + " It acts at once.") + p(LINES[2], style="Heading2") + p(LINES[3]) + p("end")

    longer = LINES[0] + " It acts at once."
    assert changes(old, new) == [
        ("edited", "paragraph", "paragraph 1", f"{LINES[0]}\n{LINES[1]}", longer),
        ("formatted", "paragraph", "paragraph 2", LINES[2], LINES[2]),
        ("inserted", "paragraph", "paragraph 3", "", LINES[3]),
    ]


def test_a_paragraph_that_stands_elsewhere_has_moved():
    old = "".join(p(line) for line in LINES) + p("end")
    new = p(LINES[1]) + p(LINES[2]) + p(LINES[3]) + p(LINES[0]) + p("end")
    tracked = compared(package(old), package(new))

    assert [(c.kind, c.old, c.new) for c in tracked.changes] == [(Kind.MOVED, LINES[0], LINES[0])]
    said = xml(tracked)
    assert '<w:moveFromRangeStart w:name="move1"/>' in said
    assert '<w:moveToRangeStart w:name="move1"/>' in said
    assert "<w:moveTo><w:r><w:t>The state" in said


def test_a_paragraph_that_was_split_keeps_its_words():
    half = LINES[1].index("hold")
    new = p(LINES[1][:half]) + p(LINES[1][half:]) + p("end")
    tracked = compared(package(p(LINES[1]) + p("end")), package(new))

    assert [change.kind for change in tracked.changes] == [Kind.SPLIT]
    assert "<w:del>" not in xml(tracked)


def test_paragraphs_that_were_joined_keep_their_words():
    tracked = compared(
        package(p(LINES[1]) + p(LINES[2]) + p("end")), package(p(LINES[1] + LINES[2]) + p("end"))
    )

    assert [change.kind for change in tracked.changes] == [Kind.JOINED]
    assert "<w:ins>" not in xml(tracked)


def test_a_row_is_inserted_as_a_row():
    old, new = (
        (["a", "b", "c"], ["d", "e", "f"]),
        (["a", "b", "c"], ["x", "y", "z"], ["d", "e", "f"]),
    )
    tracked = compared(package(table(*old) + p()), package(table(*new) + p()))

    assert [(c.kind, c.of, c.place, c.new) for c in tracked.changes] == [
        (Kind.INSERTED, Of.ROW, "table 1, row 2", "x\ny\nz")
    ]
    assert xml(tracked).count("<w:trPr><w:ins/></w:trPr>") == 1


def test_a_word_in_a_cell_and_in_a_note_is_an_edit_there():
    def draft(word):
        body = table(["a", f"fee {word}", "c"]) + p("Text", inside=note("footnote", 1))
        return package(body, footnotes=notes("footnote", f"See article {word} here."))

    tracked = compared(draft("41"), draft("43"))

    assert [(c.kind, c.place) for c in tracked.changes] == [
        (Kind.EDITED, "table 1, row 1, cell 2"),
        (Kind.EDITED, "footnote 1, paragraph 1"),
    ]
    assert "<w:delText>41</w:delText>" in xml(tracked, "word/footnotes.xml")


def test_only_formatting_that_changed_is_marked_as_formatting():
    tracked = compared(
        package(p(LINES[0])),
        package(p("The state ", inside=r("shall", "<w:b/>") + r(LINES[0][15:]))),
    )

    assert [change.kind for change in tracked.changes] == [Kind.FORMATTED]
    assert "<w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>shall</w:t>" in xml(
        tracked
    )


def test_letters_are_never_parted_from_what_combines_with_them():
    said = "é e\u0301te\u0301 👩🏽‍🌾🇰🇪🇿🇿 शब्द 1,234.5"

    whole = ["é", "e\u0301te\u0301", "👩🏽‍🌾", "🇰🇪", "🇿🇿", "शब्द", "1,234.5"]
    assert [word for word in words(said) if word != " "] == whole


def test_the_same_files_give_the_same_bytes():
    old, new = FILES["headings"](), FILES["tables"]()

    assert compared(old, new).content == compared(old, new).content


def test_each_change_bears_its_own_author_and_a_comment_with_the_reason():
    def attribute(change):
        if change.kind is Kind.INSERTED:
            return Attribution(
                "County of Lamu (sample)",
                Note("Secretariat (sample)", "Comment 14: accepted. The duty was missing."),
            )
        return None

    old, new = p(LINES[0]) + p("end"), p(LINES[0].replace("shall", "may")) + p(LINES[3]) + p("end")
    tracked = compared(package(old), package(new), attribute=attribute)

    said = etree.tostring(Package.open(tracked.content).tree(MAIN)).decode()
    authors = re.findall(r'<w:(ins|del) [^>]*w:author="([^"]*)"', said)
    assert authors == [
        ("del", "Secretariat (sample)"), ("ins", "Secretariat (sample)"),
        ("ins", "County of Lamu (sample)"), ("ins", "County of Lamu (sample)"),
    ]  # fmt: skip
    remarks = etree.tostring(Package.open(tracked.content).tree("word/comments.xml")).decode()
    assert "Comment 14: accepted. The duty was missing." in remarks
    assert 'w:author="Secretariat (sample)"' in remarks
    assert said.count("<w:commentRangeStart") == said.count("<w:commentReference") == 1
    assert tracked.is_exact


def test_comments_of_both_files_are_kept_and_shared_ones_once():
    tracked = compared(FILES["comments"](), FILES["comments"]())
    alone = compared(FILES["comments"](), FILES["plain"]())

    assert xml(tracked, "word/comments.xml").count("<w:comment ") == 2
    assert xml(alone, "word/comments.xml").count("<w:comment ") == 2
    assert [f.rule for f in alone.findings] == ["tracked/comments-kept"]


def test_a_style_the_new_file_defines_otherwise_stands_beside_under_another_name():
    old = package(p(LINES[0], style="Heading1"))
    new = package(p(LINES[0], style="Heading1"), styles=STYLES.replace('"32"', '"40"'))

    tracked = compared(old, new)

    styles = xml(tracked, "word/styles.xml")
    assert '<w:name w:val="heading 1 (old version)"/>' in styles
    assert [f.rule for f in tracked.findings] == ["tracked/styles-kept"]
    assert tracked.is_exact


def test_a_list_the_new_file_lacks_is_copied_under_a_number_that_was_free():
    old = package(item("one", 0, 1), numbering=NUMBERING.replace('"decimal"', '"upperRoman"'))
    tracked = compared(old, package(item("one", 0, 1)))

    assert text(tracked.content, accept=False) == text(old)
    assert '<w:numId w:val="4"/>' in xml(tracked)


def test_changes_of_the_files_themselves_are_taken_as_accepted_and_this_is_said():
    tracked = compared(FILES["tracked_already"](), FILES["plain"]())

    assert [(f.rule, f.where.file) for f in tracked.findings] == [("tracked/settled-first", "old")]


def test_what_differs_beside_the_text_is_named():
    other = STYLES.replace('<w:sz w:val="22"/></w:rPr>', '<w:sz w:val="20"/></w:rPr>')
    tracked = compared(package(p(LINES[0])), package(p(LINES[0]), styles=other))

    assert [f.message for f in tracked.findings] == [
        "The files differ in the defaults of all styles; the new file's stand."
    ]


def test_a_bookmark_whose_words_moved_keeps_its_name_in_the_new_text():
    def draft(*order):
        lines = (
            f'<w:bookmarkStart w:id="{n}" w:name="duty{n}"/>{r(LINES[n])}<w:bookmarkEnd w:id="{n}"/>'
            for n in order
        )
        return package("".join(p(inside=line) for line in lines) + p("end"))

    tracked = compared(draft(0, 1, 2, 3), draft(1, 2, 3, 0))

    assert [f.rule for f in tracked.findings] == ["tracked/bookmark-moved"]
    assert 'w:name="duty0_old"' in xml(tracked)


def test_a_file_that_is_no_word_file_is_refused():
    with pytest.raises(Refused) as refused:
        compared(b"no archive", FILES["plain"]())

    assert [f.rule for f in refused.value.findings] == ["tracked/unreadable"]


def test_a_header_that_came_or_went_is_tracked_in_its_own_part():
    bare = package("".join(p(line) for line in LINES[:3]))

    came = compared(bare, FILES["headers"]())
    went = compared(FILES["headers"](), bare)

    for tracked in (came, went):
        assert tracked.is_exact
        assert not [f for f in tracked.findings if f.rule == "tracked/untracked"]
    assert "<w:ins><w:r><w:t>Draft of the sample policy" in xml(came, "word/header1.xml")
    assert "<w:del><w:r><w:delText>Draft of the sample policy" in xml(went, "word/old-header1.xml")


def test_a_comment_hangs_on_a_row_that_came():
    old, new = table(["a", "b", "c"]) + p(), table(["a", "b", "c"], ["x", "y", "z"]) + p()
    reason = Attribution("County (sample)", Note("County (sample)", "Row asked for."))

    tracked = compared(package(old), package(new), attribute=lambda _: reason)

    assert tracked.is_exact
    assert xml(tracked).count("<w:commentRangeStart") == 1


def test_names_only_the_old_file_uses_are_known_to_the_new_one():
    package_ = Package.open(package(p(LINES[0])))
    root = package_.tree(MAIN)
    made = etree.Element(root.tag, nsmap={**root.nsmap, "w99": "urn:sample:later"})
    made.extend(list(root))
    made.set("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "w99")
    made.find(".//{*}p").set("{urn:sample:later}mark", "x")
    package_.trees[MAIN] = made

    tracked = compared(package_.to_bytes(), package(p(LINES[1])))

    said = etree.tostring(Package.open(tracked.content).tree(MAIN)).decode()
    assert 'Ignorable="w99"' in said
    assert tracked.is_exact
