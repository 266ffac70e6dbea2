"""The simple default: the one workspace whose token is set, and its municipality."""

import asyncio

from bot import accounts
from bot.accounts import Workspace
from bot.slack import CHAT
from bot.slack.refusals import told
from bot.slack.workplace import Workplace


async def bind_the_only(workplace: Workplace) -> None:
    """Let the token's workspace belong to the only municipality there is.

    With several, it has to be said which ('samspel slack bind'). SendError where Slack refuses
    the token, UnsureError where it cannot be reached.
    """
    with told():
        answer = await workplace.client.auth_test(token=await workplace.tokens.of(""))
    where = Workspace(chat=CHAT, id=str(answer["team_id"]))
    await asyncio.to_thread(accounts.bind_the_only, workplace.app, where, "samspel slack bind")
