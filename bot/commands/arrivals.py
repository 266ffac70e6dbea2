"""Who waits to be confirmed, and confirming it; for administrators."""

from bot import arrivals, rights
from bot.commands.saying import Refused, say
from bot.conversation import Conversation, Reply

LONGEST_NUMBER = 15
"""Digits of a number that can be looked up; a longer one was made up."""


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
    if not value.isdecimal() or len(value) > LONGEST_NUMBER:
        raise Refused("gone")
    found = arrivals.numbered(conversation.desk, int(value))
    if found is None:
        raise Refused("gone")
    arrivals.confirm(conversation.desk, found)
    return say(conversation, "person_confirmed", person=found.person)
