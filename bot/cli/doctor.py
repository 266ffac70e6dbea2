"""`samspel doctor`: is everything as it should be, and if not, what to do."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import Engine

from bot import backlog, database, settings
from bot.findings import Finding
from messages.errors import PlainError
from schedules import dialects, outbox

SKEW = timedelta(seconds=5)
"""How far this machine's clock and the database's may differ."""

ROOM = 100_000_000
"""Bytes of disk that should be free."""


Check = Callable[[Engine, datetime], Finding]


@click.command()
def doctor() -> None:
    """Look at the database, the clock, the outbox, the disk and the chats; one line each.

    Says what to do where something is wrong, and then ends with exit code 1.
    """
    configured = settings.load(os.environ)
    if not configured.database_is_there:
        raise PlainError("There is no database yet: run 'samspel init' first.")
    with database.opened(configured.database_url) as engine:
        now = datetime.now(UTC)
        found = [*findings(engine, now), *_chats(configured, engine, now)]
    for finding in found:
        click.echo(str(finding))
    if any(finding.advice for finding in found):
        raise click.exceptions.Exit(1)


def findings(engine: Engine, now: datetime) -> Iterator[Finding]:
    """What there is to say at a moment; without a database that works, little."""
    reached = _database(engine)
    yield reached
    if not reached.advice:
        yield from (check(engine, now) for check in CHECKS)


def _chats(configured: settings.Settings, engine: Engine, now: datetime) -> Iterator[Finding]:
    if configured.slack:
        from bot.slack import checks  # noqa: PLC0415 - only where Slack is switched on

        yield from checks.findings(configured.slack, engine, now)
    if configured.teams:
        from bot.teams import checks as teams_checks  # noqa: PLC0415

        yield from teams_checks.findings(configured.teams, engine, now)
    if not (configured.slack or configured.teams):
        yield Finding(about="chats", says="none is switched on, so nothing is sent")


def _database(engine: Engine) -> Finding:
    try:
        database.check(engine)
    except database.DatabaseError as error:
        says, _, advice = str(error).partition(": ")
        return Finding(about="database", says=says, advice=advice or "See that it runs.")
    return Finding(about="database", says=f"{engine.dialect.name}, reached and migrated")


def _clock(engine: Engine, now: datetime) -> Finding:
    with database.reading(engine) as session:
        theirs = datetime.fromtimestamp(dialects.read_clock(session), UTC)
    apart = abs(theirs - now)
    advice = "" if apart <= SKEW else "Set both machines' clocks by the network (NTP)."
    return Finding(about="clock", says=f"{now:%Y-%m-%d %H:%M:%S} UTC", advice=advice)


def _outbox(engine: Engine, now: datetime) -> Finding:
    with database.reading(engine) as session:
        found = backlog.waiting(session, now)
    says = f"{found.pending} messages wait, {found.late} should have left already"
    advice = "" if not found.late else "See that 'samspel run' runs, and read its log."
    return Finding(about="outbox", says=says, advice=advice)


def _next_event(engine: Engine, _now: datetime) -> Finding:
    with database.reading(engine) as session:
        at = outbox.next_at(session)
    says = f"{at:%Y-%m-%d %H:%M} UTC" if at else "none"
    advice = "" if at else "Start 'samspel run' once, so that it plans."
    return Finding(about="next message", says=says, advice=advice)


def _disk(engine: Engine, _now: datetime) -> Finding:
    file = engine.url.database
    if database.shared(engine) or not file:
        return Finding(about="disk", says="the database server's own")
    free = shutil.disk_usage(Path(file).resolve().parent).free
    advice = "" if free >= ROOM else "Make room."
    return Finding(about="disk", says=f"{free // 1_000_000} MB free", advice=advice)


CHECKS: tuple[Check, ...] = (_clock, _outbox, _next_event, _disk)
