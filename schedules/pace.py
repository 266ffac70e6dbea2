"""The pace that a chat allows, planned rather than reacted to.

Each limit is kept by the generic cell rate algorithm (GCRA): of all that has been sent, one moment
is remembered, the theoretical arrival time (TAT), at which none of it counts any more.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

ANSWER = timedelta(milliseconds=200)
"""What a chat usually takes to answer: the next message to the same place is not before that."""

LONGEST = timedelta(hours=1)
"""A TAT further ahead than this was stored before the clock was set back, and is not believed."""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """At most `burst` at once, then one every `every`: burst + W / every in any W."""

    every: timedelta
    burst: int = 1

    def opens(self, tat: datetime) -> datetime:
        """The earliest moment for one more."""
        return tat - (self.burst - 1) * self.every

    def after(self, tat: datetime, at: datetime) -> datetime:
        """The TAT after one more at a moment."""
        return max(tat, at) + self.every

    def answered(self, at: datetime) -> datetime:
        """The least TAT when one has been answered at a moment: it may have arrived only then."""
        return at + self.every

    def held(self, until: datetime) -> datetime:
        """The least TAT with which nothing more is sent until a moment."""
        return until + (self.burst - 1) * self.every


@dataclass(frozen=True)
class Scope:
    """What a limit is counted for: one place of a chat, or all of a workspace."""

    chat: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A limit that a chat declares; `scope` says what of a place it is counted for."""

    name: str
    rate: Rate
    scope: Callable[[str], str] = field(default=lambda place: place)

    def of(self, chat: str, place: str) -> Scope:
        """What the limit is counted for at that place."""
        return Scope(chat, f"{self.name}:{self.scope(place)}")


class Slots:
    """Gives each message of a batch the moment when it may be sent, and no two in a place at once.

    `tats` is what has been used of each scope, `busy` the places where a message is in flight.
    """

    def __init__(
        self, now: datetime, tats: Mapping[Scope, datetime], busy: Iterable[tuple[str, str]] = ()
    ) -> None:
        self.now = now
        self.used = {scope: tat for scope, tat in tats.items() if tat - now <= LONGEST}
        self._planned = dict(self.used)
        self._free = dict.fromkeys(busy, now + ANSWER)

    def next(self, chat: str, place: str, limits: Iterable[Limit]) -> datetime:
        """When the next message there may be sent: `now` for at once, and then it counts as sent.

        A chat without limits takes everything at once.
        """
        scopes = {limit.of(chat, place): limit.rate for limit in limits}
        if not scopes:
            return self.now
        opens = [rate.opens(self._planned.get(scope, self.now)) for scope, rate in scopes.items()]
        slot = max(self.now, self._free.get((chat, place), self.now), *opens)
        self._free[chat, place] = slot + ANSWER
        for scope, rate in scopes.items():
            planned = self._planned.get(scope, self.now)
            self._planned[scope] = rate.after(planned, slot + ANSWER)
            if slot == self.now:
                self.used[scope] = rate.after(self.used.get(scope, self.now), slot)
        return slot
