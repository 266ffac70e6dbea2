"""The manifest holds to Slack's limits, and asks for what is used and nothing else."""

import re
from pathlib import Path

import pytest

from bot.slack import manifest
from bot.slack.manifest import ASSISTANT, HISTORY, SCOPES, scopes
from bot.slack.words import words
from tests.bot.slack.web_api import NEEDS

CODE = "".join(
    file.read_text("utf-8")
    for file in Path(manifest.__file__).parent.glob("*.py")
    if file.name != "manifest.py"
)
WAYS = [
    {},
    {"url": "https://samspel.example"},
    {"assistant": True},
    {"history": False},
]


@pytest.mark.parametrize("about", WAYS)
def test_every_manifest_holds_to_the_limits(about: dict[str, bool]) -> None:
    found = manifest.manifest(**about)  # type: ignore[arg-type]
    display, features = found["display_information"], found["features"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 174 <= len(display["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", display["background_color"])
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    (command,) = features["slash_commands"]
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000


def test_slack_calls_or_is_called_but_not_both() -> None:
    called = manifest.manifest(url="https://samspel.example")["settings"]
    calls = manifest.manifest()["settings"]
    assert called["event_subscriptions"]["request_url"] == "https://samspel.example/slack/events"
    assert (called["socket_mode_enabled"], calls["socket_mode_enabled"]) == (False, True)
    assert "request_url" not in calls["event_subscriptions"]


def test_the_assistant_is_off_unless_asked_for() -> None:
    plain, assistant = manifest.manifest(), manifest.manifest(assistant=True)
    assert "agent_view" not in plain["features"]
    assert len(assistant["features"]["agent_view"]["suggested_prompts"]) <= 4
    assert len(assistant["features"]["agent_view"]["agent_description"]) <= 300
    assert set(scopes(assistant=True)) - set(scopes()) == set(ASSISTANT)


def test_without_history_nothing_of_channels_is_read() -> None:
    found = scopes(history=False)
    assert not [scope for scope in found if scope.endswith(":history") and scope != "im:history"]


USES = [
    ("chat_postMessage", "chat:write"),
    ("conversations_open", "im:write"),
    ("conversations_info", "channels:read"),
    ("conversations_info", "groups:read"),
    ("conversations_history", "channels:history"),
    ("conversations_history", "groups:history"),
    ("users_info", "users:read"),
    ("users_lookupByEmail", "users:read.email"),
    ("files_upload_v2", "files:write"),
    ("setSuggestedPrompts", "assistant:write"),
    ("app_mention", "app_mentions:read"),
    ('"im"', "im:history"),
    ("bolt.command", "commands"),
]


@pytest.mark.parametrize(("method", "scope"), USES)
def test_every_scope_is_used(method: str, scope: str) -> None:
    assert method in CODE
    assert scope in SCOPES | HISTORY | ASSISTANT


def test_no_scope_is_asked_for_that_is_not_used() -> None:
    assert {scope for _, scope in USES} == set(SCOPES | HISTORY | ASSISTANT)


def test_every_scope_that_a_method_needs_is_asked_for() -> None:
    assert set(NEEDS.values()) <= set(SCOPES | HISTORY | ASSISTANT)


def test_the_words_speak_as_samspel_does() -> None:
    for name in ("description", "long_description", "look_up", "feedback", "agent"):
        assert "!" not in words(name)
