"""The kinds of messages that samspel sends by itself, and how each is to be delivered.

The late rules and the rules for an unknown outcome stand here and nowhere else.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a delivery says; there is a template of the same name."""

    MEETING_AHEAD = "meeting_ahead"
    MEETING_SOON = "meeting_soon"
    MEETING_CLOSING = "meeting_closing"
    MEETING_BOOKED = "meeting_booked"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    ROLE_TALK_PROPOSED = "role_talk_proposed"
    REVIEW_BOOK = "review_book"
    REVIEW_PROGRAMME = "review_programme"
    REVIEW_QUESTIONS = "review_questions"
    REVIEW_SOON = "review_soon"
    TRAINING_BOOK = "training_book"
    TRAINING_PROGRAMME = "training_programme"
    TRAINING_GROUPS = "training_groups"
    TRAINING_INVITE = "training_invite"
    TRAINING_SOON = "training_soon"
    SURVEY_PREPARE = "survey_prepare"
    SURVEY_OPEN = "survey_open"
    SURVEY_REMINDER = "survey_reminder"
    NEW_MANAGER_PLAN = "new_manager_plan"
    NEW_MANAGER_INVITE = "new_manager_invite"
    PRINCIPLE = "principle"
    FEEDBACK_PROMPT = "feedback_prompt"
    PRAISE_CONSENT = "praise_consent"
    PRAISE = "praise"
    CONCERN = "concern"
    AMENDMENT = "amendment"
    PROBLEM = "problem"
    ARRIVAL = "arrival"
    CONFIRMED = "confirmed"
    DEPARTURE = "departure"
    TRIAL = "trial"


TELLS_WHEN = frozenset(
    {
        Kind.MEETING_AHEAD,
        Kind.MEETING_SOON,
        Kind.MEETING_BOOKED,
        Kind.MEETING_MOVED,
        Kind.ROLE_TALK_PROPOSED,
        Kind.REVIEW_PROGRAMME,
        Kind.REVIEW_QUESTIONS,
        Kind.REVIEW_SOON,
        Kind.TRAINING_PROGRAMME,
        Kind.TRAINING_GROUPS,
        Kind.TRAINING_INVITE,
        Kind.TRAINING_SOON,
    }
)
"""Posts that are wrong once their event has moved, and are then rewritten."""


class Unknown(StrEnum):
    """What to do when a chat cannot tell whether a message arrived before a crash."""

    SEND_AGAIN = "send_again"
    """A reminder seen twice is better than a meeting missed."""
    PARK = "park"
    """Twice would hurt or confuse: an administrator looks first."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How a kind is delivered.

    `late` is how long after it was due it still makes sense; None means until the event begins.
    `at_once` means that it follows directly from what somebody just did, so that sending hours
    do not hold it back.
    """

    late: timedelta | None
    unknown: Unknown = Unknown.SEND_AGAIN
    at_once: bool = False


_WEEK = timedelta(days=7)

EDIT_LATE = 4 * _WEEK
"""How long after it was due an edit of an earlier post still makes sense."""

CATCH_UP = timedelta(hours=1)
"""After a stop longer than this, a reminder is left out where a later one says the same."""

SAID_LATER = {Kind.MEETING_AHEAD: frozenset({Kind.MEETING_SOON})}
"""Which other kind says what a kind says, nearer to the event; later steps of a kind always do."""

_UNTIL_EVENT = Policy(late=None)
_WITHIN_A_WEEK = Policy(late=_WEEK)
_AT_ONCE = Policy(late=4 * _WEEK, at_once=True)

_POLICIES = {
    Kind.MEETING_CLOSING: Policy(late=timedelta(days=3)),
    Kind.MEETING_BOOKED: Policy(late=None, at_once=True),
    Kind.MEETING_MOVED: _AT_ONCE,
    Kind.MEETING_CANCELLED: _AT_ONCE,
    Kind.ROLE_TALK_PROPOSED: Policy(late=None, at_once=True),
    Kind.SURVEY_OPEN: Policy(late=_WEEK, unknown=Unknown.PARK),
    Kind.SURVEY_REMINDER: Policy(late=timedelta(days=5), unknown=Unknown.PARK),
    Kind.NEW_MANAGER_PLAN: Policy(late=8 * _WEEK),
    Kind.NEW_MANAGER_INVITE: Policy(late=8 * _WEEK),
    Kind.PRINCIPLE: _WITHIN_A_WEEK,
    Kind.FEEDBACK_PROMPT: _WITHIN_A_WEEK,
    Kind.PRAISE_CONSENT: Policy(late=4 * _WEEK, at_once=True, unknown=Unknown.SEND_AGAIN),
    Kind.PRAISE: Policy(late=4 * _WEEK, at_once=True, unknown=Unknown.PARK),
    Kind.CONCERN: Policy(late=12 * _WEEK, at_once=True, unknown=Unknown.SEND_AGAIN),
    Kind.AMENDMENT: Policy(late=4 * _WEEK, unknown=Unknown.PARK),
    Kind.PROBLEM: _AT_ONCE,
    Kind.ARRIVAL: _AT_ONCE,
    Kind.CONFIRMED: _AT_ONCE,
    Kind.DEPARTURE: _AT_ONCE,
    Kind.TRIAL: Policy(late=timedelta(hours=1), at_once=True),
}


def policy(kind: Kind) -> Policy:
    """How that kind is delivered; a reminder makes sense until its event begins."""
    return _POLICIES.get(kind, _UNTIL_EVENT)
