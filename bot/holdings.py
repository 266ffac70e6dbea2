"""Who holds an office and when, as values: ordinary, incoming, acting or deputy, or nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.people import Person
from messages.addressing import Incoming, Office, Seat


class Capacity(StrEnum):
    """In what way somebody holds an office."""

    ORDINARY = "ordinary"
    INCOMING = "incoming"
    ACTING = "acting"
    DEPUTY = "deputy"


@dataclass(frozen=True, kw_only=True)
class Term:
    """In what way, and from which day to which, both included; `ends` None means open.

    ValueError where it would end before it starts.
    """

    starts: date
    ends: date | None = None
    capacity: Capacity = Capacity.ORDINARY

    def __post_init__(self) -> None:
        if self.ends is not None and self.ends < self.starts:
            raise ValueError("an office cannot end before it starts")

    def covers(self, day: date) -> bool:
        """Whether the day is in the term."""
        return self.starts <= day <= (self.ends or date.max)

    def overlaps(self, other: "Term") -> bool:
        """Whether some day is in both terms."""
        return self.starts <= (other.ends or date.max) and other.starts <= (self.ends or date.max)

    @property
    def stands_in(self) -> bool:
        """Whether the office is only looked after: by a deputy, or acting until a set day."""
        acting = self.capacity is Capacity.ACTING and self.ends is not None
        return acting or self.capacity is Capacity.DEPUTY


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Somebody holds an office for a term."""

    id: int
    office: Office
    person: Person
    term: Term


class OverlappingTerm(Exception):
    """Somebody holds the office in the same capacity in that time."""

    def __init__(self, other: Holding) -> None:
        super().__init__(f"the office is held from {other.term.starts} to {other.term.ends}")
        self.other = other


def on(found: Sequence[Holding], day: date) -> tuple[Holding, ...]:
    """Of one office's holdings, the ones in effect on a day: whoever acts, else the ordinary
    holder, else the deputy. Empty where the office is vacant.

    All who hold a shared office count. Incoming holders hold nothing yet.
    """
    covering = [holding for holding in found if holding.term.covers(day)]
    for capacity in (Capacity.ACTING, Capacity.ORDINARY, Capacity.DEPUTY):
        chosen = tuple(holding for holding in covering if holding.term.capacity is capacity)
        if chosen:
            return chosen
    return ()


def coming(found: Sequence[Holding], day: date) -> tuple[Holding, ...]:
    """Of one office's holdings, by first day, the one that is to take over; where nobody is, the
    ones in effect.

    Somebody who will only stand in for a time does not take over.
    """
    for holding in found:
        if holding.term.capacity is Capacity.INCOMING and holding.term.covers(day):
            return (holding,)
    for holding in found:
        if holding.term.starts > day and not holding.term.stands_in:
            return (holding,)
    return on(found, day)


def at(found: Sequence[Holding], seat: Seat, day: date) -> tuple[Holding, ...]:
    """Of one office's holdings, the ones that the seat means on a day."""
    return coming(found, day) if isinstance(seat, Incoming) else on(found, day)
