"""Chats that misbehave, for the tests of what samspel does about it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat import Found, NotSent, SendError, UnsureError
from bot.playground.outbound import PlaygroundChat
from messages.message import Message
from schedules.pace import Limit


@dataclass
class FlakyChat:
    """A chat that fails with each of `errors` in turn before it works as `chat` does."""

    chat: PlaygroundChat
    errors: list[SendError] = field(default_factory=list)
    answer: Found | None = None
    limits: tuple[Limit, ...] = ()

    async def send(self, place: str, message: Message, key: str) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return await self.chat.send(place, message, key)

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        if self.errors:
            raise self.errors.pop(0)
        await self.chat.edit(place, message_id, message)

    async def find(self, place: str, key: str, since: datetime) -> Found:
        return self.answer or await self.chat.find(place, key, since)


class Crash(BaseException):
    """The process stops, just after the chat has taken the message or just before."""


@dataclass
class CrashingChat:
    """A chat during whose send the process stops once."""

    chat: PlaygroundChat
    arrives: bool
    found: Found | None = None
    crashes: Iterator[bool] = field(default_factory=lambda: iter([True]))
    limits: tuple[Limit, ...] = ()

    async def send(self, place: str, message: Message, key: str) -> str:
        crash = next(self.crashes, False)
        if crash and not self.arrives:
            raise Crash
        message_id = await self.chat.send(place, message, key)
        if crash:
            raise Crash
        return message_id

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        await self.chat.edit(place, message_id, message)

    async def find(self, place: str, key: str, since: datetime) -> Found:
        return self.found or await self.chat.find(place, key, since)


CANNOT_TELL: Found = NotSent.CANNOT_TELL


@dataclass
class SwallowingChat:
    """A chat that takes everything and does nothing with it."""

    taken: int = 0
    limits: tuple[Limit, ...] = ()

    async def send(self, place: str, message: Message, key: str) -> str:  # noqa: ARG002
        self.taken += 1
        return key

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        """Nothing."""

    async def find(self, place: str, key: str, since: datetime) -> Found:  # noqa: ARG002
        return NotSent.ABSENT


@dataclass
class CuttingChat:
    """A chat that cuts the connection to each of the first two messages instead of answering."""

    chat: PlaygroundChat
    arrives: bool
    cuts: int = 2
    limits: tuple[Limit, ...] = ()

    async def send(self, place: str, message: Message, key: str) -> str:
        self.cuts -= 1
        if self.cuts < 0:
            return await self.chat.send(place, message, key)
        if self.arrives:
            await self.chat.send(place, message, key)
        raise UnsureError("the connection was cut")

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        await self.chat.edit(place, message_id, message)

    async def find(self, place: str, key: str, since: datetime) -> Found:
        return await self.chat.find(place, key, since)


@dataclass
class SilentChat:
    """A chat that never answers."""

    chat: PlaygroundChat
    limits: tuple[Limit, ...] = ()

    async def send(self, place: str, message: Message, key: str) -> str:  # noqa: ARG002
        await asyncio.sleep(60)
        raise AssertionError("it was waited for")

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        await self.chat.edit(place, message_id, message)

    async def find(self, place: str, key: str, since: datetime) -> Found:
        return await self.chat.find(place, key, since)
