"""Buttons and forms on cards → samspel's words, and what is then shown to whoever pressed.

What a button carries comes from a client: it is read as text, and whether somebody may do it is
asked again.
"""

import asyncio
import logging
from dataclasses import dataclass

from bot.chat import SendError, UnsureError, patiently
from bot.commands import answering
from bot.commands.table import UNSIGNED
from bot.conversation import Click, FieldErrors, Reply, Request, Speaker, Submission
from bot.errands import TWICE, first
from bot.teams import (
    answers,
    conversations,
    form_layout,
    layout,
    members,
    payloads,
    pictures,
    places,
)
from bot.teams.answers import Note
from bot.teams.elements import AGAIN, CLOSE, PRESS, SUBMIT, Json
from bot.teams.payloads import Asked, Data
from bot.teams.posting import carrying, line, post, replace
from bot.teams.words import words
from bot.teams.workplace import Workplace
from messages.message import Message

log = logging.getLogger(__name__)

SEEN = (words(Note.BELOW), words(Note.FORM_BELOW))
"""What need not be said where the answer stands anyway."""

NEW_HOLDER = "hold"
"""The form after which somebody may be wanted whom samspel has not seen."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What whoever pressed sees: a card in place of the one that was pressed, or a short line.

    `message` is what the card says; `form` is the form that was stored, where one was.
    """

    card: Json | None = None
    summary: str = ""
    says: str = ""
    form: str = ""


async def press(workplace: Workplace, asked: Asked, data: Data, *, dialog: bool = False) -> Shown:
    """Do what a button says, if the person may; the answer to a button that was not made by
    samspel is a sentence too.
    """
    do = payloads.text(data, "do")
    if do == CLOSE:
        return _as_card(Message(title=words("closed")))
    if do not in {PRESS, AGAIN, SUBMIT}:
        return Shown(says=words("unreadable"))
    asked = await _about(workplace, asked, data)
    speaker = await members.speaker(workplace, asked)
    if not speaker.workspace:
        return Shown(says=words("outsider"))
    work = _submitted if do == SUBMIT else _pressed
    return await work(workplace, asked, speaker, data, dialog=dialog)


async def by_message(workplace: Workplace, asked: Asked, data: Data) -> None:
    """The same where the client knows only the older kind of button, and waits for no answer."""
    await late(workplace, asked, await press(workplace, asked, data))


async def late(workplace: Workplace, asked: Asked, shown: Shown) -> None:
    """Show it to somebody who no longer waits: in place of the card, or as a line, alone."""
    if shown.card:
        await keep(workplace, asked, shown)
    elif shown.says and asked.alone and shown.says not in SEEN:
        said = line(shown.says)
        await patiently(lambda: post(workplace, asked.service_url, asked.conversation, said))


async def keep(workplace: Workplace, asked: Asked, shown: Shown) -> None:
    """Let the card stand in the conversation too: what a client shows for an answer lasts only
    until it is opened again. Not where others are, and not once a later one has come.
    """
    if not (shown.card and asked.card and asked.alone):
        return
    said, card = carrying(shown.card, shown.summary), f"{asked.conversation}/{asked.card}"
    workplace.edits[card] += 1
    turn = workplace.edits[card]

    async def edit() -> None:
        if workplace.edits[card] == turn:
            await replace(workplace, asked.service_url, asked.conversation, asked.card, said)

    await patiently(edit)
    if workplace.edits[card] == turn:
        del workplace.edits[card]


async def _pressed(
    workplace: Workplace, asked: Asked, speaker: Speaker, data: Data, *, dialog: bool
) -> Shown:
    app = workplace.app
    signed = payloads.text(data, "action") not in UNSIGNED
    if signed and not await asyncio.to_thread(first, app, _name(asked, data), TWICE):
        return Shown(says=words("already"))
    again = payloads.text(data, "do") == AGAIN
    said = (payloads.again if again else payloads.click)(speaker, asked.place, data)
    work = answering.answer if isinstance(said, Request) else answering.press
    reply = await asyncio.to_thread(work, app, said)  # type: ignore[arg-type] # each its own kind
    if again and reply.message and not dialog:
        return Shown(says=_says(await answers.whole(workplace, asked, reply.message)))
    return await _answered(workplace, asked, reply, said, dialog=dialog)


async def _answered(
    workplace: Workplace, asked: Asked, reply: Reply, said: Click | Request, *, dialog: bool
) -> Shown:
    """In a dialog the answer stands in it; elsewhere in the person's own conversation."""
    if dialog and not reply.shown:
        return await _in_dialog(workplace, asked, reply)
    try:
        return Shown(says=_says(await answers.answer(workplace, asked, reply, carried_by(said))))
    except (SendError, UnsureError) as error:
        log.warning("an answer is not shown", extra={"reason": str(error)})
        return Shown(says=words("failed" if reply.failed else "unseen"))


async def _in_dialog(workplace: Workplace, asked: Asked, reply: Reply) -> Shown:
    if reply.form:
        return Shown(card=answers.form_card(asked, reply.form, dialog=True))
    if reply.message:
        shown = await pictures.addresses(workplace, [reply.message])
        setting = answers.setting(asked, shown, dialog=True)
        return Shown(card=layout.card(reply.message, None, setting))
    return Shown(says=words("already"))


async def _submitted(
    workplace: Workplace, asked: Asked, speaker: Speaker, data: Data, *, dialog: bool
) -> Shown:
    submission = _submission(asked, speaker, data)
    reply = await asyncio.to_thread(answering.submit, workplace.app, submission)
    if isinstance(reply, FieldErrors):
        card = answers.form_card(asked, reply.form, reply, dialog=dialog)
        return Shown(card=card, summary=reply.form.title)
    if reply.failed:
        return Shown(says=words("failed"))
    if reply.form:
        card = answers.form_card(asked, reply.form, dialog=dialog)
        return Shown(card=card, summary=reply.form.title, form=submission.form)
    if reply.message:
        return _as_card(reply.message, submission.form)
    return Shown(says=words("already"))


def _submission(asked: Asked, speaker: Speaker, data: Data) -> Submission:
    once = payloads.text(data, "once")[:40]
    return Submission(
        speaker=speaker,
        place=asked.place,
        form=payloads.text(data, "form"),
        subject=payloads.text(data, "subject"),
        values=form_layout.filled_in(data),
        once=f"form/{asked.person}/{once}" if once else "",
    )


def carried_by(said: Click | Request) -> dict[str, str]:
    """What the button for the whole of an answer carries."""
    if isinstance(said, Request):
        return {"words": said.words[: answering.LONGEST_REQUEST]}
    return {"action": said.action, "value": said.value}


async def _about(workplace: Workplace, asked: Asked, data: Data) -> Asked:
    """What the button is about: the conversation that it carries, where the person is in it."""
    topic = payloads.text(data, "at")
    if not topic or topic == asked.conversation or not places.is_one(topic):
        return asked
    there = await asyncio.to_thread(conversations.find, workplace.app, places.conversation(topic))
    if there is None or not await members.is_in(workplace, asked, there):
        return asked
    return asked.about(topic)


def _as_card(message: Message, form: str = "") -> Shown:
    return Shown(card=layout.card(message), summary=layout.summary(message), form=form)


def _says(note: Note) -> str:
    return words(note or "done")


def _name(asked: Asked, data: Data) -> str:
    """The same button pressed by the same person."""
    what = "/".join(payloads.text(data, one)[:200] for one in ("action", "value", "words"))
    return f"click/{asked.person}/{asked.card}/{what}"
