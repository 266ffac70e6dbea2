"""Who may do what. Asked again when a click or a form arrives, whatever was shown before."""

from bot.conversation import Conversation
from messages.addressing import Office, OfficeKind
from schedules.events import MEETINGS, Event

_YEAR = frozenset({OfficeKind.KSO, OfficeKind.KD, OfficeKind.SECRETARIAT})
_SERIES = _YEAR | {OfficeKind.OPPOSITION, OfficeKind.CHAIR, OfficeKind.DEPARTMENT_HEAD}


def administers(conversation: Conversation) -> bool:
    """Whether the person looks after samspel: offices, holders, channels, what is switched on."""
    return conversation.confirmed and conversation.person.administrator


def takes_part(conversation: Conversation, event: Event) -> bool:
    """Whether the person is one of those who meet; only they see and write the agenda."""
    return bool(conversation.offices & set(event.participants))


def may_book(conversation: Conversation, event: Event) -> bool:
    """Whether the person may move or cancel the event.

    A meeting is booked by those who meet and their delegates; an event of the year by KSO, KD and
    the secretariat.
    """
    mine = conversation.offices | conversation.books_for
    if event.kind in MEETINGS:
        return bool(mine & set(event.participants))
    return _holds(mine, _YEAR) or administers(conversation)


def may_start_series(conversation: Conversation) -> bool:
    """Whether the person may start a new series of meetings."""
    mine = conversation.offices | conversation.books_for
    return _holds(mine, _SERIES) or administers(conversation)


def _holds(offices: frozenset[Office], kinds: frozenset[OfficeKind]) -> bool:
    return any(office.kind in kinds for office in offices)
