"""A reply → where it is seen in Teams: in the conversation, or in the asker's own.

Teams has no message that only one of several sees. What is private goes to the asker's own
conversation with samspel, and a short line says so to whoever asked.
"""

import logging
import secrets
from collections.abc import Mapping
from enum import StrEnum

from bot.chat import SendError, patiently
from bot.commands import answering
from bot.conversation import FieldErrors, Reply
from bot.teams import conversations, form_layout, layout, members, pictures, places
from bot.teams.conversations import Conversation
from bot.teams.elements import Json, Pictures, Setting
from bot.teams.payloads import Asked
from bot.teams.posting import carrying, line, post
from bot.teams.words import words
from bot.teams.workplace import Workplace
from messages.form import Form
from messages.message import Message

log = logging.getLogger(__name__)


class Note(StrEnum):
    """What is said where somebody asked, of an answer that is seen elsewhere: a name of words."""

    NOTHING = ""
    BELOW = "below"
    FORM_BELOW = "form_below"
    IN_PERSON = "in_person"
    FORM_WAITS = "form_waits"
    SHOWN = "shown"
    NOT_ADDED = "not_added"
    NOT_HERE = "not_here"
    ELSEWHERE = "elsewhere"
    OUTSIDER = "outsider"
    UNSEEN = "unseen"


async def answer(
    workplace: Workplace, asked: Asked, reply: Reply, again: Mapping[str, str]
) -> Note:
    """Let the reply be seen, and answer what is to be said of it where it was asked.

    Raises SendError or UnsureError where it cannot be done.
    """
    if reply.message and reply.shown:
        return await _show(workplace, asked, reply.message, again)
    if not (reply.message or reply.form):
        return Note.NOTHING
    if asked.alone:
        await _tell(workplace, asked, asked.here, reply, again)
        return Note.FORM_BELOW if reply.form else Note.BELOW
    own = await members.own_conversation(workplace, asked)
    if own is None:
        return Note.NOT_ADDED
    try:
        await _tell(workplace, asked, own, reply, again)
    except SendError as error:
        if not error.shut_out:
            raise
        return Note.NOT_ADDED
    return Note.FORM_WAITS if reply.form else Note.IN_PERSON


async def note(workplace: Workplace, asked: Asked, said: Note) -> None:
    """Say it where it was asked, where others can see it."""
    if said is not Note.NOTHING and not asked.alone:
        await patiently(
            lambda: post(workplace, asked.service_url, asked.conversation, line(words(said)))
        )


async def unseen(workplace: Workplace, asked: Asked) -> None:
    """Say that the answer cannot be shown; what was done is done."""
    await post(workplace, asked.service_url, asked.conversation, line(words(Note.UNSEEN)))


async def sorry(workplace: Workplace, asked: Asked) -> None:
    """Say that it could not be done, in the way that asks least of Teams."""
    if asked.alone:
        reply = answering.sorry(workplace.app)
        await _tell(workplace, asked, asked.here, reply, {})
    else:
        await post(workplace, asked.service_url, asked.conversation, line(words("failed")))


async def whole(workplace: Workplace, asked: Asked, message: Message) -> Note:
    """All of a message that did not fit in one card, in several in the asker's own conversation."""
    found = Note.NOTHING
    for part in layout.parts(message):
        found = await answer(workplace, asked, Reply(message=part), {})
        if found is Note.NOT_ADDED:
            break
    return found


def form_card(
    asked: Asked, form: Form, wrong: FieldErrors | None = None, *, dialog: bool = False
) -> Json:
    """The form to fill in, with a name of its own: what it stores is stored once."""
    carried = {"form": form.name, "subject": form.subject, "once": secrets.token_hex(8)}
    return form_layout.card(form, carried | _topic(asked, dialog=dialog), wrong, dialog=dialog)


def setting(asked: Asked, shown: Pictures, *, dialog: bool = False) -> Setting:
    """Where the answer to the asker is shown."""
    at = _topic(asked, dialog=dialog).get("at", "")
    return Setting(at=at, dialog=dialog, pictures=shown)


async def _show(
    workplace: Workplace, asked: Asked, message: Message, again: Mapping[str, str]
) -> Note:
    """To all where it was asked, or where what it is about was."""
    there = await _service_url(workplace, asked)
    card = layout.card(message, again)
    try:
        await patiently(
            lambda: post(workplace, there, asked.topic, carrying(card, layout.summary(message)))
        )
    except SendError as error:
        log.info("not shown", extra={"reason": error.reason})
        return Note.NOT_HERE if error.shut_out else Note.ELSEWHERE
    return Note.SHOWN if asked.topic != asked.conversation else Note.NOTHING


async def _tell(
    workplace: Workplace,
    asked: Asked,
    own: Conversation,
    reply: Reply,
    again: Mapping[str, str],
) -> None:
    """Only the asker sees it."""
    if reply.form:
        said = carrying(form_card(asked, reply.form), reply.form.title)
    elif reply.message:
        shown = await pictures.addresses(workplace, [reply.message])
        card = layout.card(reply.message, again, setting(asked, shown))
        said = carrying(card, layout.summary(reply.message))
    await patiently(lambda: post(workplace, own.service_url, own.id, said))


def _topic(asked: Asked, *, dialog: bool) -> dict[str, str]:
    """What was asked among others stays about them, also where it is answered in private."""
    about_others = not asked.alone or asked.topic != asked.conversation
    return {"at": asked.topic} if about_others or dialog else {}


async def _service_url(workplace: Workplace, asked: Asked) -> str:
    if asked.topic == asked.conversation:
        return asked.service_url
    known = conversations.find(workplace.app, places.conversation(asked.topic))
    return known.service_url if known else asked.service_url
