"""Suggested questions where the app is an agent (`samspel slack manifest --assistant`)."""

import asyncio

from bot.commands import answering
from bot.conversation import Request
from bot.slack import members
from bot.slack.payloads import Asked
from bot.slack.refusals import told
from bot.slack.workplace import Workplace

MOST = 4
"""Slack shows no more."""


async def suggest(workplace: Workplace, asked: Asked) -> None:
    """Suggest questions that the agreement answers.

    Slack refuses it where the app is no agent, which is as it should be.
    """
    speaker = await members.speaker(workplace, asked.team, asked.user)
    request = Request(speaker=speaker, place=asked.place, words="")
    questions = await asyncio.to_thread(answering.suggestions, workplace.app, request)
    if questions:
        with told():
            await workplace.client.assistant_threads_setSuggestedPrompts(
                token=await workplace.tokens.of(asked.team),
                channel_id=asked.channel,
                thread_ts=asked.thread or None,
                prompts=[{"title": one, "message": one} for one in questions[:MOST]],
            )
