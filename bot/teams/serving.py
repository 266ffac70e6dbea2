"""Teams switched on: who speaks to it, and the one way in, /api/messages.

The SDK reads what comes and finds who listens; whether it comes from Teams has been checked before
(bot/teams/tokens.py), and it is answered on samspel's own application.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import jwt
from microsoft_teams.api.auth import JsonWebToken
from microsoft_teams.api.auth.cloud_environment import PUBLIC
from microsoft_teams.api.clients import ApiClient
from microsoft_teams.api.models import InvokeResponse
from microsoft_teams.apps import App as Sdk
from microsoft_teams.apps.events import ActivityEvent, CoreActivity
from microsoft_teams.apps.http.adapter import HttpMethod, HttpRouteHandler
from microsoft_teams.common import Client, ClientOptions
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot import accounts, faults
from bot.accounts import Workspace
from bot.chat import SendError
from bot.main import App
from bot.teams import CHAT, members, pictures
from bot.teams.credentials import Credentials
from bot.teams.gate import Activity, Gate, Stopped
from bot.teams.inbound import Inbound
from bot.teams.invokes import INVOKES, sentence
from bot.teams.outbound import TeamsChat
from bot.teams.settings import FLAG, Teams
from bot.teams.words import words
from bot.teams.workplace import Workplace

PATH = "/api/messages"
ANSWER = timedelta(seconds=15)
FINISHING = timedelta(seconds=10)
AGAIN, LOOK_AROUND = timedelta(minutes=10), timedelta(hours=24)
"""How long to wait before looking around again: where something failed, and otherwise."""

SERVICE_URL = "https://smba.trafficmanager.net/teams"
"""Where the SDK would send by itself; samspel sends to where each conversation is."""

CHECKED = JsonWebToken(jwt.encode({}, "", algorithm="none"))
"""The SDK wants a token with each activity; ours has been checked, and nothing is read from it."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def service(app: App, configured: Teams) -> AsyncIterator["TeamsService"]:
    """Teams as a running samspel has it, with connections of its own."""
    timeout = ANSWER.total_seconds()
    async with httpx.AsyncClient(timeout=timeout) as entra:
        credentials = Credentials(configured, entra) if configured.authenticated else None
        sdk = Sdk(
            client_id=configured.client_id,
            tenant_id=configured.tenant_id,
            token=_nobody,
            cloud=PUBLIC,
            service_url=SERVICE_URL,
            client=ClientOptions(timeout=timeout),
            http_server_adapter=_Unserved(),
            dangerously_allow_unauthenticated_requests=False,
            fetch_user_token=False,
            telemetry={"agent365": False},
        )
        await sdk.initialize()
        connections = Client(
            ClientOptions(timeout=timeout, interceptors=[credentials] if credentials else None)
        )
        api = ApiClient(SERVICE_URL, connections, cloud=PUBLIC, token_provider=credentials)
        try:
            yield TeamsService(Workplace(app=app, configured=configured, api=api), sdk)
        finally:
            for one in (connections, sdk.http_client, sdk.api.http):
                await one.http.aclose()


class TeamsService:
    """Teams as a running samspel has it: the chat to send to, and what listens."""

    name = CHAT

    def __init__(self, workplace: Workplace, sdk: Sdk) -> None:
        self.workplace = workplace
        self.chat = TeamsChat(workplace)
        self._gate = Gate(workplace.configured)
        self._on_request = _listening(sdk)
        self._inbound = Inbound(workplace)
        self._inbound.listen(sdk)

    @property
    def routes(self) -> list[BaseRoute]:
        """Where Teams calls samspel, and finds pictures."""
        serve = partial(pictures.serve, self.workplace.app)
        return [Route(PATH, self._messages, methods=["POST"]), Route(pictures.PATH, serve)]

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop` is set."""
        if not self.workplace.configured.authenticated:
            log.warning(
                "Teams is switched on without authentication, for a trial", extra={"flag": FLAG}
            )
        keeping_up = asyncio.create_task(self._keep_up())
        await stop.wait()
        keeping_up.cancel()
        await asyncio.gather(keeping_up, return_exceptions=True)

    async def finish(self) -> None:
        """Wait for what has been acknowledged and is not done yet, but not for ever."""
        await self._inbound.errands.finish(FINISHING)

    async def _messages(self, request: Request) -> Response:
        try:
            activity = await self._gate.let_in(request)
        except Stopped as stopped:
            log.warning("refused", extra={"reason": stopped.reason})
            return Response(status_code=stopped.status)
        return _answered(await self._processed(activity))

    async def _processed(self, activity: Activity) -> InvokeResponse[Any]:
        """What the SDK and those who listen make of it; what they cannot read is a sentence where
        somebody waits for an answer, and otherwise nothing.
        """
        invoked, name = activity.get("type") == "invoke", str(activity.get("name") or "")
        if invoked and name not in INVOKES:
            return InvokeResponse(status=501)
        try:
            body = CoreActivity.model_validate(activity)
            found = await self._on_request(ActivityEvent(body=body, token=CHECKED))
        except ValidationError:
            log.info("nobody understands this")
            return sentence(name, words("unreadable")) if invoked else InvokeResponse(status=200)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets an answer
            log.error("not answered", extra={"reason": faults.described(error)})  # noqa: TRY400
            return sentence(name, words("failed")) if invoked else InvokeResponse(status=200)
        return found

    async def _keep_up(self) -> None:
        """See to it that the tenant is bound, and now and then who has come."""
        app, tenant = self.workplace.app, Workspace(chat=CHAT, id=self.workplace.tenant)
        while True:
            try:
                await asyncio.to_thread(accounts.bind_the_only, app, tenant, "samspel teams bind")
                complete = await members.look_around_everywhere(self.workplace)
            except Exception as error:  # noqa: BLE001 - it is tried again
                reason = str(error) if isinstance(error, SendError) else faults.described(error)
                log.error("Teams is not ready", extra={"reason": reason})  # noqa: TRY400
                complete = False
            await asyncio.sleep((LOOK_AROUND if complete else AGAIN).total_seconds())


def _listening(sdk: Sdk) -> Callable[[ActivityEvent], Awaitable[InvokeResponse[Any]]]:
    """Where the SDK takes activities, once it has been made ready."""
    if sdk.server.on_request is None:
        raise RuntimeError("the SDK has not been made ready")
    return sdk.server.on_request


class _Unserved:
    """The SDK would serve by itself; samspel's own application does."""

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:
        """Nothing."""

    def serve_static(self, path: str, directory: str) -> None:
        """Nothing."""

    async def start(self, port: int) -> None:
        """Nothing."""

    async def stop(self) -> None:
        """Nothing."""


async def _nobody(_scope: str | list[str], _tenant: str | None = None) -> None:
    """No token: the SDK only listens, and samspel sends with a client of its own."""


def _answered(found: InvokeResponse[Any]) -> Response:
    if found.body is None:
        return Response(status_code=found.status)
    return JSONResponse(found.body, status_code=found.status)
