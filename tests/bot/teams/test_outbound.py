"""What Teams answers when samspel sends and edits, and what is sent where."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat import SendError, UnsureError
from bot.teams import conversations, serving
from messages.message import Message
from tests.bot.teams.chat import TeamsByTheCall, let_in, teams_chat
from tests.bot.teams.connector import Connector
from tests.bot.teams.tenant import Json

HELLO = Message(title="Hej")
HERE, NOWHERE = "T1:C1", "http://127.0.0.1:9/"


def refused(teams: Connector) -> SendError | UnsureError:
    with teams_chat(teams) as chat:
        return error_of(chat)


def error_of(chat: TeamsByTheCall, place: str = HERE) -> SendError | UnsureError:
    with pytest.raises((SendError, UnsureError)) as error:
        asyncio.run(chat.send(place, HELLO, "samspel-1"))
    assert isinstance(error.value, SendError | UnsureError)
    assert "hemligt" not in str(error.value)
    return error.value


def faulty(*faults: Json) -> Connector:
    return Connector(faults={"post": list(faults)})


SHUT_OUT = (
    (403, "BotNotInConversationRoster", "add the app there"),
    (403, "ConversationBlockedByUser", "has blocked samspel"),
    (403, "MessageWritesBlocked", "blocked or removed samspel"),
    (403, "BrandNew", "samspel is not let in there"),
    (403, "", "samspel is not let in there"),
    (404, "ConversationNotFound", "does not exist any more"),
    (404, "", "Teams: 404"),
)
OTHERWISE = ((400, "BadSyntax"), (400, ""), (413, "MessageSizeTooBig"))
WAITS: tuple[tuple[dict[str, str], float], ...] = (
    ({"Retry-After": "7"}, 7),
    ({"Retry-After": "9999"}, 60),
    ({"Retry-After": "Mon"}, 1),
    ({}, 1),
)


def test_where_samspel_is_shut_out_it_is_lasting_and_said_what_to_do() -> None:
    with teams_chat(faulty(*({"status": one[0], "code": one[1]} for one in SHUT_OUT))) as chat:
        for *_, says in SHUT_OUT:
            error = error_of(chat)
            assert isinstance(error, SendError)
            assert (error.permanent, error.shut_out, error.retry_after) == (True, True, None)
            assert says in error.reason


def test_another_refusal_is_lasting_and_said_by_its_name() -> None:
    with teams_chat(faulty(*({"status": one[0], "code": one[1]} for one in OTHERWISE))) as chat:
        for status, code in OTHERWISE:
            error = error_of(chat)
            assert isinstance(error, SendError)
            assert (error.permanent, error.shut_out) == (True, False)
            assert f"{status} {code}".rstrip() in error.reason


def test_a_token_that_teams_does_not_take_is_not_used_again() -> None:
    with teams_chat(faulty({"status": 401})) as chat:
        error = error_of(chat)
        assert isinstance(error, SendError)
        assert not error.permanent


@pytest.mark.parametrize("status", [412, 429, 503])
def test_what_passes_is_waited_for_as_long_as_teams_says(status: int) -> None:
    with teams_chat(faulty(*({"status": status, "headers": one} for one, _ in WAITS))) as chat:
        for _, seconds in WAITS:
            error = error_of(chat)
            assert isinstance(error, SendError)
            assert (error.permanent, error.shut_out) == (False, False)
            assert error.retry_after is not None
            assert seconds <= error.retry_after <= seconds + 1


@pytest.mark.parametrize(
    "fault",
    [{"status": 500}, {"status": 502}, {"status": 504, "arrives": True}, {"cut": True}],
)
def test_an_answer_that_says_neither_yes_nor_no_is_unsure_and_nothing_is_sent_again(
    fault: Json,
) -> None:
    teams = faulty(fault)
    assert isinstance(refused(teams), UnsureError)
    assert [kind for kind, _ in teams.calls].count("post") == 1


def test_a_post_that_teams_gives_no_id_was_sent_and_has_none() -> None:
    with teams_chat(faulty({"status": 201})) as chat:
        assert asyncio.run(chat.send(HERE, HELLO, "samspel-1")) == ""


def test_a_teams_that_says_nothing_is_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "ANSWER", timedelta(seconds=0.3))
    assert isinstance(refused(faulty({"after": 1})), UnsureError)


def test_a_teams_that_is_not_there_was_not_reached() -> None:
    with teams_chat() as chat:
        trusting = replace(chat.configured, service_urls=(NOWHERE,))
        let_in(chat.app, HERE, NOWHERE)
        error = error_of(replace(chat, configured=trusting))
    assert isinstance(error, SendError)
    assert (error.permanent, error.reason) == (False, "Teams cannot be reached")


def test_what_the_sdk_would_read_in_the_environment_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "MANAGED_IDENTITY_CLIENT_ID"):
        monkeypatch.setenv(name, "of-the-environment")
    monkeypatch.setenv("SERVICE_URL", NOWHERE)
    teams = Connector()
    with teams_chat(teams) as chat:
        asyncio.run(chat.send(HERE, HELLO, "samspel-1"))
    assert [kind for kind, _ in teams.calls] == ["login", "post"]


def test_without_entra_nothing_is_sent_and_it_passes() -> None:
    teams = Connector()
    with teams_chat(teams) as chat:
        error = error_of(replace(chat, configured=replace(chat.configured, login_url=NOWHERE)))
    assert isinstance(error, SendError)
    assert not error.permanent
    assert teams.calls == []


@pytest.mark.parametrize(
    "address",
    [
        lambda _: "https://evil.example/",
        lambda ours: ours.replace("/emea", "@evil.example/emea"),
        lambda ours: ours.replace("/emea", "/login"),
        lambda _: "",
    ],
    ids=["evil", "us as a user", "another path", "none"],
)
def test_an_address_that_is_not_trusted_is_never_called(address: Callable[[str], str]) -> None:
    teams = Connector()
    with teams_chat(teams) as chat:
        let_in(chat.app, HERE, address(teams.service_url))
        error = error_of(chat)
    assert isinstance(error, SendError)
    assert error.permanent
    assert teams.calls == []


def test_where_samspel_has_not_been_let_in_nobody_is_asked() -> None:
    teams = Connector()
    with teams_chat(teams) as chat:
        unknown = error_of(chat, "19:okänd@thread.tacv2")
        conversations.forget(chat.app, HERE)
        forgotten = error_of(chat)
    for error in (unknown, forgotten):
        assert isinstance(error, SendError)
        assert (error.permanent, error.shut_out) == (True, True)
    assert teams.calls == []


def test_a_post_is_a_card_from_samspel_with_a_summary_and_no_text_of_its_own() -> None:
    teams = Connector()
    with teams_chat(teams) as chat:
        message_id = asyncio.run(chat.send(HERE, HELLO, "samspel-7"))
    (post,) = teams.conversations[HERE].posts
    assert (post["id"], post["summary"]) == (message_id, "Hej")
    assert post["from"] == {"id": chat.configured.client_id}
    assert not post.get("text")
    assert [one["contentType"] for one in post["attachments"]] == [
        "application/vnd.microsoft.card.adaptive"
    ]


def test_an_edit_stands_in_the_same_place_and_is_one_request() -> None:
    teams = Connector()
    with teams_chat(teams) as chat:
        message_id = asyncio.run(chat.send(HERE, HELLO, "samspel-1"))
        for _ in range(2):
            asyncio.run(chat.edit(HERE, message_id, Message(title="Nytt")))
    (post,) = teams.conversations[HERE].posts
    assert (post["summary"], post["edited"]) == ("Nytt", True)
    assert [kind for kind, _ in teams.calls].count("update") == 2
