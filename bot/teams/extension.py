"""The message extension: a rule found from the compose box, and "Vad gäller här?" of a message.

Source: learn.microsoft.com, "Message extensions". Its dialogs know only the older kind of button.
"""

import asyncio

from microsoft_teams.api.models import MessagingExtensionAction, MessagingExtensionQuery

from bot.commands import answering
from bot.conversation import Request
from bot.teams import layout, members, payloads, pressing
from bot.teams.elements import PRESS, Json
from bot.teams.package import FEEDBACK, PARAMETER
from bot.teams.payloads import Asked
from bot.teams.pressing import Shown
from bot.teams.words import words
from bot.teams.workplace import Workplace
from messages.message import Message, Quote
from messages.words import shorten

FIRST = "initialRun"
"""What Teams asks before anything is typed."""

LONGEST_PREVIEW = 150


async def search(workplace: Workplace, asked: Asked, query: MessagingExtensionQuery) -> Json:
    """The rules that answer what is typed, or the principles before anything is."""
    typed = {one.name: one.value for one in query.parameters or ()}
    wanted = typed.get(PARAMETER)
    speaker = await members.speaker(workplace, asked)
    request = Request(
        speaker=speaker,
        place=asked.place,
        words=wanted if isinstance(wanted, str) and FIRST not in typed else "",
    )
    found = await asyncio.to_thread(answering.rules, workplace.app, request)
    if not found:
        return says(words("no_rule"))
    return {
        "composeExtension": {
            "type": "result",
            "attachmentLayout": "list",
            "attachments": [_found(one) for one in found],
        }
    }


async def open_dialog(
    workplace: Workplace, asked: Asked, wanted: MessagingExtensionAction
) -> Shown:
    """What the agreement says about a message, to the one who asks; or praise and concerns."""
    if wanted.command_id == FEEDBACK:
        said = {"do": PRESS, "action": "feedback", "value": ""}
        return await pressing.press(workplace, asked, said, dialog=True)
    body = wanted.message_payload.body if wanted.message_payload else None
    text = payloads.plain(body.content or "") if body else ""
    said = {"do": PRESS, "action": "ask", "value": text[: answering.LONGEST_REQUEST]}
    return await pressing.press(workplace, asked, said, dialog=True)


def dialog(shown: Shown) -> Json:
    """What the dialog shows next: a card, or a line with which it ends."""
    if shown.card is None:
        return {"task": {"type": "message", "value": shown.says or words("done")}}
    value = {
        "title": words("title"),
        "height": "medium",
        "width": "medium",
        "card": layout.attachment(shown.card),
    }
    return {"task": {"type": "continue", "value": value}}


def says(text: str) -> Json:
    """A line instead of what was looked for."""
    return {"composeExtension": {"type": "message", "text": text}}


def _found(message: Message) -> Json:
    """A rule as it is listed, and as the card that it becomes in the message."""
    quoted = next((one.text for one in message.blocks if isinstance(one, Quote)), "")
    preview = {"title": message.title, "text": shorten(quoted, LONGEST_PREVIEW)}
    return {
        **layout.attachment(layout.card(message)),
        "preview": {
            "contentType": "application/vnd.microsoft.card.thumbnail",
            "content": preview,
        },
    }
