"""What a chat's own page says around samspel's messages, from the words.toml beside its code."""

import tomllib
from functools import cached_property
from pathlib import Path


class Words:
    """The words of one chat, read when they are first needed."""

    def __init__(self, package_file: str) -> None:
        self._file = Path(package_file).with_name("words.toml")

    def __call__(self, name: str, **facts: object) -> str:
        """The words of that name, with the facts put in."""
        return self._all[name].format(**facts)

    @cached_property
    def _all(self) -> dict[str, str]:
        return tomllib.loads(self._file.read_text("utf-8"))
