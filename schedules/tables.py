"""The tables of WHEN: municipalities, series, what was changed by hand, and the outbox."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A moment: stored in UTC, and always read back with its zone.

    Refuses a time without a zone, which would mean another moment on another machine.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; SQLite has no zones, so there it is stored without."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a zone: {value}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment with its zone (UTC)."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """The base of every table of samspel; constraints have names, so that they can be migrated."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant, list[str]: JSON, dict[str, Any]: JSON}  # noqa: RUF012


class MunicipalityRow(Table):
    """A municipality; `titles` has its own words for offices ("regiondirektören (RD)")."""

    __tablename__ = "municipality"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    zone: Mapped[str]
    titles: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class ChoiceRow(Table):
    """What a municipality has switched on or off by its own choice."""

    __tablename__ = "choice"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    ask: Mapped[str] = mapped_column(primary_key=True)
    on: Mapped[bool]


class SeriesRow(Table):
    """A series of meetings; `recurrence` as in schedules/rrule.py, `participants` as addresses."""

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("municipality_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    key: Mapped[str]
    kind: Mapped[str]
    participants: Mapped[list[str]]
    recurrence: Mapped[str]
    start: Mapped[date]
    end: Mapped[date | None]
    at: Mapped[time]
    minutes: Mapped[int]
    place: Mapped[str]
    red_days: Mapped[str]
    agenda: Mapped[list[str]]
    announced: Mapped[datetime]


class ChangeRow(Table):
    """What somebody has changed about one occurrence of a series or of the year's wheel."""

    __tablename__ = "change"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    occurrence: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    at: Mapped[time]
    place: Mapped[str]
    revision: Mapped[int]
    made_at: Mapped[datetime]
    cancelled: Mapped[bool]


class DeliveryRow(Table):
    """One message to one recipient, from the plan to the chat (DESIGN: claim, intend, record).

    `next_at` is when it may next be tried; `lease_until` (seconds since 1970, by the database's
    clock) is how long the process that claimed it may take. `settled_at` is when it was sent,
    missed, given up or dropped. `edits` is the delivery whose post this one rewrites.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("municipality_id", "kind", "occurrence", "revision", "step", "recipient"),
        Index("ix_delivery_state_next_at", "state", "next_at"),
        Index(
            "ix_delivery_sending",
            "place",
            "chat",
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        Index(
            "ix_delivery_queued",
            "place",
            "chat",
            "next_at",
            sqlite_where=text("state = 'pending' AND place IS NOT NULL"),
            postgresql_where=text("state = 'pending' AND place IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    kind: Mapped[str]
    occurrence: Mapped[str]
    revision: Mapped[int]
    step: Mapped[str]
    recipient: Mapped[str]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    event_at: Mapped[datetime | None]
    state: Mapped[str]
    next_at: Mapped[datetime]
    attempts: Mapped[int]
    lease_until: Mapped[float | None]
    intent_at: Mapped[datetime | None]
    chat: Mapped[str | None]
    place: Mapped[str | None]
    message_id: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    reason: Mapped[str]
    edits: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"))


class PaceRow(Table):
    """How far a place, or a whole workspace, has used the pace its chat allows (schedules/pace.py).

    `tat` is the theoretical arrival time of the generic cell rate algorithm: the moment at which
    nothing of what has been sent counts any more; `opens` is when one more may be sent, and `last`
    when the last message in the queue there is to be sent.
    """

    __tablename__ = "pace"

    chat: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    tat: Mapped[datetime]
    opens: Mapped[datetime]
    last: Mapped[datetime]
