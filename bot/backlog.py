"""What waits in the outbox, as a Prometheus scrape or an operator sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from prometheus_client import Metric
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.orm import Session

from bot.database import DatabaseError, reading
from bot.main import App
from schedules import outbox

LATE = timedelta(minutes=5)
"""A message that has not left so long after it may be tried is late."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How many messages wait for their time, and how many should have left already."""

    pending: int
    late: int


def waiting(session: Session, now: datetime) -> Waiting:
    """What waits at a moment."""
    return Waiting(
        pending=outbox.count_pending(session),
        late=outbox.count_pending(session, before=now - LATE),
    )


class Backlog(Collector):
    """Asks the database at each scrape; says nothing where it does not answer."""

    def __init__(self, app: App) -> None:
        self._app = app

    def describe(self) -> Iterator[Metric]:
        """Nothing: the names are known without asking the database."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """The two gauges."""
        try:
            with reading(self._app.engine) as session:
                found = waiting(session, self._app.now())
        except DatabaseError:
            return
        yield GaugeMetricFamily("samspel_pending", "Messages that wait.", value=found.pending)
        yield GaugeMetricFamily("samspel_late", "Messages that should have left.", value=found.late)
