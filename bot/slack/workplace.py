"""What speaking to Slack takes: samspel itself, a client with its connections, and the tokens."""

from dataclasses import dataclass
from functools import cached_property

from slack_sdk.web.async_client import AsyncWebClient

from bot.main import App
from bot.slack.tokens import Tokens
from bot.visitors import Visitors


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """Slack as samspel reaches it: one client for all workspaces, the token given with each call.

    The client tries nothing twice by itself: whether to is decided where it is known what a second
    time would do.
    """

    app: App
    client: AsyncWebClient
    tokens: Tokens

    @cached_property
    def visitors(self) -> Visitors:
        """Members who have asked something lately and whom samspel did not know."""
        return Visitors(self.app.now)
