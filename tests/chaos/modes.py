"""The ways in which samspel is hit, and what must come of it."""

import asyncio
import resource
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import make_url

from tests import databases
from tests.chaos.arena import PLACES_EACH, Arena, Setting, Verdict, arena
from tests.chaos.worker import PATIENCE
from tests.databases import Databases
from tests.local_chat import Habits

SLACK = 10.0
"""Seconds above the floor that the paced mode may take."""

LEASE = PATIENCE.lease.total_seconds()
TROUBLE = {412: 0.01, 429: 0.01, 502: 0.02, 504: 0.01}


@dataclass(frozen=True, kw_only=True)
class Bout:
    """One mode on one database: how large, how many blows, and how long it may take."""

    database: str
    setting: Setting
    blows: int
    most: float = 300.0


Mode = Callable[[Bout, Databases], Coroutine[None, None, Verdict]]


async def kill(bout: Bout, found: Databases) -> Verdict:
    """kill -9 at random moments: nothing lost; twice at most what was on its way, and nothing where
    the chat can be asked.
    """
    allowed = 0
    begun = time.monotonic()
    async with arena(found.empty(), bout.setting) as here:
        async for _ in _moments(bout, here):
            await here.kill()
            allowed += 0 if bout.setting.habits.can_tell else await here.in_flight()
        return await _verdict("kill -9", bout, here, begun, allowed)


async def freeze(bout: Bout, found: Databases) -> Verdict:
    """SIGSTOP for longer than the lease: as with kill -9."""
    allowed = 0
    begun = time.monotonic()
    async with arena(found.empty(), bout.setting) as here:
        async for _ in _moments(bout, here):
            allowed += 0 if bout.setting.habits.can_tell else await here.in_flight()
            await here.freeze(LEASE + 1.5)
        return await _verdict("SIGSTOP", bout, here, begun, allowed)


async def cut(bout: Bout, found: Databases) -> Verdict:
    """Connections cut before and after the message is taken, and every error that passes."""
    habits = replace(bout.setting.habits, drops=0.05, hidden=0.5, errors=TROUBLE)
    begun = time.monotonic()
    setting = replace(bout.setting, habits=habits)
    async with arena(found.empty(), setting) as here:
        await here.progress(bout.setting.messages)
        return await _verdict("cut connections", bout, here, begun)


async def restart(bout: Bout, found: Databases) -> Verdict:
    """PostgreSQL stopped and started again in the middle."""
    begun = time.monotonic()
    async with arena(found.empty(), bout.setting) as here:
        share = bout.setting.messages // (bout.blows + 2)
        for _ in range(bout.blows):
            await here.progress(share)
            await asyncio.to_thread(databases.restart, pause=1.0)
        return await _verdict("database away", bout, here, begun)


async def full(bout: Bout, found: Databases) -> Verdict:
    """A full disk: the files of the database cannot grow for a while."""
    begun = time.monotonic()
    url = found.empty()
    async with arena(url, bout.setting) as here:
        share = bout.setting.messages // (bout.blows + 2)
        for _ in range(bout.blows):
            await here.progress(share)
            _limit(here, _written(url))
            await asyncio.sleep(3)
            _limit(here, resource.RLIM_INFINITY)
        return await _verdict("full disk", bout, here, begun)


async def pace(bout: Bout, found: Databases) -> Verdict:
    """Everything due at once, 1/s in each place and 150 ms an answer: done within the floor + 10 s,
    and the chat never has to say no.
    """
    async with arena(found.empty(), bout.setting) as here:
        begun = here.begun - time.time() + time.monotonic()
        verdict = await _verdict("pace", bout, here, begun)
        arrived = [one.at for each in here.server.arrivals.values() for one in each]
        habits = bout.setting.habits
        floor = (here.busiest() - 1) * habits.gap + habits.latency
        took = max(arrived) + habits.latency - begun
        places = bout.setting.municipalities * PLACES_EACH
        return replace(
            verdict,
            lost=verdict.lost + verdict.refused,
            seconds=took,
            most=floor + SLACK,
            note=f"{places} places, floor {floor:.1f} s",
        )


async def _moments(bout: Bout, here: Arena) -> AsyncIterator[int]:
    """Wait for one random moment after another, as many as there are blows."""
    share = bout.setting.messages // (bout.blows + 2)
    for number in range(bout.blows):
        await here.progress(here.random.randrange(share // 2, share))
        await asyncio.sleep(here.random.random())
        yield number


async def _verdict(mode: str, bout: Bout, here: Arena, begun: float, allowed: int = 0) -> Verdict:
    lost = await here.settled(bout.most)
    await asyncio.sleep(0.5)
    return Verdict(
        mode=mode if here.can_tell else f"{mode}, blind",
        database=bout.database,
        processes=bout.setting.processes,
        messages=bout.setting.messages,
        blows=bout.blows,
        lost=lost,
        twice=here.server.repeated,
        allowed=allowed,
        refused=here.server.answers[429],
        seconds=time.monotonic() - begun,
    )


def _written(url: str) -> int:
    return Path(f"{make_url(url).database}-wal").stat().st_size


def _limit(here: Arena, size: int) -> None:
    for worker in here.workers:
        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


BLIND = Habits(gap=0.05, can_tell=False)
SLOWER = Habits(gap=0.5)
SECOND = Habits(gap=1.0)
ALL = Setting(municipalities=290, messages=10_000, habits=SECOND, warm_up=20)
FEW = Setting(messages=4_000, habits=BLIND)
MANY = Setting(municipalities=120, messages=34_000)

MODES: Mapping[str, tuple[Mode, list[Bout]]] = {
    "kill": (
        kill,
        [
            Bout(database="sqlite", setting=replace(MANY, seed=1), blows=17),
            Bout(database="postgresql", setting=replace(MANY, seed=2), blows=17),
            Bout(database="sqlite", setting=replace(FEW, seed=4), blows=4),
        ],
    ),
    "several": (
        kill,
        [
            Bout(database="postgresql", setting=replace(MANY, processes=4, seed=3), blows=17),
            Bout(database="postgresql", setting=replace(FEW, processes=4, seed=5), blows=4),
        ],
    ),
    "freeze": (
        freeze,
        [
            Bout(database="sqlite", setting=Setting(messages=8_000, habits=SLOWER), blows=6),
            Bout(
                database="postgresql",
                setting=Setting(messages=20_000, processes=4, habits=SLOWER),
                blows=12,
            ),
            Bout(
                database="postgresql",
                setting=Setting(messages=8_000, processes=4, habits=BLIND),
                blows=4,
            ),
        ],
    ),
    "cut": (
        cut,
        [
            Bout(database="sqlite", setting=Setting(messages=8_000), blows=0),
            Bout(database="postgresql", setting=Setting(messages=8_000, processes=2), blows=0),
        ],
    ),
    "restart": (
        restart,
        [Bout(database="postgresql", setting=Setting(messages=12_000, processes=2), blows=5)],
    ),
    "full": (full, [Bout(database="sqlite", setting=Setting(messages=12_000), blows=5)]),
    "pace": (
        pace,
        [Bout(database=database, setting=ALL, blows=0) for database in ("sqlite", "postgresql")],
    ),
}
