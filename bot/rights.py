"""Who may do what. Asked again when a click or a form arrives, whatever was shown before."""

from collections.abc import Iterable

from bot import offices
from bot.conversation import Conversation
from bot.holdings import Capacity, Holding
from messages.addressing import Office, OfficeKind, Seat
from schedules.defaults import KD, KSO
from schedules.events import MEETINGS, Event
from schedules.ladders import bookers, participants

_SERIES = frozenset(
    {
        OfficeKind.KSO,
        OfficeKind.KD,
        OfficeKind.SECRETARIAT,
        OfficeKind.OPPOSITION,
        OfficeKind.CHAIR,
        OfficeKind.DEPARTMENT_HEAD,
    }
)


LEADERS = frozenset({KSO, KD})
"""They answer for the agreement together, and settle grey-zone questions in their dialogue."""


def administers(conversation: Conversation) -> bool:
    """Whether the person looks after samspel: offices, holders, channels, what is switched on."""
    return conversation.confirmed and conversation.person.administrator


def leads(conversation: Conversation) -> bool:
    """Whether the person is KSO or KD today, or whoever acts or stands in where there is none."""
    return bool(conversation.offices & LEADERS)


def may_bring_up(conversation: Conversation) -> bool:
    """Whether the person may put a grey-zone question on the agenda of KSO's and KD's dialogue:
    the two, those who act for them, and their deputies also while the two are there.
    """
    desk, person = conversation.desk, conversation.person
    stands_by = (
        holding.person.id == person.id and holding.term.covers(desk.today)
        for office in LEADERS
        for holding in offices.holdings_of(desk.session, desk.municipality, office)
        if holding.term.capacity is Capacity.DEPUTY
    )
    return leads(conversation) or (conversation.confirmed and any(stands_by))


def sees_unclear(conversation: Conversation) -> bool:
    """Whether the person sees which rules have been marked as unclear: those who answer for the
    annual review, and administrators.
    """
    return leads(conversation) or administers(conversation)


def takes_part(conversation: Conversation, event: Event) -> bool:
    """Whether the person is one of those who meet; only they see and write the agenda.

    A role talk is held with whoever is to take over the office.
    """
    return bool(conversation.seats & set(participants(event)))


def may_book(conversation: Conversation, event: Event) -> bool:
    """Whether the person may move or cancel the event.

    A meeting is booked by those who meet and their delegates; an event of the year by the offices
    that its reminders ask to book it, and by administrators. What is itself a post in a channel
    is not booked by anybody.
    """
    mine = conversation.seats | conversation.books_for
    if event.kind in MEETINGS:
        return bool(mine & set(participants(event)))
    kinds = bookers(event.kind)
    return bool(kinds) and (_holds(mine, kinds) or administers(conversation))


def may_start_series(conversation: Conversation) -> bool:
    """Whether the person may start a new series of meetings, with some participants."""
    mine = conversation.seats | conversation.books_for
    return _holds(mine, _SERIES) or administers(conversation)


def may_start_between(conversation: Conversation, offices: Iterable[Office]) -> bool:
    """Whether the person may start a series between these: by meeting, by booking for one who
    does, or for everybody as secretariat or administrator.
    """
    mine = conversation.seats | conversation.books_for
    everybody = _holds(mine, frozenset({OfficeKind.SECRETARIAT})) or administers(conversation)
    return everybody or bool(mine & set(offices))


def may_name_delegate(conversation: Conversation, holding: Holding) -> bool:
    """Whether the person may say who books for a holder: the holder, or an administrator."""
    mine = conversation.confirmed and holding.person.id == conversation.person.id
    return mine or administers(conversation)


def _holds(seats: Iterable[Seat], kinds: frozenset[OfficeKind]) -> bool:
    return any(isinstance(seat, Office) and seat.kind in kinds for seat in seats)
