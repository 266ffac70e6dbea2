"""The Home tab: one's meetings, offices, the month's principle and the year, and what follows."""

from datetime import date

from tests.bot.slack.people import buttons, title, words
from tests.bot.slack.town import SlackTown, until
from tests.stories.slack.telling import in_both_ways, tell
from tests.towns import Town


@in_both_ways
def test_home_shows_what_is_ones_own_with_a_picture_of_the_year(town: Town, socket: bool) -> None:  # noqa: FBT001
    async def story(here: SlackTown) -> None:
        await here.open_home("ANNA")
        home = here.slack.homes["ANNA"]
        for heading in (
            "Dina nästa möten",
            "Dina uppdrag",
            "Dina påminnelser",
            "Månadens spelregel",
            "Samspelsåret i Vaggeryd",
        ):
            assert heading in words(home)
        assert "Kommunstyrelsens ordförande" in words(home)
        assert "På, enligt" not in words(home)
        assert {"Visa dagordning", "Lägg till punkt", "Flytta", "Avboka"} <= set(buttons(home))
        (picture,) = [block for block in home["blocks"] if block["type"] == "image"]
        assert here.slack.files[picture["slack_file"]["id"]].startswith(b"\x89PNG")
        assert "Årshjul" in picture["alt_text"]

    tell(town, story, socket=socket)


def test_a_meeting_moved_from_home_is_seen_there_at_once(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.open_home("ANNA")
        await here.press("ANNA", here.slack.homes["ANNA"], "Flytta")
        await here.people.fill("ANNA", day="2026-12-15", at="10:00")
        await here.settled()
        assert "tisdag 15 december kl. 10.00" in words(here.slack.homes["ANNA"])

    tell(town, story)


def test_the_agenda_opens_in_a_view_with_its_own_buttons(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.open_home("ANNA")
        await here.press("ANNA", here.slack.homes["ANNA"], "Visa dagordning")
        agenda = here.slack.modals["ANNA"]
        assert "Dagordning" in title(agenda)
        await here.press("ANNA", agenda, "Lägg till punkt")
        await here.people.fill("ANNA", text="Budgeten")
        assert "Budgeten" in words(here.slack.modals["ANNA"])

    tell(town, story)


def test_reminders_are_paused_until_a_day_and_home_says_so(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.open_home("ANNA")
        await here.press("ANNA", here.slack.homes["ANNA"], "Pausa till ett datum")
        await here.people.fill("ANNA", day="2026-12-12")
        await here.settled()
        assert "Påminnelserna är pausade till och med lördag 12 december" in words(
            here.slack.homes["ANNA"]
        )
        await here.go(date(2026, 12, 12))
        assert here.titles("ANNA") == []
        assert here.titles("PER")

    tell(town, story)


def test_the_drawing_is_uploaded_once_a_day_and_old_ones_are_taken_away(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        for _ in range(3):
            await here.open_home("ANNA")
        (first,) = here.slack.files
        await here.go(date(2027, 1, 25))
        await here.open_home("ANNA")
        assert len(here.slack.files) == 1
        assert first not in here.slack.files

    tell(town, story)


def test_a_meeting_is_cancelled_and_a_point_added_from_home(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.go(date(2026, 12, 9))
        await here.open_home("ANNA")
        await here.press("ANNA", here.slack.homes["ANNA"], "Lägg till punkt")
        await here.people.fill("ANNA", text="Budgeten")
        assert "Budgeten" in words(here.slack.modals["ANNA"])
        await here.press("ANNA", here.slack.homes["ANNA"], "Avboka")
        await here.people.fill("ANNA")
        await here.settled()
        reminder, news = here.slack.seen("PER")
        assert reminder["edited"]
        assert (
            title(reminder)
            == title(news)
            == ("Avbokat: samspelssamtalet måndag 14 december kl. 9.00")
        )
        assert "14 december kl. 9.00" not in words(here.slack.homes["ANNA"])

    tell(town, story)


def test_a_drawing_that_slack_is_not_ready_with_is_shown_a_moment_later(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.people.open_home("ANNA")
        await until(lambda: "ANNA" in here.slack.homes)  # in words, at once
        here.slack.faults["views.publish"] = [{"error": "invalid_blocks"}]
        await here.settled()
        assert [one for one in here.slack.homes["ANNA"]["blocks"] if one["type"] == "image"]
        assert not here.slack.faults["views.publish"]

    tell(town, story)


def test_home_is_shown_in_words_when_slack_is_not_ready_with_the_drawing(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        refused = {"error": "invalid_blocks"}
        here.slack.faults["files.getUploadURLExternal"] = [{"status": 500}, refused]
        await here.open_home("ANNA")
        assert "Samspelsåret" in words(here.slack.homes["ANNA"])
        assert not [one for one in here.slack.homes["ANNA"]["blocks"] if one["type"] == "image"]

    tell(town, story)


def test_who_is_not_confirmed_sees_what_anybody_may(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        await here.open_home("NY")
        home = words(here.slack.homes["NY"])
        assert "Hej, jag är samspel" in home
        assert "Månadens spelregel" in home
        assert "Dina nästa möten" not in home

    tell(town, story)
