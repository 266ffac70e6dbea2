"""In a real Teams client: ask, be reminded, move a meeting and praise, alone and among others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from playwright.sync_api import BrowserContext, expect

from bot.database import reading
from bot.tables import PraiseRow
from tests.client_files import require_client
from tests.databases import Databases
from tests.stories.teams.playground import (
    GENERAL,
    PERSONAL,
    Client,
    chromium,
    client,
    free_port,
    visit,
)
from tests.stories.teams.trial import Trial, elsewhere, trial
from tests.towns import STOCKHOLM, Town, found

GROUP = "Presidiet"
ANSWER = "Förtroendevalda svarar i medier för sina beslut"
ANOTHER = "Ansvarig chef svarar i medier på hur-frågor"
REMINDER = "Samspelssamtal på måndag 14 december kl. 9.00"
ANNOUNCED = "tisdag 9 mars kl. 13.00"
MOVED = "är nu onsdag 10 mars kl. 10.00"
IN_PERSON = "Svaret finns i din egen chatt med samspel."
LATE = datetime(2027, 1, 25, 9, tzinfo=STOCKHOLM)
"""The day before the management group's meeting in March is announced."""


@dataclass(frozen=True, kw_only=True)
class Clients:
    """Anna's client and Per's, and the port at which they expect samspel."""

    port: int
    annas: str
    pers: str


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with chromium(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clients]:
    require_client()
    port, folder = free_port(), tmp_path_factory.mktemp("clients")
    with client("anna", port, folder) as annas, client("per", port, folder) as pers:
        yield Clients(port=port, annas=annas, pers=pers)


@pytest.fixture
def town(request: pytest.FixtureRequest, database: Databases) -> Iterator[Town]:
    now = getattr(request, "param", None)
    begun = elsewhere(lambda: found(database, now=now) if now else found(database))
    yield begun
    begun.app.engine.dispose()


@pytest.fixture
def here(town: Town, clients: Clients) -> Iterator[Trial]:
    with trial(town, clients.port) as begun:
        yield begun


@pytest.fixture
def anna(browser: BrowserContext, clients: Clients, here: Trial) -> Iterator[Client]:
    """Anna Berg, who chairs the board, at her page."""
    with visit(browser, clients.annas) as visitor:
        here.settled()
        yield visitor


def test_a_question_is_answered_with_its_source_and_another_rule_is_a_press_away(
    anna: Client,
) -> None:
    anna.write("får en politiker ringa en enhetschef?")
    answer = anna.card("Kontakt med medarbetare går via förvaltningschefen")
    expect(answer).to_contain_text("I korthet, inte beslutad text")
    expect(answer).to_contain_text("avsnitt 3, Förtroendevalda, stycke 1")
    anna.press(answer, "Läs: Invånare börjar")
    expect(anna.line("Svaret står sist i chatten.")).to_be_visible()
    expect(anna.cards().last).to_contain_text("Invånare börjar hos närmaste medarbetare")


def test_praise_is_checked_in_the_client_and_then_shown_in_the_channel(
    anna: Client, here: Trial
) -> None:
    anna.join("Chefer")
    anna.open_chat(PERSONAL)
    anna.write("beröm")
    form = anna.card("Ge beröm")
    sent: list[str] = []
    anna.page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    anna.press(form, "Skicka")
    expect(form.get_by_text("Skriv något här.")).to_be_visible()
    expect(form.get_by_text("Välj något i listan.")).to_be_visible()
    expect(
        form.get_by_text("Kryssa i rutan, annars kan berömmet inte visas i kanalen.")
    ).to_be_visible()
    assert sent == []
    anna.choose(form, "Vem vill du berömma?", "Ingen särskild")
    anna.fill(form, "Beröm", "Budgeten gick att läsa")
    anna.choose(form, "Kanal", "Chefer")
    anna.tick(form, "Ja")
    before = anna.cards().count()
    anna.press(form, "Skicka")
    expect(anna.cards().last).to_contain_text("Tack. Berömmet visas nu i kanalen")
    expect(anna.cards("Ge beröm")).to_have_count(0)
    assert anna.cards().count() == before
    here.settled()
    with reading(here.app.engine) as session:
        assert [row.text for row in session.query(PraiseRow)] == ["Budgeten gick att läsa"]
    anna.open_chat("Chefer")
    expect(anna.card("Budgeten gick att läsa")).to_contain_text("Från Anna Berg")


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(anna: Client) -> None:
    anna.write("pausa")
    form = anna.card("Till och med")
    anna.fill(form, "Till och med", "2026-11-01")
    anna.press(form, "Spara")
    expect(anna.card("Till och med")).to_contain_text("Dagen har redan varit")
    expect(anna.card("Till och med").locator("input")).to_have_value("1 november 2026")
    expect(anna.cards("Till och med")).to_have_count(1)


def test_a_reminder_comes_by_itself(anna: Client, here: Trial) -> None:
    here.go(date(2026, 12, 9))
    reminder = anna.card(REMINDER)
    expect(reminder).to_contain_text("Per Ek, kommundirektör (KD)")
    expect(reminder.get_by_role("button", name="Flytta")).to_be_visible()
    expect(anna.cards(REMINDER)).to_have_count(1)


@pytest.mark.parametrize("town", [LATE], indirect=True)
def test_a_moved_meeting_is_rewritten_where_it_stood(anna: Client, here: Trial) -> None:
    anna.join(GENERAL)
    here.go(date(2027, 1, 26))
    expect(anna.cards(ANNOUNCED)).to_have_count(1)
    anna.open_chat(PERSONAL)
    reminder = anna.card(ANNOUNCED)
    expect(reminder).to_be_visible()
    before = anna.cards().count()
    anna.press(reminder, "Flytta")
    form = anna.card("Ny dag")
    anna.fill(form, "Ny dag", "2027-03-10")
    anna.fill(form, "Klockslag", "10:00")
    anna.press(form, "Flytta")
    expect(anna.card(MOVED)).to_contain_text("De andra som berörs får veta det nu")
    here.settled()
    expect(anna.cards(MOVED)).to_have_count(2)
    expect(anna.cards(ANNOUNCED)).to_have_count(0)
    assert anna.cards().count() == before + 1  # the form, which says now what it did
    anna.open_chat(GENERAL)
    expect(anna.cards(MOVED)).to_have_count(2)
    expect(anna.cards(ANNOUNCED)).to_have_count(0)


def test_in_a_channel_a_question_is_answered_in_its_thread_and_ones_own_alone(
    anna: Client,
) -> None:
    anna.join(GENERAL)
    anna.mention("vad gäller beslut i media")
    expect(anna.thread("vad gäller beslut i media")).to_contain_text(ANSWER)
    anna.mention("möten")
    expect(anna.thread("möten")).to_contain_text(IN_PERSON)
    expect(anna.cards("Dina nästa möten")).to_have_count(0)
    anna.open_chat(PERSONAL)
    expect(anna.card("Dina nästa möten")).to_be_visible()


def test_in_a_group_chat_a_mention_is_answered_there(anna: Client) -> None:
    anna.join(GROUP)
    anna.mention("vad gäller beslut i media")
    expect(anna.card(ANSWER)).to_be_visible()


def test_two_press_the_same_button_and_each_is_answered_alone(
    anna: Client, browser: BrowserContext, clients: Clients
) -> None:
    anna.join(GROUP)
    with (
        visit(browser, clients.pers) as pers_own,
        visit(browser, clients.annas, acting="per") as per,
    ):
        per.open_chat(GROUP)
        anna.mention("vad gäller beslut i media")
        for one in (anna, per):
            one.press(one.card(ANSWER), "Läs:")
            expect(one.line(IN_PERSON)).to_be_visible()
            expect(one.cards(ANSWER)).to_have_count(1)
        expect(pers_own.card(ANOTHER)).to_contain_text("Ansvarig chef svarar")
        expect(anna.cards(ANOTHER)).to_have_count(0)
        anna.open_chat(PERSONAL)
        expect(anna.card(ANOTHER)).to_be_visible()
