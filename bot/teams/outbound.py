"""Sending in Teams; see bot.chat.Chat for what each method promises."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat import Found, NotSent, SendError
from bot.teams import conversations, layout
from bot.teams.conversations import Conversation
from bot.teams.posting import carrying, post, replace
from bot.teams.refusals import INSTALL
from bot.teams.workplace import Workplace
from messages.message import Message
from schedules.pace import PLACE, Limit, Rate

LIMITS: Sequence[Limit] = (
    Limit(name=PLACE, rate=Rate(every=timedelta(seconds=2.01), burst=6)),
    Limit(
        name="tenant",
        rate=Rate(every=timedelta(seconds=1) / 25, burst=5),
        scope=lambda _place: "",
    ),
)
"""Teams' pace in a conversation: 7 in a second, 8 in two, 60 in 30 and 1 800 in an hour; six at
once and then one every other second keeps all four. In the tenant 30 a second.

Source: learn.microsoft.com, "Optimize your bot with rate limiting in Teams".
"""


@dataclass(frozen=True)
class TeamsChat:
    """The conversations that samspel has been let in to; a place is a conversation's id."""

    workplace: Workplace
    limits: Sequence[Limit] = LIMITS

    async def send(self, place: str, message: Message, key: str) -> str:
        """Post the message as a card; its id is Teams' own."""
        there = await self._conversation(place)
        card = layout.card(message, {"delivery": key.rpartition("-")[2]})
        said = carrying(card, layout.summary(message))
        return await post(self.workplace, there.service_url, there.id, said)

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        """Let the message stand on the card."""
        there = await self._conversation(place)
        said = carrying(layout.card(message), layout.summary(message))
        await replace(self.workplace, there.service_url, there.id, message_id, said)

    async def find(self, place: str, key: str, since: datetime) -> Found:  # noqa: ARG002
        """Teams lets no bot read what was posted."""
        return NotSent.CANNOT_TELL

    async def _conversation(self, place: str) -> Conversation:
        found = await asyncio.to_thread(conversations.find, self.workplace.app, place)
        if found is None:
            raise SendError(INSTALL, permanent=True, shut_out=True)
        return found
