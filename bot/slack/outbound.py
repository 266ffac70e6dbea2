"""Sending in Slack; see bot.chat.Chat for what each method promises."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.chat import Found, NotSent, Sent
from bot.slack import layout, places
from bot.slack.refusals import CANNOT_READ, code, told
from bot.slack.workplace import Workplace
from messages.message import Message
from schedules.pace import PLACE, Limit, Rate

PER_MINUTE = 300
"""Messages a minute in a workspace; Slack says only "several hundred"."""

BURST = 10
"""At once at least, where the workspace has been quiet; never less than a second's share."""

SKEW = timedelta(seconds=30)
"""How far this machine's clock and Slack's may differ: it is looked for from so much earlier."""

EVENT = "samspel_delivery"
"""The type of the metadata that a post is recognised by; it holds nothing but the key."""

PAGE, MOST_PAGES = 200, 20


def limits(per_minute: int = PER_MINUTE) -> Sequence[Limit]:
    """Slack's pace: a message a second in a channel, and so many a minute in a workspace."""
    every = timedelta(minutes=1) / per_minute
    return (
        Limit(name=PLACE, rate=Rate(every=timedelta(seconds=1))),
        Limit(
            name="workspace",
            rate=Rate(every=every, burst=max(BURST, per_minute // 60)),
            scope=places.team_of,
        ),
    )


@dataclass(frozen=True)
class SlackChat:
    """The workspaces that samspel writes in; a place is a workspace and a channel in it."""

    workplace: Workplace
    limits: Sequence[Limit] = limits()

    async def send(self, place: str, message: Message, key: str) -> str:
        """Post the message; its id is Slack's time stamp of it."""
        team, channel = places.parts(place)
        metadata = {"event_type": EVENT, "event_payload": {"key": key}}
        with told():
            answer = await self.workplace.client.chat_postMessage(
                token=await self.workplace.tokens.of(team),
                channel=channel,
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
                **layout.message(message, again=_again(key)),
            )
        return str(answer["ts"])

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        """Write the message over the post."""
        team, channel = places.parts(place)
        with told():
            await self.workplace.client.chat_update(
                token=await self.workplace.tokens.of(team),
                channel=channel,
                ts=message_id,
                **layout.message(message),
            )

    async def find(self, place: str, key: str, since: datetime) -> Found:
        """Look for the key in the metadata of what was posted there; needs the history scopes."""
        team, channel = places.parts(place)
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{(since - SKEW).timestamp():.6f}",
        }
        for _ in range(MOST_PAGES):
            page = await self._page(team, asked)
            if page is None:
                return NotSent.CANNOT_TELL
            for post in page.get("messages") or ():
                if _key(post) == key:
                    return Sent(str(post["ts"]))
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return NotSent.ABSENT
            asked["cursor"] = cursor
        return NotSent.CANNOT_TELL

    async def _page(self, team: str, asked: dict[str, Any]) -> dict[str, Any] | None:
        with told():
            try:
                answer = await self.workplace.client.conversations_history(
                    token=await self.workplace.tokens.of(team),
                    include_all_metadata=True,
                    limit=PAGE,
                    **asked,
                )
            except SlackApiError as error:
                if code(error) in CANNOT_READ:
                    return None
                raise
        return dict(answer.data) if isinstance(answer.data, dict) else None


def _key(post: dict[str, Any]) -> str:
    metadata = post.get("metadata") or {}
    if metadata.get("event_type") != EVENT:
        return ""
    return str((metadata.get("event_payload") or {}).get("key", ""))


def _again(key: str) -> str:
    """What the button for the whole says: the delivery to write once more."""
    return json.dumps({"delivery": key.rpartition("-")[2]})
