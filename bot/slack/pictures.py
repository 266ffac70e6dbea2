"""A drawing → a file in Slack: Slack shows no SVG, so it is uploaded as a PNG, once a workspace."""

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta

from slack_sdk.errors import SlackClientError
from sqlalchemy import delete, select

from bot import faults
from bot.chat import SendError
from bot.database import reading, writing
from bot.drawing import png
from bot.main import App
from bot.slack.layout import Files
from bot.slack.tables import PictureRow
from bot.slack.workplace import Workplace
from messages.message import Message, Picture

WIDTH = 1000
"""Pixels; sharp on a phone, and about 80 kB."""

KEPT = timedelta(days=60)
"""After so long an upload is taken away again, also from where it was shown in a conversation."""

PATIENCE = (0, 1, 2, 4)
"""Seconds to wait before each try to show an upload: Slack is ready with it a little later."""

NOT_READY = "invalid_blocks"

log = logging.getLogger(__name__)


def drawings(shown: Iterable[Message]) -> list[str]:
    """The drawings (SVG) of the messages."""
    return [block.svg for one in shown for block in one.blocks if isinstance(block, Picture)]


async def known(workplace: Workplace, team: str, shown: Iterable[Message]) -> Files:
    """The files of the drawings that have been uploaded already."""
    digests = {_digest(svg): svg for svg in drawings(shown)}
    found = await asyncio.to_thread(_known, workplace.app, team, list(digests))
    return {digests[digest]: file for digest, file in found.items()}


async def uploaded(workplace: Workplace, team: str, shown: Iterable[Message]) -> Files:
    """The files of the drawings, uploaded now where they are not; without those that cannot be."""
    messages = list(shown)
    found = dict(await known(workplace, team, messages))
    for svg in drawings(messages):
        if svg not in found:
            try:
                found[svg] = await _upload(workplace, team, svg)
            except (SlackClientError, SendError, OSError, ValueError, LookupError) as error:
                log.warning("no picture", extra={"reason": faults.described(error)})
    return found


async def patiently(show: Callable[[Files], Awaitable[None]], files: Files) -> None:
    """Show something with files, which Slack may need a few seconds to be ready with; without them
    where it is not ready even then.
    """
    for wait in PATIENCE if files else ():
        await asyncio.sleep(wait)
        try:
            await show(files)
        except SendError as error:
            if NOT_READY not in error.reason:
                raise
        else:
            return
    await show({})


async def _upload(workplace: Workplace, team: str, svg: str) -> str:
    content = await asyncio.to_thread(png, svg, WIDTH)
    answer = await workplace.client.files_upload_v2(
        token=await workplace.tokens.of(team), content=content, filename="samspelsaret.png"
    )
    file = str(answer["files"][0]["id"])
    for old in await asyncio.to_thread(_keep, workplace.app, team, _digest(svg), file):
        with contextlib.suppress(SlackClientError, OSError):  # it may be gone already
            await workplace.client.files_delete(token=await workplace.tokens.of(team), file=old)
    return file


def _digest(svg: str) -> str:
    return hashlib.sha256(svg.encode()).hexdigest()


def _known(app: App, team: str, digests: list[str]) -> dict[str, str]:
    with reading(app.engine) as session:
        ours = (PictureRow.workspace == team) & PictureRow.digest.in_(digests)
        return {row.digest: row.file for row in session.scalars(select(PictureRow).where(ours))}


def _keep(app: App, team: str, digest: str, file: str) -> list[str]:
    """Remember the upload; answer those that are too old."""
    now = app.now()
    with writing(app.engine) as session:
        session.merge(PictureRow(workspace=team, digest=digest, file=file, at=now))
        outdated = (PictureRow.workspace == team) & (PictureRow.at < now - KEPT)
        old = list(session.scalars(select(PictureRow.file).where(outdated)))
        session.execute(delete(PictureRow).where(outdated))
    return old
