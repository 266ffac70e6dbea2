"""What is needed to start: addresses and tokens. Everything else is in the database.

Each setting is an environment variable, or a line of the TOML file that SAMSPEL_SETTINGS names;
the environment wins.
"""

import socket
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from messages.errors import PlainError

DATABASE_URL = "SAMSPEL_DATABASE_URL"
DEFAULT_DATABASE = "samspel.db"
LISTEN = "SAMSPEL_LISTEN"
DEFAULT_LISTEN = "127.0.0.1:8080"
LOG = "SAMSPEL_LOG"
LOGS = ("text", "json")
SLACK_BOT_TOKEN = "SLACK_BOT_TOKEN"  # noqa: S105 - the name of a setting
SLACK_SIGNING_SECRET = "SLACK_SIGNING_SECRET"  # noqa: S105
SLACK_APP_TOKEN = "SLACK_APP_TOKEN"  # noqa: S105
SLACK_API_URL = "SAMSPEL_SLACK_API_URL"
SLACK_PER_MINUTE = "SAMSPEL_SLACK_PER_MINUTE"


class SettingsError(PlainError):
    """The settings cannot be used; the sentence names the one that is wrong."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """A host and a port to answer at; port 0 is any free one."""

    host: str
    port: int

    @contextmanager
    def bound(self) -> Iterator[socket.socket]:
        """A socket that listens there; a sentence where the address is taken or not ours."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as listening:
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
class Slack:
    """How Slack is reached: at `api_url`, with the bot's token; Slack calls samspel and signs with
    the secret (HTTP), or samspel calls Slack with the app's token (Socket Mode).

    `per_minute` is how many messages samspel sends in a workspace at most.
    """

    bot_token: str = field(repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    per_minute: int = 300


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`database_url` is an SQLAlchemy URL, by default samspel.db in the current folder; `listen`
    is where health, metrics and chats are answered, None for nowhere. A chat that is not switched
    on is None.
    """

    database_url: str
    listen: Address | None = None
    json_logs: bool = False
    slack: Slack | None = None

    @property
    def database_is_there(self) -> bool:
        """Whether there is one: an SQLite file that exists, or any other database."""
        _, slashes, file = self.database_url.partition(":///")
        of_a_file = self.database_url.startswith("sqlite") and slashes
        return not of_a_file or Path(file.partition("?")[0]).exists()


def load(environment: Mapping[str, str]) -> Settings:
    """The settings from the environment and the file it names; SettingsError for a bad file."""
    values = {**_file(environment.get("SAMSPEL_SETTINGS")), **environment}
    return Settings(
        database_url=values.get(DATABASE_URL) or f"sqlite:///{DEFAULT_DATABASE}",
        listen=_address(values.get(LISTEN) or DEFAULT_LISTEN),
        json_logs=_log(values.get(LOG) or LOGS[0]) == "json",
        slack=_slack(values),
    )


def _slack(values: Mapping[str, str]) -> Slack | None:
    token = values.get(SLACK_BOT_TOKEN, "")
    secret, app_token = values.get(SLACK_SIGNING_SECRET, ""), values.get(SLACK_APP_TOKEN, "")
    if not token:
        if secret or app_token:
            raise SettingsError(f"Slack needs {SLACK_BOT_TOKEN} too (it begins with xoxb-).")
        return None
    if not secret and not app_token:
        raise SettingsError(
            f"Slack needs {SLACK_APP_TOKEN} (Socket Mode) or {SLACK_SIGNING_SECRET} (HTTP) too."
        )
    return Slack(
        bot_token=_beginning(SLACK_BOT_TOKEN, token, "xoxb-"),
        signing_secret=secret,
        app_token=_beginning(SLACK_APP_TOKEN, app_token, "xapp-") if app_token else "",
        api_url=_url(values.get(SLACK_API_URL) or Slack.api_url),
        per_minute=_per_minute(values.get(SLACK_PER_MINUTE) or str(Slack.per_minute)),
    )


def _beginning(name: str, token: str, begins: str) -> str:
    """The token; one of another kind is said so of, without showing it."""
    if not token.startswith(begins):
        raise SettingsError(f"{name} should begin with {begins}; it is another kind of token.")
    return token


def _url(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise SettingsError(f"{SLACK_API_URL} is {value!r}; it should be an address (https://…).")
    return value


def _per_minute(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 6000:
        raise SettingsError(f"{SLACK_PER_MINUTE} is {value!r}; write a number from 1 to 6000.")
    return int(value)


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
