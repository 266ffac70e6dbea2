"""What goes wrong between samspel and Slack is said to whoever waits, and nothing typed is lost."""

import asyncio
import logging
from dataclasses import replace
from datetime import date, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot import founding, sender
from bot.slack import members, serving, socket_mode
from bot.slack.words import words as phrase
from schedules import corrections
from schedules.delivery import State
from tests.bot.slack.people import title, words
from tests.bot.slack.town import SlackTown, served_town, until
from tests.bot.slack.web_api import SCOPES, Json
from tests.stories.slack.telling import tell
from tests.towns import Town

SORRY = "Något gick fel hos samspel"
RULE = "vad gäller sociala medier"


@pytest.mark.parametrize("fault", [{"status": 500}, {"error": "token_revoked"}, {"status": 429}])
def test_whoever_asked_is_told_where_slack_does_not_say_who_asks(town: Town, fault: Json) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        here.slack.faults["users.info"] = [fault]
        await here.people.command("NY", RULE)
        await here.settled()
        assert here.titles("NY", "C1") == [SORRY]

    tell(town, story)


def test_a_short_wait_that_slack_asks_for_is_waited_for(town: Town) -> None:
    wait = {"status": 429, "headers": {"Retry-After": "1"}}

    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        here.slack.faults["users.info"] = [wait]
        here.slack.faults["chat.postMessage"] = [wait]
        await here.people.write("NY", RULE)
        await here.settled()
        assert here.titles("NY") == ["Förtroendevalda svarar i medier för sina beslut"]

    tell(town, story)


def test_slack_is_asked_once_about_a_colleague_who_asks_much(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        for _ in range(3):
            await here.people.command("NY", RULE)
            await here.settled()
        about = [asked for method, asked in here.slack.calls if method == "users.info"]
        assert [asked["user"] for asked in about].count("NY") == 1

    tell(town, story)


def test_whoever_is_added_is_known_at_once_also_after_having_asked(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        await here.people.command("NY", "möten")
        await here.settled()
        town.at_desk(lambda desk: founding.make_administrator(desk, "ny@exempel.se", "Ny Person"))
        await here.people.command("NY", "personer")
        await here.settled()
        first, second = here.titles("NY", "C1")
        assert first == "samspel vet inte vem du är"
        assert second == "Ingen väntar på att bli bekräftad"

    tell(town, story)


def test_a_view_that_opens_too_late_is_said_in_the_conversation(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.people.open_home("ANNA")
        await here.settled()
        here.slack.faults["views.open"] = [{"error": "expired_trigger_id"}]
        await here.people.press("ANNA", here.slack.homes["ANNA"], "Visa dagordning")
        await here.settled()
        assert "Dagordning" in here.titles("ANNA")[-1]

    tell(town, story)


def test_two_forms_in_one_modal_are_two_forms(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.people.open_home("ANNA")
        await here.settled()
        await here.people.press("ANNA", here.slack.homes["ANNA"], "Visa dagordning")
        await here.settled()
        for point in ("Budgeten", "Bygget"):
            await here.people.press("ANNA", here.slack.modals["ANNA"], "Lägg till punkt")
            await here.settled()
            await here.people.fill("ANNA", text=point)
            assert point in words(here.slack.modals["ANNA"])
        assert "Budgeten" in words(here.slack.modals["ANNA"])

    tell(town, story)


def test_what_was_typed_stays_when_the_database_is_away(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.people.command("SARA", "ta upp")
        await here.settled()
        with town.app.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE identity RENAME TO away")
        answer = await here.people.fill("SARA", office="kd", text="Långt och viktigt.")
        assert list(answer.body["errors"].values()) == [phrase("failed")]
        with town.app.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE away RENAME TO identity")
        await here.people.fill("SARA", office="kd", text="Långt och viktigt.")
        await here.settled()
        assert "Långt och viktigt." in words(here.last("PER"))

    tell(town, story)


def test_an_old_button_does_not_confirm_somebody_else(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("ULLA2", "sara@exempel.se")
        await here.settled()
        old = here.last("KARIN")
        last = [one for one in old["blocks"] if one["type"] == "actions"][-1]["elements"][0]
        for user in [one for one in here.slack.users if one not in {"KARIN", "SARA", "ULLA2"}]:
            await members.leave(town.app, "T1", user)
        await here.people.command("ULLA2", RULE)
        await here.settled()
        await here.people.tell("interactive", here.people.click("KARIN", old, last))
        await here.people.command("ULLA2", "möten")
        await here.settled()
        assert here.titles("ULLA2", "C1")[-1] == "samspel väntar på att någon bekräftar vem du är"

    tell(town, story, known=False)


def test_one_member_who_cannot_be_asked_about_does_not_hide_the_others(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.users["ULLA"].deleted = True
        here.slack.faults["users.info"] = [{"error": "user_not_found"}, {"status": 500}]
        assert not await members.look_around_everywhere(here.service.workplace)
        await here.settled()
        assert here.titles("KARIN") == ["Ulla Frid finns inte längre i Slack"]

    tell(town, story)


def test_a_stranger_s_question_in_a_shared_channel_is_answered_to_the_stranger(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("X", "x@annan.se", stranger=True, team="T9")
        payload = {
            "type": "event_callback",
            "team_id": "T9",
            "event_id": "Ev99",
            "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
            "event": {
                "type": "app_mention",
                "user": "X",
                "channel": "C2",
                "ts": "1.1",
                "text": f"<@UBOT> {RULE}",
            },
        }
        await here.people.tell("events_api", payload)
        await here.settled()
        assert here.titles("X", "C2") == ["samspel vet inte vem du är"]
        assert here.titles("ANNA", "C2") == []

    tell(town, story)


def test_a_member_who_asks_in_a_shared_channel_is_known(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        payload = {
            "type": "event_callback",
            "team_id": "T9",
            "event_id": "Ev98",
            "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
            "event": {
                "type": "app_mention",
                "user": "ANNA",
                "channel": "C2",
                "ts": "1.1",
                "text": "<@UBOT> möten",
            },
        }
        await here.people.tell("events_api", payload)
        await here.settled()
        assert here.titles("ANNA", "C2") == ["Dina nästa möten"]

    tell(town, story)


def test_without_the_agent_view_nothing_is_suggested_and_nothing_is_wrong(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.scopes = SCOPES - {"assistant:write"}
        await here.people.open_home("ANNA", tab="messages")
        await here.settled()

        assert here.slack.prompts == {}

    tell(town, story)
    assert "not answered" not in caplog.text


def test_an_archived_channel_is_not_said_to_need_an_invitation(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.faults["chat.postMessage"] = [{"error": "is_archived"}]
        await here.people.mention("SARA", RULE, "C2")
        await here.settled()
        assert title(here.last("SARA", "C2")) == phrase("not_shown")

    tell(town, story)


def test_a_socket_that_slack_refuses_is_opened_anew_and_no_ticket_is_logged(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "AGAIN", socket_mode.AGAIN / 100)
    caplog.set_level(logging.WARNING)

    async def story(here: SlackTown) -> None:
        calls = [method for method, _ in here.slack.calls].count("apps.connections.open")
        here.slack.faults["apps.connections.open"] = [{"error": "invalid_auth"}, {"status": 500}]
        here.slack.refused_sockets = 1
        await here.slack.sockets[0].close()
        await until(lambda: len(here.slack.sockets) == 1 and not here.slack.refused_sockets, 20)
        await asyncio.sleep(0.1)
        opened = [method for method, _ in here.slack.calls].count("apps.connections.open")
        assert opened - calls == 4
        await here.people.command("SARA", RULE)
        await here.settled()
        assert here.titles("SARA", "C1")

    tell(town, story, socket=True)
    assert "ticket" not in caplog.text


def test_a_post_that_arrived_though_slack_did_not_say_so_is_found_and_not_posted_again(
    town: Town,
) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.faults["chat.postMessage"] = [{"status": 500, "arrives": True}]
        await here.people.command("ANNA", "prova")
        for _ in range(5):
            await here.settled()
            town.expire_leases()
        assert here.titles("ANNA") == ["Provpåminnelse från samspel"]
        (trial,) = [one for one in town.deliveries() if one.kind.value == "trial"]
        assert (trial.state.value, trial.message_id) == ("sent", here.last("ANNA")["ts"])

    tell(town, story)


def test_a_channel_that_samspel_was_removed_from_is_told_of_and_tried_again(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.channels["C2"].has_samspel = False
        await here.go(date(2026, 12, 16))
        assert "Ett meddelande kunde inte skickas" in here.titles("KARIN")
        parked = [one for one in town.deliveries() if one.state is State.FAILED]
        assert {one.reason for one in parked} == {
            "Slack: not_in_channel (samspel is not in the channel: invite it)"
        }
        here.slack.channels["C2"].has_samspel = True
        numbers = [one.id for one in parked]
        town.at_desk(lambda desk: corrections.try_again(desk.session, numbers, desk.now))
        await here.go(date(2026, 12, 17))
        assert [one for one in here.titles("PER", "C2") if one.startswith("Månadens spelregel")]

    tell(town, story)


def test_the_same_event_through_two_sockets_is_heard_once(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        async with served_town(town, here.slack, here.configured):
            await until(lambda: len(here.slack.sockets) == 2)
            channel = here.slack.direct("ANNA").id
            spoken = {"type": "message", "channel_type": "im", "user": "ANNA", "text": "möten"}
            event = spoken | {"channel": channel, "ts": "1.1"}
            for _ in here.slack.sockets:
                await here.people.event("ANNA", event, event_id="Ev7")
                here.slack.sockets.reverse()
            await until(lambda: bool(here.titles("ANNA")))
            await asyncio.sleep(0.3)
        assert here.titles("ANNA") == ["Dina nästa möten"]

    tell(town, story, socket=True)


def test_a_name_with_markup_in_it_is_shown_as_it_is_written(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.people.command("KARIN", "innehavare")
        await here.settled()
        await here.people.press("KARIN", here.last("KARIN", "C1"), "Ange innehavare")
        await here.settled()
        name = "<!channel> *Maja* & <@U1>"
        await here.people.fill(
            "KARIN", office="kso", email="maja@exempel.se", name=name, starts="2026-11-20"
        )
        assert name in words(here.slack.modals["KARIN"])
        await here.people.command("SARA", "innehavare")
        await here.settled()
        assert name in words(here.last("SARA", "C1"))

    tell(town, story)


def test_a_slack_that_says_nothing_is_not_waited_for_for_ever(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "ANSWER", timedelta(seconds=0.3))

    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        here.slack.faults["users.info"] = [{"after": 2, "status": 500}]
        await here.people.command("NY", RULE)
        await here.settled()
        assert here.titles("NY", "C1") == [SORRY]

    tell(town, story)


def test_the_sender_goes_on_where_slack_is_not_reached(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.people.command("ANNA", "prova")
        await here.service.finish()
        chat, port = here.service.chat, "http://127.0.0.1:9/api/"
        nowhere = AsyncWebClient("xoxb-1", base_url=port, retry_handlers=[])
        away = replace(chat, workplace=replace(chat.workplace, client=nowhere))
        await sender.send(replace(here.app, chats={"slack": away}))
        assert here.titles("ANNA") == []
        for _ in range(7):
            await here.settled()
        assert here.titles("ANNA") == ["Provpåminnelse från samspel"]

    tell(town, story)
