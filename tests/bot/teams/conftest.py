"""What the tests of Teams share."""

import pytest

from tests.bot.teams.bearing import Bear, bearing
from tests.towns import Town


@pytest.fixture
def bear(town: Town, caplog: pytest.LogCaptureFixture) -> Bear:
    """Let something happen in a town; see tests/bot/teams/bearing.py."""
    return bearing(town, caplog)
