"""How deliveries fare, counted in this process for Prometheus; no names and no texts."""

from collections import Counter as TallyOf
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram

from schedules.delivery import State
from schedules.outcomes import Outcome

_COUNTED = {
    State.SENT: "sent",
    State.MISSED: "missed",
    State.FAILED: "failed",
    State.WITHDRAWN: "dropped",
}
_SECONDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)


def _name(outcome: Outcome) -> str:
    if outcome.state is State.PENDING and outcome.delivery.state is State.SENDING:
        return "retried"
    return _COUNTED.get(outcome.state, "")


class Metrics:
    """Counters of what became of deliveries, and how long the chats took to answer."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._deliveries = Counter(
            "samspel_deliveries",
            "Deliveries by what became of them in this process.",
            ["outcome"],
            registry=self.registry,
        )
        self._latency = Histogram(
            "samspel_send_seconds",
            "How long a chat took to answer.",
            ["chat"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        for outcome in (*_COUNTED.values(), "retried"):
            self._deliveries.labels(outcome)

    def count(self, outcomes: Iterable[Outcome]) -> None:
        """Count what has been recorded."""
        for name, number in TallyOf(map(_name, outcomes)).items():
            if name:
                self._deliveries.labels(name).inc(number)

    def answered(self, chat: str, seconds: float) -> None:
        """Note how long a chat took to answer."""
        self._latency.labels(chat).observe(seconds)
