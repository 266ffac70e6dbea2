"""Which token speaks in which workspace."""

from dataclasses import dataclass
from typing import Protocol


class Tokens(Protocol):
    """Answers the bot's token in a workspace."""

    async def of(self, team: str) -> str:
        """The token; SendError where the app is not installed there."""


@dataclass(frozen=True)
class OneToken:
    """The simple default: one workspace, whose token stands in the settings."""

    token: str

    async def of(self, team: str) -> str:  # noqa: ARG002 - Slack itself refuses it elsewhere
        """The token, whatever the workspace is."""
        return self.token
