"""Whatever comes in at the real endpoint: a status, a sentence where somebody waits, no leak."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from tests.bot.teams.connector import Json
from tests.bot.teams.people import MESSAGE, Answer, buttons_of, text, title
from tests.bot.teams.town import MANAGEMENT, TeamsTown
from tests.stories.teams.telling import tell
from tests.towns import DIALOGUE, Town

SECRET = "hemligordet"  # noqa: S105 - what somebody types
UNREADABLE = "samspel förstod inte"
ALREADY = "Det är redan gjort."
GONE = "Det här finns inte längre"
NOT_ALLOWED = "Det här kan du inte göra"
STRANGE: list[Any] = [None, 7, SECRET, [SECRET], {}]
EXECUTE: Json = {"type": "Action.Execute", "verb": "press"}

Story = Callable[[TeamsTown], Awaitable[None]]


@pytest.fixture
def bear(town: Town, caplog: pytest.LogCaptureFixture) -> Callable[[Story], None]:
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


UNHEARD: list[Any] = [
    {"type": "something_new"},
    {"type": "typing"},
    {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
    {"type": "event", "name": "application/vnd.microsoft.readReceipt", "value": {}},
    {"type": "event", "name": "unheard/of"},
    {"type": "endOfConversation"},
    {"type": "messageUpdate", "text": SECRET},
    {"type": "messageDelete"},
    {"type": "conversationUpdate"},
    {"type": "installationUpdate", "action": "unheard_of"},
    {"type": 7},
    {},
]


def test_what_nobody_listens_to_is_taken_in_silence(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        for about in UNHEARD:
            answer = await here.people.tell(here.people.activity("anna") | about)
            await here.settled()
            assert answer.status == 200, about
            assert here.seen("anna") == [], about

    bear(story)


@pytest.mark.parametrize("name", ["unheard/of", "fileConsent/invoke", "signin/verifyState"])
def test_an_invoke_that_nobody_listens_to_is_answered_so(bear: Bear, name: str) -> None:
    async def story(here: TeamsTown) -> None:
        value = {"state": SECRET, "type": "fileUpload", "action": "decline", "context": {}}
        assert (await here.people.invoke("anna", name, value)).status == 501

    bear(story)


BUTTONS: list[Any] = [
    *STRANGE,
    {"action": None},
    {"action": EXECUTE},
    *({"action": EXECUTE | {"data": strange}} for strange in STRANGE),
    {"action": EXECUTE | {"data": {"do": [SECRET]}}},
    {"action": EXECUTE | {"data": {"do": "made_up", "more": {"a": [SECRET]}}}, "more": 1},
    {"action": EXECUTE | {"type": "Action.Unheard", "data": {"do": SECRET}}},
]


def test_a_button_that_cannot_be_read_is_answered_with_a_sentence(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        for value in BUTTONS:
            answer = await here.people.invoke("anna", "adaptiveCard/action", value)
            assert sentence(answer).startswith(UNREADABLE), value
            assert here.seen("anna") == [], value

    bear(story)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"do": "press", "action": "made_up"}, GONE),
        ({"do": "press", "action": ["move"], "value": {"a": SECRET}}, GONE),
        ({"do": "press", "action": "move", "value": DIALOGUE}, NOT_ALLOWED),
        ({"do": "press", "action": "move", "value": SECRET}, GONE),
        ({"do": "press", "action": "praise_yes", "value": "9" * 400}, GONE),
        ({"do": "press", "action": "praise_yes", "value": "1"}, GONE),
        ({"do": "press", "action": "confirm", "value": "1"}, NOT_ALLOWED),
        ({"do": "press", "action": "switch", "value": "survey:on"}, NOT_ALLOWED),
        ({"do": "press", "action": "again", "value": "1"}, GONE),
        ({"do": "again", "delivery": "1"}, GONE),
        ({"do": "again", "delivery": SECRET}, GONE),
        ({"do": "again", "action": "show", "value": SECRET, "at": "19:other@thread.tacv2"}, GONE),
    ],
)
def test_a_made_up_button_is_refused_kindly(bear: Bear, data: Json, said: str) -> None:
    async def story(here: TeamsTown) -> None:
        value = {"action": EXECUTE | {"data": data | {"more": SECRET}}, "trigger": "manual"}
        sentence(await here.people.invoke("sara", "adaptiveCard/action", value))
        await here.settled()
        assert here.titles("sara") == [said]

    bear(story)


@pytest.mark.parametrize(
    "data",
    [
        {"form": "made_up"},
        {"form": "made_up", "field_text": SECRET * 27_000},
        {"form": "note", "subject": "dialogue/1999-01-01", "field_text": [SECRET]},
        {"form": ["move"], "subject": 7, "once": {"a": 1}},
    ],
)
def test_a_made_up_form_is_refused_kindly(bear: Bear, data: Json) -> None:
    async def story(here: TeamsTown) -> None:
        value = {"action": EXECUTE | {"data": {"do": "submit"} | data}}
        answer = await here.people.invoke("sara", "adaptiveCard/action", value)
        assert title(answer.body["value"]) == GONE

    bear(story)


def test_far_too_much_typed_in_a_field_is_said_at_the_field(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "ta upp")
        typed = SECRET * 27_000
        answer = await here.people.fill("anna", here.last("anna"), text=typed)
        assert answer.status == 200
        assert "2000" in text(answer.body["value"]) or "2 000" in text(answer.body["value"])

    bear(story)


@pytest.mark.parametrize("name", ["composeExtension/submitAction", "task/submit"])
def test_a_dialog_that_cannot_be_read_ends_with_a_sentence(bear: Bear, name: str) -> None:
    async def story(here: TeamsTown) -> None:
        for value in (*STRANGE, {"data": None}, {"commandId": "lookUp"}):
            answer = await here.people.invoke("anna", name, value)
            assert sentence(answer).startswith(UNREADABLE), value

    bear(story)


SEARCHES: list[Any] = [
    *STRANGE,
    {"commandId": "search"},
    {"commandId": "search", "parameters": None},
    {"commandId": "search", "parameters": [{"name": "words", "value": 7}]},
    {"commandId": "search", "parameters": [{"name": "words", "value": SECRET * 9000}]},
    {"commandId": "search", "parameters": [{"name": 7}]},
]


def test_a_search_that_cannot_be_read_is_answered_all_the_same(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        for value in SEARCHES:
            answer = await here.people.invoke("anna", "composeExtension/query", value)
            assert answer.status == 200, value
            assert answer.body, value

    bear(story)


LOOKED_UP: list[Any] = [
    {"commandId": "lookUp"},
    {"commandId": "lookUp", "messagePayload": None},
    {"commandId": "lookUp", "messagePayload": {"id": "1"}},
    {"commandId": "lookUp", "messagePayload": {"id": "1", "body": {"content": None}}},
    {"commandId": "lookUp", "messagePayload": {"id": "1", "body": {"content": "<b>"}}},
]


def test_nothing_to_look_up_is_answered_in_the_dialog(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        for value in LOOKED_UP:
            about = {"commandContext": "message"} | value
            answer = await here.people.invoke("anna", "composeExtension/fetchTask", about)
            assert answer.status == 200, value
            assert answer.body.get("task", {}).get("value", "") or answer.says, value

    bear(story)


@pytest.mark.parametrize(
    "about",
    [
        {"text": None},
        {"text": ""},
        {"text": "<at>samspel</at>"},
        {"text": "xyzzy " * 33_000},
        {"text": "", "value": [SECRET]},
        {"text": "", "value": {}},
        {"text": "", "value": SECRET},
        {"text": None, "attachments": [{"contentType": "image/png"}]},
    ],
)
def test_a_message_with_nothing_or_far_too_much_in_it_is_answered_once(
    bear: Bear, about: Json
) -> None:
    async def story(here: TeamsTown) -> None:
        answer = await here.people.tell(here.people.activity("anna", type="message") | about)
        await here.settled()
        assert answer.status == 200
        assert len(here.seen("anna")) == 1

    bear(story)


@pytest.mark.parametrize("kind", ["message", "invoke", "conversationUpdate"])
def test_what_lacks_a_part_is_answered_with_a_status(bear: Bear, kind: str) -> None:
    async def story(here: TeamsTown) -> None:
        value = {"action": EXECUTE | {"data": {"do": "close"}}}
        about = {"name": "adaptiveCard/action", "value": value} if kind == "invoke" else {}
        whole = here.people.activity("anna", type=kind, text=SECRET) | about
        for missing in ("from", "conversation", "id", "recipient", "channelData"):
            for activity in (
                {name: part for name, part in whole.items() if name != missing},
                whole | {missing: None},
                whole | {missing: SECRET},
            ):
                assert (await here.people.tell(activity)).status in {200, 400, 401}, missing

    bear(story)


def test_a_message_that_is_told_of_twice_is_answered_once(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        activity = here.people.activity("anna", type="message", text="möten")
        answers = await asyncio.gather(*(here.people.tell(activity) for _ in range(3)))
        await here.settled()
        assert {one.status for one in answers} == {200}
        assert here.titles("anna") == ["Dina nästa möten"]

    bear(story)


def test_a_form_that_is_sent_twice_is_stored_once_and_says_so(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "ta upp")
        form = here.last("anna")
        office = next(
            option["title"]
            for one in form["attachments"][0]["content"]["body"]
            for option in one.get("choices", ())
            if "Per Ek" in option["title"]
        )
        for number in range(2):
            answer = await here.people.fill("anna", form, office=office, text=SECRET)
            assert (answer.says == ALREADY) is bool(number)
        await here.settled()
        assert len(here.seen("per")) == 1

    bear(story)


def test_a_button_pressed_twice_at_once_is_one_press_and_says_so(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "dagordning")
        which = here.last("anna")
        label = buttons_of(which)[0]["title"]
        answers = await asyncio.gather(*(here.people.press("anna", which, label) for _ in range(2)))
        await here.settled()
        assert sorted(one.says == ALREADY for one in answers) == [False, True]
        assert len(here.seen("anna")) == 2

    bear(story)


def test_several_who_press_the_same_card_at_once_get_each_an_answer(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("sara", "vad gäller sociala medier")
        card, users = here.last(MANAGEMENT), ("anna", "per", "olle", "eva", "karin")
        answers = await asyncio.gather(*(here.people.press(one, card, "Läs:") for one in users))
        await here.settled()
        assert all(one.body["type"] == MESSAGE and one.says != ALREADY for one in answers)
        assert [len(here.seen(user)) for user in users] == [1] * len(users)
        assert len(here.seen(MANAGEMENT)) == 1

    bear(story)


def test_a_button_of_a_meeting_that_is_over_says_so(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "flytta")
        which = here.last("anna")
        await here.go(date(2026, 12, 20))
        await here.press("anna", which, buttons_of(which)[0]["title"])
        assert title(here.last("anna")) == "Mötet är redan över"

    bear(story)
