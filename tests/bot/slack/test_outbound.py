"""What Slack answers when samspel sends, edits and looks back."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import NotSent, SendError, Sent, UnsureError
from bot.slack.outbound import limits
from messages.message import Message
from schedules.pace import PLACE
from tests.bot.slack.chat import slack_chat
from tests.bot.slack.stand_in import Slack
from tests.bot.slack.web_api import SCOPES, Json

HELLO = Message(title="Hej")
PLACE_ID, BEFORE = "T1:C1", datetime.now(UTC) - timedelta(minutes=1)


def refused(slack: Slack) -> Exception:
    with slack_chat(slack) as chat, pytest.raises((SendError, UnsureError)) as error:
        asyncio.run(chat.send(PLACE_ID, HELLO, "samspel-1"))
    return error.value


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        ({"status": 429, "headers": {"Retry-After": "7"}, "error": "ratelimited"}, 7),
        ({"status": 429, "headers": {"Retry-After": "7"}}, 7),
        ({"status": 429}, 30),
        ({"error": "ratelimited"}, 30),
    ],
)
def test_too_much_is_waited_for_as_long_as_slack_says(fault: Json, seconds: float) -> None:
    error = refused(Slack(faults={"chat.postMessage": [fault]}))
    assert isinstance(error, SendError)
    assert (error.permanent, error.retry_after) == (False, seconds)


@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"status": 504, "error": "x"}, {"error": "fatal_error"}, {}]
)
def test_an_answer_that_says_neither_yes_nor_no_is_unsure(fault: Json) -> None:
    assert isinstance(refused(Slack(faults={"chat.postMessage": [fault]})), UnsureError)


def test_an_unknown_refusal_is_lasting_and_said_by_name() -> None:
    error = refused(Slack(faults={"chat.postMessage": [{"error": "brand_new"}]}))
    assert isinstance(error, SendError)
    assert error.permanent
    assert "brand_new" in error.reason


def test_a_slack_that_is_not_there_was_not_reached() -> None:
    with slack_chat() as chat:
        pass
    with pytest.raises(SendError) as error:
        asyncio.run(chat.send(PLACE_ID, HELLO, "samspel-1"))
    assert not error.value.permanent


def test_a_message_is_sent_by_one_request_whatever_happens() -> None:
    slack = Slack(faults={"chat.postMessage": [{"status": 500}]})
    refused(slack)
    assert [method for method, _ in slack.calls] == ["chat.postMessage"]


def test_a_post_far_back_is_found_page_by_page() -> None:
    with slack_chat() as chat:
        first = asyncio.run(chat.send(PLACE_ID, HELLO, "samspel-1"))
        for number in range(2, 12):
            asyncio.run(chat.send(PLACE_ID, HELLO, f"samspel-{number}"))
        assert asyncio.run(chat.find(PLACE_ID, "samspel-1", BEFORE)) == Sent(first)
        assert asyncio.run(chat.find(PLACE_ID, "samspel-99", BEFORE)) is NotSent.ABSENT


@pytest.mark.parametrize("scopes", [SCOPES - {"channels:history"}])
def test_without_the_history_scopes_it_cannot_be_told(scopes: frozenset[str]) -> None:
    with slack_chat(Slack(scopes=scopes)) as chat:
        asyncio.run(chat.send(PLACE_ID, HELLO, "samspel-1"))
        assert asyncio.run(chat.find(PLACE_ID, "samspel-1", BEFORE)) is NotSent.CANNOT_TELL


def test_where_samspel_is_no_member_it_cannot_be_told() -> None:
    slack = Slack()
    with slack_chat(slack) as chat:
        slack.channels["C1"].has_samspel = False
        assert asyncio.run(chat.find(PLACE_ID, "samspel-1", BEFORE)) is NotSent.CANNOT_TELL


def test_a_slack_that_cannot_look_back_now_is_asked_again_later() -> None:
    with slack_chat(Slack(faults={"conversations.history": [{"status": 429}]})) as chat:
        with pytest.raises(SendError):
            asyncio.run(chat.find(PLACE_ID, "samspel-1", BEFORE))
        assert asyncio.run(chat.find(PLACE_ID, "samspel-1", BEFORE)) is NotSent.ABSENT


def test_the_key_is_all_that_others_could_read_in_the_metadata() -> None:
    slack = Slack()
    with slack_chat(slack) as chat:
        asyncio.run(chat.send(PLACE_ID, Message(title="Hemligt"), "samspel-7"))
    (post,) = slack.channels["C1"].posts
    metadata = {"event_type": "samspel_delivery", "event_payload": {"key": "samspel-7"}}
    assert post["metadata"] == metadata


def test_a_channel_has_its_pace_and_the_workspace_its_own() -> None:
    channel, workspace = limits(per_minute=120)
    assert channel.name == PLACE
    assert channel.rate.every == timedelta(seconds=1)
    assert workspace.rate.every == timedelta(seconds=0.5)
    assert workspace.scope("T1:C1") == workspace.scope("T1:C2") != workspace.scope("T2:C1")
