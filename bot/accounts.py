"""The accounts of a chat, each question and each change in a transaction of its own.

For the adapters, which know accounts by the chat's numbers and ask the chat for their e-mails.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from bot import arrivals, offices, people, workspaces
from bot.arrivals import Member
from bot.chat import SendError, UnsureError, patiently
from bot.database import reading, writing
from bot.desk import Desk
from bot.main import App
from schedules import calendar

LONG = 60.0
"""Seconds that looking around waits where a chat asks for it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A chat's workspace (Slack) or tenant (Teams), by the chat's own id."""

    chat: str
    id: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Who is needed in a workspace and not seen yet, by e-mail, and the accounts that are known."""

    emails: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


def is_known(app: App, chat: str, user_id: str) -> bool:
    """Whether the account has been matched with a person."""
    with reading(app.engine) as session:
        return people.identity(session, chat, user_id) is not None


def is_wanted(app: App, workspace: Workspace, email: str) -> bool:
    """Whether a person of the workspace's municipality has that e-mail."""
    with reading(app.engine) as session:
        found = workspaces.municipality(session, workspace.chat, workspace.id)
        return found is not None and bool(people.by_email(session, found, email))


def arrive(app: App, workspace: Workspace, member: Member) -> None:
    """Match the member with the person who has the same e-mail, if there is one."""
    try:
        with writing(app.engine) as session:
            found = workspaces.municipality(session, workspace.chat, workspace.id)
            if found:
                arrivals.arrive(Desk(session=session, municipality=found, now=app.now()), member)
    except IntegrityError:
        log.info("somebody arrived twice at once")
    app.wake()


def leave(app: App, workspace: Workspace, user_id: str) -> None:
    """The account has been closed."""
    with writing(app.engine) as session:
        found = workspaces.municipality(session, workspace.chat, workspace.id)
        if found:
            desk = Desk(session=session, municipality=found, now=app.now())
            arrivals.leave(desk, workspace.chat, user_id)
    app.wake()


def wanted(app: App, workspace: Workspace) -> Wanted:
    """Whom to look for: holders of offices, now or to come, and administrators."""
    with reading(app.engine) as session:
        found = workspaces.municipality(session, workspace.chat, workspace.id)
        if found is None:
            return Wanted()
        desk = Desk(session=session, municipality=found, now=app.now())
        known = [one for one in arrivals.everyone(desk) if one.chat == workspace.chat]
        seen = {one.person.id for one in known}
        needed = [
            holding.person
            for holding in offices.all_holdings(session, found)
            if holding.term.ends is None or holding.term.ends >= desk.today
        ] + people.administrators(session, found.id)
        emails = {person.email for person in needed if person.id not in seen}
    return Wanted(emails=tuple(sorted(emails)), known=tuple(one.user_id for one in known))


def bind_the_only(app: App, workspace: Workspace, how: str) -> None:
    """Let the workspace belong to the only municipality there is; `how` says what command to use
    where there are several.
    """
    with writing(app.engine) as session:
        if workspaces.municipality(session, workspace.chat, workspace.id):
            return
        found = calendar.municipalities(session)
        if len(found) == 1:
            workspaces.bind(session, found[0], workspace.chat, workspace.id, app.now())
            log.info("%s has been bound to the municipality", workspace.chat)
        else:
            log.error("nobody in %s is answered: run '%s --municipality …'", workspace.chat, how)


async def looked(look: Callable[[], Awaitable[None]]) -> bool:
    """Look for somebody in a chat; whether it could be done. Nobody waits for the answer."""
    try:
        await patiently(look, most=LONG)
    except (SendError, UnsureError) as error:
        log.warning("members are not looked for", extra={"reason": str(error)})
        return False
    return True


def bound(app: App, chat: str) -> list[str]:
    """The workspaces of a chat that belong to a municipality."""
    with reading(app.engine) as session:
        return sorted(workspaces.bound(session, chat))
