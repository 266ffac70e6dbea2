"""What is needed to start: addresses and tokens. Everything else is in the database.

Each setting is an environment variable, or a line of the TOML file that SAMSPEL_SETTINGS names;
the environment wins.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from messages.errors import PlainError

DATABASE_URL = "SAMSPEL_DATABASE_URL"
DEFAULT_DATABASE = "samspel.db"


class SettingsError(PlainError):
    """The settings cannot be used; the sentence names the one that is wrong."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`database_url` is an SQLAlchemy URL; by default samspel.db in the current folder."""

    database_url: str

    @property
    def database_is_there(self) -> bool:
        """Whether there is one: an SQLite file that exists, or any other database."""
        _, slashes, file = self.database_url.partition(":///")
        of_a_file = self.database_url.startswith("sqlite") and slashes
        return not of_a_file or Path(file.partition("?")[0]).exists()


def load(environment: Mapping[str, str]) -> Settings:
    """The settings from the environment and the file it names; SettingsError for a bad file."""
    values = {**_file(environment.get("SAMSPEL_SETTINGS")), **environment}
    return Settings(database_url=values.get(DATABASE_URL) or f"sqlite:///{DEFAULT_DATABASE}")


def _file(name: str | None) -> dict[str, str]:
    if not name:
        return {}
    try:
        found = tomllib.loads(Path(name).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The settings file {name} cannot be read: {error}.") from None
    return {key: str(value) for key, value in found.items()}
