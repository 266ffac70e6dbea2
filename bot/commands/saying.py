"""A template → the reply to whoever asked."""

from bot.conversation import Conversation, Reply
from bot.letters import common
from bot.people import VISITOR
from messages.rendering import render, render_form

LONGEST_NUMBER = 15
"""Digits of a number that can be looked up; a longer one was made up."""


class Refused(Exception):
    """The person may not do this, or it cannot be done; `template` says so kindly.

    Raised before anything is stored, or so that what was stored is taken back.
    """

    def __init__(self, template: str = "not_allowed", **facts: object) -> None:
        super().__init__(template)
        self.template, self.facts = template, facts


class Wrong(Exception):
    """A field's answer cannot be used; nothing of the form is stored."""

    def __init__(self, **errors: str) -> None:
        super().__init__(str(errors))
        self.errors = errors


def require_confirmed(conversation: Conversation) -> None:
    """Refused where nobody has confirmed who speaks."""
    if not conversation.confirmed:
        raise Refused("stranger" if conversation.person is VISITOR else "unconfirmed")


def numbered(value: str) -> int:
    """The number that a button carries; Refused for one that was made up."""
    if not value.isdecimal() or len(value) > LONGEST_NUMBER:
        raise Refused("gone")
    return int(value)


def say(conversation: Conversation, template: str, **facts: object) -> Reply:
    """A message to the one who asked."""
    desk = conversation.desk
    return Reply(
        message=render(
            template, today=desk.today, titles=desk.municipality.titles, **common(desk), **facts
        )
    )


def ask(conversation: Conversation, template: str, **facts: object) -> Reply:
    """A form for the one who asked."""
    desk = conversation.desk
    return Reply(
        form=render_form(
            template, today=desk.today, titles=desk.municipality.titles, **common(desk), **facts
        )
    )
