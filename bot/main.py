"""The composition root: what a running samspel consists of. Nothing happens on import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine

from bot.chat import Chat
from bot.metrics import Metrics


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long the sender waits before it believes that something has gone wrong.

    `request` is how long a chat may take to answer, `settling` how long after that a message may
    yet show up in it, and `margin` how long may pass from the intent until the request begins.
    Letters are written so much `ahead` of their time, and then wait for it.
    """

    request: timedelta = timedelta(seconds=15)
    settling: timedelta = timedelta(seconds=30)
    margin: timedelta = timedelta(seconds=15)
    ahead: timedelta = timedelta(0)

    @property
    def lease(self) -> timedelta:
        """How long a process keeps what it has taken before another asks what became of it."""
        return self.request + self.settling + self.margin


@dataclass(frozen=True, kw_only=True)
class App:
    """A running samspel: its database, its chats by name, its clock (UTC), and how it fares.

    `wake` is called when something has been stored that is due at once.
    """

    engine: Engine
    chats: Mapping[str, Chat] = field(default_factory=dict)
    now: Callable[[], datetime]
    patience: Patience = field(default_factory=Patience)
    metrics: Metrics = field(default_factory=Metrics)
    wake: Callable[[], None] = lambda: None
