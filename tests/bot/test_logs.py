"""The log is for operators: what libraries advise those who write code stays out of it."""

import logging

import pytest

from bot import logs


@pytest.mark.parametrize(
    ("name", "level", "shown"),
    [
        ("slack_bolt.AsyncApp", logging.WARNING, False),
        ("slack_bolt.oauth", logging.WARNING, False),
        ("slack_sdk.socket_mode.aiohttp", logging.INFO, False),
        ("slack_bolt.AsyncApp", logging.ERROR, True),
        ("uvicorn.error", logging.INFO, False),
        ("bot.sender", logging.INFO, True),
    ],
)
def test_who_is_heard(
    name: str,
    level: int,
    shown: bool,  # noqa: FBT001
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = logging.getLogger()
    before, kept = root.level, root.handlers[:]
    logs.configure(as_json=False)
    try:
        logging.getLogger(name).log(level, "some words")
    finally:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
        for handler in kept:
            root.addHandler(handler)
        root.setLevel(before)
    assert ("some words" in capsys.readouterr().err) is shown
