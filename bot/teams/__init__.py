"""Microsoft Teams: what arrives → our words, sending, and our messages as Adaptive Cards."""

CHAT = "teams"
