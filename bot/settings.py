"""What is needed to start: addresses and tokens. Everything else is in the database.

Each setting is an environment variable, or a line of the TOML file that SAMSPEL_SETTINGS names;
the environment wins.
"""

import socket
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.configuring import SettingsError
from bot.slack import settings as slack_settings
from bot.slack.settings import Slack
from bot.teams import settings as teams_settings
from bot.teams.settings import Teams

DATABASE_URL = "SAMSPEL_DATABASE_URL"
DEFAULT_DATABASE = "samspel.db"
LISTEN = "SAMSPEL_LISTEN"
DEFAULT_LISTEN = "127.0.0.1:8080"
LOG = "SAMSPEL_LOG"
LOGS = ("text", "json")
URL = "SAMSPEL_URL"


@dataclass(frozen=True, kw_only=True)
class Address:
    """A host and a port to answer at; port 0 is any free one."""

    host: str
    port: int

    @contextmanager
    def bound(self) -> Iterator[socket.socket]:
        """A socket that listens there; a sentence where the address is taken or not ours."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        # By its protocol asyncio knows to send small answers at once (TCP_NODELAY): 40 ms sooner.
        with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind((self.host, self.port))
            except (OSError, OverflowError) as error:
                raise SettingsError(
                    f"samspel cannot answer at {self.host}:{self.port} ({error}); "
                    f"choose another address with {LISTEN}."
                ) from None
            yield listening


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`database_url` is an SQLAlchemy URL, by default samspel.db in the current folder; `listen`
    is where health, metrics and chats are answered, None for nowhere; `url` is how the world
    reaches that. A chat that is not switched on is None.
    """

    database_url: str
    listen: Address | None = None
    json_logs: bool = False
    url: str = ""
    slack: Slack | None = None
    teams: Teams | None = None

    @property
    def database_is_there(self) -> bool:
        """Whether there is one: an SQLite file that exists, or any other database."""
        _, slashes, file = self.database_url.partition(":///")
        of_a_file = self.database_url.startswith("sqlite") and slashes
        return not of_a_file or Path(file.partition("?")[0]).exists()


def load(environment: Mapping[str, str]) -> Settings:
    """The settings from the environment and the file it names; SettingsError for a bad file."""
    values = given(environment)
    return Settings(
        database_url=values.get(DATABASE_URL) or f"sqlite:///{DEFAULT_DATABASE}",
        listen=_address(values.get(LISTEN) or DEFAULT_LISTEN),
        json_logs=_log(values.get(LOG) or LOGS[0]) == "json",
        url=(values.get(URL) or "").rstrip("/"),
        slack=slack_settings.load(values),
        teams=teams_settings.load(values),
    )


def given(environment: Mapping[str, str]) -> Mapping[str, str]:
    """What is set, by name, in the environment or the file; SettingsError for a bad file."""
    return {**_file(environment.get("SAMSPEL_SETTINGS")), **environment}


def _address(value: str) -> Address | None:
    if value == "off":
        return None
    host, colon, port = value.rpartition(":")
    if not (colon and port.isdecimal()):
        raise SettingsError(f"{LISTEN} is {value!r}; write it as {DEFAULT_LISTEN}, or off.")
    return Address(host=host.strip("[]"), port=int(port))


def _log(value: str) -> str:
    if value not in LOGS:
        raise SettingsError(f"{LOG} is {value!r}; it can be {' or '.join(LOGS)}.")
    return value


def _file(name: str | None) -> dict[str, str]:
    if not name:
        return {}
    try:
        found = tomllib.loads(Path(name).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The settings file {name} cannot be read: {error}.") from None
    return {key: str(value) for key, value in found.items()}


__all__ = ["Address", "Settings", "SettingsError", "Slack", "Teams", "load"]
