"""A drawing → an address where Teams finds it: a card shows pictures by their addresses alone.

The address cannot be guessed, and leads to the drawing and nothing else. Without SAMSPEL_URL there
are no pictures; the text beside each says the same.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete
from starlette.requests import Request
from starlette.responses import Response

from bot.database import reading, writing
from bot.drawing import png
from bot.main import App
from bot.teams.elements import Pictures
from bot.teams.tables import TeamsPictureRow
from bot.teams.workplace import Workplace
from messages.message import Message, Picture
from schedules.dialects import insert_new

PATH = "/teams/pictures/{name}.png"
WIDTH = 600
"""Pixels."""

KEPT = timedelta(days=60)
"""So long after it was first shown a drawing is no longer found, also where a card shows it."""


async def addresses(workplace: Workplace, shown: Iterable[Message]) -> Pictures:
    """Where the drawings of the messages are found from now on."""
    drawn = [block.svg for one in shown for block in one.blocks if isinstance(block, Picture)]
    if not (drawn and workplace.configured.url):
        return {}
    names = {svg: _name(workplace.configured.client_secret, svg) for svg in drawn}
    await asyncio.to_thread(_keep, workplace.app, names)
    return {
        svg: f"{workplace.configured.url}{PATH.format(name=name)}" for svg, name in names.items()
    }


async def serve(app: App, request: Request) -> Response:
    """The picture of that name, or 404."""
    svg = await asyncio.to_thread(_find, app, request.path_params["name"])
    if svg is None:
        return Response(status_code=404)
    drawn = await asyncio.to_thread(png, svg, WIDTH)
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "private"})


def _name(secret: str, svg: str) -> str:
    return hmac.new(secret.encode(), svg.encode(), hashlib.sha256).hexdigest()


def _keep(app: App, names: dict[str, str]) -> None:
    now = app.now()
    with writing(app.engine) as session:
        session.execute(delete(TeamsPictureRow).where(TeamsPictureRow.at < now - KEPT))
        for svg, name in names.items():
            new = insert_new(session, TeamsPictureRow).values(name=name, svg=svg, at=now)
            session.execute(new)


def _find(app: App, name: str) -> str | None:
    with reading(app.engine) as session:
        row = session.get(TeamsPictureRow, name)
        return row.svg if row else None
