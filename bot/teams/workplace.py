"""What speaking to Teams takes: samspel itself, the way out, and who has asked lately."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from microsoft_teams.api.clients import ApiClient
from microsoft_teams.api.clients.conversation import ConversationClient

from bot.chat import SendError
from bot.main import App
from bot.teams.settings import Teams
from bot.visitors import Visitors

MOST_ADDRESSES = 50
"""Service URLs whose clients are kept; a tenant has one, and now and then a new one."""


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """Teams as samspel reaches it: the SDK's client, with one clone for each service URL.

    `edits` counts how often each card has been edited, so that an old edit does not come last.
    """

    app: App
    configured: Teams
    api: ApiClient
    clients: dict[str, ConversationClient] = field(default_factory=dict)
    edits: Counter[str] = field(default_factory=Counter)

    @cached_property
    def visitors(self) -> Visitors:
        """Those who have asked something lately and whom samspel did not know."""
        return Visitors(self.app.now)

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
