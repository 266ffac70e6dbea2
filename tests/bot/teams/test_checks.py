"""What `samspel doctor` says of Teams, and what to do."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.findings import Finding
from bot.teams import checks
from bot.teams.settings import Teams
from tests.bot.teams.connector import Connector
from tests.bot.teams.town import CHANNELS, MANAGERS, move, served_town
from tests.towns import Town


def findings(
    town: Town,
    teams: Connector,
    change: Callable[[Teams], Teams] = lambda configured: configured,
    *,
    known: bool = True,
) -> dict[str, Finding]:
    for channel in CHANNELS.values():
        teams.open(channel)

    async def found() -> dict[str, Finding]:
        async with teams.running():
            town.at_desk(lambda desk: move(desk, teams, known=known))
            for member in teams.members.values():
                member.has_samspel = known
            async with served_town(town.app, teams) as served:
                configured = change(replace(teams.settings, url=served.url))
                looking = checks.findings(configured, town.app.engine, datetime.now(UTC))
                return await asyncio.to_thread(lambda: {one.about: one for one in looking})

    return asyncio.run(found())


def test_everything_is_well(town: Town) -> None:
    found = findings(town, Connector())
    assert not [one for one in found.values() if one.advice]
    assert found["teams tenant"].says == "belongs to Vaggeryd"
    assert found["teams people"].says == "10 of 10 holders of offices are reached"
    assert found["teams channels"].says == "3 connected"
    assert "lets in what is signed" in found["teams endpoint"].says


@pytest.mark.parametrize(
    ("change", "about", "advice"),
    [
        (lambda one: replace(one, client_secret="fel"), "teams credentials", "mend the setting"),  # noqa: S106
        (lambda one: replace(one, login_url="http://127.0.0.1:9"), "teams credentials", "HTTPS"),
        (lambda one: replace(one, keys_url="http://127.0.0.1:9"), "teams keys", "HTTPS"),
        (lambda one: replace(one, url=""), "teams endpoint", "Set SAMSPEL_URL"),
        (lambda one: replace(one, url="http://127.0.0.1:9"), "teams endpoint", "samspel run"),
        (lambda one: replace(one, url=one.login_url), "teams endpoint", "Let the proxy forward"),
        (lambda one: replace(one, tenant_id=one.client_id), "teams tenant", "samspel teams bind"),
    ],
)
def test_what_is_not_well_is_named_with_what_to_do(
    town: Town, change: Callable[[Teams], Teams], about: str, advice: str
) -> None:
    assert advice in findings(town, Connector(), change)[about].advice


def test_people_who_have_not_been_met_are_counted(town: Town) -> None:
    found = findings(town, Connector(), known=False)
    assert "10 have not been met" in found["teams people"].advice


def test_a_channel_that_samspel_has_been_taken_out_of_is_named(town: Town) -> None:
    teams = Connector()

    async def taken_out() -> None:
        async with served_town(town.app, teams) as served:
            teams.join("karin", "karin@exempel.se")
            await served.people.remove("karin", MANAGERS)

    found = findings(town, teams)
    assert not found["teams channels"].advice

    async def again() -> dict[str, Finding]:
        async with teams.running():
            await taken_out()
            looking = checks.findings(teams.settings, town.app.engine, datetime.now(UTC))
            return await asyncio.to_thread(lambda: {one.about: one for one in looking})

    assert "not in the one for managers" in asyncio.run(again())["teams channels"].advice
