"""A municipality's first day in samspel: its agreement, offices, series and administrator."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import agreements, offices, people
from bot.desk import Desk
from messages import shipped
from messages.addressing import Municipality, Office, OfficeKind
from messages.errors import PlainError
from schedules import calendar, defaults

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
    if calendar.municipality(session, slug):
        raise FoundingError(f"{slug} is in the database already.")
    value = Municipality(slug=slug, name=versions[0].municipality)
    desk = Desk(
        session=session, municipality=calendar.add_municipality(session, value, now), now=now
    )
    for version in versions:
        agreements.store(session, desk.municipality, version, now)
    _offices(desk, committees)
    _series(desk, committees)
    return desk


def make_administrator(desk: Desk, email: str, name: str = "") -> None:
    """Let the person with that e-mail look after samspel in the municipality."""
    people.add(
        desk.session,
        desk.municipality,
        name=name or email.partition("@")[0],
        email=email,
        administrator=True,
    )


def _offices(desk: Desk, committees: tuple[str, ...]) -> None:
    for kind in OFFICES:
        offices.add(desk.session, desk.municipality, Office(kind))
    for committee in committees:
        for kind in PER_COMMITTEE:
            offices.add(desk.session, desk.municipality, Office(kind, committee))


def _series(desk: Desk, committees: tuple[str, ...]) -> None:
    for series in defaults.series(desk.agreement, desk.today, committees):
        calendar.add_series(desk.session, desk.municipality, series, desk.now)
