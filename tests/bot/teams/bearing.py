"""What samspel bears: something happens, nothing typed is logged, and it answers afterwards."""

import logging
from collections.abc import Awaitable, Callable

import pytest

from tests.bot.teams.people import Answer
from tests.bot.teams.town import TeamsTown
from tests.stories.teams.telling import tell
from tests.towns import Town

SECRET = "hemligordet"  # noqa: S105 - what somebody types
UNREADABLE = "samspel förstod inte"
ALREADY = "Det är redan gjort."
GONE = "Det här finns inte längre"
NOT_ALLOWED = "Det här kan du inte göra"

Story = Callable[[TeamsTown], Awaitable[None]]


def bearing(town: Town, caplog: pytest.LogCaptureFixture) -> "Bear":
    """Let something happen; nothing typed is logged, and samspel answers a question afterwards."""

    def bear(story: Story) -> None:
        caplog.set_level(logging.INFO)

        async def told(here: TeamsTown) -> None:
            await story(here)
            await here.settled()
            await here.write("sara", "vad gäller sociala medier")
            assert "medier" in here.titles("sara")[-1]

        tell(town, told)
        logged = caplog.text + " ".join(str(vars(record)) for record in caplog.records)
        assert SECRET not in logged
        assert "Traceback" not in logged

    return bear


Bear = Callable[[Story], None]


def sentence(answer: Answer) -> str:
    """What somebody who waits is told, in words."""
    assert answer.status == 200
    found = answer.says or str(answer.body.get("task", {}).get("value", ""))
    assert found.endswith(".")
    return found
