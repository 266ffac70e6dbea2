"""The playground's clock: it stands still until somebody moves it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import sender
from bot.database import reading
from bot.main import App
from schedules import outbox

PLAN_EVERY = timedelta(days=7)
"""How far the clock goes before the calendar is looked at again; far less than the horizon."""


@dataclass
class Clock:
    """A moment (UTC) that only goes forward."""

    now: datetime

    def read(self) -> datetime:
        """The moment it shows."""
        return self.now

    def set(self, moment: datetime) -> None:
        """Show a moment, unless it is earlier."""
        self.now = max(self.now, moment)


def next_due(app: App) -> datetime | None:
    """When something is next to be said; None where nothing is planned."""
    with reading(app.engine) as session:
        return outbox.next_at(session)


async def advance(
    app: App, clock: Clock, until: datetime, moved: Callable[[], Awaitable[None]]
) -> None:
    """Go to a moment by way of every instant at which something is due, in order.

    `moved` is awaited after each of them, so that a page can show how time goes by.
    """
    planned = clock.now
    while (due := next_due(app)) is not None and due <= until:
        clock.set(due)
        if clock.now - planned >= PLAN_EVERY:
            await sender.plan(app)
            planned = clock.now
        await sender.send(app)
        await moved()
        if next_due(app) == due:
            break  # it cannot be sent, and standing still would never end
    clock.set(until)
    await sender.work(app)
    await moved()
