"""A chat of one's own: a server that remembers everything, and misbehaves when it is told to.

It speaks one JSON object a line over TCP, and answers with the status codes that Slack and Teams
document. Client and server may be in different processes.
"""

import asyncio
import json
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.chat import Found, NotSent, SendError, Sent, UnsureError
from messages.message import Message
from schedules.pace import PLACE, Limit, Rate

A_SECOND = Limit(name=PLACE, rate=Rate(every=timedelta(seconds=1)))
"""Slack's pace in a channel."""

OK, THROTTLED = 200, 429
PASSING = {412: "412", 429: "429", 502: "502", 504: "504"}
LASTING = {403: "not installed", 404: "unknown conversation", 410: "the channel is archived"}


@dataclass(kw_only=True)
class Habits:
    """How the server behaves.

    Times in seconds; `gap` is the least time between two messages in a place, `drops` the share of
    requests whose connection it cuts instead of answering (half of them after taking the message),
    `errors` the share it answers with each status.
    """

    latency: float = 0.15
    gap: float = 1.0
    hidden: float = 0.0
    can_tell: bool = True
    drops: float = 0.0
    errors: dict[int, float] = field(default_factory=dict)
    lasting: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A message that the server has taken."""

    id: str
    place: str
    at: float
    text: str


@dataclass(kw_only=True)
class Server:
    """What the server has seen: every message by its key, and how often it had to say no."""

    habits: Habits
    random: random.Random
    arrivals: defaultdict[str, list[Arrival]] = field(default_factory=lambda: defaultdict(list))
    answers: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    _last: dict[str, float] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        return sum(map(len, self.arrivals.values()))

    @property
    def repeated(self) -> int:
        return self.taken - len(self.arrivals)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """The port it answers at."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, backlog=2000)
        async with server:
            yield server.sockets[0].getsockname()[1]

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                answer = await self._answer(json.loads(line))
                if answer is None:
                    break
                writer.write(json.dumps(answer).encode() + b"\n")
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        if asked["do"] == "find":
            await asyncio.sleep(self.habits.latency)
            return self._found(asked)
        status, wait = self._status(asked["place"])
        drops = self.random.random() < self.habits.drops
        message_id = ""
        if status == OK and not (drops and self.random.random() < 0.5):
            message_id = asked.get("id") or self._take(asked)
        await asyncio.sleep(self.habits.latency)
        self.answers[status] += 1
        return None if drops else {"status": status, "id": message_id, "wait": wait}

    def _status(self, place: str) -> tuple[int, float]:
        if place in self.habits.lasting:
            return self.habits.lasting[place], 0
        now = time.monotonic()
        early = self._last.get(place, 0) + self.habits.gap - now
        if early > 0:
            return THROTTLED, early
        for status, share in self.habits.errors.items():
            if self.random.random() < share:
                return status, 0
        self._last[place] = now
        return OK, 0

    def _take(self, asked: dict[str, Any]) -> str:
        message_id = f"id-{self.taken if len(self.arrivals) < 1000 else len(self.arrivals)}"
        message_id += f"-{self.random.randrange(10**9)}"
        arrival = Arrival(
            id=message_id, place=asked["place"], at=time.monotonic(), text=asked["text"]
        )
        self.arrivals[asked["key"]].append(arrival)
        return message_id

    def _found(self, asked: dict[str, Any]) -> dict[str, Any]:
        seen = time.monotonic() - self.habits.hidden
        for one in self.arrivals.get(asked["key"], ()):
            if one.place == asked["place"] and one.at <= seen:
                return {"status": OK, "id": one.id}
        return {"status": OK, "id": ""}


@dataclass
class LocalChat:
    """The client: a chat as samspel knows it (bot.chat.Chat)."""

    port: int
    can_tell: bool = True
    limits: Sequence[Limit] = (A_SECOND,)
    _connections: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(300))
    _idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=list)

    async def send(self, place: str, message: Message, key: str) -> str:
        answer = await self._ask(do="send", place=place, key=key, text=message.title)
        return str(answer["id"])

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        await self._ask(do="edit", place=place, id=message_id, text=message.title)

    async def find(self, place: str, key: str, since: datetime) -> Found:
        if not self.can_tell:
            return NotSent.CANNOT_TELL
        answer = await self._ask(do="find", place=place, key=key, since=since.isoformat())
        return Sent(answer["id"]) if answer["id"] else NotSent.ABSENT

    async def _ask(self, **asked: object) -> dict[str, Any]:
        async with self._connections:
            return _checked(await self._exchange(asked))

    async def _exchange(self, asked: dict[str, object]) -> dict[str, Any]:
        line = json.dumps(asked).encode() + b"\n"
        reader, writer = self._idle.pop() if self._idle else await self._connect()
        answered = False
        try:
            writer.write(line)
            answer: dict[str, Any] = json.loads(await reader.readline() or b"{}")
            answered = bool(answer)
        except (ConnectionError, json.JSONDecodeError):
            answer = {}
        finally:
            if answered:
                self._idle.append((reader, writer))
            else:
                writer.close()
        return answer

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        try:
            return await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            raise SendError("the chat cannot be reached") from None


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    if not answer:
        raise UnsureError("the connection was cut")
    status = answer["status"]
    if status == OK:
        return answer
    if status in LASTING:
        raise SendError(LASTING[status], permanent=True)
    raise SendError(PASSING[status], retry_after=answer.get("wait") or None)
