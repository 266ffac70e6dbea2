"""Installing in several workspaces: slack-bolt's OAuth, begun by a one-time link.

`samspel slack invite` prints the link. Slack comes back with the state that was begun with it, and
that binds the workspace to the link's municipality.
"""

import asyncio
import logging
from collections.abc import Sequence

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot import faults, invites, workspaces
from bot.database import reading, writing
from bot.main import App
from bot.slack import CHAT
from bot.slack.bots import Bots
from bot.slack.manifest import REDIRECT_PATH, scopes
from bot.slack.settings import Slack
from messages.rendering import render_text

INSTALL_PATH = "/slack/install"
TOO_MUCH = "org_wide"
USED = "used_link"

ELSEWHERE = "bound_elsewhere"

log = logging.getLogger(__name__)

_quiet = logging.getLogger("slack_bolt.oauth")
"""slack-bolt would log the code that Slack comes back with; bot/logs.py keeps that back."""


class InviteFlow(AsyncOAuthFlow):
    """Installs where an invitation has been given, and nowhere else."""

    def __init__(self, app: App, configured: Slack, bots: Bots, client: AsyncWebClient) -> None:
        self._app, self._bots = app, bots
        given = AsyncOAuthSettings(
            client_id=configured.client_id,
            client_secret=configured.client_secret,
            scopes=scopes(),
            redirect_uri=f"{configured.url}{REDIRECT_PATH}",
            authorization_url=configured.authorize_url,
            install_page_rendering_enabled=False,
            installation_store=bots,
            installation_store_bot_only=True,
            state_store=States(app),
            callback_options=AsyncCallbackOptions(success=_installed, failure=_not_installed),
        )
        super().__init__(client=client, settings=given, logger=_quiet)

    async def handle_installation(self, request: AsyncBoltRequest) -> BoltResponse:
        """Go to Slack to install, from a link that is valid still."""
        try:
            return await super().handle_installation(request)
        except InvalidLink:
            return _page("link_not_valid", 403)

    async def handle_callback(self, request: AsyncBoltRequest) -> BoltResponse:
        """Slack comes back: install, or say on a page why nothing was installed."""
        try:
            return await super().handle_callback(request)
        except Exception as error:  # noqa: BLE001 - whoever installs sees a page whatever it is
            log.error("not installed", extra={"reason": faults.described(error)})  # noqa: TRY400
            return _page("not_installed", 500)

    async def issue_new_state(self, request: AsyncBoltRequest) -> str:
        """The state with which the link's installation begins."""
        secret = (request.query.get("invite") or [""])[0]
        state = await asyncio.to_thread(self._begin, secret)
        if state is None:
            raise InvalidLink
        return state

    async def store_installation(
        self, request: AsyncBoltRequest, installation: Installation
    ) -> None:
        """Keep the workspace's token, bind the workspace, and use up the link; or nothing."""
        state, team = (request.query.get("state") or [""])[0], installation.team_id or ""
        if installation.is_enterprise_install or not team:
            raise BoltError(TOO_MUCH)
        await asyncio.to_thread(self._check, state, team)
        await self._bots.async_save(installation)
        await asyncio.to_thread(self._bind, state, team)

    async def build_authorize_url(self, state: str, request: AsyncBoltRequest) -> str:
        """Where Slack asks for what the link says that the app may do."""
        without, extra = (request.query.get(name) or [] for name in ("without", "with"))
        wanted = scopes(assistant="assistant" in extra, history="history" not in without)
        generator = AuthorizeUrlGenerator(
            client_id=self.settings.client_id,
            redirect_uri=self.settings.redirect_uri,
            scopes=wanted,
            authorization_url=self.settings.authorization_url,
        )
        return generator.generate(state=state)

    def _check(self, state: str, team: str) -> None:
        """Refuse before anything is stored, so that the link can be used again."""
        with reading(self._app.engine) as session:
            municipality = invites.of(session, state, self._app.now())
            bound = workspaces.municipality(session, CHAT, team)
        if municipality is None:
            raise BoltError(USED)
        if bound and bound.id != municipality.id:
            raise BoltError(ELSEWHERE)

    def _begin(self, secret: str) -> str | None:
        with writing(self._app.engine) as session:
            return invites.begin(session, secret, self._app.now())

    def _bind(self, state: str, team: str) -> None:
        now = self._app.now()
        with writing(self._app.engine) as session:
            municipality = invites.use(session, state, now)
            if municipality is None:
                raise BoltError(USED)
            workspaces.bind(session, municipality, CHAT, team, now)


class InvalidLink(Exception):
    """There is no such link, or it has been used, or it is too old."""


class States(AsyncOAuthStateStore):
    """The states of installations that have begun stand with their links."""

    def __init__(self, app: App) -> None:
        self._app = app

    @property
    def logger(self) -> logging.Logger:
        """Where slack-bolt reports what goes wrong."""
        return log

    async def async_issue(self, *_args: object, **_kwargs: object) -> str:
        """Never asked: a state is issued for a link only."""
        raise InvalidLink

    async def async_consume(self, state: str) -> bool:
        """Whether an installation has begun with it; it is used up when the workspace is bound."""
        return await asyncio.to_thread(self._is_valid, state or "")

    def _is_valid(self, state: str) -> bool:
        with reading(self._app.engine) as session:
            return invites.of(session, state, self._app.now()) is not None


async def _installed(_args: AsyncSuccessArgs) -> BoltResponse:
    log.info("installed in a workspace")
    return _page("installed", 200)


async def _not_installed(args: AsyncFailureArgs) -> BoltResponse:
    reason = str(args.error) if args.error else args.reason
    described = faults.described(args.error) if args.error else args.reason
    log.warning("not installed", extra={"reason": described})
    return _page(_PAGES.get(reason, "not_installed"), args.suggested_status_code)


_PAGES = {
    "access_denied": "not_allowed",
    "invalid_state": "link_not_valid",
    USED: "link_not_valid",
    ELSEWHERE: "bound_elsewhere",
    TOO_MUCH: "org_wide",
}
"""What the page says, by why nothing was installed."""


def _page(says: str, status: int) -> BoltResponse:
    html = render_text("pages/installation.html", says=says)
    headers: dict[str, str | Sequence[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
    }
    return BoltResponse(status=status, body=html, headers=headers)
