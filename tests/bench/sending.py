"""The whole path of a message, against APScheduler's job store running an empty function."""

import asyncio
import gc
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import make_url

from bot import sender
from bot.cli.run import COLLECT
from bot.database import connect
from bot.main import App
from tests.bench.timing import Result
from tests.chaos.filling import CHAT, NOW, fill
from tests.databases import Databases, PostgreSQL, SQLiteFiles
from tests.fakes import SwallowingChat

MESSAGES, MUNICIPALITIES, SEED = 5_000, 10, 1
AT_LEAST = 2

_ran = threading.Semaphore(0)


def measure() -> list[Result]:
    """Rendering, intent and record included, a chat that does nothing; on each database."""
    with tempfile.TemporaryDirectory() as folder:
        kinds: dict[str, Databases] = {
            "SQLite": SQLiteFiles(Path(folder)),
            "PostgreSQL": PostgreSQL(),
        }
        return [_compared(name, databases) for name, databases in kinds.items()]


def _compared(name: str, databases: Databases) -> Result:
    url = databases.empty()
    fill(url, MUNICIPALITIES, MESSAGES, SEED)
    return Result(
        what=f"sending {MESSAGES} messages on {name} : APScheduler's job store, an empty function",
        ours=_ours(url),
        theirs=_theirs(url),
        most=1 / AT_LEAST,
    )


def _ours(url: str) -> float:
    engine, chat = connect(url), SwallowingChat()
    app = App(engine=engine, chats={CHAT: chat}, now=lambda: NOW)
    usual = gc.get_threshold()
    gc.set_threshold(*COLLECT)  # as `samspel run` does
    begun = time.perf_counter()
    asyncio.run(sender.send(app))
    took = time.perf_counter() - begun
    gc.set_threshold(*usual)
    engine.dispose()
    assert chat.taken == MESSAGES
    return took


def _theirs(url: str) -> float:
    store = SQLAlchemyJobStore(url=make_url(url).render_as_string(hide_password=False))
    scheduler = BackgroundScheduler(
        timezone=UTC, jobstores={"default": store}, job_defaults={"misfire_grace_time": None}
    )
    scheduler.start(paused=True)
    due = datetime.now(UTC) + timedelta(milliseconds=1)
    for number in range(MESSAGES):
        scheduler.add_job(_empty, "date", run_date=due, id=str(number))
    begun = time.perf_counter()
    scheduler.resume()
    for _ in range(MESSAGES):
        _ran.acquire()
    took = time.perf_counter() - begun
    scheduler.shutdown()
    return took


def _empty() -> None:
    _ran.release()
