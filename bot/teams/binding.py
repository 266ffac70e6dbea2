"""The tenant of the settings, and the municipality that it belongs to."""

import logging

from bot import workspaces
from bot.database import writing
from bot.main import App
from bot.teams import CHAT
from schedules import calendar

log = logging.getLogger(__name__)


def bind_the_only(app: App, tenant: str) -> None:
    """Let the tenant belong to the only municipality there is.

    With several, it has to be said which ('samspel teams bind').
    """
    with writing(app.engine) as session:
        if workspaces.municipality(session, CHAT, tenant):
            return
        found = calendar.municipalities(session)
        if len(found) == 1:
            workspaces.bind(session, found[0], CHAT, tenant, app.now())
            log.info("the tenant has been bound to the municipality")
        else:
            log.error("nobody in Teams is answered: run 'samspel teams bind --municipality …'")
