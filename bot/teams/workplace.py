"""What speaking to Teams takes: samspel itself, the way out, and who has asked lately."""

from dataclasses import dataclass, field
from datetime import datetime

from microsoft_teams.api.clients import ApiClient
from microsoft_teams.api.clients.conversation import ConversationClient

from bot.chat import SendError
from bot.main import App
from bot.teams.settings import Teams

MOST_ADDRESSES = 50
"""Service URLs whose clients are kept; a tenant has one, and now and then a new one."""


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """What Teams told of somebody whom samspel does not know, and when (UTC).

    `belongs` is whether it is the tenant's own, or a guest of it.
    """

    emails: tuple[str, ...]
    belongs: bool
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """Teams as samspel reaches it: the SDK's client, with one clone for each service URL.

    `visitors` are those who have asked something lately and whom samspel did not know; they are
    not stored.
    """

    app: App
    configured: Teams
    api: ApiClient
    visitors: dict[str, Visitor] = field(default_factory=dict)
    clients: dict[str, ConversationClient] = field(default_factory=dict)

    @property
    def tenant(self) -> str:
        """The one tenant that this samspel speaks with."""
        return self.configured.tenant_id

    def conversations(self, service_url: str) -> ConversationClient:
        """The way to the conversations there; SendError for an address that is not trusted."""
        if not self.configured.trusts(service_url):
            raise SendError("the service URL is not one of Microsoft's", permanent=True)
        if service_url not in self.clients:
            if len(self.clients) >= MOST_ADDRESSES:
                self.clients.clear()
            self.clients[service_url] = self.api.clone(service_url=service_url).conversations
        return self.clients[service_url]
