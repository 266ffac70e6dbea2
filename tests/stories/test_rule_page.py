"""Anybody reads the rules in a browser: on a phone, at night, on paper, with whatever they use."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from bot import amendments, publishing
from bot.desk import Desk
from messages import shipped
from messages.agreement import Decision
from tests.databases import SQLiteFiles
from tests.stories.browser import FLAGS, require_chromium
from tests.stories.rule_site import served
from tests.towns import found

RULES, CHANGES = "/regler/vaggeryd", "/regler/vaggeryd/andringar"
QUESTION = "får en politiker ringa en enhetschef?"
PAGES = {
    "the page": RULES,
    "an answer": f"{RULES}?q={QUESTION}",
    "no answer": f"{RULES}?q=hur många kommundirektörer finns det?",
    "the changes": CHANGES,
    "no page": "/regler/nowhere",
}
RULE = "Kontakt med medarbetare går via förvaltningschefen"
ANCHOR = "via-forvaltningschefen"
PHONE = ViewportSize(width=320, height=640)
DESK = ViewportSize(width=1280, height=900)
PAPER = ViewportSize(width=794, height=1123)
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SMALLEST = 24
"""CSS pixels that a target is to be, each way."""

Json = dict[str, Any]

_SIZES = """found => Object.fromEntries(found.map(one => {
    const {width, height} = one.getBoundingClientRect();
    return [one.outerHTML, Math.min(width, height)];
}))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Vaggeryd's page, with a version to come."""
    require_chromium()
    town = found(SQLiteFiles(tmp_path_factory.mktemp("site")), "vaggeryd")
    town.at_desk(_publish)
    with served(town.app) as address:
        yield address
    town.app.engine.dispose()


@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    """A browser, which has the thread's event loop: the site is founded before it comes."""
    assert site
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=require_chromium(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The page on a narrow phone that runs no scripts."""
    context = browser.new_context(
        base_url=site, viewport=PHONE, java_script_enabled=False, locale="sv-SE"
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize(("scheme", "viewport"), [("light", PHONE), ("dark", DESK)])
def test_axe_finds_nothing_to_complain_of(
    browser: Browser,
    site: str,
    path: str,
    scheme: Literal["light", "dark"],
    viewport: ViewportSize,
) -> None:
    page = browser.new_page(viewport=viewport, color_scheme=scheme)
    page.goto(site + path)
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    told: Json = page.evaluate("tags => axe.run({runOnly: tags})", list(TAGS))
    page.close()
    assert [(one["id"], _places(one)) for one in told["violations"]] == []
    assert [one["id"] for one in told["incomplete"]] == []
    assert len(told["passes"]) > 15


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_is_wider_than_a_narrow_phone(browser: Browser, site: str, path: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.close()


def test_every_target_is_large_enough_for_a_finger(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=PHONE)
    for path in PAGES.values():
        page.goto(site + path)
        sizes: Json = page.locator("a:not(p a, .skip), button, input").evaluate_all(_SIZES)
        assert [name for name, size in sizes.items() if size < SMALLEST] == []
    page.close()


def test_a_question_is_answered_without_scripts(page: Page) -> None:
    page.goto(RULES)
    page.get_by_role("searchbox", name="Fråga eller sök i överenskommelsen").fill(QUESTION)
    page.get_by_role("button", name="Sök").click()
    answer = page.get_by_role("region", name="Det här säger överenskommelsen")
    expect(answer.get_by_role("heading", name=RULE)).to_be_in_viewport()
    expect(answer).to_contain_text("avsnitt 3, Förtroendevalda, stycke 1.")
    expect(page.get_by_role("searchbox")).to_have_value(QUESTION)
    answer.get_by_role("link", name=RULE).click()
    expect(page.locator(f"#{ANCHOR}")).to_be_in_viewport()


def test_what_is_not_covered_leads_on_to_the_nearest_rules(page: Page) -> None:
    page.goto(PAGES["no answer"])
    answer = page.get_by_role("region", name="Inget säkert svar i överenskommelsen")
    expect(answer).to_contain_text("vänd dig till kontaktcenter")
    nearest = answer.get_by_role("link").first
    name = nearest.inner_text()
    nearest.click()
    expect(page.locator(".rule").get_by_role("heading", name=name)).to_be_in_viewport()


def test_one_finds_one_s_way_with_the_keyboard_alone(page: Page) -> None:
    page.goto(RULES)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Till innehållet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("media")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Det här säger")).to_be_visible()


def test_the_pages_lead_to_each_other_and_to_what_samspel_is(page: Page) -> None:
    page.goto(f"{RULES}?q=media")
    page.get_by_role("link", name="Ändringar över tid").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ändringar över tid")
    assert page.url.endswith(CHANGES)
    page.get_by_role("link", name="Spelregler").click()
    assert page.url.endswith(RULES)
    for path in (RULES, CHANGES):
        page.goto(path)
        page.get_by_role("link", name="Om samspel").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Om samspel")


def test_nothing_is_fetched_but_the_page_itself_and_the_browser_refuses_none_of_it(
    browser: Browser, site: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(site + RULES)
    family = page.evaluate("getComputedStyle(document.body).maxWidth")
    assert page.context.cookies() == []
    page.close()
    assert asked == [site + RULES]
    assert told == []
    assert family != "none"


def test_paper_has_the_rules_their_sources_and_the_address_and_no_form(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    page = browser.new_page(viewport=PAPER, color_scheme="dark")
    page.goto(site + RULES)
    page.emulate_media(media="print")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_have_count(0)
    rule = page.locator(f"#{ANCHOR}")
    expect(rule.get_by_text("Källa: avsnitt 3, Förtroendevalda")).to_be_visible()
    assert rule.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    expect(page.get_by_text(f"{site}{RULES}")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.screenshot(path=tmp_path / "print.png")
    page.close()


def test_a_printed_answer_is_the_answer_alone(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(site + PAGES["an answer"])
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name=RULE)).to_have_count(1)
    expect(page.get_by_text("Du frågade")).to_be_visible()
    page.close()


def _publish(desk: Desk) -> None:
    publishing.publish(desk.session, desk.municipality, desk.today)
    decision = Decision(body="kommunfullmäktige", paragraph="§ 87", day=date(2026, 11, 16))
    coming = shipped.versions("vaggeryd")[0].adopted(decision, date(2027, 1, 1))
    amendments.adopt(desk, coming)


def _places(violation: Json) -> list[str]:
    return [str(node["html"])[:200] for node in violation["nodes"]]
