"""The lemmas of a file's own words, kept between runs: looking them up takes three seconds."""

import hashlib
import json
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from messages import dictionary

MOST_KEPT = 50
"""How many files' words are kept; the oldest go."""


def of(words: Collection[str]) -> dict[str, str]:
    """Every form of the words with its lemma, from the cache where they have been asked for.

    Nothing but words and their lemmas is kept. Where nothing can be kept they are looked up again.
    """
    name = hashlib.sha256("\n".join(sorted(words)).encode()).hexdigest()
    file = _folder() / f"{name}.json"
    with suppress(OSError, ValueError):
        kept: dict[str, str] = json.loads(file.read_text("utf-8"))
        return kept
    found = dictionary.forms(words)
    with suppress(OSError):
        _keep(file, found)
    return found


def _folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "samspel" / "lemmas"


def _keep(file: Path, found: dict[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(f".{os.getpid()}")
    written.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    written.replace(file)
    kept = sorted(file.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in kept[MOST_KEPT:]:
        old.unlink()
