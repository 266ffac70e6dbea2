"""Grey-zone questions are settled in the dialogue of KSO and KD: put there, or told whom to ask."""

from bot import agenda, meetings, rights
from bot.commands import whom
from bot.commands.lookup import cited
from bot.commands.saying import Refused, say
from bot.conversation import Conversation, Reply
from bot.desk import Desk
from messages import terms
from schedules.events import Event, EventKind


def bring_up(conversation: Conversation, rule_id: str) -> Reply:
    """Put the rule on the agenda of the two's next dialogue, for them and their deputies; for
    everybody else, whom to talk to. Then nothing is stored.
    """
    rule, desk = cited(conversation, rule_id), conversation.desk
    if not rights.may_bring_up(conversation):
        return say(conversation, "grey_zone_others", rule=rule, whom=whom.to_ask(conversation))
    event = _next_dialogue(desk)
    if event is None:
        raise Refused("grey_zone_no_meeting")
    point = terms.grey_zone(rule.heading, rule.sources)
    if not agenda.add_item(desk, event, conversation.person, point):
        raise Refused("grey_zone_full", event=event)
    return say(
        conversation,
        "grey_zone",
        rule=rule,
        event=event,
        takes_part=rights.takes_part(conversation, event),
    )


def _next_dialogue(desk: Desk) -> Event | None:
    found = meetings.upcoming(desk, meetings.A_YEAR)
    ours = (event for event in found if event.kind is EventKind.DIALOGUE)
    return next((event for event in ours if set(event.participants) == rights.LEADERS), None)
