"""Tokens of several workspaces: sealed with a key, and asked for again now and then."""

import asyncio
from datetime import timedelta

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.chat import SendError
from bot.slack.bots import KEPT, Bots, StoredTokens
from bot.slack.encryption import Seal, WrongKey, new_key
from tests.towns import Town


def installed(token: str) -> Installation:
    return Installation(app_id="A1", team_id="T7", bot_token=token, bot_id="B1", user_id="U1")


def test_a_token_that_another_process_has_changed_is_used_within_a_minute(town: Town) -> None:
    bots = Bots(town.app.engine, "1.2", Seal(new_key()))
    tokens, now = StoredTokens(bots, town.clock.read), town.clock.now

    async def story() -> list[str]:
        await bots.async_save(installed("xoxb-old"))
        found = [await tokens.of("T7")]
        await bots.async_save(installed("xoxb-new"))
        found.append(await tokens.of("T7"))
        town.clock.set(now + KEPT + timedelta(seconds=1))
        return [*found, await tokens.of("T7")]

    assert asyncio.run(story()) == ["xoxb-old", "xoxb-old", "xoxb-new"]


def test_where_the_app_is_not_installed_nothing_can_be_sent(town: Town) -> None:
    tokens = StoredTokens(Bots(town.app.engine, "1.2", Seal(new_key())), town.clock.read)
    with pytest.raises(SendError) as error:
        asyncio.run(tokens.of("T9"))
    assert error.value.permanent


def test_another_key_opens_nothing(town: Town) -> None:
    asyncio.run(Bots(town.app.engine, "1.2", Seal(new_key())).async_save(installed("xoxb-1")))
    with pytest.raises(WrongKey, match="not the key that the tokens were stored with"):
        Bots(town.app.engine, "1.2", Seal(new_key())).find("T7")
