"""The simple default: the one workspace whose token is set, and its municipality."""

import asyncio
import logging

from bot import workspaces
from bot.database import writing
from bot.main import App
from bot.slack import CHAT
from bot.slack.refusals import told
from bot.slack.workplace import Workplace
from schedules import calendar

log = logging.getLogger(__name__)


async def bind_the_only(workplace: Workplace) -> None:
    """Let the token's workspace belong to the only municipality there is.

    With several, it has to be said which ('samspel slack bind'). SendError where Slack refuses
    the token, UnsureError where it cannot be reached.
    """
    with told():
        answer = await workplace.client.auth_test(token=await workplace.tokens.of(""))
    await asyncio.to_thread(_bind, workplace.app, str(answer["team_id"]))


def _bind(app: App, team: str) -> None:
    with writing(app.engine) as session:
        if workspaces.municipality(session, CHAT, team):
            return
        found = calendar.municipalities(session)
        if len(found) == 1:
            workspaces.bind(session, found[0], CHAT, team, app.now())
            log.info("the workspace has been bound to the municipality")
        else:
            log.error("nobody in Slack is answered: run 'samspel slack bind --municipality …'")
