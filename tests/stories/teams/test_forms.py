"""What is filled in in Teams: in a card of one's own, checked and stored, and nothing lost."""

from datetime import date

from tests.bot.teams.people import buttons, inputs, text, title
from tests.bot.teams.town import MANAGEMENT, MANAGERS, TeamsTown
from tests.databases import on_both
from tests.stories.teams.telling import tell
from tests.towns import Town

pytestmark = on_both

NEWS = "Flyttat: samspelssamtalet är nu tisdag 15 december kl. 10.00"


def test_a_meeting_is_moved_and_what_was_said_follows(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.go(date(2026, 12, 9))
        assert here.titles("per") == ["Samspelssamtal på måndag 14 december kl. 9.00"]
        says = await here.press("per", here.last("per"), "Flytta")
        assert says == "Formuläret står sist i chatten."
        wrong = await here.fill("per", day="2026-12-01", at="10:00", place="Lilla salen")
        assert "Dagen har redan varit" in text(wrong)
        assert inputs(wrong)["place"]["value"] == "Lilla salen"
        moved = await here.fill("per", day="2026-12-15", at="10:00", place="Lilla salen")
        assert title(moved) == NEWS
        assert (title(here.last("per")), here.last("per")["edited"]) == (NEWS, True)
        edited, told = here.seen("anna")
        assert edited["edited"]
        assert title(edited).startswith("Flyttat: samspelssamtalet är nu tisdag 15 december")
        assert title(told) == NEWS
        assert "Lilla salen" in text(told)

    tell(town, story)


def test_a_meeting_is_cancelled_by_way_of_the_command(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "avboka")
        await here.press("anna", here.last("anna"), buttons(here.last("anna"))[0])
        await here.fill("anna")
        assert here.titles("per") == ["Avbokat: samspelssamtalet måndag 14 december kl. 9.00"]

    tell(town, story)


def test_praise_waits_for_the_one_it_names(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "beröm")
        words = "Bra jobbat, <at>alla</at> **du**"
        about, channel = "Sara Nyström", "Chefer"
        await here.fill("anna", about=about, text=words, channel=channel, agree="yes")
        assert here.titles(MANAGERS) == []
        await here.press("sara", here.last("sara"), "Visa i kanalen")
        assert here.titles(MANAGERS) == ["Beröm till Sara Nyström"]
        assert words in text(here.last(MANAGERS))

    tell(town, story)


def test_a_concern_reaches_one_person_alone(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("sara", "ta upp")
        stored = await here.fill("sara", office="kd", text="Mötena blir för långa.")
        assert "Mötena blir för långa." in text(here.last("per"))
        assert "Mötena blir" not in text(here.last("sara"))
        assert text(here.last("sara")) == text(stored)
        for others in ("anna", "karin", MANAGEMENT):
            assert not any("Mötena blir" in text(post) for post in here.seen(others))

    tell(town, story)


def test_a_form_asked_for_among_others_waits_in_the_askers_own_chat(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("anna", "ta upp")
        assert here.titles(MANAGEMENT) == ["Formuläret väntar i din egen chatt med samspel."]
        await here.fill("anna", office="kd", text="Kan vi ses?")
        assert "Kan vi ses?" in text(here.last("per"))

    tell(town, story)


def test_a_form_that_is_left_says_so_and_stores_nothing(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "pausa")
        await here.press("anna", here.last("anna"), "Avbryt")
        assert here.titles("anna") == ["Inget har skickats"]

    tell(town, story)


def test_a_point_is_put_on_the_agenda_once_however_often_it_is_sent(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.go(date(2026, 12, 9))
        await here.press("anna", here.last("anna"), "Lägg till punkt")
        form = dict(here.last("anna"))
        sent = here.last("anna")
        await here.fill("anna", text="Budgeten")
        sent.update(form)
        again = await here.people.fill("anna", sent, text="Budgeten")
        assert again.says == "Det är redan gjort."
        await here.write("anna", "dagordning")
        await here.press("anna", here.last("anna"), buttons(here.last("anna"))[0])
        assert text(here.last("anna")).count("Budgeten") == 1

    tell(town, story)


def test_a_client_that_knows_only_the_older_buttons_does_as_well(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("sara", "ta upp")
        await here.people.submit("sara", here.last("sara"), "Skicka", office="kd", text="")
        await here.settled()
        assert len(here.seen("sara")) == 1
        assert "error" not in text(here.last("sara"))
        assert inputs(here.last("sara"))["office"]["value"] == "kd"
        await here.people.submit("sara", here.last("sara"), "Skicka", text="Kan vi ses?")
        await here.settled()
        assert "Kan vi ses?" in text(here.last("per"))
        assert inputs(here.last("sara")) == {}

    tell(town, story)


def test_a_new_series_is_started(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("karin", "serie")
        slot = {"start": "2026-12-03", "at": "08:30", "minutes": "45"}
        await here.fill("karin", first="kso", second="opposition", **slot)
        assert "torsdag 3 december kl. 8.30" in text(here.last("olle"))

    tell(town, story)


def test_too_much_typed_is_said_at_the_field_and_kept(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("sara", "ta upp")
        wrong = await here.fill("sara", office="kd", text="å" * 3000)
        assert inputs(wrong)["text"]["value"] == "å" * 3000
        assert here.seen("per") == []

    tell(town, story)
