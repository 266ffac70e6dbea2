"""What speaking to Slack takes: samspel itself, a client with its connections, and the tokens."""

from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.main import App
from bot.slack.tokens import Tokens


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """A member's e-mail, empty where Slack does not tell it, and when Slack told it (UTC)."""

    email: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """Slack as samspel reaches it: one client for all workspaces, the token given with each call.

    The client tries nothing twice by itself: whether to is decided where it is known what a second
    time would do. `visitors` are the members of workspaces who have asked something lately and
    whom samspel did not know; they are not stored.
    """

    app: App
    client: AsyncWebClient
    tokens: Tokens
    visitors: dict[str, Visitor] = field(default_factory=dict)
