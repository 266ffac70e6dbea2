"""Praise in public, criticism in private.

Praise is shown once the giver, and a person it names, have said yes. A concern is signed and goes
to whoever holds one office on the day it is written, and to nobody after that one.
"""

from dataclasses import dataclass

from bot import offices, people, planner
from bot.desk import Desk
from bot.people import Person
from bot.tables import ConcernRow, PraiseRow
from messages.addressing import POLITICAL, Channel, Individual, Office, OfficeKind, Purpose
from schedules.kinds import Kind
from schedules.terms import in_quiet_period

CONCERN_OFFICES = (
    OfficeKind.KSO,
    OfficeKind.KD,
    OfficeKind.OPPOSITION,
    OfficeKind.CHAIR,
    OfficeKind.DEPARTMENT_HEAD,
)
"""The offices that a concern may be for."""


class QuietPeriod(Exception):
    """Praise that names a politician is not shown between the weeks before an election and the
    new council's first day.
    """


class Vacant(Exception):
    """Nobody holds the office."""


@dataclass(frozen=True, kw_only=True)
class Praise:
    """Praise for a channel, of somebody or of nobody in particular."""

    id: int
    giver: Person
    about: Person | None
    purpose: Purpose
    text: str
    answer: bool | None


@dataclass(frozen=True, kw_only=True)
class Concern:
    """Something to take up with the one who held an office when it was written."""

    id: int
    giver: Person
    office: Office
    holder: Person
    text: str


def give_praise(
    desk: Desk, giver: Person, about: Person | None, purpose: Purpose, text: str
) -> Praise:
    """Store praise that its giver has confirmed; show it, or first ask the one it names.

    Raises QuietPeriod where it names a politician in that time, in the field or in the text.
    """
    if _held_back(desk, about, text):
        raise QuietPeriod
    row = PraiseRow(
        municipality_id=desk.municipality.id,
        giver_id=giver.id,
        about_id=about.id if about else None,
        purpose=purpose,
        text=text,
        given_at=desk.now,
        answer=None if about else True,
    )
    desk.session.add(row)
    desk.session.flush()
    found = praise(desk, row.id)
    if about and about.id != giver.id:
        planner.tell(desk, Kind.PRAISE_CONSENT, [Individual(about.id)], about=f"praise/{row.id}")
    else:
        _show(desk, found)
    return found


def answer_praise(desk: Desk, praise_id: int, person: Person, *, agrees: bool) -> Praise | None:
    """The named person says whether praise may be shown; the first answer counts.

    None where the praise is not about that person.
    """
    row = desk.session.get(PraiseRow, praise_id)
    if row is None or row.about_id != person.id or row.municipality_id != desk.municipality.id:
        return None
    if row.answer is None:
        row.answer = agrees
        desk.session.flush()
        if agrees:
            _show(desk, praise(desk, praise_id))
    return praise(desk, praise_id)


def praise(desk: Desk, praise_id: int) -> Praise:
    """The praise with that number; NoResultFound where there is none."""
    row = desk.session.get_one(PraiseRow, praise_id)
    ids = {row.giver_id} | ({row.about_id} if row.about_id else set())
    persons = people.by_ids(desk.session, ids)
    return Praise(
        id=row.id,
        giver=persons[row.giver_id],
        about=persons[row.about_id] if row.about_id else None,
        purpose=Purpose(row.purpose),
        text=row.text,
        answer=row.answer,
    )


def take_up(desk: Desk, giver: Person, office: Office, text: str) -> Concern:
    """Store a concern and send it to the one who holds the office today; Vacant if nobody does."""
    holders = offices.holders(desk.session, desk.municipality, office, desk.today)
    if not holders:
        raise Vacant
    row = ConcernRow(
        municipality_id=desk.municipality.id,
        giver_id=giver.id,
        office=str(office),
        holder_id=holders[0].id,
        text=text,
        given_at=desk.now,
    )
    desk.session.add(row)
    desk.session.flush()
    recipient = Individual(row.holder_id)
    planner.tell(desk, Kind.CONCERN, [recipient], about=f"concern/{row.id}")
    return concern(desk, row.id)


def concern(desk: Desk, concern_id: int) -> Concern:
    """The concern with that number; NoResultFound where there is none."""
    row = desk.session.get_one(ConcernRow, concern_id)
    persons = people.by_ids(desk.session, {row.giver_id, row.holder_id})
    kind, _, body = row.office.partition(":")
    return Concern(
        id=row.id,
        giver=persons[row.giver_id],
        office=Office(OfficeKind(kind), body),
        holder=persons[row.holder_id],
        text=row.text,
    )


def is_held_back(desk: Desk, shown: Praise) -> bool:
    """Whether it names a politician in the time around an election."""
    return _held_back(desk, shown.about, shown.text)


def _held_back(desk: Desk, about: Person | None, text: str) -> bool:
    return in_quiet_period(desk.today) and _names_politician(desk, about, text)


def _show(desk: Desk, shown: Praise) -> None:
    planner.tell(desk, Kind.PRAISE, [Channel(shown.purpose)], about=f"praise/{shown.id}")


def _names_politician(desk: Desk, about: Person | None, text: str) -> bool:
    politicians = {
        holding.person.id: holding.person
        for holding in offices.holdings(desk.session, desk.municipality)
        if holding.office.kind in POLITICAL
    }
    if about and about.id in politicians:
        return True
    return any(person.name.casefold() in text.casefold() for person in politicians.values())
