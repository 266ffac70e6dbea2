"""What people do in Slack, as Slack tells samspel of it: signed over HTTP, or through a socket."""

import json
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from tests.bot.slack.stand_in import Slack
from tests.bot.slack.web_api import TEAM, Json

SECRET = "hemligt"  # noqa: S105 - of a Slack of our own


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How samspel acknowledged: status, what it said with it, and after how many seconds."""

    status: int
    body: Json
    seconds: float


@dataclass(kw_only=True)
class People:
    """Everybody in the stand-in's Slack; `url` is samspel's address, empty for Socket Mode."""

    slack: Slack
    url: str = ""
    session: aiohttp.ClientSession
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def command(self, user: str, text: str, channel: str = "C1", **about: Any) -> Answer:  # noqa: ANN401
        """Somebody types /samspel."""
        payload = {
            "command": "/samspel",
            "text": text,
            "user_id": user,
            "team_id": self.slack.users[user].team,
            "channel_id": channel,
            "trigger_id": self.slack.trigger(user),
            "response_url": self.slack.response_url(channel, user),
        } | about
        return await self.tell("slash_commands", payload)

    async def mention(self, user: str, text: str, channel: str = "C1", **about: Any) -> Answer:  # noqa: ANN401
        """Somebody writes @samspel in a channel."""
        stamp = self.slack.put(channel, {"text": text, "blocks": [], "user": user})
        event = {"type": "app_mention", "user": user, "text": f"<@UBOT> {text}", "ts": stamp}
        return await self.event(user, event | {"channel": channel} | about)

    async def write(self, user: str, text: str, **about: Any) -> Answer:  # noqa: ANN401
        """Somebody writes to samspel alone."""
        channel = self.slack.direct(user).id
        stamp = self.slack.put(channel, {"text": text, "blocks": [], "user": user})
        event = {"type": "message", "channel_type": "im", "user": user, "text": text, "ts": stamp}
        return await self.event(user, event | {"channel": channel} | about)

    async def open_home(self, user: str, tab: str = "home") -> Answer:
        """Somebody opens samspel."""
        channel = self.slack.direct(user).id
        event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab}
        return await self.event(user, event)

    async def event(self, user: str, event: Json, event_id: str = "") -> Answer:
        payload = {
            "type": "event_callback",
            "team_id": self.slack.users[user].team if user in self.slack.users else TEAM,
            "event_id": event_id or f"Ev{next(self._numbers)}",
            "event": event,
        }
        return await self.tell("events_api", payload)

    async def press(self, user: str, post: Json, label: str) -> Answer:
        """Somebody presses a button of a post, a modal or the Home tab."""
        return await self.tell("interactive", self.click(user, post, button(post, label)))

    def click(self, user: str, post: Json, button: Json) -> Json:
        """What Slack says of a click."""
        payload = self._interaction(user, "block_actions")
        action = {"type": "button", "block_id": "b", "action_ts": str(time.time())}
        payload["actions"] = [
            action | {key: button[key] for key in ("action_id", "value") if key in button}
        ]
        if post.get("type") in {"modal", "home"}:
            view_id = post.get("id", "VHOME")
            return payload | {
                "view": {**post, "id": view_id},
                "container": {"type": "view", "view_id": view_id},
            }
        channel = post["channel"]
        container = {
            "type": "message",
            "message_ts": post["ts"],
            "channel_id": channel,
            "is_ephemeral": bool(post["only_for"]),
        }
        return payload | {
            "channel": {"id": channel},
            "container": container,
            "response_url": self.slack.response_url(channel, user),
        }

    async def fill(self, user: str, **values: str) -> Answer:
        """Somebody fills in the modal in front of them, and sends it."""
        view = self.slack.modals[user]
        answer = await self.tell("interactive", self.submission(user, view, values))
        action = answer.body.get("response_action")
        if action == "update":
            self.slack.show(user, answer.body["view"], view["id"])
        elif action is None and answer.status == 200:
            del self.slack.modals[user]
        return answer

    def submission(self, user: str, view: Json, values: dict[str, str]) -> Json:
        """What Slack says of a modal that has been sent."""
        inputs = [block for block in view["blocks"] if block["type"] == "input"]
        unknown = set(values) - {block["block_id"] for block in inputs}
        assert not unknown, f"the modal has no {unknown}"
        state = {
            block["block_id"]: {
                block["element"]["action_id"]: _filled(
                    block["element"], values.get(block["block_id"])
                )
            }
            for block in inputs
        }
        payload = self._interaction(user, "view_submission")
        return payload | {"view": {**view, "state": {"values": state}}}

    async def shortcut(self, user: str, post: Json | None = None) -> Answer:
        """Somebody uses the shortcut of a message, or the one that is everywhere."""
        payload = self._interaction(user, "message_action" if post else "shortcut")
        payload["callback_id"] = "look_up" if post else "feedback"
        if post:
            channel = post["channel"]
            payload |= {
                "message": {"text": post["text"], "ts": post["ts"]},
                "channel": {"id": channel},
                "response_url": self.slack.response_url(channel, user),
            }
        return await self.tell("interactive", payload)

    async def tell(self, kind: str, payload: Json) -> Answer:
        """Tell samspel, and wait for its acknowledgement."""
        begun = time.perf_counter()
        if not self.url:
            body = await self.slack.through_socket(kind, payload)
            return Answer(status=200, body=body, seconds=time.perf_counter() - begun)
        content, text = _written(kind, payload)
        return await self.post(text, signed(text, content))

    async def post(self, text: str, headers: dict[str, str]) -> Answer:
        """A request to samspel as it is, signed or not."""
        begun = time.perf_counter()
        async with self.session.post(
            f"{self.url}/slack/events", data=text, headers=headers
        ) as found:
            said = await found.text()
            seconds = time.perf_counter() - begun
            body = json.loads(said) if said.startswith("{") else {}
            return Answer(status=found.status, body=body, seconds=seconds)

    def _interaction(self, user: str, kind: str) -> Json:
        team = self.slack.users[user].team
        return {
            "type": kind,
            "team": {"id": team},
            "user": {"id": user, "team_id": team},
            "trigger_id": self.slack.trigger(user),
        }


def spoken(words: str) -> str:
    """The body of what Slack sends when Anna writes to samspel alone."""
    event = {"type": "message", "channel_type": "im", "user": "ANNA", "channel": "DANNA"}
    return json.dumps(
        {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": "Ev1",
            "event": {**event, "text": words, "ts": "1.1"},
        }
    )


def signed(text: str, content: str, at: int | None = None) -> dict[str, str]:
    """The headers of a request from Slack."""
    stamp = str(at or int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=text)
    return {
        "Content-Type": content,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": str(signature),
    }


def words(post: Json) -> str:
    """All that can be read in a post, a modal or the Home tab."""
    return "\n".join(_texts(post.get("blocks", [])))


def buttons(post: Json) -> list[str]:
    """The labels of its buttons."""
    return [one["text"]["text"] for one in _buttons(post)]


def title(post: Json) -> str:
    """Its first words."""
    return words(post).partition("\n")[0]


def button(post: Json, label: str) -> Json:
    """The first of its buttons whose label begins so."""
    return next(one for one in _buttons(post) if one["text"]["text"].startswith(label))


def _buttons(post: Json) -> list[Json]:
    rows = [block["elements"] for block in post.get("blocks", []) if block["type"] == "actions"]
    return [button for row in rows for button in row]


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            return [value["text"]]
        return [text for part in value.values() for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else []


def _filled(element: Json, value: str | None) -> Json:
    match element["type"]:
        case "plain_text_input":
            return {"value": element.get("initial_value") if value is None else value or None}
        case "datepicker":
            return {
                "selected_date": element.get("initial_date") if value is None else value or None
            }
        case "timepicker":
            return {
                "selected_time": element.get("initial_time") if value is None else value or None
            }
        case "checkboxes":
            chosen = element["options"] if value == "yes" else element.get("initial_options", [])
            return {"selected_options": chosen}
        case _:
            return {"selected_option": _chosen(element, value)}


def _chosen(element: Json, value: str | None) -> Json | None:
    if value is None:
        initial: Json | None = element.get("initial_option")
        return initial
    groups = element.get("option_groups") or [{"options": element["options"]}]
    options: list[Json] = [option for group in groups for option in group["options"]]
    return next(one for one in options if value in {one["value"], one["text"]["text"]})


def _written(kind: str, payload: Json) -> tuple[str, str]:
    """The content type and the body, as Slack sends that kind."""
    if kind == "events_api":
        return "application/json", json.dumps(payload)
    form = "application/x-www-form-urlencoded"
    return form, urlencode(
        payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    )
