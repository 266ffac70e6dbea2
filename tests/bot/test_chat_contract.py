"""What every chat promises; each adapter is held to the same."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import Chat, Found, NotSent, SendError, Sent
from bot.playground.outbound import PlaygroundChat
from bot.playground.wall import Wall
from messages.message import Message, Text
from tests.bot.slack.chat import slack_chat
from tests.bot.teams.chat import TeamsByTheCall, teams_chat
from tests.local_chat import Habits, local_chat

NOW = datetime.now(UTC)
BEFORE, MINUTE = NOW - timedelta(minutes=1), timedelta(minutes=1)
HELLO = Message(title="Hej", blocks=(Text(text="<b> & @channel"),))
HERE, ELSEWHERE = "T1:C1", "T1:C2"
CHATS: dict[str, Callable[[], AbstractContextManager[Chat]]] = {
    "slack": slack_chat,
    "playground": lambda: nullcontext(PlaygroundChat(Wall(), lambda: NOW)),
    "teams": teams_chat,
    "local": lambda: local_chat(Habits(latency=0, gap=0, dated=True)),
}


@pytest.fixture(params=CHATS)
def chat(request: pytest.FixtureRequest) -> Iterator[Chat]:
    with CHATS[request.param]() as found:
        yield found


def found(chat: Chat, message_id: str) -> Found:
    """What is found of a message that was sent: its id, but in Teams, where nobody looks back."""
    return NotSent.CANNOT_TELL if isinstance(chat, TeamsByTheCall) else Sent(message_id)


def test_a_message_that_was_sent_is_found_by_its_key(chat: Chat) -> None:
    message_id = asyncio.run(chat.send(HERE, HELLO, "samspel-1"))
    assert asyncio.run(chat.find(HERE, "samspel-1", BEFORE)) == found(chat, message_id)


def test_what_was_not_sent_there_is_absent_or_cannot_be_told(chat: Chat) -> None:
    asyncio.run(chat.send(HERE, HELLO, "samspel-1"))
    for place, key, since in (
        (HERE, "samspel-2", BEFORE),
        (ELSEWHERE, "samspel-1", BEFORE),
        (HERE, "samspel-1", datetime.now(UTC) + MINUTE),
    ):
        assert isinstance(asyncio.run(chat.find(place, key, since)), NotSent)


def test_a_message_can_be_edited_in_place(chat: Chat) -> None:
    message_id = asyncio.run(chat.send(HERE, HELLO, "samspel-1"))
    asyncio.run(chat.edit(HERE, message_id, Message(title="Nytt")))
    assert asyncio.run(chat.find(HERE, "samspel-1", BEFORE)) == found(chat, message_id)


def test_editing_what_is_not_there_is_a_permanent_fault(chat: Chat) -> None:
    with pytest.raises(SendError) as error:
        asyncio.run(chat.edit(HERE, "404", HELLO))
    assert error.value.permanent
