"""Praise in public: shown once its giver, and a person it names, have said yes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from bot import offices, people, planner
from bot.desk import Desk
from bot.people import Person
from bot.tables import PraiseRow
from messages import names
from messages.addressing import POLITICAL, Channel, Individual, Purpose
from schedules.kinds import Kind
from schedules.sending_hours import instant, next_opening
from schedules.terms import quiet_until

SAME_WITHIN = timedelta(minutes=10)
"""The same words from the same person within this time are a button pressed twice."""


class QuietPeriod(Exception):
    """Praise that names a politician is not shown between the weeks before an election and the
    new council's first day.
    """


class NamesSomebody(Exception):
    """The text names a person who has not been chosen, and so would not be asked."""


class Unreachable(Exception):
    """The person has not been seen in a chat, and so cannot be asked."""


@dataclass(frozen=True, kw_only=True)
class Praise:
    """Praise for a channel, of somebody or of nobody in particular."""

    id: int
    giver: Person
    about: Person | None
    purpose: Purpose
    text: str
    answer: bool | None


def give(desk: Desk, giver: Person, about: Person | None, purpose: Purpose, text: str) -> Praise:
    """Store praise that its giver has confirmed; show it, or first ask the one it names.

    Raises QuietPeriod, NamesSomebody or Unreachable; then nothing is stored.
    """
    if quiet_until(desk.today) and _names_politician(desk, giver, about, text):
        raise QuietPeriod
    if _names_others(desk, giver, about, text):
        raise NamesSomebody
    asked = about if about and about.id != giver.id else None
    if asked and asked.id not in people.addresses(desk.session, desk.municipality):
        raise Unreachable
    found = _given_lately(desk, giver, text) or _store(desk, giver, asked, purpose, text)
    if asked:
        planner.tell(desk, Kind.PRAISE_CONSENT, [Individual(asked.id)], about=f"praise/{found.id}")
    else:
        _show(desk, found)
    return found


def answer(desk: Desk, praise_id: int, person: Person, *, agrees: bool) -> Praise | None:
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
            _show(desk, numbered(desk, praise_id))
    return numbered(desk, praise_id)


def numbered(desk: Desk, praise_id: int) -> Praise:
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


def held_until(desk: Desk, shown: Praise) -> date | None:
    """The day from which it may be shown, where it names a politician around an election."""
    until = quiet_until(desk.today)
    named = until and _names_politician(desk, shown.giver, shown.about, shown.text)
    return until if named else None


def _store(desk: Desk, giver: Person, asked: Person | None, purpose: Purpose, text: str) -> Praise:
    row = PraiseRow(
        municipality_id=desk.municipality.id,
        giver_id=giver.id,
        about_id=asked.id if asked else None,
        purpose=purpose,
        text=text,
        given_at=desk.now,
        answer=None if asked else True,
    )
    desk.session.add(row)
    desk.session.flush()
    return numbered(desk, row.id)


def _given_lately(desk: Desk, giver: Person, text: str) -> Praise | None:
    number = desk.session.scalar(
        select(PraiseRow.id).where(
            PraiseRow.municipality_id == desk.municipality.id,
            PraiseRow.giver_id == giver.id,
            PraiseRow.text == text,
            PraiseRow.given_at >= desk.now - SAME_WITHIN,
        )
    )
    return numbered(desk, number) if number else None


def _show(desk: Desk, shown: Praise) -> None:
    channel, about = Channel(shown.purpose), f"praise/{shown.id}"
    planner.tell(desk, Kind.PRAISE, [channel], about=about, at=_opening(desk, channel, shown))


def _opening(desk: Desk, channel: Channel, shown: Praise) -> datetime | None:
    until, zone = held_until(desk, shown), desk.municipality.zone
    return next_opening(instant(until, time(0), zone), channel, zone) if until else None


def _names_others(desk: Desk, giver: Person, about: Person | None, text: str) -> bool:
    chosen = [giver.name, *([about.name] if about else [])]
    everyone = people.everyone(desk.session, desk.municipality)
    return bool(names.mentioned(text, [one.name for one in everyone], besides=chosen))


def _names_politician(desk: Desk, giver: Person, about: Person | None, text: str) -> bool:
    politicians = {
        holding.person.id: holding.person.name
        for holding in offices.all_holdings(desk.session, desk.municipality)
        if holding.office.kind in POLITICAL
    }
    if giver.id in politicians or (about and about.id in politicians):
        return True
    by_name = names.mentioned(text, politicians.values())
    return bool(by_name) or names.speaks_of_office(text, POLITICAL)
