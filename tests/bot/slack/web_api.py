"""The Web API of a Slack of one's own, with the documented errors; what is sent is checked."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.bot.slack import checks

Json = dict[str, Any]
TEAM, BOT = "T1", "UBOT"
LASTS = 30.0
"""Seconds that a trigger opens a view: more than Slack's three, for a machine that is busy."""

SCOPES = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "users:read",
        "users:read.email",
    }
)


class RefusedError(Exception):
    """Slack says no, with a word for why."""


@dataclass(kw_only=True)
class User:
    """Somebody with an account in a workspace."""

    id: str
    email: str = ""
    name: str = ""
    team: str = TEAM
    bot: bool = False
    stranger: bool = False
    deleted: bool = False
    teams: tuple[str, ...] = ()

    @property
    def profile(self) -> Json:
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "is_bot": self.bot,
            "is_stranger": self.stranger,
            "deleted": self.deleted,
            **({"enterprise_user": {"teams": list(self.teams)}} if self.teams else {}),
            "profile": {"email": self.email, "real_name": self.name} if self.email else {},
        }


@dataclass(kw_only=True)
class Channel:
    """A channel, or samspel's conversation with one person (`user`)."""

    id: str
    team: str = TEAM
    user: str = ""
    archived: bool = False
    has_samspel: bool = True
    posts: list[Json] = field(default_factory=list)


@dataclass(kw_only=True)
class WebApi:
    """The server's state; `faults` answers the next calls of a method with something else."""

    tokens: dict[str, str] = field(default_factory=lambda: {"xoxb-1": TEAM})
    scopes: frozenset[str] = SCOPES
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    modals: dict[str, Json] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    prompts: dict[str, list[Json]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[Json]] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    url: str = ""
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    answers: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def join(self, user: str, email: str = "", **about: Any) -> User:  # noqa: ANN401
        """Somebody gets an account."""
        found = self.users[user] = User(id=user, email=email, name=user.title(), **about)
        return found

    def open(self, channel: str, **about: Any) -> Channel:  # noqa: ANN401
        """There is a channel with samspel in it."""
        found = self.channels[channel] = Channel(id=channel, **about)
        return found

    def direct(self, user: str) -> Channel:
        """The person's conversation with samspel."""
        found = next((one for one in self.channels.values() if one.user == user), None)
        return found or self.open(f"D{user}", user=user, team=self.users[user].team)

    def trigger(self, user: str) -> str:
        trigger = f"trigger-{next(self._numbers)}"
        self.triggers[trigger] = (user, time.monotonic())
        return trigger

    def response_url(self, channel: str, user: str) -> str:
        number = str(next(self._numbers))
        self.answers[number] = (channel, user, 0)
        return f"{self.url}/response/{number}"

    def name(self, kind: str) -> str:
        return f"{kind}{next(self._numbers)}"

    def put(self, channel: str, body: Json, *, only_for: str = "") -> str:
        """Something is seen in a channel."""
        stamp = f"{time.time():.6f}"
        post = {**body, "ts": stamp, "only_for": only_for, "channel": channel}
        self.channels.setdefault(channel, Channel(id=channel)).posts.append(post)
        return stamp

    def seen(self, user: str, channel: str = "") -> list[Json]:
        """The posts that somebody sees in a channel, or in the conversation with samspel."""
        place = self.channels[channel] if channel else self.direct(user)
        return [post for post in place.posts if post["only_for"] in {"", user}]

    # The methods of the Web API.

    def post_message(self, asked: Json, team: str) -> Json:
        channel = self._writable(asked["channel"], team)
        checks.message(asked)
        return {"ts": self.put(channel.id, asked), "channel": channel.id}

    def post_ephemeral(self, asked: Json, team: str) -> Json:
        channel = self._writable(asked["channel"], team)
        checks.message(asked)
        return {"message_ts": self.put(channel.id, asked, only_for=asked["user"])}

    def update(self, asked: Json, team: str) -> Json:
        channel = self._writable(asked["channel"], team)
        checks.message(asked)
        for number, post in enumerate(channel.posts):
            if post["ts"] == asked["ts"]:
                channel.posts[number] = {**post, **asked, "edited": True}
                return {"ts": asked["ts"], "channel": channel.id}
        raise RefusedError("message_not_found")

    def history(self, asked: Json, team: str) -> Json:
        channel = self._writable(asked["channel"], team)
        oldest, start = float(asked.get("oldest", 0)), int(asked.get("cursor") or 0)
        found = [one for one in reversed(channel.posts) if float(one["ts"]) >= oldest]
        page = found[start : start + 2]  # small pages, so that going on is tried
        more = str(start + 2) if len(found) > start + 2 else ""
        return {"messages": page, "response_metadata": {"next_cursor": more}}

    def conversation(self, asked: Json, team: str) -> Json:
        channel = self.channels.get(asked["channel"])
        if channel is None or channel.team != team:
            raise RefusedError("channel_not_found")
        about = {"is_member": channel.has_samspel, "is_archived": channel.archived}
        return {"channel": {"id": channel.id, "name": channel.id.lower(), **about}}

    def open_direct(self, asked: Json, _team: str) -> Json:
        return {"channel": {"id": self.direct(asked["users"]).id}}

    def user(self, asked: Json, _team: str) -> Json:
        if asked["user"] not in self.users:
            raise RefusedError("user_not_found")
        return {"user": self.users[asked["user"]].profile}

    def user_by_email(self, asked: Json, team: str) -> Json:
        for one in self.users.values():
            if one.email == asked["email"] and one.team == team:
                return {"user": one.profile}
        raise RefusedError("users_not_found")

    def who_am_i(self, _asked: Json, team: str) -> Json:
        return {"team_id": team, "team": team, "user_id": BOT, "bot_id": "B1", "url": "https://x"}

    def open_view(self, asked: Json, _team: str) -> Json:
        user, since = self.triggers.pop(asked["trigger_id"], ("", 0.0))
        if not user or time.monotonic() - since > LASTS:
            raise RefusedError("expired_trigger_id")
        return {"view": self.show(user, asked["view"], self.name("V"))}

    def update_view(self, asked: Json, _team: str) -> Json:
        for user, shown in self.modals.items():
            if shown["id"] == asked["view_id"]:
                return {"view": self.show(user, asked["view"], shown["id"])}
        raise RefusedError("not_found")

    def show(self, user: str, view: Json, view_id: str) -> Json:
        checks.view(view)
        self.modals[user] = {**view, "id": view_id}
        return self.modals[user]

    def publish(self, asked: Json, _team: str) -> Json:
        checks.view(asked["view"])
        files = [
            one["slack_file"]["id"] for one in asked["view"]["blocks"] if one["type"] == "image"
        ]
        if any(file not in self.files for file in files):
            raise RefusedError("invalid_blocks")
        self.homes[asked["user_id"]] = asked["view"]
        return {"view": asked["view"]}

    def upload_url(self, _asked: Json, _team: str) -> Json:
        file = self.name("F")
        return {"upload_url": f"{self.url}/upload/{file}", "file_id": file}

    def uploaded(self, asked: Json, _team: str) -> Json:
        files = asked["files"] if isinstance(asked["files"], list) else json.loads(asked["files"])
        return {"files": [{"id": one["id"]} for one in files]}

    def delete_file(self, asked: Json, _team: str) -> Json:
        del self.files[asked["file"]]
        return {}

    def suggest(self, asked: Json, _team: str) -> Json:
        assert 1 <= len(asked["prompts"]) <= 4
        self.prompts[asked["channel_id"]] = asked["prompts"]
        return {}

    def _writable(self, channel: str, team: str) -> Channel:
        if channel in self.users:
            return self.direct(channel)
        found = self.channels.get(channel)
        if found is None or found.team != team:
            raise RefusedError("channel_not_found")
        if found.archived:
            raise RefusedError("is_archived")
        if not found.has_samspel:
            raise RefusedError("not_in_channel")
        return found


METHODS: Mapping[str, Callable[[WebApi, Json, str], Json]] = {
    "assistant.threads.setSuggestedPrompts": WebApi.suggest,
    "auth.test": WebApi.who_am_i,
    "chat.postEphemeral": WebApi.post_ephemeral,
    "chat.postMessage": WebApi.post_message,
    "chat.update": WebApi.update,
    "conversations.history": WebApi.history,
    "conversations.info": WebApi.conversation,
    "conversations.open": WebApi.open_direct,
    "files.completeUploadExternal": WebApi.uploaded,
    "files.delete": WebApi.delete_file,
    "files.getUploadURLExternal": WebApi.upload_url,
    "users.info": WebApi.user,
    "users.lookupByEmail": WebApi.user_by_email,
    "views.open": WebApi.open_view,
    "views.publish": WebApi.publish,
    "views.update": WebApi.update_view,
}

NEEDS = {
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "conversations.history": "channels:history",
    "conversations.info": "channels:read",
    "conversations.open": "im:write",
    "files.getUploadURLExternal": "files:write",
    "users.info": "users:read",
    "users.lookupByEmail": "users:read.email",
}
"""The scope that a method needs, where it is not chat:write."""
