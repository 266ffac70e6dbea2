"""What the administrators are told when a message does not get through, and how often.

A problem is written as text, `problem/REASON/SUBJECT/WHEN`, for it is the occurrence that makes
the message about it exist once: once a month for the same one, and one list of what was missed.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot import planner
from bot.desk import Desk
from messages.addressing import Administrators
from schedules import calendar
from schedules.kinds import Kind
from schedules.outcomes import Outcome

MISSED_IN = timedelta(minutes=10)
"""What is missed in so long a time, as after a stop, is told in one list at the end of it."""


class Problem(StrEnum):
    """Why a message does not get through."""

    VACANT = "vacant"
    NO_ACCOUNT = "no_account"
    NO_CHANNEL = "no_channel"
    SHUT_OUT = "shut_out"
    NO_ADMINISTRATOR = "no_administrator"
    MISSED = "missed"
    FAILED = "failed"


def missed(now: datetime) -> str:
    """The problem of a message that was missed just now; its subject is when the list begins."""
    begins = now - timedelta(seconds=now.timestamp() % MISSED_IN.total_seconds())
    return f"{Problem.MISSED}/{begins.astimezone(UTC).isoformat()}"


def report(session: Session, outcome: Outcome) -> None:
    """Tell the administrators of the outcome's problem; never of a message about a problem."""
    if not outcome.problem or outcome.delivery.kind is Kind.PROBLEM:
        return
    municipality = calendar.numbered(session, outcome.delivery.municipality_id)
    desk = Desk(session=session, municipality=municipality, now=outcome.at)
    reason, _, subject = outcome.problem.partition("/")
    listed = reason == Problem.MISSED
    at = datetime.fromisoformat(subject) + MISSED_IN if listed else outcome.at
    about = f"problem/{outcome.problem}/{desk.today:%Y-%m}"
    planner.tell(desk, Kind.PROBLEM, [Administrators()], about=about, at=at)
