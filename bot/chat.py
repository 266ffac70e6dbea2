"""The one way out to a chat, designed once for Slack, Teams and the playground."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol, TypeVar

from starlette.routing import BaseRoute

from messages.message import Message
from schedules.pace import Limit

Answer = TypeVar("Answer")

SHORT = 10.0
"""Seconds that somebody who has asked something waits for the answer."""


class SendError(Exception):
    """The chat did not take the message.

    `permanent` means that trying again is of no use until somebody mends what `reason` says;
    `retry_after` is how many seconds the chat asks us to wait; `shut_out` means that samspel is not
    let in to the place (any more). The reason holds no message text.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        shut_out: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason, self.permanent, self.retry_after = reason, permanent, retry_after
        self.shut_out = shut_out


class UnsureError(Exception):
    """The connection broke before the chat had answered: it may have taken the message or not."""


@dataclass(frozen=True)
class Sent:
    """The message arrived under that id."""

    id: str


class NotSent(Enum):
    """The message did not arrive, or the chat cannot tell."""

    ABSENT = "absent"
    CANNOT_TELL = "cannot_tell"


Found = Sent | NotSent


async def patiently(work: Callable[[], Awaitable[Answer]], most: float = SHORT) -> Answer:
    """Do it, and once more where the chat asks for no longer a wait than that (seconds)."""
    try:
        return await work()
    except SendError as error:
        if error.retry_after is None or error.retry_after > most:
            raise
        await asyncio.sleep(error.retry_after)
        return await work()


class Service(Protocol):
    """A chat that is switched on: its name, its way out, and its ways in."""

    @property
    def name(self) -> str:
        """What the chat is called in places and identities."""

    @property
    def chat(self) -> "Chat":
        """The way out."""

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Where the chat calls samspel over HTTP."""

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop` is set."""

    async def finish(self) -> None:
        """Wait for what has been acknowledged and is not done yet, but not for ever; after the
        last request has been answered.
        """


class Chat(Protocol):
    """A chat that samspel can post in; places and ids are the chat's own.

    Every method raises SendError where the chat refuses, and UnsureError where it is not known
    whether it did what it was asked.
    """

    @property
    def limits(self) -> Sequence[Limit]:
        """The pace it allows: none, or one named PLACE for each place, and perhaps others.

        With any, one message at a time is on its way to a place.
        """

    async def send(self, place: str, message: Message, key: str) -> str:
        """Post the message, recognisable by `key`, and answer its id."""

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        """Let the message stand in place of an earlier one; doing it twice is as doing it once."""

    async def find(self, place: str, key: str, since: datetime) -> Found:
        """Whether a message with that key was posted there since a moment (UTC)."""
