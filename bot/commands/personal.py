"""What concerns the one who asks alone: a pause from reminders, and what samspel knows."""

from collections.abc import Mapping
from datetime import timedelta

from bot import people, planner
from bot.commands.saying import Wrong, ask, say
from bot.conversation import Conversation, Reply
from bot.personal import held_about
from messages import dates
from messages.addressing import Individual
from schedules.kinds import Kind

LONGEST_PAUSE = timedelta(days=183)
"""Whoever is away longer should not hold an office meanwhile."""


def open_pause(conversation: Conversation, _rest: str) -> Reply:
    """The form for how long to be without reminders."""
    return ask(conversation, "pause", until=conversation.person.paused_until)


def submit_pause(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Pause, or end the pause by leaving the day empty."""
    desk = conversation.desk
    until = dates.read_day(values["day"]) if values["day"] else None
    if until is not None and until < desk.today:
        raise Wrong(day="past")
    if until is not None and until - desk.today > LONGEST_PAUSE:
        raise Wrong(day="far")
    people.pause(desk.session, conversation.person, until)
    return say(conversation, "paused", until=until)


def try_it(conversation: Conversation, _rest: str) -> Reply:
    """Send a reminder that says nothing, the way that all others go, to the one who asks."""
    desk, person = conversation.desk, conversation.person
    about = f"trial/{desk.now.isoformat()}/{person.id}"
    planner.tell(desk, Kind.TRIAL, [Individual(person.id)], about=about)
    return say(conversation, "trial_sent")


def personal(conversation: Conversation, _rest: str) -> Reply:
    """What samspel knows of the one who asks."""
    return say(
        conversation,
        "personal",
        person=conversation.person,
        offices=sorted(conversation.offices),
        held=held_about(conversation.desk, conversation.person),
    )
