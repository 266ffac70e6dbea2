"""Teams refuses, is slow, or cannot be reached: nothing is lost, and whoever waits is told."""

from datetime import date, time

import pytest

from schedules.delivery import State
from tests.bot.teams.people import text, title
from tests.bot.teams.town import MANAGERS, TeamsTown
from tests.stories.teams.telling import tell
from tests.towns import Town

RULE = "vem svarar i medier för politiska beslut, politiker eller chef"
ANSWER = "Förtroendevalda svarar i medier för sina beslut"
REMINDER = "Samspelssamtal på måndag 14 december kl. 9.00"
UNSEEN = "Svaret kunde inte visas. Om du ändrade något är det redan sparat. Fråga annars igen."


def states(town: Town, place: str) -> set[State]:
    """What became of the deliveries to a place."""
    return {one.state for one in town.deliveries() if one.place == place}


def test_a_person_who_has_removed_samspel_is_named_to_the_administrator(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.members["anna"].has_samspel = False
        await here.go(date(2026, 12, 9))
        assert here.titles("anna") == []
        assert states(town, "a:anna") == {State.FAILED}
        told = here.last("karin")
        assert title(told) == (
            "Ett meddelande kom inte fram: samspel får inte skriva till "
            "kommunstyrelsens ordförande (KSO)"
        )
        assert "lägga till appen samspel i sin chatt" in text(told)
        assert here.titles("per") == [REMINDER]

    tell(town, story)


def test_whoever_takes_samspel_away_is_not_written_to_until_it_is_back(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.people.remove("anna")
        posts = len([one for one, _ in here.teams.calls if one == "post"])
        await here.write("karin", "hjälp")
        await here.go(date(2026, 12, 9))
        assert not any(
            asked.get("conversation", {}).get("id") == "a:anna" for _, asked in here.teams.calls
        )
        assert len([one for one, _ in here.teams.calls if one == "post"]) > posts
        await here.people.install("anna")
        await here.settled()
        assert here.titles("anna") == ["Hej, jag är samspel"]

    tell(town, story)


def test_a_channel_that_is_gone_is_named_to_the_administrator(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.conversations[MANAGERS].has_samspel = False
        await here.go(date(2026, 12, 16))
        told = [one for one in here.titles("karin") if "får inte skriva" in one]
        assert told == [
            "Ett meddelande kom inte fram: samspel får inte skriva i kanalen för chefer"
        ]

    tell(town, story)


@pytest.mark.parametrize("status", [412, 429, 503])
def test_a_refusal_that_passes_is_tried_again_once(town: Town, status: int) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.faults["post"] = [{"status": status}]
        await here.go(date(2026, 12, 9))
        assert (here.titles("anna"), here.titles("per")) == ([REMINDER], [REMINDER])

    tell(town, story)


@pytest.mark.parametrize(
    "fault", [{"status": 502}, {"status": 504}, {"status": 500}, {"cut": True}]
)
def test_what_nobody_knows_is_sent_again_where_it_is_a_reminder(
    town: Town, fault: dict[str, object]
) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.faults["post"] = [fault]
        await here.go(date(2026, 12, 9), time(9, 30))
        for _ in range(3):
            town.expire_leases()
            await here.settled()
        assert (here.titles("anna"), here.titles("per")) == ([REMINDER], [REMINDER])

    tell(town, story)


def test_a_token_that_teams_no_longer_takes_is_fetched_anew(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.faults["post"] = [{"status": 401}]
        await here.go(date(2026, 12, 9))
        assert (here.titles("anna"), here.titles("per")) == ([REMINDER], [REMINDER])
        assert [kind for kind, _ in here.teams.calls].count("login") == 2

    tell(town, story)


def test_without_a_token_nobody_is_taken_for_a_stranger(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.join("ny", "ny@exempel.se")
        here.teams.login_faults = [{"status": 401, "body": {}}]
        answer = await here.people.search("ny", "medier")
        said = answer.body["composeExtension"]["text"]
        assert said == "samspel kan inte söka just nu. Försök igen om en stund."

    tell(town, story)


def test_praise_that_nobody_knows_about_waits_for_an_administrator(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "beröm")
        here.teams.faults["post"] = [{"status": 502, "arrives": True}]
        await here.fill("anna", text="Bra jobbat allihop", channel="Chefer", agree="yes")
        town.expire_leases()
        await here.settled()
        assert len(here.titles(MANAGERS)) == 1
        assert states(town, MANAGERS) == {State.FAILED}

    tell(town, story)


def test_an_answer_that_cannot_be_sent_is_tried_once_more(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.faults["post"] = [{"status": 429, "headers": {"Retry-After": "0"}}]
        await here.write("sara", RULE)
        assert here.titles("sara") == [ANSWER]

    tell(town, story)


def test_whoever_waits_is_told_where_the_answer_could_not_be_sent(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.faults["post"] = [{"status": 500}]
        await here.write("sara", RULE)
        assert here.titles("sara") == [UNSEEN]

    tell(town, story)


def test_a_button_whose_answer_takes_long_says_so_and_the_answer_comes(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("sara", RULE)
        here.teams.faults["post"] = [{"after": 5}]
        answer = await here.people.press("sara", here.last("sara"), "Läs:")
        assert answer.says.startswith("Det tar längre tid än vanligt")
        assert answer.seconds < 5
        await here.settled()
        assert len(here.seen("sara")) == 2

    tell(town, story)


def test_a_stored_form_is_not_lost_with_its_answer(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "pausa")
        here.teams.faults["update"] = [{"status": 403}]
        shown = await here.fill("anna", day="2026-12-01")
        assert "till och med tisdag 1 december" in text(shown)

    tell(town, story)


def test_a_service_url_that_changes_is_followed(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        new = here.teams.service_url.replace("/emea/", "/emea/ny/../")
        activity = here.people.activity("anna", type="message", text="hjälp")
        token = here.people.token(serviceurl=new)
        await here.people.tell(activity | {"serviceUrl": new}, token)
        await here.settled()
        assert here.service.workplace.clients.keys() >= {new}

    tell(town, story)


def test_teams_away_at_the_start_is_no_hindrance(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.login_faults = [{"status": 503, "body": {}}] * 2
        await here.go(date(2026, 12, 9))
        assert here.titles("per") == [REMINDER]

    tell(town, story)
