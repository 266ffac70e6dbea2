"""What is due, with a thousand and with a million rows waiting in the outbox."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, insert, text

from bot.database import connect, migrate, reading, writing
from messages.addressing import Municipality
from schedules import calendar, leases
from schedules.delivery import State
from schedules.kinds import Kind
from schedules.tables import DeliveryRow
from tests.bench.timing import Result, seconds
from tests.databases import Databases, of_kind

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LEASE = timedelta(minutes=1)
FEW, MANY, CHUNK, DUE, RUNS = 1_000, 1_000_000, 50_000, 20, 40


def measure() -> list[Result]:
    """Claiming what is due (twenty messages), and the one query of a sender with nothing to do."""
    with TemporaryDirectory() as folder:
        return [
            result
            for kind, most in (("sqlite", 1.5), ("postgresql", 2.0))
            for result in _measured(kind, of_kind(kind, Path(folder)), most)
        ]


def _measured(kind: str, databases: Databases, most: float) -> Iterator[Result]:
    small, large = (_filled(databases.empty(), rows) for rows in (FEW, MANY))
    steps: dict[str, Callable[[Engine], None]] = {"claiming what is due": _claim, "idle": _idle}
    for what, step in steps.items():
        yield Result(
            what=f"{what} on {kind}, 1 000 000 rows : 1 000 rows",
            ours=seconds(partial(step, large), RUNS),
            theirs=seconds(partial(step, small), RUNS),
            most=most,
        )
    small.dispose()
    large.dispose()


def _claim(engine: Engine) -> None:
    with writing(engine) as session:
        claimed = leases.claim(session, NOW, DUE, LEASE)
        assert len(claimed) == DUE
        session.rollback()


def _idle(engine: Engine) -> None:
    with reading(engine) as session:
        leases.waiting(session, LEASE)


def _filled(url: str, rows: int) -> Engine:
    engine = connect(url)
    migrate(engine)
    with writing(engine) as session:
        value = Municipality(slug="provby", name="Provby")
        municipality = calendar.add_municipality(session, value, NOW)
    for start in range(0, rows, CHUNK):
        with writing(engine) as session:
            numbers = range(start, min(start + CHUNK, rows))
            session.execute(insert(DeliveryRow), list(_rows(municipality.id, numbers)))
    if engine.dialect.name == "postgresql":  # which does so by itself before long
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    return engine


def _rows(municipality_id: int, numbers: range) -> Iterator[dict[str, Any]]:
    for number in numbers:
        at = NOW - timedelta(minutes=1) if number < DUE else NOW + timedelta(minutes=number)
        yield {
            "municipality_id": municipality_id,
            "kind": Kind.PRINCIPLE,
            "occurrence": f"bench/{number}",
            "revision": 0,
            "step": "",
            "recipient": "kd",
            "due_at": at,
            "expires_at": at + timedelta(days=1),
            "state": State.PENDING,
            "next_at": at,
            "attempts": 0,
            "reason": "",
        }
