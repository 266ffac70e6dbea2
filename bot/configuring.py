"""What the settings of chats have in common."""

from importlib.util import find_spec

from messages.errors import PlainError


class SettingsError(PlainError):
    """The settings cannot be used; the sentence names the one that is wrong."""


def address(name: str, value: str) -> str:
    """The setting's value, where it is an address."""
    if not value.startswith(("https://", "http://")):
        raise SettingsError(f"{name} is {value!r}; it should be an address (https://…).")
    return value


def need(module: str, extra: str, who_needs: str) -> None:
    """Say what to install where something is wanted that comes with an extra."""
    if find_spec(module) is None:
        raise SettingsError(f"{who_needs} more: install 'samspel[{extra}]'.")
