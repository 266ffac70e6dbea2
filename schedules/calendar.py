"""What is stored of a municipality's calendar, as values."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from messages.addressing import Municipality, office
from messages.agreement import Agreement, Ask
from schedules import defaults, rrule, series, wheel
from schedules.events import Event, EventKind
from schedules.memory import columns, remembered, rows_of
from schedules.series import Change, Series
from schedules.tables import ChangeRow, ChoiceRow, MunicipalityRow, SeriesRow
from schedules.wheel import Wheel
from schedules.workdays import RedDays

_MUNICIPALITIES = select(*columns(MunicipalityRow))
_SERIES = select(*columns(SeriesRow)).order_by(SeriesRow.id)
_CHOICES, _CHANGES = select(*columns(ChoiceRow)), select(*columns(ChangeRow))


class NoSuchOccurrence(LookupError):
    """No event of the municipality has that occurrence."""


def municipalities(session: Session) -> list[Municipality]:
    """Every municipality of the installation, by name."""
    rows = session.scalars(select(MunicipalityRow).order_by(MunicipalityRow.name))
    return [_municipality(row) for row in rows]


def municipality(session: Session, slug: str) -> Municipality | None:
    """The municipality with that slug, if there is one."""
    row = session.scalar(select(MunicipalityRow).filter_by(slug=slug))
    return _municipality(row) if row else None


@remembered
def numbered(session: Session, municipality_id: int) -> Municipality:
    """The municipality with that number; NoResultFound where there is none."""
    rows = rows_of(session, _MUNICIPALITIES, MunicipalityRow.id, municipality_id)
    if not rows:
        raise NoResultFound(f"no municipality {municipality_id}")
    return _municipality(rows[0])


def add_municipality(session: Session, value: Municipality, now: datetime) -> Municipality:
    """Store a new municipality and answer it with its number."""
    row = MunicipalityRow(
        slug=value.slug,
        name=value.name,
        zone=value.zone.key,
        titles=dict(value.titles),
        created_at=now,
    )
    session.add(row)
    session.flush()
    return _municipality(row)


def add_series(session: Session, municipality: Municipality, value: Series, now: datetime) -> None:
    """Store a new series; IntegrityError where the municipality has one with that key."""
    session.add(
        SeriesRow(
            municipality_id=municipality.id,
            key=value.key,
            kind=value.kind,
            participants=[str(office) for office in value.participants],
            recurrence=rrule.write(value.recurrence),
            start=value.start,
            end=value.end,
            at=value.at,
            minutes=value.minutes,
            place=value.place,
            red_days=value.red_days,
            agenda=list(value.agenda),
            announced=now,
        )
    )
    session.flush()


def end_series(session: Session, municipality: Municipality, key: str, last: date | None) -> None:
    """Let a series end on a day, or go on without end; what has been stays as it was."""
    row = session.scalars(
        select(SeriesRow).filter_by(municipality_id=municipality.id, key=key)
    ).one()
    row.end = last
    session.flush()


@remembered
def all_series(session: Session, municipality: Municipality) -> list[Series]:
    """Every series of the municipality with what was changed by hand, in the order it came."""
    changes = _changes(session, municipality)
    rows = rows_of(session, _SERIES, SeriesRow.municipality_id, municipality.id)
    return [_series(row, changes) for row in rows]


@remembered
def choices(session: Session, municipality: Municipality) -> dict[Ask, bool]:
    """What the municipality has switched on or off itself."""
    rows = rows_of(session, _CHOICES, ChoiceRow.municipality_id, municipality.id)
    return {Ask(row.ask): row.on for row in rows}


def choose(session: Session, municipality: Municipality, ask: Ask, *, on: bool) -> None:
    """Switch something on or off for the municipality."""
    session.merge(ChoiceRow(municipality_id=municipality.id, ask=ask, on=on))


def year_wheel(session: Session, municipality: Municipality, agreement: Agreement) -> Wheel:
    """The municipality's year, as its agreement and its own choices make it."""
    chosen = choices(session, municipality)
    changes = _changes(session, municipality)
    return Wheel(
        asks=frozenset(ask for ask in Ask if defaults.is_on(ask, agreement, chosen)),
        announced=_founded_at(session, municipality),
        changes={
            (EventKind(key), original): change
            for (key, original), change in changes.items()
            if key in wheel.KINDS
        },
    )


def events(
    session: Session,
    municipality: Municipality,
    agreement: Agreement,
    *,
    since: date,
    until: date,
) -> Iterator[Event]:
    """Everything in the municipality's calendar on a day in [since, until)."""
    for value in all_series(session, municipality):
        yield from series.events(value, since=since, until=until)
    year = year_wheel(session, municipality, agreement)
    yield from wheel.events(year, since=since, until=until)


def find(
    session: Session, municipality: Municipality, agreement: Agreement, occurrence: str
) -> Event:
    """The event of that occurrence as it stands now; NoSuchOccurrence where there is none."""
    key, _, original = occurrence.rpartition("/")
    try:
        day = date.fromisoformat(original)
    except ValueError:
        raise NoSuchOccurrence(occurrence) from None
    found = _find(session, municipality, agreement, key, day)
    if found is None:
        raise NoSuchOccurrence(occurrence)
    return found


def change(session: Session, municipality: Municipality, event: Event, value: Change) -> None:
    """Store what somebody has changed about an occurrence."""
    session.merge(
        ChangeRow(
            municipality_id=municipality.id,
            occurrence=event.occurrence,
            day=value.day,
            at=value.at,
            place=value.place,
            revision=value.revision,
            made_at=value.made_at,
            cancelled=value.cancelled,
        )
    )
    session.flush()


def _find(
    session: Session, municipality: Municipality, agreement: Agreement, key: str, day: date
) -> Event | None:
    if key in wheel.KINDS:
        year = year_wheel(session, municipality, agreement)
        return wheel.occurrence(year, EventKind(key), day)
    known = {value.key: value for value in all_series(session, municipality)}
    return series.occurrence(known[key], day) if key in known else None


@remembered
def _founded_at(session: Session, municipality: Municipality) -> datetime:
    (row,) = rows_of(session, _MUNICIPALITIES, MunicipalityRow.id, municipality.id)
    created_at: datetime = row.created_at
    return created_at


def _municipality(row: MunicipalityRow | Row[Any]) -> Municipality:
    return Municipality(
        id=row.id, slug=row.slug, name=row.name, zone=ZoneInfo(row.zone), titles=row.titles
    )


def _series(row: Row[Any], changes: Mapping[tuple[str, date], Change]) -> Series:
    return Series(
        key=row.key,
        kind=EventKind(row.kind),
        participants=tuple(office(address) for address in row.participants),
        recurrence=rrule.read(row.recurrence),
        start=row.start,
        end=row.end,
        at=row.at,
        minutes=row.minutes,
        place=row.place,
        red_days=RedDays(row.red_days),
        agenda=tuple(row.agenda),
        announced=row.announced,
        changes={original: change for (key, original), change in changes.items() if key == row.key},
    )


@remembered
def _changes(session: Session, municipality: Municipality) -> dict[tuple[str, date], Change]:
    rows = rows_of(session, _CHANGES, ChangeRow.municipality_id, municipality.id)
    return {_key(row.occurrence): _change(row) for row in rows}


def _key(occurrence: str) -> tuple[str, date]:
    key, _, original = occurrence.rpartition("/")
    return key, date.fromisoformat(original)


def _change(row: Row[Any]) -> Change:
    return Change(
        day=row.day,
        at=row.at,
        place=row.place,
        revision=row.revision,
        made_at=row.made_at,
        cancelled=row.cancelled,
    )
