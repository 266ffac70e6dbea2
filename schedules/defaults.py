"""What a municipality starts with: the meetings that fit practice, and what is switched on."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time

from messages.addressing import Office, OfficeKind
from messages.agreement import Agreement, Ask
from schedules.events import EventKind
from schedules.recurrence import MonthlyByWeekday
from schedules.series import Series

CORE = frozenset({Ask.DIALOGUE, Ask.OPPOSITION_DIALOGUE, Ask.ROLE_TALK})
"""Switched on from the start even where the agreement does not ask: what samspel is for."""

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = range(4)
_NOT_JULY = frozenset(range(1, 13)) - {7}

KSO, KD = Office(OfficeKind.KSO), Office(OfficeKind.KD)
OPPOSITION = Office(OfficeKind.OPPOSITION)

NO_CHOICES: Mapping[Ask, bool] = {}


def is_on(ask: Ask, agreement: Agreement, choices: Mapping[Ask, bool] = NO_CHOICES) -> bool:
    """Whether the municipality has it: by its own choice, else by its agreement, else by CORE."""
    return choices.get(ask, ask in agreement.asks or ask in CORE)


def series(
    agreement: Agreement, start: date, committees: Iterable[str] = ("",)
) -> Iterator[Series]:
    """The series of meetings that a municipality with this agreement starts with.

    A committee without a name stands for each of them, as in a plan made without a database.
    """
    for ask in (
        Ask.DIALOGUE,
        Ask.OPPOSITION_DIALOGUE,
        Ask.CHAIR_DIALOGUE,
        Ask.MANAGEMENT_GROUP,
    ):
        if is_on(ask, agreement):
            yield from series_of(ask, start, committees)


def is_own(key: str) -> bool:
    """Whether a series is one that people have started themselves: neither what a municipality
    starts with, which is switched on and off for all, nor a role talk.
    """
    return key.partition(":")[0] not in set(EventKind)


def series_of(ask: Ask, start: date, committees: Iterable[str]) -> Iterator[Series]:
    """The series of meetings that an ask makes; none for what is not a series."""
    match ask:
        case Ask.DIALOGUE:
            yield _dialogue(start)
        case Ask.OPPOSITION_DIALOGUE:
            yield _opposition(start)
        case Ask.CHAIR_DIALOGUE:
            yield from (_chair(start, committee) for committee in committees)
        case Ask.MANAGEMENT_GROUP:
            yield _management_group(start)


def _dialogue(start: date) -> Series:
    return Series(
        key=EventKind.DIALOGUE,
        kind=EventKind.DIALOGUE,
        participants=(KSO, KD),
        recurrence=MonthlyByWeekday(weekday=MONDAY, nth=2, months=_NOT_JULY),
        start=start,
        at=time(9),
        minutes=60,
    )


def _opposition(start: date) -> Series:
    return Series(
        key=EventKind.OPPOSITION_DIALOGUE,
        kind=EventKind.OPPOSITION_DIALOGUE,
        participants=(OPPOSITION, KD),
        recurrence=MonthlyByWeekday(weekday=WEDNESDAY, nth=3, months=_NOT_JULY),
        start=start,
        at=time(9),
        minutes=45,
    )


def _chair(start: date, committee: str) -> Series:
    key = f"{EventKind.CHAIR_DIALOGUE}:{committee}" if committee else EventKind.CHAIR_DIALOGUE
    chair = Office(OfficeKind.CHAIR, committee)
    head = Office(OfficeKind.DEPARTMENT_HEAD, committee)
    return Series(
        key=key,
        kind=EventKind.CHAIR_DIALOGUE,
        participants=(chair, head),
        recurrence=MonthlyByWeekday(
            weekday=THURSDAY, nth=2, months=frozenset({2, 4, 6, 8, 10, 12})
        ),
        start=start,
        at=time(16),
        minutes=60,
    )


def _management_group(start: date) -> Series:
    return Series(
        key=EventKind.MANAGEMENT_GROUP,
        kind=EventKind.MANAGEMENT_GROUP,
        participants=(KSO, OPPOSITION, KD),
        recurrence=MonthlyByWeekday(weekday=TUESDAY, nth=2, months=frozenset({3, 10})),
        start=start,
        at=time(13),
        minutes=60,
    )
