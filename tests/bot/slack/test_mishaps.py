"""What goes wrong between samspel and Slack is said to whoever waits, and nothing typed is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot import sender
from bot.slack import serving
from bot.slack.words import words as phrase
from schedules import corrections
from schedules.delivery import State
from tests.bot.slack.people import title, words
from tests.bot.slack.town import SlackTown
from tests.bot.slack.web_api import SCOPES, Json
from tests.stories.slack.telling import tell
from tests.towns import Town

SORRY = "Något gick fel hos samspel"
RULE = "vem svarar i medier för politiska beslut"


@pytest.mark.parametrize("fault", [{"status": 500}, {"error": "token_revoked"}, {"status": 429}])
def test_whoever_asked_is_told_where_slack_does_not_say_who_asks(town: Town, fault: Json) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        here.slack.faults["users.info"] = [fault]
        await here.command("NY", RULE)
        assert here.titles("NY", "C1") == [SORRY]

    tell(town, story)


def test_a_short_wait_that_slack_asks_for_is_waited_for(town: Town) -> None:
    wait = {"status": 429, "headers": {"Retry-After": "1"}}

    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        here.slack.faults["users.info"] = [wait]
        here.slack.faults["chat.postMessage"] = [wait]
        await here.write("NY", RULE)
        assert here.titles("NY") == ["Förtroendevalda svarar i medier för sina beslut"]

    tell(town, story)


def test_a_view_that_opens_too_late_is_said_in_the_conversation(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.open_home("ANNA")
        here.slack.faults["views.open"] = [{"error": "expired_trigger_id"}]
        await here.press("ANNA", here.slack.homes["ANNA"], "Visa dagordning")
        assert "Dagordning" in here.titles("ANNA")[-1]

    tell(town, story)


def test_two_forms_in_one_modal_are_two_forms(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.open_home("ANNA")
        await here.press("ANNA", here.slack.homes["ANNA"], "Visa dagordning")
        for point in ("Budgeten", "Bygget"):
            await here.press("ANNA", here.slack.modals["ANNA"], "Lägg till punkt")
            await here.people.fill("ANNA", text=point)
            assert point in words(here.slack.modals["ANNA"])
        assert "Budgeten" in words(here.slack.modals["ANNA"])

    tell(town, story)


def test_what_was_typed_stays_when_the_database_is_away(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("SARA", "ta upp")
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


def test_without_the_agent_view_nothing_is_suggested_and_nothing_is_wrong(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.scopes = SCOPES - {"assistant:write"}
        await here.open_home("ANNA", tab="messages")

        assert here.slack.prompts == {}

    tell(town, story)
    assert "not answered" not in caplog.text


def test_an_archived_channel_is_not_said_to_need_an_invitation(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.faults["chat.postMessage"] = [{"error": "is_archived"}]
        await here.mention("SARA", RULE, "C2")
        assert title(here.last("SARA", "C2")) == phrase("not_shown")

    tell(town, story)


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
        told = "Ett meddelande kom inte fram: samspel får inte skriva i kanalen för chefer"
        assert told in here.titles("KARIN")
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


def test_a_name_with_markup_in_it_is_shown_as_it_is_written(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("KARIN", "innehavare")
        await here.press("KARIN", here.last("KARIN", "C1"), "Ange innehavare")
        name = "<!channel> *Maja* & <@U1>"
        await here.people.fill(
            "KARIN", office="kso", email="maja@exempel.se", name=name, starts="2026-11-20"
        )
        assert name in words(here.slack.modals["KARIN"])
        await here.command("SARA", "innehavare")
        assert name in words(here.last("SARA", "C1"))

    tell(town, story)


def test_a_slack_that_says_nothing_is_not_waited_for_for_ever(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "ANSWER", timedelta(seconds=0.3))

    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        here.slack.faults["users.info"] = [{"after": 2, "status": 500}]
        await here.command("NY", RULE)
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
