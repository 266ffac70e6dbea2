"""Slack: what arrives → our words, sending, and our messages as Block Kit."""

CHAT = "slack"
