"""Whom a message is for: offices, channels and people, without knowing who they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo


class OfficeKind(StrEnum):
    """The offices that the interplay concerns."""

    KSO = "kso"
    KD = "kd"
    OPPOSITION = "opposition"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    COUNCIL_PRESIDIUM = "council_presidium"
    GROUP_LEADER = "group_leader"
    DEPARTMENT_HEAD = "department_head"
    CEO = "ceo"
    UNIT_HEAD = "unit_head"
    SECRETARIAT = "secretariat"
    HR = "hr"


POLITICAL = frozenset(
    {
        OfficeKind.KSO,
        OfficeKind.OPPOSITION,
        OfficeKind.CHAIR,
        OfficeKind.VICE_CHAIR,
        OfficeKind.COUNCIL_PRESIDIUM,
        OfficeKind.GROUP_LEADER,
    }
)
"""Offices held by elected members."""

SPARE_TIME = POLITICAL - {OfficeKind.KSO, OfficeKind.OPPOSITION}
"""Offices whose holders usually have another job: they are reached in the late afternoon."""

SHARED = frozenset(
    {
        OfficeKind.COUNCIL_PRESIDIUM,
        OfficeKind.GROUP_LEADER,
        OfficeKind.UNIT_HEAD,
        OfficeKind.SECRETARIAT,
        OfficeKind.HR,
    }
)
"""Offices that several people hold at once."""


STOCKHOLM = ZoneInfo("Europe/Stockholm")


class Purpose(StrEnum):
    """The channels that usually exist."""

    MANAGEMENT_GROUP = "management_group"
    MANAGERS = "managers"
    ELECTED_MEMBERS = "elected_members"


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """A municipality as every room speaks of it.

    `titles` has its own words for offices ("regiondirektören (RD)"), by office kind. `id` is its
    number in the database.
    """

    id: int = 0
    slug: str
    name: str = field(hash=False)
    zone: ZoneInfo = field(default=STOCKHOLM, hash=False)
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, order=True)
class Office:
    """An office, of one committee or company where there are several ("socialnämnden")."""

    kind: OfficeKind
    body: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.body}" if self.body else self.kind.value


@dataclass(frozen=True, order=True)
class Incoming:
    """Whoever is to take over the office; the holder of the day where nobody is."""

    office: Office

    def __str__(self) -> str:
        return f"incoming:{self.office}"


@dataclass(frozen=True, order=True)
class Channel:
    """The channel that the municipality uses for a purpose."""

    purpose: Purpose

    def __str__(self) -> str:
        return f"#{self.purpose}"


@dataclass(frozen=True, order=True)
class Individual:
    """One person, by number: only for what concerns that person alone."""

    id: int

    def __str__(self) -> str:
        return f"@{self.id}"


@dataclass(frozen=True, order=True)
class Administrators:
    """Those who look after samspel in the municipality."""

    def __str__(self) -> str:
        return "administrators"


Seat = Office | Incoming
"""What somebody has who holds an office or is to take it over; who meets, meets by a seat."""

Recipient = Seat | Channel | Individual | Administrators


def recipient(address: str) -> Recipient:
    """The recipient that `str(recipient)` wrote; ValueError for anything else."""
    if address == str(Administrators()):
        return Administrators()
    if address.startswith("#"):
        return Channel(Purpose(address[1:]))
    if address.startswith("@"):
        return Individual(int(address[1:]))
    if address.startswith("incoming:"):
        return Incoming(office(address.removeprefix("incoming:")))
    return office(address)


def office(address: str) -> Office:
    """The office that `str(office)` wrote; ValueError for anything else."""
    kind, _, body = address.partition(":")
    return Office(OfficeKind(kind), body)
