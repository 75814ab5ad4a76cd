"""Word files written by hand: one for each thing that a draft of a policy may hold. *Sample texts.*"""

from core.documents.tracked.corpus.parts import (
    cell,
    field,
    item,
    note,
    notes,
    p,
    package,
    picture,
    r,
    table,
)

_LINES = (
    "Sample draft of a policy on labour migration.",
    "The state shall protect the rights of every migrant worker and of every member of a family.",
    "Recruitment agencies shall be registered, inspected each year and held to a bond.",
    "County governments shall receive those who return and help them to find work.",
    "No fee shall be taken from a worker for recruitment, medical examination or travel.",
    "The secretariat shall publish a report on the costs of sending money home each quarter.",
    "Data on migration shall be collected by age, sex and place, and kept in confidence.",
)
_IMAGE = ("i1", "image", "media/image1.png")


def plain():
    return package("".join(p(line) for line in _LINES))


def empty():
    return package(p())


def one_word():
    return package(p("Policy"))


def headings():
    return package(
        "".join(
            p(f"Chapter {n} of the sample", style="Heading1")
            + p(_LINES[n], style="")
            + p(f"Section {n}.1 on duties", style="Heading2")
            + p(_LINES[n + 1])
            for n in range(1, 6)
        )
    )


def nested_lists():
    return package(
        p(_LINES[0], style="Heading1")
        + item("Objective one: data")
        + item("collect", 1)
        + item("each year", 2)
        + item("publish", 1)
        + item("Objective two: drivers")
        + p("Between two lists.")
        + item("a point", 0, 2)
        + item("another point", 0, 2)
        + item("Five begins here", 0, 3)
        + item("and six follows", 0, 3)
    )


def tables():
    return package(
        p("Matrix of actions, sample.")
        + table(
            ["Action", "Owner", "Year"],
            ["Register agencies", "Ministry of Labour", "2026"],
            ["Train inspectors", "Ministry of Labour", "2027"],
            ["Open desks in counties", "Council of Governors", "2027"],
        )
        + p(_LINES[3])
    )


def lists_in_tables():
    inside = item("first duty") + item("second duty") + item("third duty", 1)
    return package(
        table(["Who", cell(inside), "When"], ["Counties", cell(p("none yet") + p()), "2028"])
        + p("After the table.")
    )


def nested_tables():
    inner = table(["inner a", "inner b"], ["inner c", "inner d"], columns=2) + p("below")
    return package(
        table(["outer", cell(inner), "right"], ["x", "y", "z"]) + p(_LINES[2]) + p(_LINES[4])
    )


def merged_cells():
    wide = cell("Theme one: protection", '<w:gridSpan w:val="2"/>')
    start = cell("Ministry", '<w:vMerge w:val="restart"/>')
    below = cell(p(), "<w:vMerge/>")
    return package(
        table(
            [wide, "2026"],
            [start, "a duty of it", "x"],
            [below, "another duty", "y"],
            ["p", "q", "r"],
        )
        + p()
    )


def ends_with_a_table():
    return package(p(_LINES[1]) + table(["a", "b", "c"], ["d", "e", "f"]))


def footnotes():
    return package(
        p(_LINES[1], inside=note("footnote", 1) + r(" It binds all institutions."))
        + p(_LINES[2], inside=note("footnote", 2))
        + p(_LINES[3])
        + p("A note of the end", inside=note("endnote", 1)),
        footnotes=notes("footnote", "Article 41 of the constitution.", "See the register of 2025."),
        endnotes=notes("endnote", "Sample of an endnote."),
    )


def fields():
    simple = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
    mark = (
        '<w:bookmarkStart w:id="0" w:name="_Ref1"/>'
        + r("Chapter on data")
        + '<w:bookmarkEnd w:id="0"/>'
    )
    return package(
        p(
            "See ",
            inside=field("REF _Ref1 \\h", "Chapter on data") + r(" on page ") + simple + r("."),
        )
        + p(style="Heading1", inside=mark)
        + p(_LINES[6])
        + p("Printed on ", inside=field('DATE \\@ "d MMMM yyyy"', "1 June 2026"))
    )


def contents():
    def line(text, page, first="", last=""):
        link = f'<w:hyperlink w:anchor="_Toc{page}">{r(text)}<w:r><w:tab/></w:r>{field(f"PAGEREF _Toc{page}", page)}</w:hyperlink>'
        return f"<w:p>{first}{link}{last}</w:p>"

    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    chapters = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="{n}" w:name="_Toc{n}"/>'
        f'{r(f"Chapter {n}")}<w:bookmarkEnd w:id="{n}"/></w:p>' + p(_LINES[n])
        for n in (1, 2, 3)
    )
    return package(
        line("Chapter 1", "1", begin)
        + line("Chapter 2", "2")
        + line("Chapter 3", "3")
        + end
        + chapters
    )


def hyperlinks():
    underlined = '<w:u w:val="single"/>'

    def link(key, text):
        return f'<w:hyperlink r:id="{key}">{r(text, underlined)}</w:hyperlink>'

    return package(
        p(
            "See ",
            inside=link("l1", "the compact") + r(" and ") + link("l2", "the list of agencies"),
        )
        + p(_LINES[2])
        + p(
            "Back to ",
            inside=f'<w:hyperlink w:anchor="top">{r("the top of this text")}</w:hyperlink>',
        ),
        links=[
            ("l1", "hyperlink", "https://example.org/compact"),
            ("l2", "hyperlink", "https://example.org/agencies"),
        ],
    )


def pictures():
    return package(
        p("A map of sample counties: ", inside=picture() + r(" with the border points."))
        + p(inside=picture(number=2))
        + p(_LINES[3]),
        links=[_IMAGE],
    )


def text_box():
    def shape(text):
        return (
            f'<w:r><w:pict><v:shape style="width:100pt;height:40pt"><v:textbox><w:txbxContent>'
            f"{p(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )

    return package(
        p(_LINES[1], inside=shape("Key message of the sample")) + p(_LINES[2]) + p(_LINES[5])
    )


def sections():
    turned = (
        '<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="16838" w:h="11906" '
        f'w:orient="landscape"/></w:sectPr></w:pPr>{r("Last line of the landscape part.")}</w:p>'
    )
    return package(p(_LINES[0]) + p(_LINES[1]) + turned + p(_LINES[2]) + p(_LINES[3]))


def headers():
    references = (
        '<w:sectPr><w:headerReference w:type="default" r:id="p3"/><w:footerReference '
        'w:type="default" r:id="p4"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    return package(
        p(_LINES[1]) + p(_LINES[2]) + references,
        header1=p("Draft of the sample policy, first reading"),
        footer1=p("Page ", inside=field("PAGE", "1")),
    )


def content_controls():
    def box(number, inside, kind="block"):
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{kind} {number}"/><w:id w:val="{number}"/></w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    return package(
        p("Title: ", inside=box(11, r("Sample policy on return"), "title") + r(" (draft)"))
        + box(12, p(_LINES[1]) + p(_LINES[2]))
        + p(_LINES[3])
        + p("Date: ", inside=box(13, r("1 June 2026"), "date"))
    )


def right_to_left():
    def line(text, look="<w:rtl/>"):
        return f"<w:p><w:pPr><w:bidi/></w:pPr>{r(text, look)}</w:p>"

    return package(
        line("مسودة سياسة الهجرة (نموذج)")
        + line("تحمي الدولة حقوق العمال المهاجرين وأفراد أسرهم.")
        + p("Kiswahili: Serikali italinda haki za wahamiaji.")
        + line("טיוטה לדוגמה של המדיניות.")
    )


def symbols():
    return package(
        p(
            "Degree ",
            inside='<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>'
            + r(" and dash")
            + "<w:r><w:noBreakHyphen/><w:t>less</w:t><w:softHyphen/><w:t>ness</w:t></w:r>",
        )
        + p("Emoji 👩🏽‍🌾 and flags 🇰🇪🇿🇿, é composed and e\u0301 combined, ไทยกำลัง, देवनागरी शब्द.")
        + p("1,234.5 persons &amp; 5 &lt; 6; “quoted” – dashed…")
    )


def tabs_and_breaks():
    return package(
        p(
            "Name:",
            inside="<w:r><w:tab/><w:t>Amina (sample)</w:t><w:br/><w:t>second line</w:t></w:r>",
        )
        + p("Before a page", inside='<w:r><w:br w:type="page"/></w:r>' + r("and after it"))
        + '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="2000"/><w:tab w:val="right" w:pos="8000"/></w:tabs></w:pPr>'
        + "<w:r><w:t>left</w:t><w:tab/><w:t>right</w:t></w:r></w:p>"
    )


def formats():
    return package(
        p(
            "The state ",
            inside=r("shall", "<w:b/>")
            + r(" protect ", "<w:i/>")
            + r("every", '<w:color w:val="C00000"/>')
            + r(" worker", '<w:rStyle w:val="Strong"/>')
            + r(" from harm.", "<w:b/><w:i/>"),
        )
        + "".join(p(line, jc="both") for line in _LINES[1:5])
    )


def cut_runs():
    cut = "".join(
        f'<w:r w:rsidR="00A{n}"><w:t xml:space="preserve">{part}</w:t></w:r><w:proofErr w:type="spellStart"/>'
        for n, part in enumerate(("The st", "ate sha", "ll protect", " every", " worker."))
    )
    return package(f"<w:p>{cut}</w:p>" + p(_LINES[2]) + p(_LINES[4]))


def comments():
    def remark(number, text):
        return (
            f'<w:comment w:id="{number}" w:author="Reviewer (sample)" w:date="2026-05-01T09:00:00Z" w:initials="R">'
            f"{p(text)}</w:comment>"
        )

    def on(number, text):
        return (
            f'<w:commentRangeStart w:id="{number}"/>{r(text)}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    return package(
        p("The ", inside=on(0, "state") + r(" shall act."))
        + p(_LINES[2])
        + p(inside=on(1, _LINES[3])),
        comments=remark(0, "Which organ of it?") + remark(1, "Counties agree."),
    )


def tracked_already():
    who = 'w:author="Somebody (sample)" w:date="2026-05-01T09:00:00Z"'
    return package(
        p(
            "The state ",
            inside=f'<w:ins w:id="1" {who}>{r("and the counties ")}</w:ins>'
            f'<w:del w:id="2" {who}><w:r><w:delText>may</w:delText></w:r></w:del>'
            + r(" shall act."),
        )
        + f'<w:p><w:pPr><w:rPr><w:del w:id="3" {who}/></w:rPr></w:pPr>{r("A line that is ")}</w:p>'
        + p("joined to this one.")
        + p(_LINES[4])
    )


def formula():
    said = "<m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath>"
    return package(p("The rate is ", inside=said + r(" per year.")) + p(_LINES[5]) + p(_LINES[6]))


def repeated():
    return package(
        "".join(
            p("Source: Ministry of Labour, sample.") + p() + p(_LINES[n % 7]) for n in range(12)
        )
    )


def bookmarks():
    def marked(n, text):
        return f'<w:bookmarkStart w:id="{n}" w:name="para{n}"/>{r(text)}<w:bookmarkEnd w:id="{n}"/>'

    return package("".join(p(inside=marked(n, line)) for n, line in enumerate(_LINES)))


def bookmarks_between_paragraphs():
    """As pandoc writes them; one begins twice and one never ends."""
    start, end = '<w:bookmarkStart w:id="{0}" w:name="part{0}"/>', '<w:bookmarkEnd w:id="{0}"/>'
    return package(
        start.format(1)
        + p(_LINES[0], style="Heading1")
        + start.format(2)
        + p(_LINES[1])
        + table(["a", "b", "c"])
        + end.format(1)
        + p(_LINES[2])
        + end.format(2)
        + start.format(3)
        + start.format(1)
        + p(_LINES[3])
        + p(_LINES[4])
        + end.format(1)
    )


def notes_as_libreoffice_numbers_them():
    """The lines between text and notes have the numbers 0 and 1, the notes begin with 2."""
    said = notes("footnote", "See article 41.", "See the register.").replace('w:id="2"', 'w:id="3"')
    said = said.replace('w:id="1"', 'w:id="2"').replace('w:id="0"', 'w:id="1"')
    return package(
        p(_LINES[1], inside=note("footnote", 2))
        + p(_LINES[2], inside=note("footnote", 3))
        + p(_LINES[3]),
        footnotes=said.replace('w:id="-1"', 'w:id="0"'),
    )


def styles_that_are_not_there():
    return package(
        p(_LINES[0], style="Heading9") + p(_LINES[1], style="Heading1") + item("one", 0, 9),
        styles='<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/><w:basedOn w:val="Normal"/></w:style>',
        numbering="",
    )


def controls_in_tables():
    """A control around a row, one around a cell, bookmarks between rows and cells, exceptions."""
    box = '<w:sdt><w:sdtPr><w:alias w:val="{}"/><w:id w:val="{}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    exception = '<w:tblPrEx><w:jc w:val="center"/></w:tblPrEx><w:trPr><w:cantSplit/></w:trPr>'
    first = f"<w:tr>{exception}{cell('Duty')}{cell('Owner')}</w:tr>"
    boxed_cell = (
        f"<w:tr>{box.format('owner', 21, cell('County of Lamu (sample)'))}{cell('2027')}</w:tr>"
    )
    boxed_row = box.format(
        "row", 22, f"<w:tr>{cell('Report each year')}{cell('Secretariat')}</w:tr>"
    )
    mark = '<w:bookmarkStart w:id="31" w:name="rows"/>', '<w:bookmarkEnd w:id="31"/>'
    whole = table(["x", "y"], columns=2)
    at = whole.index("<w:tr>")
    inside = first + mark[0] + boxed_cell + mark[1] + boxed_row
    return package(p(_LINES[0]) + whole[:at] + inside + whole[at:] + p(_LINES[2]))


def no_styles():
    return package("".join(p(line) for line in _LINES[:4]), styles="", numbering="")


def other_styles():
    return package(
        p("Chapter 1 of the sample", style="Heading1")
        + "".join(p(line) for line in _LINES)
        + item("Objective one: data"),
        styles="""<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/>
<w:rPr><w:sz w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1">
<w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:rPr><w:color w:val="1F4E79"/></w:rPr></w:style>""",
        numbering="""<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/>
<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>""",
    )


FILES = {
    make.__name__: make
    for make in (
        plain,
        empty,
        one_word,
        headings,
        nested_lists,
        tables,
        lists_in_tables,
        nested_tables,
        merged_cells,
        ends_with_a_table,
        footnotes,
        fields,
        contents,
        hyperlinks,
        pictures,
        text_box,
        sections,
        headers,
        content_controls,
        right_to_left,
        symbols,
        tabs_and_breaks,
        formats,
        cut_runs,
        comments,
        tracked_already,
        formula,
        repeated,
        bookmarks,
        bookmarks_between_paragraphs,
        notes_as_libreoffice_numbers_them,
        styles_that_are_not_there,
        controls_in_tables,
        no_styles,
        other_styles,
    )
}
