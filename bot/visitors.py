"""Members of a workspace who ask something and whom samspel does not know; nothing is stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

VISIT = timedelta(minutes=10)
"""How long what the chat has told of somebody is believed without asking it again."""

MOST = 10_000


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """What a chat told of somebody: the e-mails, whether it is one of the workspace's own, and
    whether as a guest of it.
    """

    emails: tuple[str, ...]
    belongs: bool = True
    guest: bool = False


class Visitors:
    """Those whom a chat has told of lately, by the chat's own id."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._found: dict[str, tuple[Visitor, datetime]] = {}

    def find(self, user_id: str) -> Visitor | None:
        """What was told of somebody in the last minutes."""
        visitor, since = self._found.get(user_id, (None, self._now()))
        return visitor if self._now() - since < VISIT else None

    def keep(self, user_id: str, visitor: Visitor) -> Visitor:
        """Believe it for some minutes."""
        if len(self._found) >= MOST:
            self._found.clear()
        self._found[user_id] = (visitor, self._now())
        return visitor
