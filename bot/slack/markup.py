"""Slack's markup: our text made harmless for it, and what people write in it made plain.

Source: docs.slack.dev, "Formatting message text".
"""

import re

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def escaped(text: str) -> str:
    """Text that says in Slack's markup what it says, and mentions, links and calls nobody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """What somebody wrote, as words: people's mentions are left out, links are what they show."""
    words = _REFERENCE.sub(_shown, text)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _shown(reference: re.Match[str]) -> str:
    sign, target, label = reference.groups()
    if sign in {"@", "!"}:
        return " "
    return f"{sign}{label or target}"
