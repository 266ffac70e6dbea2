"""One delivery's steps in the database: what comes before it is sent, and what after."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import planner
from bot.chat import Found, NotSent, SendError, Sent
from bot.desk import Desk
from bot.letters import letter
from bot.people import Address
from bot.resolving import Paused, Problem, Several, resolve
from messages.addressing import Administrators, Incoming, Office, Recipient
from messages.message import Message
from schedules import corrections, outbox
from schedules.delivery import Delivery
from schedules.kinds import Kind, Unknown, policy
from schedules.sending_hours import next_opening


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message about to be sent, and the id of the post it replaces if it is an edit."""

    delivery: Delivery
    address: Address
    message: Message
    edits: str = ""


def prepare(desk: Desk, delivery: Delivery) -> Letter | None:
    """Make a claimed delivery ready to be sent, and intend it.

    None where it is not to be sent now, or not at all: the row then says why. Commit before
    sending, so that a stop in between is known to have been in between.
    """
    if desk.now >= delivery.expires_at:
        outbox.miss(desk.session, delivery, "it was too late")
        report(desk, delivery, Problem.MISSED, delivery.kind)
        return None
    opens = _opens(desk, delivery)
    if opens > desk.now:
        outbox.postpone(desk.session, delivery, opens)
        return None
    address = _edited(desk, delivery) if delivery.edits else _reached(desk, delivery)
    return _write(desk, delivery, address) if address else None


def sent(desk: Desk, done: Letter, message_id: str) -> None:
    """Record that the chat has the message."""
    outbox.record_sent(desk.session, done.delivery, desk.now, message_id)


def not_sent(desk: Desk, done: Letter, error: SendError) -> None:
    """Try again later, or park the delivery until somebody mends what is wrong."""
    if error.permanent:
        outbox.fail(desk.session, done.delivery, error.reason)
        report(desk, done.delivery, Problem.FAILED, done.delivery.kind)
        return
    attempts = done.delivery.attempts + 1
    wait = timedelta(seconds=error.retry_after) if error.retry_after else outbox.wait(attempts)
    outbox.retry(desk.session, done.delivery, desk.now + wait, error.reason)


def settle(desk: Desk, delivery: Delivery, found: Found) -> None:
    """Record what became of a message that was on its way when a process stopped."""
    match found:
        case Sent(id=message_id):
            outbox.record_sent(desk.session, delivery, desk.now, message_id)
        case NotSent.CANNOT_TELL if policy(delivery.kind).unknown is Unknown.PARK:
            outbox.fail(desk.session, delivery, "it may have been sent before a stop")
            report(desk, delivery, Problem.FAILED, delivery.kind)
        case _:
            outbox.retry(desk.session, delivery, desk.now, "a stop came before it was sent")


def broken(desk: Desk, delivery: Delivery, error: Exception) -> None:
    """Mark a delivery that cannot be made ready, so that it is never tried in a loop."""
    outbox.fail(desk.session, delivery, f"it cannot be written: {type(error).__name__}")
    report(desk, delivery, Problem.FAILED, delivery.kind)


def report(desk: Desk, delivery: Delivery, problem: Problem, subject: str) -> None:
    """Tell the administrators of a problem, once a month for the same one."""
    if delivery.kind is not Kind.PROBLEM:
        about = f"problem/{problem}/{subject}/{desk.today:%Y-%m}"
        planner.tell(desk, Kind.PROBLEM, [Administrators()], about=about)


def _opens(desk: Desk, delivery: Delivery) -> datetime:
    if policy(delivery.kind).at_once or delivery.edits:
        return desk.now
    zone = desk.municipality.zone
    meeting = delivery.event_at.astimezone(zone).date() if delivery.event_at else None
    return next_opening(desk.now, delivery.recipient, zone, meeting=meeting)


def _reached(desk: Desk, delivery: Delivery) -> Address | None:
    resolution = resolve(desk, delivery.recipient, delivery.kind)
    match resolution:
        case Address(chat=chat, place=place):
            if corrections.said_already(desk.session, delivery, chat, place):
                outbox.drop(desk.session, delivery, "it has been said there already")
                return None
            return resolution
        case Several(individuals=individuals):
            outbox.split(desk.session, delivery, individuals)
        case Paused():
            outbox.drop(desk.session, delivery, "the person has paused reminders")
        case Problem():
            outbox.fail(desk.session, delivery, _REASONS[resolution])
            report(desk, delivery, resolution, _subject(delivery.recipient))
    return None


def _subject(recipient: Recipient) -> str:
    return str(recipient.office if isinstance(recipient, Incoming) else recipient)


def _edited(desk: Desk, delivery: Delivery) -> Address | None:
    target = outbox.get(desk.session, delivery.edits or 0)
    if target.post is None:
        outbox.drop(desk.session, delivery, "the post that it edits was never sent")
        return None
    there = Address(chat=target.post.chat, place=target.post.place)
    seat = isinstance(delivery.recipient, Office | Incoming)
    if seat and resolve(desk, delivery.recipient, delivery.kind) != there:
        outbox.drop(desk.session, delivery, "the office has changed hands since the post")
        return None
    return there


def _write(desk: Desk, delivery: Delivery, address: Address) -> Letter | None:
    message = letter(desk, delivery)
    if message is None:
        outbox.drop(desk.session, delivery, "there is nothing left to say")
        return None
    target = outbox.get(desk.session, delivery.edits).message_id if delivery.edits else ""
    if not outbox.intend(desk.session, delivery, desk.now, address.chat, address.place):
        return None
    return Letter(delivery=delivery, address=address, message=message, edits=target)


_REASONS = {
    Problem.VACANT: "nobody holds the office",
    Problem.NO_ACCOUNT: "the person has not been seen in a chat",
    Problem.NO_CHANNEL: "no channel is connected for it",
    Problem.NO_ADMINISTRATOR: "the municipality has no administrator",
}
