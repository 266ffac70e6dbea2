"""What `make client` installs from npm for the tests: a Teams client, and more."""

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).with_name("client")


def require_client() -> Path:
    """The folder with the client; the test is skipped where there is none, and fails in CI."""
    if (FOLDER / "node_modules").is_dir():
        return FOLDER
    sentence = "the Teams client is missing: make client"
    if os.environ.get("SAMSPEL_CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
