"""A chat of one's own: a server that remembers everything, and misbehaves when it is told to.

It speaks one JSON object a line over TCP, and answers with the status codes that Slack and Teams
document. Client and server may be in different processes.
"""

import asyncio
import json
import random
import threading
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.chat import Found, NotSent, SendError, Sent, UnsureError
from messages.message import Message
from schedules.pace import PLACE, Limit, Rate

A_SECOND = Limit(name=PLACE, rate=Rate(every=timedelta(seconds=1)))
"""Slack's pace in a channel."""

OK, THROTTLED, MISSING = 200, 429, 404
PASSING = {412: "412", 429: "429", 502: "502", 504: "504"}
LASTING = {403: "not installed", 404: "unknown conversation", 410: "the channel is archived"}


@dataclass(kw_only=True)
class Habits:
    """How the server behaves.

    Times in seconds; `gap` is the least time between two messages in a place, `drops` the share of
    requests whose connection it cuts instead of answering (half of them after taking the message),
    `errors` the share it answers with each status. `dated` is whether it looks at `since` when it
    is asked, which only a samspel with the same clock can.
    """

    latency: float = 0.15
    gap: float = 1.0
    hidden: float = 0.0
    can_tell: bool = True
    dated: bool = False
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
        if asked["do"] == "edit" and not self._has(asked):
            return {"status": MISSING}
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

    def _has(self, asked: dict[str, Any]) -> bool:
        return any(one.id == asked["id"] for each in self.arrivals.values() for one in each)

    def _take(self, asked: dict[str, Any]) -> str:
        message_id = f"id-{self.random.randrange(10**12)}"
        arrival = Arrival(
            id=message_id, place=asked["place"], at=time.monotonic(), text=asked["text"]
        )
        self.arrivals[asked["key"]].append(arrival)
        return message_id

    def _found(self, asked: dict[str, Any]) -> dict[str, Any]:
        seen = time.monotonic() - self.habits.hidden
        since = datetime.fromisoformat(asked["since"]).timestamp() - time.time()
        for one in self.arrivals.get(asked["key"], ()):
            in_time = one.at >= time.monotonic() + since or not self.habits.dated
            if one.place == asked["place"] and one.at <= seen and in_time:
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


@contextmanager
def local_chat(habits: Habits) -> Iterator[LocalChat]:
    """A chat whose server runs in a thread of its own; each call may come in a loop of its own."""
    server = Server(habits=habits, random=random.Random(1))  # noqa: S311 - not for secrets
    loop = asyncio.new_event_loop()
    listening = server.listening()
    port = loop.run_until_complete(listening.__aenter__())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield _OneCallEach(port, limits=())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(listening.__aexit__(None, None, None))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


class _OneCallEach(LocalChat):
    """A client that keeps no connection, for a connection belongs to the loop that it began in."""

    async def _exchange(self, asked: dict[str, object]) -> dict[str, Any]:
        answer = await super()._exchange(asked)
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()
        return answer
