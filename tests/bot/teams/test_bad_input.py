"""Whatever comes in at the real endpoint: a status, a sentence where somebody waits, no leak."""

from typing import Any

import pytest

from tests.bot.teams.bearing import GONE, NOT_ALLOWED, SECRET, UNREADABLE, Bear, sentence
from tests.bot.teams.people import text, title
from tests.bot.teams.tenant import Json
from tests.bot.teams.town import TeamsTown
from tests.towns import DIALOGUE

STRANGE: list[Any] = [None, 7, SECRET, [SECRET], {}]
EXECUTE: Json = {"type": "Action.Execute", "verb": "press"}

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
