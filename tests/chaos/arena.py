"""Where samspel is killed: a database full of due messages, a chat that counts, and processes."""

import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine, func, select

from bot.database import DatabaseError, connect, reading
from schedules.delivery import State
from schedules.tables import DeliveryRow
from tests.chaos.filling import NOW, fill
from tests.local_chat import Habits, Server

PLACES_EACH = 5


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What came of one mode on one database; `allowed` is how many may have been sent twice."""

    mode: str
    database: str
    processes: int
    messages: int
    blows: int
    lost: int
    twice: int
    allowed: int = 0
    refused: int = 0
    seconds: float
    most: float = 540.0
    note: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing was lost or needlessly sent twice, and it was quick enough."""
        return self.lost == 0 and self.twice <= self.allowed and self.seconds <= self.most

    def __str__(self) -> str:
        mark = "ok    " if self.good else "MISSED"
        return (
            f"{mark} {self.mode:16} {self.database:10} {self.processes:9} {self.messages:8} "
            f"{self.blows:5} {self.lost:5} {self.twice:6} {self.allowed:8} {self.refused:4} "
            f"{self.seconds:8.1f}  {self.note}"
        )


HEADING = (
    f"{'':6} {'mode':16} {'database':10} {'processes':9} {'messages':>8} "
    f"{'blows':>5} {'lost':>5} {'twice':>6} {'allowed':>8} {'429s':>4} {'seconds':>8}"
)


@dataclass(kw_only=True)
class Arena:
    """A chat server in this process, and samspel in processes of its own."""

    url: str
    server: Server
    port: int
    gap: float
    can_tell: bool
    random: random.Random
    begun: float
    engine: Engine
    messages: int
    workers: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def start(self) -> None:
        """Start one more process."""
        words = [self.url, str(self.port), str(self.begun), str(self.gap), str(self.can_tell)]
        module = [sys.executable, "-m", "tests.chaos.worker", *words]
        self.workers.append(await asyncio.create_subprocess_exec(*module))

    async def kill(self) -> None:
        """Kill one of the processes, and start another."""
        worker = self.workers.pop(self.random.randrange(len(self.workers)))
        worker.kill()
        await worker.wait()
        await self.start()

    async def freeze(self, seconds: float) -> None:
        """Let one of the processes stand still, and go on after a while."""
        worker = self.random.choice(self.workers)
        os.kill(worker.pid, signal.SIGSTOP)
        await asyncio.sleep(seconds)
        os.kill(worker.pid, signal.SIGCONT)

    async def progress(self, more: int) -> None:
        """Wait until the chat has taken some more messages, or all, or for half a minute."""
        until = min(self.server.taken + more, self.messages)
        for _ in range(300):
            if self.server.taken >= until:
                return
            await asyncio.sleep(0.1)

    async def settled(self, most: float) -> int:
        """Wait until every message is known to have been sent; how many are not in the end."""
        ends = time.monotonic() + most
        unsent = self.messages
        while time.monotonic() < ends:
            unsent = await asyncio.to_thread(self._unsent)
            if unsent == 0:
                break
            await asyncio.sleep(0.2)
        return max(unsent, self.messages - len(self.server.arrivals))

    async def in_flight(self) -> int:
        """How many messages are on their way, by the database."""
        return await asyncio.to_thread(self._count, State.SENDING)

    def busiest(self) -> int:
        """How many messages the place with the most of them got."""
        places = Counter(one.place for each in self.server.arrivals.values() for one in each)
        return max(places.values())

    def _unsent(self) -> int:
        try:
            return self.messages - self._count(State.SENT)
        except DatabaseError:
            return self.messages

    def _count(self, state: State) -> int:
        counted = select(func.count()).where(
            DeliveryRow.state == state, DeliveryRow.due_at == NOW, DeliveryRow.edits.is_(None)
        )
        with reading(self.engine) as session:
            return session.scalar(counted) or 0


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How large an arena is, how its chat behaves, and how many seconds its processes have been
    there when its messages fall due.
    """

    municipalities: int = 60
    messages: int = 2_000
    processes: int = 1
    warm_up: float = 1.0
    habits: Habits = field(default_factory=lambda: Habits(gap=0.05))
    seed: int = 1


@asynccontextmanager
async def arena(url: str, setting: Setting) -> AsyncIterator[Arena]:
    """An arena whose messages fall due when its processes have started."""
    await asyncio.to_thread(fill, url, setting.municipalities, setting.messages, setting.seed)
    async with AsyncExitStack() as stack:
        chance = random.Random(setting.seed)  # noqa: S311 - not for secrets
        server = Server(habits=setting.habits, random=chance)
        port = await stack.enter_async_context(server.listening())
        engine = connect(url)
        stack.callback(engine.dispose)
        here = Arena(
            url=url,
            server=server,
            port=port,
            gap=setting.habits.gap,
            can_tell=setting.habits.can_tell,
            random=chance,
            begun=time.time() + setting.warm_up,
            engine=engine,
            messages=setting.messages,
        )
        stack.push_async_callback(_end, here)
        for _ in range(setting.processes):
            await here.start()
        yield here


async def _end(here: Arena) -> None:
    for worker in here.workers:
        if worker.returncode is None:
            worker.kill()
        await worker.wait()
