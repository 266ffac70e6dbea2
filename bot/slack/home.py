"""The Home tab: published when it is opened, and after its owner has done something."""

import asyncio
from collections.abc import Sequence

from bot.commands import answering
from bot.conversation import Request
from bot.slack import layout, members, pictures
from bot.slack.layout import Files
from bot.slack.payloads import Asked
from bot.slack.refusals import told
from bot.slack.workplace import Workplace
from messages.message import Message


async def publish(workplace: Workplace, asked: Asked) -> None:
    """Show the person's Home tab as of now: at once in words, and then with its drawing."""
    shown = await _messages(workplace, asked)
    known = await pictures.known(workplace, asked.team, shown)
    await _publish(workplace, asked, shown, known)
    if len(known) < len(pictures.drawings(shown)):
        files = await pictures.uploaded(workplace, asked.team, shown)

        async def again(files: Files) -> None:
            await _publish(workplace, asked, await _messages(workplace, asked), files)

        await pictures.patiently(again, files)


async def _messages(workplace: Workplace, asked: Asked) -> Sequence[Message]:
    speaker = await members.speaker(workplace, asked.team, asked.user)
    request = Request(speaker=speaker, place=asked.alone.place, words="")
    return await asyncio.to_thread(answering.at_home, workplace.app, request)


async def _publish(
    workplace: Workplace, asked: Asked, shown: Sequence[Message], files: Files
) -> None:
    with told():
        await workplace.client.views_publish(
            token=await workplace.tokens.of(asked.team),
            user_id=asked.user,
            view=layout.home(shown, asked.alone.carrying(), files),
        )
