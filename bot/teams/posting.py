"""Putting a card, or a line of text, in a conversation, and a card in another's stead."""

from collections.abc import Mapping

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.models import Account, ConversationAccount

from bot.teams import layout
from bot.teams.elements import Json
from bot.teams.refusals import told
from bot.teams.workplace import Workplace

NO_ID = "DO_NOT_USE_PLACEHOLDER_ID"
"""What the SDK answers where Teams has taken a message and given it no id."""


async def post(
    workplace: Workplace, service_url: str, conversation: str, said: Mapping[str, object]
) -> str:
    """Say it in the conversation, in its thread if it has one; the message's id, or empty.

    SendError where Teams refuses, UnsureError where it is not known whether it arrived.
    """
    client = workplace.conversations(service_url)
    with told():
        sent = await client.create_activity(conversation, _activity(workplace, conversation, said))
    return "" if sent.id == NO_ID else sent.id


async def replace(
    workplace: Workplace,
    service_url: str,
    conversation: str,
    message_id: str,
    said: Mapping[str, object],
) -> None:
    """Let it stand in place of an earlier message of samspel's."""
    client = workplace.conversations(service_url)
    with told():
        activity = _activity(workplace, conversation, {**said, "id": message_id})
        await client.update_activity(conversation, message_id, activity)


def carrying(card: Json, summary: str) -> Json:
    """A message that is a card; the summary is what a notification says. With a text of its own it
    would be two messages.
    """
    return {"attachments": [layout.attachment(card)], "summary": summary}


def line(text: str) -> Json:
    """A message that is a line of text."""
    return {"text": text, "text_format": "plain"}


def _activity(
    workplace: Workplace, conversation: str, said: Mapping[str, object]
) -> MessageActivityInput:
    found = MessageActivityInput.model_validate(dict(said))
    found.from_ = Account(id=workplace.configured.client_id)
    found.conversation = ConversationAccount(id=conversation)
    return found
