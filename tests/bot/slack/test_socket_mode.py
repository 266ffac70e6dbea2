"""The connections that samspel itself opens: lost, refused, and several of them."""

import asyncio
import logging

import pytest

from bot.slack import socket_mode
from tests.bot.slack.town import SlackTown, served_town, until
from tests.stories.slack.telling import tell
from tests.towns import Town

SORRY = "Något gick fel hos samspel"
RULE = "vad gäller sociala medier"


def test_a_socket_that_slack_refuses_is_opened_anew_and_no_ticket_is_logged(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "AGAIN", socket_mode.AGAIN / 100)
    caplog.set_level(logging.WARNING)

    async def story(here: SlackTown) -> None:
        calls = [method for method, _ in here.slack.calls].count("apps.connections.open")
        here.slack.faults["apps.connections.open"] = [{"error": "invalid_auth"}, {"status": 500}]
        here.slack.refused_sockets = 1
        await here.slack.sockets[0].close()
        await until(lambda: len(here.slack.sockets) == 1 and not here.slack.refused_sockets, 20)
        await asyncio.sleep(0.1)
        opened = [method for method, _ in here.slack.calls].count("apps.connections.open")
        assert opened - calls == 4
        await here.command("SARA", RULE)
        assert here.titles("SARA", "C1")

    tell(town, story, socket=True)
    assert "ticket" not in caplog.text


def test_the_same_event_through_two_sockets_is_heard_once(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        async with served_town(town, here.slack, here.configured):
            await until(lambda: len(here.slack.sockets) == 2)
            channel = here.slack.direct("ANNA").id
            spoken = {"type": "message", "channel_type": "im", "user": "ANNA", "text": "möten"}
            event = spoken | {"channel": channel, "ts": "1.1"}
            for _ in here.slack.sockets:
                await here.people.event("ANNA", event, event_id="Ev7")
                here.slack.sockets.reverse()
            await until(lambda: bool(here.titles("ANNA")))
            await asyncio.sleep(0.3)
        assert here.titles("ANNA") == ["Dina nästa möten"]

    tell(town, story, socket=True)
