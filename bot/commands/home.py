"""What somebody sees on opening samspel: meetings, offices, the month's principle, the year."""

from dataclasses import replace

from bot import event_facts
from bot.commands import meetings, year
from bot.commands.saying import say
from bot.conversation import Conversation
from bot.people import VISITOR
from messages.message import Items, Message, Picture, Text


def home(conversation: Conversation) -> tuple[Message, ...]:
    """The messages, one under the other; who is not confirmed sees only what anybody may."""
    replies = [
        *(_own(conversation) if conversation.confirmed else [_unconfirmed(conversation)]),
        _principle(conversation),
        _year(conversation),
    ]
    return tuple(message for message in replies if message)


def _own(conversation: Conversation) -> list[Message | None]:
    return [
        meetings.mine(conversation, "").message,
        say(conversation, "home_offices", offices=sorted(conversation.offices)).message,
        say(conversation, "home_reminders", until=_paused(conversation)).message,
    ]


def _paused(conversation: Conversation) -> object:
    until = conversation.person.paused_until
    return until if until and until >= conversation.desk.today else None


def _unconfirmed(conversation: Conversation) -> Message | None:
    unknown = conversation.person is VISITOR
    return say(conversation, "welcome" if unknown else "unconfirmed").message


def _year(conversation: Conversation) -> Message | None:
    """The drawing and its dates; what is switched on and off is for the command."""
    message = year.year(conversation, "").message
    if message is None:
        return None
    shown = (block for block in message.blocks if isinstance(block, Picture | Items | Text))
    return replace(message, blocks=tuple(shown))


def _principle(conversation: Conversation) -> Message | None:
    desk = conversation.desk
    rule = event_facts.principle_of(desk.agreement, desk.today)
    return say(conversation, "principle", rule=rule).message if rule else None
