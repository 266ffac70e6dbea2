"""Praise in public, criticism in private: the forms and the named person's answer."""

from collections.abc import Mapping

from bot import channels, concerns, offices, people, praise
from bot.commands.saying import Refused, Wrong, ask, numbered, say
from bot.conversation import Conversation, PlaceKind, Reply
from bot.people import Person
from messages import terms
from messages.addressing import Office, Purpose, office
from messages.form import Option
from schedules.terms import in_quiet_period

NOBODY = "0"
"""The choice to praise nobody in particular."""


def choose(conversation: Conversation, _value: str) -> Reply:
    """Praise, or something to take up: whoever wants to give feedback chooses."""
    return say(conversation, "feedback_choice")


def open_praise(conversation: Conversation, _value: str) -> Reply:
    """The form for praise, for the channel where it was asked or one to choose."""
    desk = conversation.desk
    connected = channels.connected(desk.session, desk.municipality)
    if not connected:
        raise Refused("no_channels")
    here = [
        purpose
        for purpose, address in connected.items()
        if conversation.place.kind is PlaceKind.CHANNEL and address.place == conversation.place.id
    ]
    return ask(
        conversation,
        "praise",
        persons=_others(conversation),
        channels=[_channel(purpose) for purpose in connected],
        here=here[0] if here else next(iter(connected)) if len(connected) == 1 else "",
        quiet=in_quiet_period(desk.today),
    )


def submit_praise(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Store the praise and show it, or ask the one it names first."""
    about = _person(conversation, values["about"])
    purpose = Purpose(values["channel"])
    desk = conversation.desk
    try:
        given = praise.give(desk, conversation.person, about, purpose, values["text"])
    except praise.QuietPeriod:
        raise Wrong(text="quiet") from None
    except praise.NamesSomebody:
        raise Wrong(about="named") from None
    except praise.Unreachable:
        raise Wrong(about="unreachable") from None
    return say(conversation, "praised", praise=given)


def agree(conversation: Conversation, value: str) -> Reply:
    """The named person wants the praise to be shown."""
    return _answer(conversation, value, agrees=True)


def decline(conversation: Conversation, value: str) -> Reply:
    """The named person keeps the praise."""
    return _answer(conversation, value, agrees=False)


def open_concern(conversation: Conversation, _value: str) -> Reply:
    """The form for something to take up with one office."""
    desk = conversation.desk
    choices = [
        Option(value=str(held), label=_labelled(conversation, held))
        for held in offices.everyone(desk.session, desk.municipality)
        if held.kind in concerns.OFFICES
    ]
    return ask(conversation, "concern", offices=choices)


def submit_concern(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Send it to the one who holds the office."""
    held = office(values["office"])
    try:
        concern = concerns.take_up(conversation.desk, conversation.person, held, values["text"])
    except concerns.Vacant:
        raise Wrong(office="vacant") from None
    except concerns.Unreachable:
        raise Wrong(office="unreachable") from None
    return say(conversation, "taken_up", concern=concern)


def _answer(conversation: Conversation, value: str, *, agrees: bool) -> Reply:
    desk = conversation.desk
    answered = praise.answer(desk, numbered(value), conversation.person, agrees=agrees)
    if answered is None:
        raise Refused("gone")
    until = praise.held_until(desk, answered)
    return say(conversation, "praise_answered", praise=answered, until=until)


def _others(conversation: Conversation) -> list[Option]:
    desk = conversation.desk
    return [
        Option(value=str(person.id), label=person.name)
        for person in people.everyone(desk.session, desk.municipality)
        if person.id != conversation.person.id
    ]


def _channel(purpose: Purpose) -> Option:
    return Option(value=purpose, label=terms.purpose(purpose))


def _person(conversation: Conversation, value: str) -> Person | None:
    if value in {"", NOBODY}:
        return None
    return people.by_ids(conversation.desk.session, [int(value)])[int(value)]


def _labelled(conversation: Conversation, held: Office) -> str:
    desk = conversation.desk
    holders = offices.holders(desk.session, desk.municipality, held, desk.today)
    title = terms.office(held, desk.municipality.titles)
    return f"{holders[0].name}, {title}" if holders else title
