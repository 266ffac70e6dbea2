"""The short form of `make chaos`: the same modes, smaller."""

import asyncio
from pathlib import Path

import pytest

from tests.chaos.arena import Setting
from tests.chaos.modes import MODES, Bout
from tests.databases import of_kind


@pytest.mark.parametrize(
    ("mode", "database", "processes", "messages"),
    [
        ("kill", "sqlite", 1, 300),
        ("kill", "postgresql", 2, 300),
        ("freeze", "postgresql", 2, 300),
        ("cut", "sqlite", 1, 60),
        ("restart", "postgresql", 1, 200),
        ("full", "sqlite", 1, 300),
    ],
)
def test_nothing_is_lost_and_nothing_sent_twice(
    tmp_path: Path, mode: str, database: str, processes: int, messages: int
) -> None:
    setting = Setting(municipalities=20, messages=messages, processes=processes)
    bout = Bout(database=database, setting=setting, blows=1, most=40)
    verdict = asyncio.run(MODES[mode][0](bout, of_kind(database, tmp_path)))
    assert verdict.good, verdict
