"""What is filled in in Slack: checked and stored before the modal closes, and nothing lost."""

from datetime import date

from tests.bot.slack.people import buttons, title, words
from tests.bot.slack.town import SlackTown
from tests.databases import on_both
from tests.stories.slack.telling import in_both_ways, tell
from tests.towns import Town

pytestmark = on_both


@in_both_ways
def test_a_meeting_is_moved_and_what_was_said_follows(town: Town, socket: bool) -> None:  # noqa: FBT001
    async def story(here: SlackTown) -> None:
        await here.go(date(2026, 12, 9))
        assert here.titles("PER") == ["Samspelssamtal på måndag 14 december kl. 9.00"]
        await here.press("PER", here.last("PER"), "Flytta")
        wrong = await here.people.fill("PER", day="2026-12-01", at="10:00", place="Lilla salen")
        assert wrong.body["response_action"] == "errors"
        assert list(wrong.body["errors"]) == ["day"]
        assert "dag" in wrong.body["errors"]["day"].lower()
        await here.people.fill("PER", day="2026-12-15", at="10:00", place="Lilla salen")
        news = "Flyttat: samspelssamtalet är nu tisdag 15 december kl. 10.00"
        assert title(here.slack.modals["PER"]) == news
        await here.settled()
        edited, told = here.slack.seen("ANNA")
        assert edited["edited"]
        assert title(edited).startswith("Flyttat: samspelssamtalet är nu tisdag 15 december")
        assert title(told) == news
        assert "Lilla salen" in words(told)

    tell(town, story, socket=socket)


def test_a_meeting_is_cancelled_by_way_of_the_command(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("ANNA", "avboka")
        which = here.last("ANNA", "C1")
        await here.press("ANNA", which, buttons(which)[0])
        await here.people.fill("ANNA")
        await here.settled()
        assert here.titles("PER") == ["Avbokat: samspelssamtalet måndag 14 december kl. 9.00"]

    tell(town, story)


def test_praise_waits_for_the_one_it_names(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.people.shortcut("ANNA")
        await here.settled()
        await here.press("ANNA", here.slack.modals["ANNA"], "Ge beröm")
        await here.people.fill(
            "ANNA",
            about="Sara Nyström",
            text="Bra jobbat, <!channel>",
            channel="Chefer",
            agree="yes",
        )
        await here.settled()
        assert here.titles("PER", "C2") == []
        await here.press("SARA", here.last("SARA"), "Visa i kanalen")
        assert here.titles("PER", "C2") == ["Beröm till Sara Nyström"]
        assert "Bra jobbat, <!channel>" in words(here.last("PER", "C2"))

    tell(town, story)


def test_a_concern_reaches_one_person_alone(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("SARA", "ta upp")
        await here.people.fill("SARA", office="kd", text="Mötena blir för långa.")
        await here.settled()
        assert "Mötena blir för långa." in words(here.last("PER"))
        others = [post for user in ("ANNA", "KARIN", "SARA") for post in here.slack.seen(user)]
        assert not any("Mötena blir" in words(post) for post in others)

    tell(town, story)


def test_a_form_asked_for_in_words_waits_behind_a_button(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.write("ANNA", "pausa")
        await here.press("ANNA", here.last("ANNA"), "Öppna formuläret")
        await here.people.fill("ANNA", day="2026-12-01")
        assert "till och med tisdag 1 december" in words(here.slack.modals["ANNA"])

    tell(town, story)


def test_a_point_is_put_on_the_agenda_once_however_often_it_is_sent(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("ANNA", "dagordning")
        which = here.last("ANNA", "C1")
        await here.press("ANNA", which, buttons(which)[0])
        await here.press("ANNA", here.last("ANNA", "C1"), "Lägg till punkt")
        sent = here.people.submission("ANNA", here.slack.modals["ANNA"], {"text": "Budgeten"})
        for _ in range(3):
            await here.people.tell("interactive", sent)
        await here.command("ANNA", "dagordning")
        which = here.last("ANNA", "C1")
        await here.press("ANNA", which, buttons(which)[0])
        assert words(here.last("ANNA", "C1")).count("Budgeten") == 1

    tell(town, story)


def test_a_new_series_is_started(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("KARIN", "serie")
        await here.people.fill(
            "KARIN", first="kso", second="opposition", start="2026-12-03", at="08:30", minutes="45"
        )
        await here.settled()
        assert "torsdag 3 december kl. 8.30" in words(here.last("OLLE"))

    tell(town, story)


def test_too_much_typed_is_said_at_the_field_and_kept(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("SARA", "ta upp")
        answer = await here.people.fill("SARA", office="kd", text="å" * 100_000)
        assert list(answer.body["errors"]) == ["text"]
        assert "SARA" in here.slack.modals

    tell(town, story)


def test_a_form_with_fields_that_are_not_there_is_checked_like_any(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("SARA", "ta upp")
        sent = here.people.submission("SARA", here.slack.modals["SARA"], {})
        sent["view"]["state"] = {"values": {"text": None, "office": {"other": 1}}}
        answer = await here.people.tell("interactive", sent)
        assert set(answer.body["errors"]) == {"office", "text"}

    tell(town, story)


def test_what_is_wrong_with_a_field_that_is_not_shown_gives_the_form_back_as_typed(
    town: Town,
) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("SARA", "ta upp")
        sent = here.people.submission("SARA", here.slack.modals["SARA"], {"text": "Skrivet"})
        sent["view"]["blocks"] = []
        answer = await here.people.tell("interactive", sent)
        assert answer.body["response_action"] == "update"
        (typed,) = [
            block["element"]["initial_value"]
            for block in answer.body["view"]["blocks"]
            if block.get("block_id") == "text"
        ]
        assert typed == "Skrivet"

    tell(town, story)
