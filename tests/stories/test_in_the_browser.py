"""Through the page: ask, let time go by over a dialogue, move a meeting, praise and criticise."""

from collections.abc import Iterator

import pytest

pytest.importorskip("nicegui", reason="install samspel[playground]")

from playwright.sync_api import Browser, expect, sync_playwright

from tests.stories.browser import FLAGS, Visitor, playground, require_chromium

NOW = ("--now", "2026-11-20T09:00")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=require_chromium(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    require_chromium()
    with playground(*NOW) as found:
        yield found


@pytest.fixture
def anna(browser: Browser, address: str) -> Iterator[Visitor]:
    """Anna Berg, who chairs the board, at her page."""
    page = browser.new_page(locale="sv-SE", viewport={"width": 1300, "height": 850})
    page.set_default_timeout(20_000)
    page.goto(address)
    page.get_by_label("Skriv till samspel").wait_for()
    yield Visitor(page)
    page.close()


def test_the_page_says_that_it_is_fictional_and_speaks_swedish(anna: Visitor) -> None:
    expect(anna.page.get_by_text("Vaggeryd med påhittade personer")).to_be_visible()
    assert anna.page.locator("html").get_attribute("lang") == "sv"


def test_nothing_is_fetched_from_anywhere_else(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.get_by_label("Skriv till samspel").wait_for()
    page.close()
    elsewhere = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert elsewhere == []


def test_a_question_is_answered_with_its_source(anna: Visitor) -> None:
    anna.write("får en politiker ringa en enhetschef?")
    card = anna.card("Kontakt med medarbetare går via förvaltningschefen")
    expect(card).to_contain_text("I korthet, inte beslutad text")
    expect(card).to_contain_text("avsnitt 3, Förtroendevalda, stycke 1")
    card.get_by_role("button", name="Läs:").first.click()
    expect(anna.page.get_by_role("article")).to_have_count(3)


def test_a_rule_is_taken_up_or_marked_from_its_answer(browser: Browser) -> None:
    with playground(*NOW) as address:
        page = browser.new_page(locale="sv-SE", viewport={"width": 1300, "height": 850})
        page.set_default_timeout(20_000)
        page.goto(address)
        visitor = Visitor(page)
        visitor.write("får en politiker ringa en enhetschef?")
        rule = "Kontakt med medarbetare går via förvaltningschefen"
        visitor.card(rule).get_by_role("button", name="Ta upp som gråzonsfråga").click()
        card = visitor.card("Gråzonsfrågan tas upp på samspelssamtalet måndag 14 december")
        card.get_by_role("button", name="Visa dagordning").click()
        agenda = visitor.card("Dagordning: samspelssamtalet måndag 14 december kl. 9.00")
        expect(agenda).to_contain_text(f"Gråzonsfråga: {rule} (avsnitt 3")
        visitor.be("Tom Rask")
        visitor.write("får en politiker ringa en enhetschef?")
        visitor.card(rule).get_by_role("button", name="Markera som otydlig").click()
        expect(visitor.card(f"Märkt som otydlig: {rule}")).to_contain_text("fråga Anna Berg")
        visitor.be("Karin Lund")
        visitor.write("otydligt")
        expect(visitor.card("Märkt som otydligt sedan")).to_contain_text(rule)
        expect(visitor.card("Märkt som otydligt sedan")).not_to_contain_text("Tom")
        page.close()


def test_the_year_is_a_picture_with_the_same_facts_as_text(anna: Visitor) -> None:
    anna.write("samspelsår")
    card = anna.card("Samspelsåret i Vaggeryd")
    expect(card.get_by_role("img", name="Årshjul med en punkt")).to_be_visible()
    expect(card).to_contain_text("Utbildning för nämnderna: onsdag 3 februari 2027")


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(anna: Visitor) -> None:
    anna.write("ta upp")
    dialog = anna.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Visas bara för den du väljer")
    dialog.get_by_role("button", name="Skicka").click()
    expect(dialog.get_by_role("alert").filter(has_text="Skriv något här.")).to_be_visible()
    dialog.get_by_label("Det här vill jag ta upp").fill("x" * 2001)
    dialog.get_by_role("button", name="Skicka").click()
    expect(dialog.get_by_role("alert").filter(has_text="högst 2000 tecken")).to_be_visible()
    expect(dialog.get_by_label("Det här vill jag ta upp")).to_have_value("x" * 2001)
    dialog.get_by_role("button", name="Avbryt").click()
    expect(anna.page.get_by_role("dialog")).to_have_count(0)


def test_markup_stays_text(anna: Visitor) -> None:
    anna.write("<img src=x onerror=document.title='owned'> {{7*7}}")
    expect(anna.card("Jag hittar inget säkert svar")).to_contain_text("<img src=x")
    assert "owned" not in anna.page.title()


def test_the_page_works_by_keyboard_alone(anna: Visitor) -> None:
    anna.page.get_by_label("Skriv till samspel").focus()
    anna.page.keyboard.type("hjälp")
    anna.page.keyboard.press("Enter")
    card = anna.card("Det här kan du skriva")
    expect(card).to_be_visible()
    anna.page.keyboard.press("Tab")
    expect(anna.page.get_by_role("button", name="Skicka")).to_be_focused()


def test_the_page_fits_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, locale="sv-SE")
    page.goto(address)
    visitor = Visitor(page)
    page.get_by_label("Skriv till samspel").wait_for()
    visitor.write("möten")
    expect(visitor.card("Dina nästa möten")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 360


def test_a_dialogue_goes_by_with_its_reminders_and_its_closing(browser: Browser) -> None:
    with playground(*NOW) as address:
        page = browser.new_page(locale="sv-SE", viewport={"width": 1300, "height": 850})
        page.set_default_timeout(20_000)
        page.goto(address)
        anna = Visitor(page)
        anna.next_event()
        assert anna.clock() == "onsdag 9 december 2026 kl. 8.00"
        expect(anna.card("Samspelssamtal på måndag 14 december kl. 9.00")).to_be_visible()
        anna.go_to_day("2026-12-15")
        expect(anna.card("Vad fungerade? Vad ändrar vi?")).to_contain_text("Ingenting sparas")
        page.get_by_label("Gå till dagen").fill("2026-12-01")
        page.get_by_role("button", name="Gå", exact=True).click()
        expect(page.get_by_text("Klockan går bara framåt")).to_be_visible()
        page.close()


def test_a_moved_meeting_is_rewritten_where_it_stood(browser: Browser) -> None:
    with playground(*NOW) as address:
        page = browser.new_page(locale="sv-SE", viewport={"width": 1300, "height": 850})
        page.set_default_timeout(20_000)
        page.goto(address)
        anna = Visitor(page)
        anna.next_event()
        card = anna.card("Samspelssamtal på måndag 14 december kl. 9.00")
        card.get_by_role("button", name="Flytta").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Ny dag").fill("2026-12-15")
        dialog.get_by_label("Klockslag").fill("10:00")
        dialog.get_by_role("button", name="Flytta").click()
        moved = "Flyttat: samspelssamtalet är nu tisdag 15 december kl. 10.00"
        expect(page.get_by_role("heading", name=moved)).to_have_count(2)
        expect(page.get_by_text("ändrat", exact=True)).to_be_visible()
        anna.be("Per Ek")
        expect(anna.card(moved)).to_be_visible()
        page.close()


def test_praise_reaches_the_channel_and_a_concern_does_not(browser: Browser) -> None:
    with playground("--now", "2027-02-10T09:30") as address:
        page = browser.new_page(locale="sv-SE", viewport={"width": 1300, "height": 850})
        page.set_default_timeout(20_000)
        page.goto(address)
        visitor = Visitor(page)
        visitor.be("Per Ek")
        visitor.next_event()
        visitor.go_to("#chefer")
        prompt = visitor.card("Hur fungerar samspelet just nu?")
        prompt.get_by_role("button", name="Ge beröm").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Beröm", exact=True).fill("Budgeten gick att läsa")
        dialog.get_by_role("checkbox", name="Ja, berömmet får visas").click()
        dialog.get_by_role("button", name="Skicka").click()
        expect(visitor.card("Beröm")).to_contain_text("Budgeten gick att läsa")
        prompt.get_by_role("button", name="Ta upp något").click()
        dialog = page.get_by_role("dialog")
        words = dialog.get_by_label("Det här vill jag ta upp")
        dialog.get_by_role("button", name="Skicka").click()
        expect(words).to_have_attribute("aria-invalid", "true")
        words.fill("Kallelserna kommer sent")
        whom = dialog.get_by_role("combobox", name="Vem vill du ta upp det med?")
        expect(dialog.get_by_text("Välj något i listan.")).to_be_visible()
        whom.click()
        page.get_by_role("option", name="Anna Berg").click()
        dialog.get_by_role("button", name="Skicka").click()
        expect(visitor.card("Skickat till Anna Berg")).to_be_visible()
        visitor.be("Mats Holm")
        visitor.go_to("#chefer")
        expect(visitor.card("Beröm")).to_contain_text("Från Per Ek.")
        expect(page.get_by_text("Kallelserna kommer sent")).to_have_count(0)
        visitor.be("Anna Berg")
        expect(visitor.card("Per Ek vill ta upp något med dig")).to_contain_text("Kallelserna")
        page.close()


def test_a_form_is_closed_with_the_escape_key_and_begins_in_its_first_field(
    browser: Browser,
) -> None:
    with playground("--now", "2026-11-20T09:00") as address:
        page = browser.new_page(locale="sv-SE", viewport={"width": 1300, "height": 850})
        page.set_default_timeout(20_000)
        page.goto(address)
        visitor = Visitor(page)
        visitor.write("pausa")
        day = page.get_by_role("dialog").get_by_label("Till och med")
        expect(day).to_be_focused()
        day.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.close()


def test_on_a_phone_the_answer_is_on_the_screen(browser: Browser) -> None:
    with playground("--now", "2026-11-20T09:00") as address:
        page = browser.new_page(locale="sv-SE", viewport={"width": 390, "height": 780})
        page.set_default_timeout(20_000)
        page.goto(address)
        visitor = Visitor(page)
        for _ in range(3):
            visitor.write("hjälp")
        visitor.write("får en politiker ringa en enhetschef?")
        card = visitor.card("Kontakt med medarbetare går via förvaltningschefen")
        expect(card.get_by_role("heading")).to_be_in_viewport()
        page.close()
