"""Everything is reached and done with the keyboard alone, and one always sees where one is."""


def press(page, key, times=1):
    for _ in range(times):
        page.keyboard.press(key)


def focused(page):
    return page.evaluate("document.activeElement.innerText || document.activeElement.id")


def test_the_first_key_leads_past_the_header(visit):
    page = visit("/statistics/")

    press(page, "Tab")
    assert focused(page) == "Skip to the content"
    press(page, "Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_a_reader_searches_and_opens_a_hit(visit):
    page = visit("/statistics/")

    while page.evaluate("document.activeElement.id") != "search":
        press(page, "Tab")
    page.keyboard.type("turkna")
    press(page, "Enter")
    page.wait_for_url("**/search/**")
    while focused(page) != "Turkana":
        press(page, "Tab")
    press(page, "Enter")
    page.wait_for_url("**/places/KE023/")

    assert page.get_by_role("heading", level=1).inner_text() == "Turkana"


def test_a_reader_picks_a_breakdown(visit):
    page = visit("/statistics/stock.total/")

    while page.evaluate("document.activeElement.id") != "pick-by":
        press(page, "Tab")
    page.keyboard.type("Sex")
    press(page, "Enter")
    while focused(page) != "Show":
        press(page, "Tab")
    press(page, "Enter")
    page.wait_for_url("**by=sex**")

    assert page.locator("#figures tbody tr").count() == 2


def test_a_wide_table_is_scrolled_by_keyboard(visit):
    page = visit("/statistics/stock.total/", width=390, height=844)
    region = page.locator(".source-comparison .scroll")

    region.focus()
    press(page, "ArrowRight", 10)
    page.wait_for_function("document.querySelector('.source-comparison .scroll').scrollLeft > 0")

    assert region.evaluate("each => each.scrollLeft") > 0


def test_one_always_sees_where_one_is(visit):
    page = visit("/commitments/gcm/1/")
    unseen = []

    for _ in range(40):
        press(page, "Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, s.outlineWidth] })()"
        )
        if style[0] == "none" or style[1] == "0px":
            unseen.append(focused(page))

    assert unseen == []
