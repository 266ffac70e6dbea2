"""One-time links with which a workspace is bound to a municipality.

A link is a secret of the one who made it; the database keeps only digests of it and of the state
that a begun installation carries.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from bot.tables import InviteRow
from messages.addressing import Municipality
from schedules import calendar
from schedules.dialects import changed

LASTS = timedelta(days=7)
"""How long a link can be used."""


def issue(session: Session, municipality: Municipality, now: datetime) -> str:
    """A new secret that binds one workspace to the municipality."""
    secret = secrets.token_urlsafe(24)
    session.add(
        InviteRow(digest=_digest(secret), municipality_id=municipality.id, expires_at=now + LASTS)
    )
    session.flush()
    return secret


def begin(session: Session, secret: str, now: datetime) -> str | None:
    """The state of an installation that begins with the link; None where the link is not valid."""
    state = secrets.token_urlsafe(24)
    begun = (
        update(InviteRow)
        .where(InviteRow.digest == _digest(secret), *_valid(now))
        .values(state=_digest(state))
    )
    return state if changed(session, begun) else None


def of(session: Session, state: str, now: datetime) -> Municipality | None:
    """The municipality that the link binds to with which an installation began with that state;
    None where the link is not valid any more.
    """
    number = session.scalar(select(InviteRow.municipality_id).where(*_begun(state, now)))
    return calendar.numbered(session, number) if number is not None else None


def use(session: Session, state: str, now: datetime) -> Municipality | None:
    """The same, and the link is used up."""
    found = of(session, state, now)
    used = changed(session, update(InviteRow).where(*_begun(state, now)).values(used_at=now))
    return found if used else None


def _begun(state: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return InviteRow.state == _digest(state), *_valid(now)


def _valid(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return InviteRow.used_at.is_(None), InviteRow.expires_at > now


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
