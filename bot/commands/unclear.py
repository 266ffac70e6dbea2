"""Marking a rule as unclear, and the list of those that have been."""

from bot import meetings, rights, unclear
from bot.commands import whom
from bot.commands.lookup import cited
from bot.commands.saying import Refused, require_confirmed, say
from bot.conversation import Conversation, Reply


def mark(conversation: Conversation, rule_id: str) -> Reply:
    """Put a rule on the list for the annual review; open to everybody, and kept of nobody."""
    rule, desk = cited(conversation, rule_id), conversation.desk
    unclear.mark(desk, rule)
    review = unclear.next_review(desk)
    return say(
        conversation,
        "unclear",
        rule=rule,
        review=review,
        proposal=review is not None and meetings.is_proposal(review),
        whom=whom.to_ask(conversation),
    )


def listed(conversation: Conversation, _rest: str) -> Reply:
    """What has been marked since the last review; for those who answer for it."""
    require_confirmed(conversation)
    if not rights.sees_unclear(conversation):
        raise Refused
    since = unclear.reviewed(conversation.desk, conversation.desk.today)
    rules = unclear.marked(conversation.desk, since)
    return say(conversation, "unclear_list", since=since, rules=rules)
