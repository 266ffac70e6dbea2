"""What Slack has not signed lately is refused, and what it has signed is read with care."""

import json
import time
from collections.abc import Awaitable, Callable

import pytest

from tests.bot.slack.people import signed, spoken
from tests.bot.slack.town import SlackTown
from tests.stories.slack.telling import tell
from tests.towns import Town

JSON = "application/json"
GONE = "Det här finns inte längre"
NOT_ALLOWED = "Det här kan du inte göra"

Work = Callable[[SlackTown], Awaitable[None]]


@pytest.mark.parametrize("forgery", ["unsigned", "another secret", "old", "changed", "garbage"])
def test_what_slack_did_not_sign_lately_is_refused_and_nothing_happens(
    town: Town, forgery: str
) -> None:
    text = spoken("möten")
    headers = {
        "unsigned": {"Content-Type": JSON},
        "another secret": signed(text, JSON) | {"X-Slack-Signature": "v0=" + "0" * 64},
        "old": signed(text, JSON, at=int(time.time()) - 301),
        "changed": signed(text.replace("ANNA", "PER"), JSON),
        "garbage": {"X-Slack-Request-Timestamp": "nyss", "X-Slack-Signature": "å"},
    }[forgery]

    async def story(here: SlackTown) -> None:
        assert (await here.people.post(text, headers)).status == 401
        await here.settled()
        assert here.titles("ANNA") == []

    tell(town, story)


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "[]", '{"type": "event_callback"}', "payload=", "payload=%7B", "payload=[]"],
)
def test_signed_nonsense_breaks_nothing(town: Town, text: str) -> None:
    async def story(here: SlackTown) -> None:
        for content in (JSON, "application/x-www-form-urlencoded"):
            answer = await here.people.post(text, signed(text, content))
            assert answer.status < 500
        await here.write("ANNA", "möten")
        assert here.titles("ANNA") == ["Dina nästa möten"]

    tell(town, story)


def test_slack_verifies_the_address_before_anything_else_works(town: Town) -> None:
    text = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"})

    async def story(here: SlackTown) -> None:
        here.slack.tokens.clear()
        answer = await here.people.post(text, signed(text, JSON))
        assert (answer.status, answer.body) == (200, {"challenge": "abc"})

    tell(town, story)


def test_more_than_slack_ever_sends_is_not_read(town: Town) -> None:
    text = "x" * 1_000_001

    async def story(here: SlackTown) -> None:
        assert (await here.people.post(text, signed(text, JSON))).status == 413

    tell(town, story)


def test_an_event_that_comes_again_is_heard_once(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        for _ in range(3):
            await here.people.post(spoken("möten"), signed(spoken("möten"), JSON))
            await here.settled()
        assert here.titles("ANNA") == ["Dina nästa möten"]

    tell(town, story)
