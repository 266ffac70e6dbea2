"""Sending in the playground: a message is put on the wall."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.chat import Found, NotSent, SendError, Sent
from bot.playground.wall import Post, Wall
from messages.message import Message
from schedules.pace import Limit


@dataclass(frozen=True)
class PlaygroundChat:
    """The chat that samspel posts in; see bot.chat.Chat for what each method promises."""

    wall: Wall
    now: Callable[[], datetime]
    limits: tuple[Limit, ...] = ()

    async def send(self, place: str, message: Message, key: str) -> str:
        """Put the message up."""
        return self.wall.put(Post(id="", place=place, at=self.now(), message=message, key=key))

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        """Rewrite the post."""
        if not self.wall.rewrite(message_id, message):
            raise SendError(f"{place} has no post {message_id}", permanent=True)

    async def find(self, place: str, key: str, since: datetime) -> Found:
        """Look for the key on the wall."""
        for post in self.wall.posts:
            if post.place == place and post.key == key and post.at >= since:
                return Sent(post.id)
        return NotSent.ABSENT
