"""A municipality's first day in samspel: its agreement, offices, series and administrator."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot import agreements, offices, people
from bot.desk import Desk
from messages import shipped
from messages.addressing import Municipality, Office, OfficeKind
from messages.agreement import Agreement
from messages.errors import PlainError
from schedules import calendar, defaults
from schedules.events import EventKind

OFFICES = (
    OfficeKind.KSO,
    OfficeKind.KD,
    OfficeKind.OPPOSITION,
    OfficeKind.COUNCIL_PRESIDIUM,
    OfficeKind.GROUP_LEADER,
    OfficeKind.SECRETARIAT,
    OfficeKind.HR,
)
"""The offices that every municipality starts with."""

LONGEST_NAME = 80

PER_COMMITTEE = (OfficeKind.CHAIR, OfficeKind.VICE_CHAIR, OfficeKind.DEPARTMENT_HEAD)


class FoundingError(PlainError):
    """The municipality cannot be founded; the sentence says why."""


def found(session: Session, slug: str, committees: tuple[str, ...], now: datetime) -> Desk:
    """Store a municipality with its shipped agreement, offices and first series of meetings.

    Raises FoundingError for a municipality that has no shipped agreement, or is there already.
    """
    versions = shipped.versions(slug)
    if not versions:
        raise FoundingError(f"There is no {slug!r}; choose one of {', '.join(shipped.names())}.")
    return found_with(session, slug, versions, committees, now)


def found_with(
    session: Session,
    slug: str,
    versions: Sequence[Agreement],
    committees: tuple[str, ...],
    now: datetime,
) -> Desk:
    """The same with the municipality's own agreement, in one version or several.

    Raises FoundingError for a municipality that is there already.
    """
    if calendar.municipality(session, slug):
        raise FoundingError(f"{slug} is in the database already.")
    value = Municipality(slug=slug, name=versions[0].municipality)
    desk = Desk(
        session=session, municipality=calendar.add_municipality(session, value, now), now=now
    )
    for version in versions:
        agreements.store(session, desk.municipality, version, now)
    for kind in OFFICES:
        offices.add(session, desk.municipality, Office(kind))
    for series in defaults.series(desk.agreement, desk.today, ()):
        calendar.add_series(session, desk.municipality, series, now)
    for committee in committees:
        add_committee(desk, committee)
    return desk


def add_committee(desk: Desk, name: str) -> None:
    """Add a committee's offices and the meetings of its chair; nothing where it is there.

    FoundingError for a name that is no line of text.
    """
    offices_of = [Office(kind, _name(name)) for kind in PER_COMMITTEE]
    known = offices.everyone(desk.session, desk.municipality)
    if offices_of[0] in known:
        return
    for held in offices_of:
        offices.add(desk.session, desk.municipality, held)
    for series in defaults.series(desk.agreement, desk.today, (_name(name),)):
        if series.kind is EventKind.CHAIR_DIALOGUE:
            calendar.add_series(desk.session, desk.municipality, series, desk.now)


def add_company(desk: Desk, name: str) -> None:
    """Add the office of a municipal company's head; nothing where it is there."""
    offices.add(desk.session, desk.municipality, Office(OfficeKind.CEO, _name(name)))


def make_administrator(desk: Desk, email: str, name: str = "") -> None:
    """Let the person with that e-mail look after samspel in the municipality."""
    people.add(
        desk.session,
        desk.municipality,
        name=name,
        email=email,
        administrator=True,
    )


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise FoundingError(f"A committee or company needs a name of 1–{LONGEST_NAME} letters.")
    return name
