"""What people say to samspel and what it answers, the same for every chat."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from sqlalchemy.orm import Session

from bot import offices
from bot.desk import Desk
from bot.people import Person
from messages.addressing import Individual, Municipality, Office, Recipient, Seat
from messages.form import Form
from messages.message import Message


class PlaceKind(StrEnum):
    """Who sees what is said in a place."""

    PERSONAL = "personal"
    CHANNEL = "channel"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something is said."""

    chat: str
    id: str
    kind: PlaceKind


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Who says it, by the chat's own identity; never a name that somebody typed.

    `workspace` is the one that the chat has said the speaker is a member of, or empty.
    """

    chat: str
    user_id: str
    workspace: str = ""


@dataclass(frozen=True, kw_only=True)
class Request:
    """Words that somebody wrote to samspel, the mention of it taken away.

    `openly` means that everybody in the place has seen them, and may see what the agreement says.
    """

    speaker: Speaker
    place: Place
    words: str
    openly: bool = False


@dataclass(frozen=True, kw_only=True)
class Click:
    """A button that somebody pressed; its value comes from a client and is not trusted."""

    speaker: Speaker
    place: Place
    action: str
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A form that somebody filled in; everything in it comes from a client.

    `once` is the chat's own name for this form on this screen: what it stores is stored once.
    """

    speaker: Speaker
    place: Place
    form: str
    subject: str
    values: Mapping[str, str]
    once: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldErrors:
    """What is wrong with a submission: an error code by field name. Nothing was stored."""

    errors: Mapping[str, str]
    form: Form


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The answer to whoever asked: a message or a form; neither where it was answered before.

    A message is seen by the asker alone unless `shown`, which puts it where it was asked. `failed`
    means that samspel itself could not do what it was asked, and nothing was stored.
    """

    message: Message | None = None
    form: Form | None = None
    shown: bool = False
    failed: bool = False


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What a command works with: the desk, and who speaks where.

    Nobody's rights follow from `person` alone: see bot/rights.py.
    """

    desk: Desk
    person: Person
    confirmed: bool
    place: Place
    openly: bool = False

    @cached_property
    def seats(self) -> frozenset[Seat]:
        """The offices that the person holds today, or is to take over; none before the identity
        is confirmed.
        """
        return frozenset(self._seats(offices.held_by))

    @cached_property
    def books_for(self) -> frozenset[Seat]:
        """The seats that the person books for today, as a delegate of whoever has them."""
        return frozenset(self._seats(offices.booked_for))

    @property
    def offices(self) -> frozenset[Office]:
        """The offices that the person holds today."""
        return frozenset(seat for seat in self.seats if isinstance(seat, Office))

    @property
    def reached_as(self) -> frozenset[Recipient]:
        """Every recipient that a message to this person alone could have."""
        return self.seats | {Individual(self.person.id)}

    def _seats(self, find: Callable[[Session, Municipality, Person, date], set[Seat]]) -> set[Seat]:
        if not self.confirmed:
            return set()
        return find(self.desk.session, self.desk.municipality, self.person, self.desk.today)
