"""What one delivery comes to: where it goes, what it says, and what the chat's answer means.

Nothing is stored here: each function reads, and answers a value (see bot/batches.py).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import problems
from bot.chat import Found, NotSent, SendError, Sent
from bot.desk import Desk
from bot.letters import letter
from bot.people import Address
from bot.problems import Problem
from bot.resolving import Paused, Several, resolve
from messages.addressing import Incoming, Office, Recipient
from messages.message import Message
from schedules import corrections, outbox
from schedules.delivery import Delivery, State
from schedules.kinds import CATCH_UP, Unknown, policy
from schedules.outcomes import Outcome
from schedules.sending_hours import next_opening

MAY_BE_SENT = "it may have been sent before a stop"
"""Why a delivery is parked whose chat cannot tell what became of it."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message ready to be sent, and the id of the post it replaces if it is an edit."""

    delivery: Delivery
    message: Message
    edits: str = ""


def look(desk: Desk, delivery: Delivery, said: Collection[tuple[str, str]]) -> Address | Outcome:
    """Where a claimed delivery is to be sent now, or why it is not.

    `said` are the chats and places where the same has been said already, to another recipient.
    """
    if desk.now >= delivery.expires_at:
        return _missed(desk, delivery)
    opens = _opens(desk, delivery)
    if opens > desk.now:
        return Outcome(delivery=delivery, state=State.PENDING, at=desk.now, next_at=opens)
    if desk.now - delivery.due_at >= CATCH_UP and corrections.said_later(
        desk.session, delivery, desk.now
    ):
        return _dropped(desk, delivery, "a later reminder says it")
    return _edited(desk, delivery) if delivery.edits else _reached(desk, delivery, said)


def write(desk: Desk, delivery: Delivery) -> Letter | Outcome:
    """The letter as of now, or why there is none."""
    message = letter(desk, delivery)
    if message is None:
        return _dropped(desk, delivery, "there is nothing left to say")
    target = outbox.get(desk.session, delivery.edits).message_id if delivery.edits else ""
    return Letter(delivery=delivery, message=message, edits=target)


def broken(delivery: Delivery, error: Exception, now: datetime) -> Outcome:
    """A delivery that cannot be made ready is parked, so that it is never tried in a loop."""
    return _failed(delivery, f"it cannot be written: {type(error).__name__}", now)


def sent(delivery: Delivery, message_id: str, now: datetime) -> Outcome:
    """The chat has the message."""
    return Outcome(delivery=delivery, state=State.SENT, at=now, message_id=message_id)


def not_sent(delivery: Delivery, error: SendError, now: datetime, jitter: float) -> Outcome:
    """Try again later, or park the delivery until somebody mends what is wrong."""
    if error.permanent:
        shut_out = f"{Problem.SHUT_OUT}/{_subject(delivery.recipient)}" if error.shut_out else ""
        return _failed(delivery, error.reason, now, shut_out)
    if error.retry_after is None:
        return _again(delivery, now, error.reason, now + outbox.wait(delivery.attempts, jitter))
    until = now + timedelta(seconds=error.retry_after)
    return replace(_again(delivery, now, error.reason, until), hold_until=until)


def not_switched_on(delivery: Delivery, now: datetime) -> Outcome:
    """A delivery for a chat that this samspel has no way to is parked."""
    return _failed(delivery, f"{delivery.chat} is not switched on", now)


def settle(delivery: Delivery, found: Found, now: datetime) -> Outcome:
    """What became of a message that was on its way when a process stopped or a connection broke.

    An edit that is made twice is as one made once.
    """
    match found:
        case Sent(id=message_id):
            return sent(delivery, message_id, now)
        case NotSent.CANNOT_TELL if policy(delivery.kind).unknown is Unknown.PARK:
            if not delivery.edits:
                return _failed(delivery, MAY_BE_SENT, now)
    return _again(delivery, now, "it was not sent before a stop", now)


def _missed(desk: Desk, delivery: Delivery) -> Outcome:
    return Outcome(
        delivery=delivery,
        state=State.MISSED,
        at=desk.now,
        reason="it was too late",
        problem=problems.missed(desk.now),
    )


def _dropped(desk: Desk, delivery: Delivery, reason: str) -> Outcome:
    return Outcome(delivery=delivery, state=State.WITHDRAWN, at=desk.now, reason=reason)


def _failed(delivery: Delivery, reason: str, now: datetime, problem: str = "") -> Outcome:
    return Outcome(
        delivery=delivery,
        state=State.FAILED,
        at=now,
        reason=reason,
        problem=problem or f"{Problem.FAILED}/{delivery.kind}",
    )


def _again(delivery: Delivery, now: datetime, reason: str, at: datetime) -> Outcome:
    return Outcome(delivery=delivery, state=State.PENDING, at=now, reason=reason, next_at=at)


def _opens(desk: Desk, delivery: Delivery) -> datetime:
    if policy(delivery.kind).at_once or delivery.edits:
        return desk.now
    zone = desk.municipality.zone
    meeting = delivery.event_at.astimezone(zone).date() if delivery.event_at else None
    return next_opening(desk.now, delivery.recipient, zone, meeting=meeting)


def _reached(
    desk: Desk, delivery: Delivery, said: Collection[tuple[str, str]]
) -> Address | Outcome:
    resolution = resolve(desk, delivery.recipient, delivery.kind)
    match resolution:
        case Address(chat=chat, place=place) if (chat, place) in said:
            return _dropped(desk, delivery, "it has been said there already")
        case Address():
            return resolution
        case Several(individuals=persons):
            return Outcome(delivery=delivery, state=State.SPLIT, at=desk.now, persons=persons)
        case Paused():
            return _dropped(desk, delivery, "the person has paused reminders")
        case Problem():
            problem = f"{resolution}/{_subject(delivery.recipient)}"
            return _failed(delivery, _REASONS[resolution], desk.now, problem)


def _subject(recipient: Recipient) -> str:
    return str(recipient.office if isinstance(recipient, Incoming) else recipient)


def _edited(desk: Desk, delivery: Delivery) -> Address | Outcome:
    target = outbox.get(desk.session, delivery.edits or 0)
    if target.post is None:
        return _dropped(desk, delivery, "the post that it edits was never sent")
    there = Address(chat=target.post.chat, place=target.post.place)
    seat = isinstance(delivery.recipient, Office | Incoming)
    if seat and resolve(desk, delivery.recipient, delivery.kind) != there:
        return _dropped(desk, delivery, "the office has changed hands since the post")
    return there


def addressed(delivery: Delivery, address: Address) -> Delivery:
    """The delivery on its way to an address."""
    return replace(delivery, chat=address.chat, place=address.place)


_REASONS = {
    Problem.VACANT: "nobody holds the office",
    Problem.NO_ACCOUNT: "the person has not been seen in a chat",
    Problem.NO_CHANNEL: "no channel is connected for it",
    Problem.NO_ADMINISTRATOR: "the municipality has no administrator",
}
