"""What stands in the places of the playground, and who sees it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from messages.message import Message


@dataclass(frozen=True, kw_only=True)
class Post:
    """Something said in a place; `author` is empty for samspel, `only_for` a user or empty."""

    id: str
    place: str
    at: datetime
    message: Message | None = None
    words: str = ""
    author: str = ""
    only_for: str = ""
    key: str = ""
    edited: bool = False


@dataclass(kw_only=True)
class Wall:
    """Every post, in the order it came. `changed` is called after each change."""

    changed: Callable[[], None] = lambda: None
    posts: list[Post] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def put(self, post: Post) -> str:
        """Put up a post and answer the id it gets."""
        numbered = replace(post, id=str(next(self._numbers)))
        self.posts.append(numbered)
        self.changed()
        return numbered.id

    def rewrite(self, post_id: str, message: Message) -> bool:
        """Let a message stand in place of another; False where there is no such post."""
        for number, post in enumerate(self.posts):
            if post.id == post_id:
                self.posts[number] = replace(post, message=message, edited=True)
                self.changed()
                return True
        return False

    def seen_by(self, user: str, place: str) -> list[Post]:
        """What a user sees in a place."""
        return [post for post in self.posts if post.place == place and post.only_for in {"", user}]
