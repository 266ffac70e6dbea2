"""The composition root: what a running samspel consists of. Nothing happens on import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from bot.chat import Chat


@dataclass(frozen=True, kw_only=True)
class App:
    """A running samspel: its database, its chats by name, and its clock (UTC)."""

    engine: Engine
    chats: Mapping[str, Chat] = field(default_factory=dict)
    now: Callable[[], datetime]
