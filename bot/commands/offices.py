"""Offices, their holders, and who books for them."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot import holdings, offices, people, rights, succession
from bot.commands.saying import Refused, Wrong, ask, say
from bot.conversation import Conversation, Reply
from bot.holdings import Capacity, Holding, OverlappingTerm, Term
from bot.people import Person
from messages import dates, terms
from messages.addressing import Office, office
from messages.form import Option

LONGEST_OFF = timedelta(days=3660)
"""How far from today a term in office may begin or end."""

NOBODY = "0"
"""The choice to let nobody book any more."""


def holders(conversation: Conversation, _rest: str) -> Reply:
    """Who holds which office today; administrators can change it."""
    desk = conversation.desk
    rows = [_row(conversation, held) for held in offices.everyone(desk.session, desk.municipality)]
    return say(
        conversation,
        "holders",
        rows=rows,
        administers=rights.administers(conversation),
        delegates=bool(_delegable(conversation)),
    )


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
    desk, term = conversation.desk, _term(conversation, values)
    if "@" not in values["email"].strip("@"):
        raise Wrong(email="not_email")
    person = people.by_email(desk.session, desk.municipality, values["email"])
    if person is None:
        if not values["name"]:
            raise Wrong(name="new_person")
        person = people.add(
            desk.session, desk.municipality, name=values["name"], email=values["email"]
        )
    try:
        holding = succession.take_office(desk, office(values["office"]), person, term)
    except OverlappingTerm:
        raise Wrong(starts="overlapping") from None
    return say(conversation, "held", holding=holding)


def open_leave(conversation: Conversation, _value: str) -> Reply:
    """The form for an office that becomes vacant, or that somebody is not to take over."""
    if not rights.administers(conversation):
        raise Refused
    desk = conversation.desk
    left = [
        holding
        for holding in offices.all_holdings(desk.session, desk.municipality)
        if (holding.term.ends or date.max) >= desk.today
    ]
    return ask(conversation, "leave", holdings=left)


def submit_leave(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Let the holding end on a day; one that has not begun by then is taken back."""
    if not rights.administers(conversation):
        raise Refused
    desk, last = conversation.desk, dates.read_day(values["day"])
    holding = _numbered(conversation, values["holding"])
    if last > desk.today + LONGEST_OFF:
        raise Wrong(day="far")
    if last < holding.term.starts:
        return _taken_back(conversation, holding)
    try:
        offices.leave(desk.session, desk.municipality, holding, last)
    except OverlappingTerm as overlap:
        raise Refused("overlapping", holding=overlap.other) from None
    staying = _holders(conversation, holding.office, last + timedelta(days=1))
    return say(conversation, "left", holding=holding, last=last, staying=staying)


def open_delegate(conversation: Conversation, _value: str) -> Reply:
    """The form for who books for a holder."""
    chosen = _delegable(conversation)
    if not chosen:
        raise Refused
    desk = conversation.desk
    persons = [
        Option(value=str(person.id), label=person.name)
        for person in people.everyone(desk.session, desk.municipality)
        if person.id != conversation.person.id
    ]
    return ask(conversation, "delegate", holdings=chosen, persons=persons)


def submit_delegate(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Let somebody book for the holder, or nobody any more."""
    holding, session = _numbered(conversation, values["holding"]), conversation.desk.session
    if values["person"] == NOBODY:
        offices.undelegate(session, holding)
        return say(conversation, "delegated", holding=holding, person=None)
    number = int(values["person"])
    person = people.by_ids(session, [number])[number]
    offices.delegate(session, holding, person)
    return say(conversation, "delegated", holding=holding, person=person)


def _taken_back(conversation: Conversation, holding: Holding) -> Reply:
    desk = conversation.desk
    if holding.term.starts <= desk.today:
        raise Wrong(day="before_start")
    succession.withdraw(desk, holding)
    staying = _holders(conversation, holding.office, holding.term.starts)
    return say(conversation, "taken_back", holding=holding, staying=staying)


def _holders(conversation: Conversation, held: Office, day: date) -> tuple[Person, ...]:
    desk = conversation.desk
    return offices.holders(desk.session, desk.municipality, held, day)


def _numbered(conversation: Conversation, value: str) -> Holding:
    desk = conversation.desk
    found = {str(one.id): one for one in offices.all_holdings(desk.session, desk.municipality)}
    return found[value]


def _delegable(conversation: Conversation) -> list[Holding]:
    """The holdings of today for which the person may say who books: one's own, or any."""
    desk = conversation.desk
    return [
        holding
        for holding in offices.all_holdings(desk.session, desk.municipality)
        if holding.term.covers(desk.today) and rights.may_name_delegate(conversation, holding)
    ]


def _term(conversation: Conversation, values: Mapping[str, str]) -> Term:
    ends = dates.read_day(values["ends"]) if values["ends"] else None
    starts = dates.read_day(values["starts"])
    if abs(starts - conversation.desk.today) > LONGEST_OFF:
        raise Wrong(starts="far")
    if ends is not None and ends < starts:
        raise Wrong(ends="before_start")
    return Term(starts=starts, ends=ends, capacity=Capacity(values["capacity"]))


def _row(conversation: Conversation, held: Office) -> dict[str, object]:
    desk = conversation.desk
    found = offices.holdings_of(desk.session, desk.municipality, held)
    return {
        "office": held,
        "holdings": holdings.on(found, desk.today),
        "coming": [holding for holding in found if holding.term.starts > desk.today],
    }
