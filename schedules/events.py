"""What happens in a municipality's year: meetings and the events of the year's wheel."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from messages.addressing import Office
from schedules.sending_hours import instant


class EventKind(StrEnum):
    """The kinds of events; the first seven are meetings that people book and move."""

    DIALOGUE = "dialogue"
    OPPOSITION_DIALOGUE = "opposition_dialogue"
    CHAIR_DIALOGUE = "chair_dialogue"
    MANAGEMENT_GROUP = "management_group"
    ROLE_TALK = "role_talk"
    ROLE_TALK_FOLLOW_UP = "role_talk_follow_up"
    OTHER_MEETING = "other_meeting"
    ANNUAL_REVIEW = "annual_review"
    TRAINING = "training"
    COMMITTEE_TRAINING = "committee_training"
    SURVEY = "survey"
    NEW_MANAGER = "new_manager"
    PRINCIPLE = "principle"
    FEEDBACK = "feedback"
    AMENDMENT = "amendment"


MEETINGS = frozenset(
    {
        EventKind.DIALOGUE,
        EventKind.OPPOSITION_DIALOGUE,
        EventKind.CHAIR_DIALOGUE,
        EventKind.MANAGEMENT_GROUP,
        EventKind.ROLE_TALK,
        EventKind.ROLE_TALK_FOLLOW_UP,
        EventKind.OTHER_MEETING,
    }
)
PAIRS = MEETINGS - {EventKind.MANAGEMENT_GROUP}
"""Meetings between two: they close with the two questions, and their offices make a pair."""

ROLE_TALKS = frozenset({EventKind.ROLE_TALK, EventKind.ROLE_TALK_FOLLOW_UP})
"""Meetings that are proposed when one of two office-holders changes."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happens on a day, in wall-clock time.

    `occurrence` names it for ever, by its series and its original date ("dialogue/2026-12-14");
    moving or cancelling it raises `revision`. Reminders planned before `announced` are not sent:
    the event was not known then.
    """

    kind: EventKind
    occurrence: str
    day: date
    at: time
    minutes: int = 60
    place: str = ""
    participants: tuple[Office, ...] = ()
    revision: int = 0
    cancelled: bool = False
    announced: datetime | None = None

    @property
    def series(self) -> str:
        """The key of the series that the occurrence belongs to."""
        return self.occurrence.rpartition("/")[0]

    @property
    def original(self) -> date:
        """The day on which the occurrence would have been, had nobody moved it."""
        return date.fromisoformat(self.occurrence.rpartition("/")[2])

    @property
    def starts(self) -> datetime:
        """When it begins, as clocks show it there (without a zone)."""
        return datetime.combine(self.day, self.at)

    def begins(self, zone: ZoneInfo) -> datetime:
        """When it begins (UTC)."""
        return instant(self.day, self.at, zone)

    def ends(self, zone: ZoneInfo) -> datetime:
        """When it ends (UTC)."""
        return self.begins(zone) + timedelta(minutes=self.minutes)
