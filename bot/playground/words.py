"""What the page itself says."""

import tomllib
from functools import cache
from pathlib import Path


def words(name: str, **facts: object) -> str:
    """The words of that name, with the facts put in."""
    return _words()[name].format(**facts)


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
