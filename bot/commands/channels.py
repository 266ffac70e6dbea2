"""What a channel is used for."""

from bot import channels, rights
from bot.commands.saying import Refused, say
from bot.conversation import Conversation, PlaceKind, Reply
from bot.people import Address
from messages.addressing import Purpose

NOTHING = "nothing"
"""The choice to use a channel for nothing any more."""


def connect(conversation: Conversation, _rest: str) -> Reply:
    """Ask what this channel is to be used for."""
    if not rights.administers(conversation):
        raise Refused
    if conversation.place.kind is not PlaceKind.CHANNEL:
        raise Refused("not_a_channel")
    return say(conversation, "connect", purposes=list(Purpose), used=_used(conversation))


def choose_purpose(conversation: Conversation, value: str) -> Reply:
    """Use this channel for a purpose from now on, or for nothing."""
    if not rights.administers(conversation):
        raise Refused
    if conversation.place.kind is not PlaceKind.CHANNEL or value not in {*Purpose, NOTHING}:
        raise Refused("gone")
    desk = conversation.desk
    if value == NOTHING:
        channels.disconnect(desk.session, desk.municipality, _here(conversation))
        return say(conversation, "disconnected")
    channels.connect(desk.session, desk.municipality, Purpose(value), _here(conversation))
    return say(conversation, "connected", purpose=Purpose(value))


def _here(conversation: Conversation) -> Address:
    return Address(chat=conversation.place.chat, place=conversation.place.id)


def _used(conversation: Conversation) -> list[Purpose]:
    desk, here = conversation.desk, _here(conversation)
    found = channels.connected(desk.session, desk.municipality)
    return [purpose for purpose, address in found.items() if address == here]
