"""Suggested questions where the app is an agent (`samspel slack manifest --assistant`)."""

import asyncio
from collections.abc import Sequence

from bot.chat import SendError
from bot.commands import answering
from bot.conversation import Request
from bot.slack import members
from bot.slack.payloads import Asked
from bot.slack.refusals import told
from bot.slack.workplace import Workplace

NO_AGENT = "missing_scope"
"""What Slack answers to an app that was made without --assistant."""

MOST = 4
"""Slack shows no more."""


async def suggest(workplace: Workplace, asked: Asked) -> None:
    """Suggest questions that the agreement answers; nothing where the app is no agent."""
    speaker = await members.speaker(workplace, asked.team, asked.user)
    request = Request(speaker=speaker, place=asked.place, words="")
    questions = await asyncio.to_thread(answering.suggestions, workplace.app, request)
    try:
        await _suggest(workplace, asked, questions[:MOST])
    except SendError as error:
        if NO_AGENT not in error.reason:
            raise


async def _suggest(workplace: Workplace, asked: Asked, questions: Sequence[str]) -> None:
    if questions:
        with told():
            await workplace.client.assistant_threads_setSuggestedPrompts(
                token=await workplace.tokens.of(asked.team),
                channel_id=asked.channel,
                thread_ts=asked.thread or None,
                prompts=[{"title": one, "message": one} for one in questions],
            )
