"""What somebody does on the page → samspel's words, and its answer on the wall."""

import asyncio
from dataclasses import dataclass, field

from bot import sender
from bot.commands import answering
from bot.conversation import (
    Click,
    FieldErrors,
    Place,
    PlaceKind,
    Reply,
    Request,
    Speaker,
    Submission,
)
from bot.main import App
from bot.playground.cast import CHAT, Player, personal
from bot.playground.clock import Clock
from bot.playground.wall import Post, Wall
from messages.form import Form
from messages.message import Choice


@dataclass(frozen=True, kw_only=True)
class Town:
    """A running playground."""

    app: App
    clock: Clock
    wall: Wall
    moving: asyncio.Lock = field(default_factory=asyncio.Lock)


async def write(town: Town, player: Player, place: str, words: str) -> Form | None:
    """Somebody writes words; they and the answer are seen by that person alone."""
    _put(town, player, place, words=words.strip())
    request = Request(speaker=_speaker(player), place=_place(player, place), words=words)
    reply = await asyncio.to_thread(answering.answer, town.app, request)
    return await _answered(town, player, place, reply)


async def press(town: Town, player: Player, place: str, choice: Choice) -> Form | None:
    """Somebody presses a button; the answer may be a form to fill in."""
    click = Click(
        speaker=_speaker(player),
        place=_place(player, place),
        action=choice.action,
        value=choice.value,
    )
    reply = await asyncio.to_thread(answering.press, town.app, click)
    return await _answered(town, player, place, reply)


async def fill(
    town: Town, player: Player, place: str, form: Form, values: dict[str, str]
) -> FieldErrors | None:
    """Somebody submits a form; what is wrong with it, or None when it is stored."""
    submission = Submission(
        speaker=_speaker(player),
        place=_place(player, place),
        form=form.name,
        subject=form.subject,
        values=values,
    )
    reply = await asyncio.to_thread(answering.submit, town.app, submission)
    if isinstance(reply, FieldErrors):
        return reply
    await _answered(town, player, place, reply)
    return None


async def _answered(town: Town, player: Player, place: str, reply: Reply) -> Form | None:
    if reply.message:
        only_for = "" if reply.shown else player.user
        town.wall.put(
            Post(
                id="",
                place=place,
                at=town.clock.now,
                message=reply.message,
                only_for=only_for,
            )
        )
    await sender.send(town.app)
    return reply.form


def _put(town: Town, player: Player, place: str, words: str) -> None:
    town.wall.put(
        Post(
            id="",
            place=place,
            at=town.clock.now,
            words=words,
            author=player.name,
            only_for=player.user,
        )
    )


def _speaker(player: Player) -> Speaker:
    return Speaker(chat=CHAT, user_id=player.user)


def _place(player: Player, place: str) -> Place:
    kind = PlaceKind.PERSONAL if place == personal(player.user) else PlaceKind.CHANNEL
    return Place(chat=CHAT, id=place, kind=kind)
