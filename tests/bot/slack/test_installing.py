"""Several workspaces: each installs with a link of its own, and belongs to one municipality."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import MetaData, inspect, text

from bot import invites, workspaces
from bot.database import reading, writing
from bot.slack import CHAT, manifest
from bot.slack.encryption import new_key
from bot.slack.settings import Slack as Settings
from messages.addressing import Municipality
from schedules import calendar
from tests.bot.slack.people import SECRET, People
from tests.bot.slack.stand_in import Slack
from tests.bot.slack.town import Served, served_town, until
from tests.databases import on_both
from tests.towns import Town

pytestmark = on_both
KEY = new_key()


@dataclass(kw_only=True)
class Host:
    """A samspel for several workspaces, and a browser to install with."""

    served: Served
    town: Town
    slack: Slack

    def link(self) -> str:
        with writing(self.town.app.engine) as session:
            municipality = calendar.numbered(session, self.town.municipality.id)
            secret = invites.issue(session, municipality, self.town.clock.now)
        return f"{self.served.url}/slack/install?invite={secret}"

    async def install(self, link: str, code: str = "code-T7", **about: str) -> tuple[int, str]:
        """Follow the link, say yes in Slack, and come back: the status and the page."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
            async with browser.get(link, allow_redirects=False) as asked:
                if asked.status != 302:
                    return asked.status, await asked.text()
                query = parse_qs(urlsplit(asked.headers["Location"]).query)
                cookie = asked.headers["Set-Cookie"].partition(";")[0]
            back = {"state": query["state"][0], "code": code} | about
            address = f"{self.served.url}/slack/oauth_redirect"
            async with browser.get(address, params=back, headers={"Cookie": cookie}) as page:
                return page.status, await page.text()

    async def sent_to_slack(self, link: str) -> dict[str, list[str]]:
        """What the link asks of Slack."""
        async with (
            aiohttp.ClientSession() as browser,
            browser.get(link, allow_redirects=False) as asked,
        ):
            return parse_qs(urlsplit(asked.headers["Location"]).query)

    def tokens(self) -> list[str]:
        with reading(self.town.app.engine) as session:
            return list(session.scalars(text("SELECT bot_token FROM slack_bot")))

    def bound(self) -> dict[str, int]:
        with reading(self.town.app.engine) as session:
            return workspaces.bound(session, CHAT)


@contextlib.asynccontextmanager
async def host(town: Town) -> AsyncIterator[Host]:
    slack = Slack(tokens={})
    async with slack.running() as api:
        configured = Settings(
            signing_secret=SECRET,
            client_id="1.2",
            client_secret="s",  # noqa: S106
            key=KEY,
            url="https://samspel.example",
            api_url=api,
        )
        async with served_town(town, slack, configured) as served:
            yield Host(served=served, town=town, slack=slack)


def tell(town: Town, story: Callable[[Host], Awaitable[None]]) -> None:
    async def told() -> None:
        async with host(town) as here:
            await story(here)

    asyncio.run(told())


def test_a_link_installs_once_and_binds_the_workspace(town: Town) -> None:
    async def story(here: Host) -> None:
        link = here.link()
        status, page = await here.install(link)
        assert (status, "samspel är installerat" in page) == (200, True)
        assert here.bound() == {"T7": town.municipality.id}
        status, page = await here.install(link, code="code-T8")
        assert (status, "Länken gäller inte längre" in page) == (403, True)
        assert set(here.bound()) == {"T7"}

    tell(town, story)


def test_people_of_an_installed_workspace_are_answered_with_its_own_token(town: Town) -> None:
    async def story(here: Host) -> None:
        await here.install(here.link())
        here.slack.join("NY", "ny@exempel.se", team="T7")
        here.slack.open("C7", team="T7")
        people: People = here.served.people
        await people.command("NY", "vad gäller sociala medier", "C7")
        await here.served.service.finish()
        assert len(here.slack.seen("NY", "C7")) == 1
        await people.mention("NY", "spelregler", "C7")
        await here.served.service.finish()
        assert here.slack.seen("NY", "C7")[-1]["thread_ts"]

    tell(town, story)


def test_the_table_is_as_slack_sdk_has_it(town: Town) -> None:
    theirs = SQLAlchemyInstallationStore.build_bots_table(MetaData(), "theirs")
    ours = inspect(town.app.engine).get_columns("slack_bot")
    assert {column["name"] for column in ours} == set(theirs.c.keys())


def test_tokens_are_encrypted_at_rest(town: Town) -> None:
    async def story(here: Host) -> None:
        await here.install(here.link())
        (stored,) = here.tokens()
        assert "xoxb" not in stored
        assert len(stored) > 80

    tell(town, story)


@pytest.mark.parametrize("link", ["?invite=made-up", "?invite=", ""])
def test_without_a_valid_link_nothing_begins(town: Town, link: str) -> None:
    async def story(here: Host) -> None:
        status, page = await here.install(f"{here.served.url}/slack/install{link}")
        assert (status, "Länken gäller inte längre" in page) == (403, True)

    tell(town, story)


def test_a_link_is_valid_for_a_week(town: Town) -> None:
    async def story(here: Host) -> None:
        link = here.link()
        late = here.link()
        town.clock.set(town.clock.now + timedelta(days=6))
        assert (await here.install(link))[0] == 200
        town.clock.set(town.clock.now + timedelta(days=2))
        assert (await here.install(late))[0] == 403

    tell(town, story)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"state": "made-up"}, "Installationen blev inte klar"),
        ({"code": "bad"}, "Installationen blev inte klar"),
        ({"error": "access_denied"}, "Inget är installerat"),
    ],
)
def test_what_goes_wrong_installs_nothing_and_the_link_can_be_used_again(
    town: Town, about: dict[str, str], said: str
) -> None:
    async def story(here: Host) -> None:
        link = here.link()
        assert said in (await here.install(link, **about))[1]
        assert here.bound() == {}
        assert (await here.install(link))[0] == 200

    tell(town, story)


def test_a_workspace_of_another_municipality_is_not_taken_over(town: Town) -> None:
    async def story(here: Host) -> None:
        with writing(town.app.engine) as session:
            other = Municipality(slug="annan", name="Annan")
            other = calendar.add_municipality(session, other, town.clock.now)
            workspaces.bind(session, other, CHAT, "T7", town.clock.now)
        status, page = await here.install(here.link())
        assert "Arbetsytan hör till en annan kommun" in page
        assert status == 500
        assert here.bound() == {"T7": other.id}

    tell(town, story)


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ("", manifest.scopes()),
        ("&with=assistant", manifest.scopes(assistant=True)),
        ("&without=history", manifest.scopes(history=False)),
    ],
)
def test_what_the_link_says_is_asked_for(town: Town, options: str, asked: list[str]) -> None:
    async def story(here: Host) -> None:
        query = await here.sent_to_slack(here.link() + options)
        assert query["scope"] == [",".join(asked)]

    tell(town, story)


def test_an_installation_in_a_whole_organisation_is_refused(town: Town) -> None:
    async def story(here: Host) -> None:
        here.slack.org_wide = True
        assert "inte i hela organisationen" in (await here.install(here.link()))[1]
        assert here.bound() == {}
        assert here.tokens() == []

    tell(town, story)


@pytest.mark.parametrize(
    "event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}]
)
def test_an_uninstalled_workspace_is_forgotten(town: Town, event: dict[str, object]) -> None:
    async def story(here: Host) -> None:
        await here.install(here.link())
        here.slack.join("NY", team="T7")
        await here.served.people.event("NY", event)
        await until(lambda: not here.tokens())

    tell(town, story)
