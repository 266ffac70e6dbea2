"""The pace that a chat allows, planned rather than reacted to.

Each limit is kept by the generic cell rate algorithm (GCRA): of all that has been sent, one moment
is remembered, the theoretical arrival time (TAT), at which none of it counts any more.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

ANSWER = timedelta(milliseconds=150)
"""What a chat usually takes to answer: the next message to the same place is not before that."""

PLACE = "place"
"""The name of the limit that is counted for each place, which every chat with limits has."""

LONGEST = timedelta(hours=1)
"""A TAT further ahead than this was stored before the clock was set back, and is not believed."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How far a scope has been used: its TAT, and when one more may be sent."""

    tat: datetime
    opens: datetime


@dataclass(frozen=True, kw_only=True)
class Rate:
    """At most `burst` at once, then one every `every`: burst + W / every in any W."""

    every: timedelta
    burst: int = 1

    @property
    def step(self) -> timedelta:
        """How far apart two messages are in a queue."""
        return self.every + ANSWER if self.burst == 1 else self.every

    def opens(self, tat: datetime) -> datetime:
        """The earliest moment for one more."""
        return tat - (self.burst - 1) * self.every

    def mark(self, tat: datetime) -> Mark:
        """What is stored of a TAT."""
        return Mark(tat=tat, opens=self.opens(tat))

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


@dataclass(frozen=True, kw_only=True)
class Usage:
    """How a scope has been used: its TAT, and the slot of the last message in its queue."""

    tat: datetime
    last: datetime


class Slots:
    """Gives each message of a batch the moment when it may be sent, and no two in a place at once.

    `known` is how each scope has been used, `busy` the places where a message is in flight. What
    has been used and queued since stands in `used` and `queued`.
    """

    def __init__(
        self, now: datetime, known: Mapping[Scope, Usage], busy: Iterable[tuple[str, str]] = ()
    ) -> None:
        self.now = now
        self._tats = {scope: one.tat for scope, one in known.items() if one.tat - now <= LONGEST}
        self.used: dict[Scope, Mark] = {}
        self.queued = {scope: one.last for scope, one in known.items()}
        self._waited: dict[Scope, datetime] = {}
        self._free = dict.fromkeys(busy, now + ANSWER)

    def next(self, chat: str, place: str, limits: Sequence[Limit], *, waited: bool) -> datetime:
        """When the next message there may be sent: `now` for at once, and then it counts as sent.

        One that cannot be sent now is put last in the queue; one that has `waited` in it already
        goes as soon as it can. What waits for its place takes one turn in the queue of all others,
        and not the time that it waits: a long queue in a channel delays no other. A chat without
        limits takes everything at once.
        """
        scopes = {limit.of(chat, place): limit.rate for limit in limits}
        free = self._free.get((chat, place), self.now)
        opens = {scope: self._opens(scope, rate, free) for scope, rate in scopes.items()}
        if max([free, *opens.values()]) <= self.now or not scopes:
            self._free[chat, place] = self.now + ANSWER
            self._use(scopes)
            return self.now
        queue = self._waited if waited else self.queued
        own = {
            scope: max(opens[scope], queue[scope] + rate.step if scope in queue else free)
            for scope, rate in scopes.items()
        }
        slot = max(own.values())
        queue |= own | {limit.of(chat, place): slot for limit in limits if limit.name == PLACE}
        return slot

    def _opens(self, scope: Scope, rate: Rate, free: datetime) -> datetime:
        """What is on its way there counts from when it is answered, at `free`."""
        tat = self._tats.get(scope, self.now)
        return rate.opens(max(tat, rate.answered(free)) if free > self.now else tat)

    def _use(self, scopes: Mapping[Scope, Rate]) -> None:
        for scope, rate in scopes.items():
            self._tats[scope] = rate.after(self._tats.get(scope, self.now), self.now)
            self.used[scope] = rate.mark(self._tats[scope])
