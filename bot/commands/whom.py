"""Whom to ask about what no rule settles: by office, and by name where somebody holds it."""

from bot import offices, rights
from bot.conversation import Conversation
from bot.event_facts import Attendee
from messages.addressing import POLITICAL, Office
from schedules.defaults import KD, KSO


def to_ask(conversation: Conversation) -> dict[str, object]:
    """Whom the person asks: an elected member the KSO, an official a manager or the KD.

    Of somebody who holds no office samspel does not know which, and says both.
    """
    political = {held.kind in POLITICAL for held in conversation.offices}
    return {
        "leads": rights.leads(conversation),
        "elected": True in political or not political,
        "official": False in political or not political,
        "kso": _held(conversation, KSO),
        "kd": _held(conversation, KD),
    }


def _held(conversation: Conversation, office: Office) -> Attendee:
    desk = conversation.desk
    found = offices.holders(desk.session, desk.municipality, office, desk.today)
    return Attendee(office=office, names=tuple(person.name for person in found))
