"""Who waits to be confirmed, and confirming it; for administrators."""

from bot import arrivals, rights
from bot.commands.saying import Refused, numbered, say
from bot.conversation import Conversation, Reply


def waiting(conversation: Conversation, _rest: str) -> Reply:
    """The accounts that wait for an administrator to say that they are whom they seem."""
    if not rights.administers(conversation):
        raise Refused
    found = arrivals.facts(conversation.desk)
    return say(conversation, "arrival" if found["rows"] else "nobody_waits", **found)


def confirm(conversation: Conversation, value: str) -> Reply:
    """Say that the account is the person's, so that the rights of offices follow it."""
    if not rights.administers(conversation):
        raise Refused
    found = arrivals.numbered(conversation.desk, numbered(value))
    if found is None:
        raise Refused("gone")
    arrivals.confirm(conversation.desk, found)
    return say(conversation, "person_confirmed", person=found.person)
