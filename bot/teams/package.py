"""The app package: what an administrator uploads in Teams, with exactly the rights that are used.

Source: learn.microsoft.com, "App manifest for Microsoft 365", version 1.25, and "App icons".
"""

import json
import re
import zipfile
from importlib.resources import files
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from bot.commands import words as commands
from bot.configuring import SettingsError
from bot.drawing import png
from bot.teams.settings import CLIENT_ID, URL
from bot.teams.words import words

Json = dict[str, Any]

MANIFEST_VERSION = "1.25"
PACKAGE_VERSION = "1.0.0"
"""Raise it when the manifest changes: Teams updates an app that has a higher version."""

COLOUR = "#0b5c7a"
ICONS = {"color.png": 192, "outline.png": 32}
"""Pixels; the outline is white on nothing."""

PERMISSIONS = {
    "identity": "who asks",
    "messageTeamMembers": "reminders and private answers to members of a team",
}
"""What each right is for. None of them is for reading what people write to each other."""

SCOPES = ["personal", "team", "groupChat"]
OFFERED = {
    "personal": (
        "meetings",
        "principles",
        "contact",
        "agenda",
        "praise",
        "concern",
        "year",
        "help",
    ),
    "team": ("principles", "contact", "roles", "changes", "connect", "help"),
}
"""The commands that Teams suggests, by where one writes; there are more."""

LONGEST_TITLE, LONGEST_ABOUT, MOST_COMMANDS = 32, 128, 10
SEARCH, LOOK_UP, FEEDBACK, PARAMETER = "search", "lookUp", "feedback", "words"
"""The commands of the message extension, and what is looked for."""

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def package(client_id: str, url: str) -> bytes:
    """The package (zip) of the app with that id, of a samspel that is reached at that address.

    SettingsError where Teams would not take them.
    """
    found = json.dumps(manifest(client_id, url), ensure_ascii=False, indent=2)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("manifest.json"), found)
        for name, width in ICONS.items():
            archive.writestr(_entry(name), icon(name, width))
    return packed.getvalue()


def manifest(client_id: str, url: str) -> Json:
    """What the app is, for Teams."""
    _check(client_id, url)
    host = urlsplit(url).hostname
    return {
        "$schema": "https://developer.microsoft.com/json-schemas/teams/"
        f"v{MANIFEST_VERSION}/MicrosoftTeams.schema.json",
        "manifestVersion": MANIFEST_VERSION,
        "version": PACKAGE_VERSION,
        "id": client_id,
        "developer": {
            "name": words("title"),
            "websiteUrl": f"{url}/om",
            "privacyUrl": f"{url}/om#personuppgifter",
            "termsOfUseUrl": f"{url}/om#villkor",
        },
        "name": {"short": words("title"), "full": words("full_name")},
        "description": {"short": words("description"), "full": words("long_description")},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": COLOUR,
        "bots": [_bot(client_id)],
        "composeExtensions": [{"botId": client_id, "commands": _extensions()}],
        "permissions": list(PERMISSIONS),
        "validDomains": [host],
        "supportsChannelFeatures": "tier1",
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
    }


def icon(name: str, width: int) -> bytes:
    """One of the icons."""
    drawing = files("bot.teams") / "icons" / name.replace(".png", ".svg")
    return png(drawing.read_text("utf-8"), width, background=None)


def _bot(client_id: str) -> Json:
    return {
        "botId": client_id,
        "scopes": SCOPES,
        "supportsFiles": False,
        "isNotificationOnly": False,
        "commandLists": [
            {"scopes": ["personal"], "commands": _offered("personal")},
            {"scopes": ["team", "groupChat"], "commands": _offered("team")},
        ],
    }


def _offered(scope: str) -> list[Json]:
    known = {entry.name: entry for entry in commands.entries()}
    return [
        {"title": known[name].example, "description": known[name].about} for name in OFFERED[scope]
    ]


def _search() -> Json:
    return {
        "id": SEARCH,
        "type": "query",
        "title": words("search"),
        "description": words("search_description"),
        "initialRun": True,
        "context": ["compose", "commandBox"],
        "parameters": [
            {
                "name": PARAMETER,
                "title": words("search_parameter"),
                "description": words("search_description"),
                "inputType": "text",
            }
        ],
    }


def _extensions() -> list[Json]:
    return [
        _search(),
        _dialog(LOOK_UP, "look_up", "message"),
        _dialog(FEEDBACK, "feedback", "compose"),
    ]


def _dialog(command: str, name: str, context: str) -> Json:
    """A command that opens a dialog."""
    return {
        "id": command,
        "type": "action",
        "title": words(name),
        "description": words(f"{name}_description"),
        "context": [context],
        "fetchTask": True,
    }


def _entry(name: str) -> zipfile.ZipInfo:
    """The same package each time: Teams compares."""
    found = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def _check(client_id: str, url: str) -> None:
    if not _GUID.fullmatch(client_id):
        raise SettingsError(f"Set {CLIENT_ID}, the app's id in Entra, or say it with --client-id.")
    if not url.startswith("https://") or not urlsplit(url).hostname:
        raise SettingsError(f"Say where samspel answers: set {URL}, or --url https://….")
