"""What `samspel doctor` asks about Teams: the credentials, the endpoint, the conversations."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

import httpx
from sqlalchemy import Engine

from bot import channels, workspaces
from bot.chat import SendError
from bot.database import reading
from bot.desk import Desk
from bot.findings import Finding
from bot.reach import reached
from bot.teams import CHAT, conversations
from bot.teams.conversations import Conversation, Kind
from bot.teams.credentials import Credentials
from bot.teams.settings import KEYS_URL, Teams

PATIENCE = 10.0
PATH = "/api/messages"
UNSIGNED = 401
"""What samspel answers to what Teams has not signed."""


def findings(configured: Teams, engine: Engine, now: datetime) -> Iterator[Finding]:
    """What there is to say of Teams at a moment."""
    yield asyncio.run(_credentials(configured))
    yield _keys(configured)
    yield _endpoint(configured)
    with reading(engine) as session:
        municipality = workspaces.municipality(session, CHAT, configured.tenant_id)
        if municipality is None:
            advice = (
                "Start 'samspel run' once, or run 'samspel teams bind' where there are several."
            )
            yield Finding(about="teams tenant", says="belongs to no municipality", advice=advice)
            return
        yield Finding(about="teams tenant", says=f"belongs to {municipality.name}")
        desk = Desk(session=session, municipality=municipality, now=now)
        known = conversations.everyone(session)
        yield _conversations(known)
        yield reached(
            desk, CHAT, "have not been met: install the app for them, or see to their e-mails"
        )
        yield _channels(desk, known)


async def _credentials(configured: Teams) -> Finding:
    async with httpx.AsyncClient(timeout=PATIENCE) as http:
        try:
            await Credentials(configured, http).get_app_token()
        except SendError as error:
            advice = (
                "Look under App registrations in Entra, and mend the setting."
                if error.permanent
                else f"Let this machine call {configured.login_url} by HTTPS."
            )
            return Finding(about="teams credentials", says=error.reason, advice=advice)
    return Finding(about="teams credentials", says="Entra gives a token")


def _keys(configured: Teams) -> Finding:
    """Without Microsoft's keys nothing that Teams sends is believed."""
    try:
        found = httpx.get(configured.keys_url, timeout=PATIENCE).raise_for_status()
        found.json()["keys"][0]
    except (httpx.HTTPError, ValueError, LookupError, TypeError) as error:
        says = f"cannot be fetched ({type(error).__name__})"
        advice = f"Let this machine call {configured.keys_url} by HTTPS, or see {KEYS_URL}."
        return Finding(about="teams keys", says=says, advice=advice)
    return Finding(about="teams keys", says="fetched")


def _endpoint(configured: Teams) -> Finding:
    """What answers at the address of the settings, as Teams would call it but for the signature."""
    if not configured.url:
        advice = "Set SAMSPEL_URL to the address that Teams calls, without /api/messages."
        return Finding(about="teams endpoint", says="not known", advice=advice)
    where = f"{configured.url}{PATH}"
    try:
        answer = httpx.post(where, json={}, timeout=PATIENCE)
    except httpx.HTTPError as error:
        says = f"{where} does not answer from here ({type(error).__name__})"
        advice = "Start 'samspel run', and let the proxy forward to SAMSPEL_LISTEN."
        return Finding(about="teams endpoint", says=says, advice=advice)
    if answer.status_code != UNSIGNED:
        says = f"{where} answers {answer.status_code}, and not as samspel does"
        advice = f"Let the proxy forward {PATH} to SAMSPEL_LISTEN, and Teams in without a login."
        return Finding(about="teams endpoint", says=says, advice=advice)
    return Finding(about="teams endpoint", says=f"{where} answers, and lets in what is signed")


def _conversations(known: list[Conversation]) -> Finding:
    alone = sum(one.kind is Kind.PERSONAL for one in known)
    says = f"{alone} with one person, {len(known) - alone} with several"
    advice = "" if known else "Upload the app ('samspel teams package') and add it in Teams."
    return Finding(about="teams conversations", says=says, advice=advice)


def _channels(desk: Desk, known: list[Conversation]) -> Finding:
    """Whether samspel is still in the channels that it posts in."""
    connected = channels.connected(desk.session, desk.municipality).items()
    here = {purpose: one.place for purpose, one in connected if one.chat == CHAT}
    if not here:
        advice = "An administrator writes '@samspel koppla kanalen' in each that is to be used."
        return Finding(about="teams channels", says="none is connected", advice=advice)
    outside = [purpose for purpose, place in here.items() if place not in {one.id for one in known}]
    says = f"{len(here)} connected"
    if outside:
        advice = f"samspel is not in the one for {', '.join(sorted(outside))}: add the app there."
        return Finding(about="teams channels", says=says, advice=advice)
    return Finding(about="teams channels", says=says)
