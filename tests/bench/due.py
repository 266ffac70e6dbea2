"""What is due, with a thousand and with a million rows waiting in the outbox."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, insert

from bot.database import connect, migrate, reading, writing
from messages.addressing import Municipality
from schedules import calendar, outbox
from schedules.delivery import State
from schedules.kinds import Kind
from schedules.tables import DeliveryRow
from tests.bench.timing import Result, seconds

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LEASE = timedelta(minutes=1)
FEW, MANY, CHUNK, DUE = 1_000, 1_000_000, 50_000, 20


def measure() -> list[Result]:
    """Claiming what is due (twenty messages), and looking when the next one is."""
    with TemporaryDirectory() as folder:
        small, large = (_filled(Path(folder), rows) for rows in (FEW, MANY))
        found = [
            Result(
                what="claiming what is due, 1 000 000 rows : 1 000 rows",
                ours=seconds(lambda: _claim(large), 40),
                theirs=seconds(lambda: _claim(small), 40),
                most=1.5,
            ),
            Result(
                what="looking when the next is due, 1 000 000 rows : 1 000 rows",
                ours=seconds(lambda: _next(large), 40),
                theirs=seconds(lambda: _next(small), 40),
                most=1.5,
            ),
        ]
        small.dispose()
        large.dispose()
    return found


def _claim(engine: Engine) -> None:
    with writing(engine) as session:
        claimed = outbox.claim(session, NOW, DUE, LEASE)
        assert len(claimed) == DUE
        session.rollback()


def _next(engine: Engine) -> None:
    with reading(engine) as session:
        outbox.next_at(session)


def _filled(folder: Path, rows: int) -> Engine:
    engine = connect(f"sqlite:///{folder / f'{rows}.db'}")
    migrate(engine)
    with writing(engine) as session:
        value = Municipality(slug="provby", name="Provby")
        municipality = calendar.add_municipality(session, value, NOW)
    for start in range(0, rows, CHUNK):
        with writing(engine) as session:
            numbers = range(start, min(start + CHUNK, rows))
            session.execute(insert(DeliveryRow), list(_rows(municipality.id, numbers)))
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
