"""The tokens of several workspaces, in slack_sdk's own store and encrypted at rest."""

import asyncio
import copy
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import Engine

from bot.chat import SendError
from bot.slack.encryption import Seal
from bot.slack.tables import BotRow

ENCRYPTED = ("bot_token", "bot_refresh_token")

KEPT = timedelta(seconds=60)
"""How long a token is used before the database is asked again: another process may change it."""


class Bots(AsyncInstallationStore):
    """The bot of each workspace.

    A workspace is installed in by itself, also one of an Enterprise organisation, so that only
    its own id counts. Of the person who installs, nothing is kept.
    """

    def __init__(self, engine: Engine, client_id: str, seal: Seal) -> None:
        writing = engine.execution_options(samspel_writes=True)
        self._store = SQLAlchemyInstallationStore(
            client_id, writing, bots_table_name=BotRow.__tablename__
        )
        self._seal = seal

    @property
    def logger(self) -> logging.Logger:
        """Where slack-bolt reports what goes wrong."""
        return logging.getLogger(__name__)

    async def async_save(self, installation: Installation) -> None:
        """Keep the bot of an installation instead of an earlier one of the workspace."""
        sealed = _with(copy.copy(installation.to_bot()), self._seal.close)
        sealed.enterprise_id = None
        await self.async_delete_bot(enterprise_id=None, team_id=sealed.team_id)
        await asyncio.to_thread(self._store.save_bot, sealed)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,  # noqa: ARG002 - see the class
        team_id: str | None,
        is_enterprise_install: bool | None = False,  # noqa: ARG002
    ) -> Bot | None:
        """The workspace's bot, its token as Slack gave it."""
        return await asyncio.to_thread(self.find, team_id or "")

    def find(self, team: str) -> Bot | None:
        """The same, where nothing else is to be done meanwhile."""
        found = self._store.find_bot(enterprise_id=None, team_id=team)
        return _with(found, self._seal.open) if found else None

    async def async_delete_bot(
        self,
        *,
        enterprise_id: str | None,  # noqa: ARG002
        team_id: str | None,
    ) -> None:
        """Forget the workspace's bot."""
        await asyncio.to_thread(self._store.delete_bot, enterprise_id=None, team_id=team_id)

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget all that is kept of the workspace."""
        await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nothing is kept of the person who installed."""


class StoredTokens:
    """The token of each workspace from the store, asked for again now and then."""

    def __init__(self, bots: Bots, now: Callable[[], datetime]) -> None:
        self._bots, self._now = bots, now
        self._known: dict[str, tuple[str, datetime]] = {}

    async def of(self, team: str) -> str:
        """The token; SendError where the app is not installed in the workspace."""
        token, asked = self._known.get(team, ("", None))
        if asked is None or self._now() - asked > KEPT:
            bot = await self._bots.async_find_bot(enterprise_id=None, team_id=team)
            if bot is None or not bot.bot_token:
                self._known.pop(team, None)
                raise SendError("the app is not installed in the workspace", permanent=True)
            token = bot.bot_token
            self._known[team] = (token, self._now())
        return token


class Authorize(AsyncAuthorize):
    """Tells slack-bolt which bot is spoken to, without asking Slack each time."""

    def __init__(self, bots: Bots) -> None:
        self._bots = bots

    async def __call__(  # noqa: PLR0913 - as slack-bolt's own
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002
        actor_team_id: str | None = None,  # noqa: ARG002
        actor_user_id: str | None = None,  # noqa: ARG002
    ) -> AuthorizeResult | None:
        """The bot of the workspace, or None where the app is not installed there."""
        bot = await self._bots.async_find_bot(enterprise_id=None, team_id=team_id)
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=bot.bot_token,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            user_id=user_id,
        )


def _with(bot: Bot, change: Callable[[str], str]) -> Bot:
    for name in ENCRYPTED:
        value = getattr(bot, name)
        if value:
            setattr(bot, name, change(value))
    return bot
