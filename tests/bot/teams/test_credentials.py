"""The token to send with: asked for once, kept, and what to do where Entra gives none."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import httpx
import pytest

from bot.chat import SendError
from bot.teams import credentials
from bot.teams.credentials import SPARE, Credentials
from bot.teams.settings import Teams
from tests.bot.teams.clock import Clock, clock_of
from tests.bot.teams.connector import Connector
from tests.bot.teams.tenant import SECRET, Json

LASTS = 3599
"""Seconds that a token of the Connector's lasts."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return clock_of(credentials, monkeypatch)


def tell(
    teams: Connector,
    story: Callable[[Credentials], Awaitable[None]],
    change: Callable[[Teams], Teams] = lambda configured: configured,
) -> None:
    async def told() -> None:
        async with teams.running(), httpx.AsyncClient() as http:
            await story(Credentials(change(teams.settings), http))

    asyncio.run(told())


def refused(
    teams: Connector, change: Callable[[Teams], Teams] = lambda configured: configured
) -> SendError:
    errors: list[SendError] = []

    async def story(asking: Credentials) -> None:
        with pytest.raises(SendError) as error:
            await asking.get_app_token()
        errors.append(error.value)

    tell(teams, story, change)
    assert SECRET not in errors[0].reason
    return errors[0]


def entra(status: int, code: str = "", **body: object) -> Connector:
    """A Teams whose Entra answers so."""
    said = f"{code}: {SECRET} was not what was expected. Trace ID: 1"
    fault: Json = {"status": status, "body": {"error": "x", "error_description": said, **body}}
    return Connector(login_faults=[fault])


def asked(teams: Connector) -> int:
    return [kind for kind, _ in teams.calls].count("login")


def test_a_wrong_secret_is_lasting_and_not_shown() -> None:
    error = refused(Connector(), lambda one: replace(one, client_secret=f"{SECRET}-2"))
    assert error.permanent
    assert "CLIENT_SECRET is wrong" in error.reason


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("AADSTS7000215", "CLIENT_SECRET is wrong"),
        ("AADSTS7000222", "CLIENT_SECRET has expired"),
        ("AADSTS700016", "no app with CLIENT_ID"),
        ("AADSTS90002", "no tenant TENANT_ID"),
        ("AADSTS900023", "no tenant TENANT_ID"),
        ("AADSTS7000112", "switched off"),
        ("AADSTS70001", "it answered 400"),
        ("", "it answered 400"),
    ],
)
def test_what_entra_refuses_is_lasting_and_said_what_to_do_about(code: str, says: str) -> None:
    error = refused(entra(400, code))
    assert error.permanent
    assert says in error.reason


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_entra_that_cannot_answer_now_is_asked_again_later(status: int) -> None:
    async def story(asking: Credentials) -> None:
        with pytest.raises(SendError) as error:
            await asking.get_app_token()
        assert not error.value.permanent
        assert (await asking.get_app_token()).startswith("ey")

    tell(entra(status), story)


@pytest.mark.parametrize(
    "body", [{}, [], "ey", {"access_token": "ey"}, {"access_token": "ey", "expires_in": "soon"}]
)
def test_an_answer_that_cannot_be_read_passes(body: object) -> None:
    error = refused(Connector(login_faults=[{"status": 200, "body": body}]))
    assert (error.permanent, error.reason) == (False, "Entra's answer cannot be read")


def test_an_entra_that_is_not_there_passes() -> None:
    error = refused(Connector(), lambda one: replace(one, login_url="http://127.0.0.1:9"))
    assert not error.permanent
    assert "Entra cannot be reached" in error.reason


def test_many_who_send_at_once_ask_for_one_token() -> None:
    teams = Connector()

    async def story(asking: Credentials) -> None:
        found = await asyncio.gather(*(asking.get_app_token() for _ in range(20)))
        assert len(set(found)) == 1

    tell(teams, story)
    assert asked(teams) == 1


def test_a_token_is_kept_until_shortly_before_its_end(clock: Clock) -> None:
    teams = Connector()

    async def story(asking: Credentials) -> None:
        for ahead, times in ((0, 1), (LASTS - SPARE - 10, 1), (LASTS - SPARE + 1, 2)):
            clock.ahead = ahead
            assert (await asking.get_app_token()).startswith("ey")
            assert asked(teams) == times

    tell(teams, story)


def test_a_token_that_hardly_lasts_is_used_once() -> None:
    fault: Json = {"status": 200, "body": {"access_token": "ey-short", "expires_in": 60}}
    teams = Connector(login_faults=[fault])

    async def story(asking: Credentials) -> None:
        assert await asking.get_app_token() == "ey-short"
        assert await asking.get_app_token() != "ey-short"

    tell(teams, story)
    assert asked(teams) == 2
