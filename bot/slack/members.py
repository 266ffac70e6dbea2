"""Who somebody in Slack is: a member of the bound workspace, matched with a person by e-mail.

Never a bot, never somebody from another organisation in a shared channel (Slack Connect).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from bot import accounts
from bot.accounts import Workspace
from bot.arrivals import Member
from bot.chat import SendError, patiently
from bot.conversation import Speaker
from bot.main import App
from bot.people import Address
from bot.slack import CHAT, places
from bot.slack.refusals import told
from bot.slack.workplace import Workplace
from bot.visitors import Visitor

NOT_FOUND = "users_not_found"


async def speaker(workplace: Workplace, team: str, user: str) -> Speaker:
    """Who speaks: known already, matched now, or a member whom samspel does not know.

    Of a stranger only Slack's own number is answered, which nobody is known by.
    """
    user_id = places.join(team, user)
    if await asyncio.to_thread(accounts.is_known, workplace.app, CHAT, user_id):
        return Speaker(chat=CHAT, user_id=user_id)
    visitor = workplace.visitors.find(user_id)
    if visitor is None:
        found = await patiently(lambda: _user(workplace, team, user))
        if not is_member(found, team):
            return Speaker(chat=CHAT, user_id=user_id)
        visitor = workplace.visitors.keep(user_id, Visitor(emails=(_email(found),)))
    for email in visitor.emails:
        await arrive(workplace, team, user, email)
    return Speaker(chat=CHAT, user_id=user_id, workspace=team)


def is_member(user: Mapping[str, Any], team: str) -> bool:
    """Whether it is a person with an account in the workspace itself, by itself or as part of an
    Enterprise organisation.
    """
    other = user.get("is_bot") or user.get("is_stranger") or user.get("deleted")
    teams = {user.get("team_id"), *((user.get("enterprise_user") or {}).get("teams") or ())}
    return not other and team in teams and user.get("id") != "USLACKBOT"


async def arrive(workplace: Workplace, team: str, user: str, email: str) -> None:
    """Match the member with a person of the workspace's municipality, if one has the e-mail."""
    where = Workspace(chat=CHAT, id=team)
    if not email or not await asyncio.to_thread(accounts.is_wanted, workplace.app, where, email):
        return
    with told():
        token = await workplace.tokens.of(team)
        opened = await workplace.client.conversations_open(token=token, users=user)
    address = Address(chat=CHAT, place=places.join(team, str(opened["channel"]["id"])))
    member = Member(user_id=places.join(team, user), address=address, email=email)
    await asyncio.to_thread(accounts.arrive, workplace.app, where, member)


async def leave(app: App, team: str, user: str) -> None:
    """The account has been closed."""
    where = Workspace(chat=CHAT, id=team)
    await asyncio.to_thread(accounts.leave, app, where, places.join(team, user))


async def look_for(workplace: Workplace, team: str, email: str) -> None:
    """Match the member who has that e-mail, if there is one."""
    try:
        with told():
            token = await workplace.tokens.of(team)
            answer = await workplace.client.users_lookupByEmail(token=token, email=email)
    except SendError as error:
        if NOT_FOUND not in error.reason:
            raise
    else:
        if is_member(answer["user"], team):
            await arrive(workplace, team, str(answer["user"]["id"]), email)


async def look_around(workplace: Workplace, team: str) -> bool:
    """Find holders of offices who have not been seen yet, and accounts that have been closed.

    Answers whether all could be asked about; one who could not does not stop the others.
    """
    where = Workspace(chat=CHAT, id=team)
    found = await asyncio.to_thread(accounts.wanted, workplace.app, where)
    looking: list[Callable[[], Awaitable[None]]] = [
        *(partial(look_for, workplace, team, email) for email in found.emails),
        *(partial(_look_after, workplace, user_id) for user_id in found.known),
    ]
    return all([await accounts.looked(look) for look in looking])


async def look_around_everywhere(workplace: Workplace) -> bool:
    """The same in every workspace."""
    teams = await asyncio.to_thread(accounts.bound, workplace.app, CHAT)
    return all([await look_around(workplace, team) for team in teams])


async def _look_after(workplace: Workplace, user_id: str) -> None:
    team, user = places.parts(user_id)
    if (await _user(workplace, team, user)).get("deleted"):
        await leave(workplace.app, team, user)


async def _user(workplace: Workplace, team: str, user: str) -> Mapping[str, Any]:
    with told():
        answer = await workplace.client.users_info(token=await workplace.tokens.of(team), user=user)
    found: Mapping[str, Any] = answer["user"]
    return found


def _email(user: Mapping[str, Any]) -> str:
    return str((user.get("profile") or {}).get("email") or "")
