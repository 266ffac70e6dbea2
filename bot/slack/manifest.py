"""The app manifest: what a Slack app of samspel's is made from, with exactly the scopes it uses.

Source: docs.slack.dev, "App manifest reference". New apps get the assistant pane by `agent_view`;
`assistant_view` is for older apps only.
"""

from typing import Any

from bot.commands import words as commands
from bot.slack.prompts import MOST
from bot.slack.words import words

Json = dict[str, Any]

SCOPES = {
    "app_mentions:read": "questions to @samspel in channels",
    "channels:read": "whether samspel is in the public channels that it posts in",
    "chat:write": "answers, reminders and posts",
    "commands": "/samspel and the shortcuts",
    "files:write": "the picture of the year",
    "groups:read": "whether samspel is in the private channels that it posts in",
    "im:history": "what people write to samspel alone",
    "im:write": "reminders to one person",
    "users:read": "who asks is a member of the workspace, and whether the account is open",
    "users:read.email": "who is who, by e-mail",
}
"""What each scope is for."""

HISTORY = {
    "channels:history": "after a crash: whether a post arrived in a public channel",
    "groups:history": "after a crash: whether a post arrived in a private channel",
}
"""Without them a reminder may be posted twice after a crash, and praise waits to be looked at."""

ASSISTANT = {"assistant:write": "suggested questions"}

EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.im",
    "tokens_revoked",
    "user_change",
)
EVENTS_PATH, REDIRECT_PATH = "/slack/events", "/slack/oauth_redirect"


def scopes(*, assistant: bool = False, history: bool = True) -> list[str]:
    """The scopes that the app needs, in alphabetical order."""
    return sorted(SCOPES | (HISTORY if history else {}) | (ASSISTANT if assistant else {}))


def manifest(*, url: str = "", assistant: bool = False, history: bool = True) -> Json:
    """The manifest of an app that Slack calls at an address, or that calls Slack (Socket Mode)."""
    redirect = {"redirect_urls": [f"{url}{REDIRECT_PATH}"]} if url else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": words("title"),
            "description": words("description"),
            "long_description": words("long_description"),
            "background_color": "#0b5c7a",
        },
        "features": _features(url) | ({"agent_view": _agent()} if assistant else {}),
        "oauth_config": {
            **redirect,
            "scopes": {"bot": scopes(assistant=assistant, history=history)},
        },
        "settings": _settings(url),
    }


def _features(url: str) -> Json:
    command = {
        "command": "/samspel",
        "description": words("command"),
        "usage_hint": words("usage"),
        "should_escape": False,
    }
    called = {"url": f"{url}{EVENTS_PATH}"} if url else {}
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": words("title"), "always_online": True},
        "shortcuts": [_shortcut("look_up", "message"), _shortcut("feedback", "global")],
        "slash_commands": [command | called],
    }


def _settings(url: str) -> Json:
    request = {"request_url": f"{url}{EVENTS_PATH}"} if url else {}
    return {
        "event_subscriptions": {**request, "bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True, **request},
        "org_deploy_enabled": False,
        "socket_mode_enabled": not url,
        "token_rotation_enabled": False,
    }


def _shortcut(name: str, kind: str) -> Json:
    return {
        "name": words(name),
        "type": kind,
        "callback_id": name,
        "description": words(f"{name}_description"),
    }


def _agent() -> Json:
    prompts = [{"title": one, "message": one} for one in commands.questions()[:MOST]]
    return {"agent_description": words("agent"), "suggested_prompts": prompts}
