"""Offices and their holders, the channels in use, what samspel knows of one, and pauses."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot import channels, offices, people, rights, succession
from bot.commands.saying import Refused, Wrong, ask, say
from bot.conversation import Conversation, PlaceKind, Reply
from bot.offices import Capacity, Holding, OverlappingTerm, Term
from bot.people import Address
from bot.personal import held_about
from messages import terms
from messages.addressing import Office, Purpose, office
from messages.form import Option

LONGEST_PAUSE = timedelta(days=183)
"""Whoever is away longer should not hold an office meanwhile."""


def holders(conversation: Conversation, _rest: str) -> Reply:
    """Who holds which office today; administrators can change it."""
    desk = conversation.desk
    rows = [_row(conversation, held) for held in offices.everyone(desk.session, desk.municipality)]
    return say(conversation, "holders", rows=rows, administers=rights.administers(conversation))


def open_hold(conversation: Conversation, _value: str) -> Reply:
    """The form for a new holder."""
    if not rights.administers(conversation):
        raise Refused
    return ask(conversation, "hold", offices=office_options(conversation))


def office_options(conversation: Conversation) -> list[Option]:
    """The municipality's offices to choose among in a form."""
    desk = conversation.desk
    return [
        Option(value=str(held), label=terms.office(held, desk.municipality.titles))
        for held in offices.everyone(desk.session, desk.municipality)
    ]


def submit_hold(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Store the new holder, and propose what follows from the change."""
    if not rights.administers(conversation):
        raise Refused
    desk = conversation.desk
    person = people.by_email(desk.session, desk.municipality, values["email"])
    if person is None:
        if not values["name"]:
            raise Wrong(name="new_person")
        person = people.add(
            desk.session, desk.municipality, name=values["name"], email=values["email"]
        )
    try:
        holding = succession.take_office(desk, office(values["office"]), person, _term(values))
    except OverlappingTerm as overlap:
        raise Refused("overlapping", holding=overlap.other) from None
    return say(conversation, "held", holding=holding)


def open_leave(conversation: Conversation, _value: str) -> Reply:
    """The form for an office that becomes vacant."""
    if not rights.administers(conversation):
        raise Refused
    desk = conversation.desk
    current = [
        _holder(conversation, holding)
        for holding in offices.holdings(desk.session, desk.municipality)
        if (holding.term.ends or date.max) >= desk.today
    ]
    return ask(conversation, "leave", holdings=current)


def submit_leave(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Let the holding end on a day."""
    if not rights.administers(conversation):
        raise Refused
    desk, last = conversation.desk, date.fromisoformat(values["day"])
    found = {str(one.id): one for one in offices.holdings(desk.session, desk.municipality)}
    holding = found[values["holding"]]
    if last < holding.term.starts:
        raise Wrong(day="before_start")
    offices.leave(desk.session, holding, last)
    return say(conversation, "left", holding=holding, last=last)


def connect(conversation: Conversation, _rest: str) -> Reply:
    """Ask what this channel is to be used for."""
    if not rights.administers(conversation):
        raise Refused
    if conversation.place.kind is not PlaceKind.CHANNEL:
        raise Refused("not_a_channel")
    return say(conversation, "connect", purposes=list(Purpose))


def choose_purpose(conversation: Conversation, value: str) -> Reply:
    """Use this channel for a purpose from now on."""
    if not rights.administers(conversation):
        raise Refused
    if conversation.place.kind is not PlaceKind.CHANNEL or value not in set(Purpose):
        raise Refused("gone")
    desk, place = conversation.desk, conversation.place
    address = Address(chat=place.chat, place=place.id)
    channels.connect(desk.session, desk.municipality, Purpose(value), address)
    return say(conversation, "connected", purpose=Purpose(value))


def open_pause(conversation: Conversation, _rest: str) -> Reply:
    """The form for how long to be without reminders."""
    return ask(conversation, "pause", until=conversation.person.paused_until)


def submit_pause(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Pause, or end the pause by leaving the day empty."""
    desk = conversation.desk
    until = date.fromisoformat(values["day"]) if values["day"] else None
    if until is not None and until < desk.today:
        raise Wrong(day="past")
    if until is not None and until - desk.today > LONGEST_PAUSE:
        raise Wrong(day="far")
    people.pause(desk.session, conversation.person, until)
    return say(conversation, "paused", until=until)


def personal(conversation: Conversation, _rest: str) -> Reply:
    """What samspel knows of the one who asks."""
    return say(
        conversation,
        "personal",
        person=conversation.person,
        offices=sorted(conversation.offices),
        held=held_about(conversation.desk, conversation.person),
    )


def _term(values: Mapping[str, str]) -> Term:
    ends = date.fromisoformat(values["ends"]) if values["ends"] else None
    starts = date.fromisoformat(values["starts"])
    if ends is not None and ends < starts:
        raise Wrong(ends="before_start")
    return Term(starts=starts, ends=ends, capacity=Capacity(values["capacity"]))


def _row(conversation: Conversation, held: Office) -> dict[str, object]:
    desk = conversation.desk
    found = offices.holdings_of(desk.session, desk.municipality, held)
    return {
        "office": held,
        "holdings": offices.on(found, desk.today),
        "coming": [holding for holding in found if holding.term.starts > desk.today],
    }


def _holder(conversation: Conversation, holding: Holding) -> Option:
    title = terms.office(holding.office, conversation.desk.municipality.titles)
    return Option(value=str(holding.id), label=f"{holding.person.name}, {title}")
