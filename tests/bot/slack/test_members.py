"""Who speaks: colleagues nobody has named, shared channels, and numbers that were used before."""

from bot import founding
from bot.slack import members
from tests.bot.slack.town import SlackTown
from tests.stories.slack.telling import tell
from tests.towns import Town

SORRY = "Något gick fel hos samspel"
RULE = "vad gäller sociala medier"


def test_slack_is_asked_once_about_a_colleague_who_asks_much(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        for _ in range(3):
            await here.command("NY", RULE)
        about = [asked for method, asked in here.slack.calls if method == "users.info"]
        assert [asked["user"] for asked in about].count("NY") == 1

    tell(town, story)


def test_whoever_is_added_is_known_at_once_also_after_having_asked(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        await here.command("NY", "möten")
        town.at_desk(lambda desk: founding.make_administrator(desk, "ny@exempel.se", "Ny Person"))
        await here.command("NY", "personer")
        first, second = here.titles("NY", "C1")
        assert first == "samspel vet inte vem du är"
        assert second == "Ingen väntar på att bli bekräftad"

    tell(town, story)


def test_no_old_button_confirms_somebody_else(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("ULLA2", "sara@exempel.se")
        await here.settled()
        old = here.last("KARIN")
        rows = [one["elements"][0] for one in old["blocks"] if one["type"] == "actions"]
        for user in [one for one in here.slack.users if one not in {"KARIN", "SARA", "ULLA2"}]:
            await members.leave(town.app, "T1", user)
        await here.command("ULLA2", RULE)
        for button in rows:
            await here.people.tell("interactive", here.people.click("KARIN", old, button))
        await here.command("ULLA2", "möten")
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
