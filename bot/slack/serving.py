"""Slack switched on: who speaks to it, and the two ways in.

Over HTTP Slack calls /slack/events, and signs what it says; in Socket Mode samspel calls Slack,
which works from behind a firewall.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
from slack_bolt.adapter.starlette.async_handler import (
    AsyncSlackRequestHandler,
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot import faults
from bot.chat import SendError
from bot.main import App
from bot.slack import CHAT, members
from bot.slack.binding import bind_the_only
from bot.slack.inbound import Inbound
from bot.slack.outbound import SlackChat, limits
from bot.slack.settings import Slack
from bot.slack.socket_mode import Socket
from bot.slack.tokens import OneToken, Tokens
from bot.slack.words import words
from bot.slack.workplace import Workplace

CONNECTIONS = 100
"""At once; a request that finds none free waits for one."""

ANSWER = timedelta(seconds=15)
FINISHING = timedelta(seconds=10)
AGAIN = timedelta(seconds=30)
"""How long to wait before Slack is called again."""

SOON = timedelta(minutes=10)
"""The same where it could not be asked about everybody."""

LOOK_AROUND = timedelta(hours=24)
"""How often it is looked for who has come and who has left."""

LONGEST_BODY = 1_000_000
"""Bytes; Slack's own payloads are far smaller."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def client(configured: Slack) -> AsyncIterator[AsyncWebClient]:
    """A client with connections of its own, which tries nothing twice by itself."""
    timeout = aiohttp.ClientTimeout(total=ANSWER.total_seconds())
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        yield AsyncWebClient(
            token=configured.bot_token or None,
            base_url=configured.api_url,
            session=session,
            retry_handlers=[],
        )


class SlackService:
    """Slack as a running samspel has it: the chat to send to, and what listens."""

    name = CHAT

    def __init__(self, app: App, configured: Slack, web: AsyncWebClient) -> None:
        self._configured = configured
        self._bolt, tokens = (
            _several(app, configured, web) if configured.several else _one(configured, web)
        )
        self.workplace = Workplace(app=app, client=web, tokens=tokens)
        self.chat = SlackChat(self.workplace, limits(configured.per_minute))
        self._inbound = Inbound(self.workplace)
        self._inbound.listen(self._bolt)

    @property
    def routes(self) -> list[BaseRoute]:
        """Where Slack calls samspel; nowhere without a secret that it signs with."""
        if not self._configured.signing_secret:
            return []
        events = Route("/slack/events", self._events, methods=["POST"])
        if self._bolt.oauth_flow is None:
            return [events]
        handler = AsyncSlackRequestHandler(self._bolt)
        paths = (self._bolt.oauth_flow.install_path, self._bolt.oauth_flow.redirect_uri_path)
        return [events, *(Route(path, handler.handle, methods=["GET"]) for path in paths)]

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop` is set."""
        tasks = [asyncio.create_task(work) for work in (self._keep_up(), self._socket())]
        await stop.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def finish(self) -> None:
        """Wait for what has been acknowledged and is not done yet, but not for ever."""
        await self._inbound.errands.finish(FINISHING)

    async def _socket(self) -> None:
        """Call Slack, and listen until this is cancelled."""
        if not self._configured.app_token:
            return
        socket = Socket(self._bolt, self._configured.app_token, self.workplace.client)
        try:
            await socket.connect()
            await asyncio.Event().wait()
        finally:
            await socket.close()  # type: ignore[no-untyped-call]

    async def _events(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        if not _is_signed(request, body, self._configured.signing_secret):
            log.warning("refused: not signed by Slack, or more than five minutes ago")
            return Response(status_code=401)
        asked = _understood(request, body)
        if asked is None:
            return Response(status_code=400)
        return to_starlette_response(await self._bolt.async_dispatch(asked))

    async def _keep_up(self) -> None:
        """See to it that the workspace is bound, and now and then who has come and who has left."""
        while True:
            try:
                if not self._configured.several:
                    await bind_the_only(self.workplace)
                complete = await members.look_around_everywhere(self.workplace)
            except Exception as error:  # noqa: BLE001 - it is tried again
                reason = str(error) if isinstance(error, SendError) else faults.described(error)
                log.error("Slack is not ready", extra={"reason": reason})  # noqa: TRY400
                await asyncio.sleep(AGAIN.total_seconds())
            else:
                await asyncio.sleep((LOOK_AROUND if complete else SOON).total_seconds())


def _one(configured: Slack, web: AsyncWebClient) -> tuple[AsyncApp, Tokens]:
    """One workspace, whose token is set."""
    bolt = AsyncApp(
        client=web,
        signing_secret=configured.signing_secret,
        raise_error_for_unhandled_request=True,
        user_facing_authorize_error_message=words("not_installed"),
    )
    return bolt, OneToken(configured.bot_token)


def _several(app: App, configured: Slack, web: AsyncWebClient) -> tuple[AsyncApp, Tokens]:
    """Workspaces that install samspel themselves, each with a token of its own."""
    from bot.slack.bots import Authorize, Bots, StoredTokens  # noqa: PLC0415 - needs cryptography
    from bot.slack.encryption import Seal  # noqa: PLC0415
    from bot.slack.installing import InviteFlow  # noqa: PLC0415

    bots = Bots(app.engine, configured.client_id, Seal(configured.key))
    bolt = AsyncApp(
        client=web,
        signing_secret=configured.signing_secret,
        authorize=Authorize(bots),  # type: ignore[arg-type] # slack-bolt takes its own class too
        oauth_flow=InviteFlow(app, configured, bots, web),
        raise_error_for_unhandled_request=True,
        user_facing_authorize_error_message=words("not_installed"),
    )
    bolt.enable_token_revocation_listeners()
    return bolt, StoredTokens(bots, app.now)


def _is_signed(request: Request, body: bytes, secret: str) -> bool:
    """Whether Slack has signed it with our secret in the last five minutes."""
    try:
        return SignatureVerifier(secret).is_valid_request(body, dict(request.headers))
    except (ValueError, TypeError):  # a time stamp or a signature that is none
        return False


def _understood(request: Request, body: bytes) -> AsyncBoltRequest | None:
    """The request as slack-bolt knows it; None for what is no object in JSON."""
    try:
        asked = to_async_bolt_request(request, body)
    except (ValueError, AttributeError, TypeError):
        return None
    read: object = asked.body
    return asked if isinstance(read, dict) else None


async def _body(request: Request) -> bytes | None:
    """What was sent; None where it is far more than Slack ever sends."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)
