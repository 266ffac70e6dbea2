"""The tables of TO WHOM: people, offices, agreements, and what they write."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schedules.tables import Table

_municipality = "municipality.id"
_person = "person.id"


class AgreementRow(Table):
    """One version of a municipality's agreement, as text in the agreement format.

    `digest` tells the text (and its words) from any other; `lemmas` is the word map that questions
    are answered with (compressed JSON). Rows never change.
    """

    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("municipality_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality))
    number: Mapped[int]
    digest: Mapped[str]
    text: Mapped[str]
    lemmas: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    stored_at: Mapped[datetime]


class PublicationRow(Table):
    """A municipality whose rules anybody may read on the public page."""

    __tablename__ = "publication"

    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality), primary_key=True)
    since: Mapped[date]


class UnclearRow(Table):
    """A rule that somebody has found unclear, and the last day that somebody did; never who."""

    __tablename__ = "unclear"

    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality), primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    marked_on: Mapped[date]


class PersonRow(Table):
    """A person; `paused_until` is the last day without reminders."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("municipality_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality))
    name: Mapped[str]
    email: Mapped[str]
    administrator: Mapped[bool]
    paused_until: Mapped[date | None]


class IdentityRow(Table):
    """Who somebody is in a chat, and where they are reached alone.

    Only a confirmed identity has the rights of the person's offices.
    """

    __tablename__ = "identity"
    __table_args__ = (
        UniqueConstraint("chat", "user_id"),
        {"sqlite_autoincrement": True},  # buttons that confirm somebody name them by numbers
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(_person))
    chat: Mapped[str]
    user_id: Mapped[str]
    place: Mapped[str]
    confirmed: Mapped[bool]


class OfficeRow(Table):
    """An office of the municipality; `body` is the committee or company, or empty."""

    __tablename__ = "office"
    __table_args__ = (UniqueConstraint("municipality_id", "kind", "body"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality))
    kind: Mapped[str]
    body: Mapped[str]


class HoldingRow(Table):
    """Somebody holds an office from a day to a day, both included."""

    __tablename__ = "holding"
    __table_args__ = ({"sqlite_autoincrement": True},)  # role talks are named by numbers for ever

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(_person), index=True)
    capacity: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date | None]


class DelegateRow(Table):
    """Somebody who books for the one who holds an office, as long as that one holds it."""

    __tablename__ = "delegate"

    holding_id: Mapped[int] = mapped_column(ForeignKey("holding.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(_person), primary_key=True)


class ChannelRow(Table):
    """The channel that a municipality uses for a purpose."""

    __tablename__ = "channel"

    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality), primary_key=True)
    purpose: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[str]
    place: Mapped[str]


class WrittenRow(Table):
    """Something that a participant wrote about an occurrence: a point on its agenda ("item"), or
    what two people chose to note that they agreed ("note").
    """

    __tablename__ = "written"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality))
    kind: Mapped[str]
    occurrence: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(_person))
    text: Mapped[str]
    written_at: Mapped[datetime]


class ReaderRow(Table):
    """Who may read something written: settled when it is written, and never widened."""

    __tablename__ = "reader"

    written_id: Mapped[int] = mapped_column(ForeignKey("written.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(_person), primary_key=True)


class PairAgreementRow(Table):
    """When two offices last settled their interplay between them; `renew_since` since a change."""

    __tablename__ = "pair_agreement"

    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality), primary_key=True)
    first: Mapped[str] = mapped_column(primary_key=True)
    second: Mapped[str] = mapped_column(primary_key=True)
    made_on: Mapped[date | None]
    renew_since: Mapped[date | None]


class PraiseRow(Table):
    """Praise for the channel; shown when the giver, and a named person, have said yes."""

    __tablename__ = "praise"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality))
    giver_id: Mapped[int] = mapped_column(ForeignKey(_person))
    about_id: Mapped[int | None] = mapped_column(ForeignKey(_person))
    purpose: Mapped[str]
    text: Mapped[str]
    given_at: Mapped[datetime]
    answer: Mapped[bool | None]


class ConcernRow(Table):
    """Something that somebody wants to take up, signed, with whoever held one office that day."""

    __tablename__ = "concern"

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality))
    giver_id: Mapped[int] = mapped_column(ForeignKey(_person))
    office: Mapped[str]
    holder_id: Mapped[int] = mapped_column(ForeignKey(_person))
    text: Mapped[str]
    given_at: Mapped[datetime]


class WorkspaceRow(Table):
    """Which municipality a workspace (Slack) or tenant (Teams) belongs to."""

    __tablename__ = "workspace"

    chat: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality))
    bound_at: Mapped[datetime]


class InviteRow(Table):
    """A link with which one workspace is bound to a municipality, once.

    Of the link, and of the `state` that a begun installation carries, only digests are kept.
    """

    __tablename__ = "invite"

    digest: Mapped[str] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey(_municipality))
    expires_at: Mapped[datetime]
    state: Mapped[str | None] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class HeardRow(Table):
    """Something that a chat may tell twice, by the chat's own name for it, and when it did last."""

    __tablename__ = "heard"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
