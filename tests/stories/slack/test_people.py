"""Who is who: matched by e-mail, confirmed by an administrator, and gone when the account is."""

from datetime import date

import pytest

from bot import amendments
from bot.slack import members
from messages import shipped
from messages.agreement import Decision
from tests.bot.slack.people import buttons, words
from tests.bot.slack.town import SlackTown
from tests.bot.slack.web_api import Json
from tests.stories.slack.telling import tell
from tests.towns import Town

UNCONFIRMED = "samspel väntar på att någon bekräftar vem du är"
STRANGER = "samspel vet inte vem du är"
RULE = "vem svarar i medier för politiska beslut, politiker eller chef"


def about(post: Json, name: str) -> Json:
    """The button that is about somebody."""
    rows = [block["elements"] for block in post["blocks"] if block["type"] == "actions"]
    return next(one for (one,) in rows if name in one.get("accessibility_label", ""))


def test_first_contact_is_confirmed_by_the_administrator_and_then_reminders_come(
    town: Town,
) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.users["ANNA"].email = "ANNA@exempel.se"
        await here.command("ANNA", "möten")
        assert here.titles("ANNA", "C1") == [UNCONFIRMED]
        asked = here.last("KARIN")
        assert "Anna Berg, kommunstyrelsens ordförande (KSO): ett konto i Slack" in words(asked)
        await here.people.tell(
            "interactive", here.people.click("KARIN", asked, about(asked, "Anna"))
        )
        await here.settled()
        assert here.titles("ANNA") == ["Nu vet samspel vem du är"]
        await here.command("ANNA", "möten")
        assert here.titles("ANNA", "C1")[-1] == "Dina nästa möten"
        await here.go(date(2026, 12, 9))
        assert here.titles("ANNA")[-1] == "Samspelssamtal på måndag 14 december kl. 9.00"

    tell(town, story, known=False)


def test_holders_who_have_not_written_are_looked_for(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.settled()
        await here.command("KARIN", "personer")
        waiting = here.last("KARIN", "C1")
        assert "Anna Berg" in words(waiting)
        assert "Sara Nyström" not in words(waiting)
        assert here.titles("KARIN") == ["Är det de här personerna?"]

    tell(town, story, known=False)


def test_only_an_administrator_confirms(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("ANNA", "hjälp")
        asked = here.last("KARIN")
        await here.people.tell(
            "interactive", here.people.click("KARIN", asked, about(asked, "Per"))
        )
        await here.settled()
        assert here.titles("PER") == ["Nu vet samspel vem du är"]
        await here.people.tell("interactive", here.people.click("PER", asked, about(asked, "Anna")))
        await here.command("ANNA", "möten")
        assert here.titles("ANNA", "C1")[-1] == UNCONFIRMED
        assert here.titles("KARIN")[-1] == "Det här kan du inte göra"

    tell(town, story, known=False)


def test_a_colleague_whom_samspel_does_not_know_can_look_things_up(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se")
        for text in (RULE, "beröm"):
            await here.command("NY", text)
        first, second = here.titles("NY", "C1")
        assert first == "Förtroendevalda svarar i medier för sina beslut"
        assert second == STRANGER

    tell(town, story)


def test_a_member_of_an_enterprise_organisation_belongs_to_her_workspaces(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("NY", "ny@exempel.se", team="E1", teams=("T1", "T2"))
        await here.command("NY", RULE, team_id="T1")
        assert here.titles("NY", "C1") == ["Förtroendevalda svarar i medier för sina beslut"]

    tell(town, story)


@pytest.mark.parametrize(
    "about", [{"stranger": True}, {"team": "T2"}, {"bot": True}, {"deleted": True}]
)
def test_whoever_does_not_belong_to_the_workspace_is_told_nothing(
    town: Town, about: dict[str, object]
) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("X", "anna@exempel.se", **about)
        team = {"team_id": "T1"}
        await here.people.command("X", RULE, **team)
        await here.command("X", "möten", **team)
        assert set(here.titles("X", "C1")) == {STRANGER}

    tell(town, story, known=False)


def test_a_workspace_that_is_not_bound_is_told_nothing(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("ANNA2", "anna@exempel.se", team="T2")
        await here.command("ANNA2", RULE)
        assert set(here.titles("ANNA2", "C1")) == {STRANGER}

    tell(town, story)


@pytest.mark.parametrize("told", [True, False], ids=["told", "found"])
def test_a_closed_account_is_noticed_and_the_administrator_told(town: Town, told: bool) -> None:  # noqa: FBT001
    async def story(here: SlackTown) -> None:
        here.slack.users["ANNA"].deleted = True
        if told:
            user = here.slack.users["ANNA"].profile
            await here.people.event("KARIN", {"type": "user_change", "user": user})
        else:
            await members.look_around_everywhere(here.service.workplace)
        await here.settled()
        assert here.titles("KARIN") == ["Anna Berg finns inte längre i Slack"]
        assert "kommunstyrelsens ordförande (KSO)" in words(here.last("KARIN"))
        await here.go(date(2026, 12, 9))
        assert here.titles("ANNA") == []

    tell(town, story)


def test_a_new_holder_is_reached_as_soon_as_she_is_confirmed(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.join("MAJA", "maja@exempel.se")
        await here.command("KARIN", "innehavare")
        await here.press("KARIN", here.last("KARIN", "C1"), "Ange innehavare")
        await here.people.fill(
            "KARIN",
            office="kso",
            email="maja@exempel.se",
            name="Maja Falk",
            capacity="ordinary",
            starts="2026-11-23",
        )
        await here.settled()
        await here.people.press("KARIN", here.last("KARIN"), "Bekräfta")
        await here.go(date(2026, 12, 9))
        assert here.titles("MAJA")[-1] == "Samspelssamtal på måndag 14 december kl. 9.00"
        assert "Samspelssamtal på måndag 14 december kl. 9.00" not in here.titles("ANNA")

    tell(town, story)


def test_a_trial_goes_the_way_of_all_reminders(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("ANNA", "prova")
        assert here.titles("ANNA", "C1") == ["En provpåminnelse är på väg"]
        assert here.titles("ANNA") == ["Provpåminnelse från samspel"]
        assert here.last("ANNA")["metadata"]["event_payload"]["key"].startswith("samspel-")

    tell(town, story)


def test_an_amended_agreement_is_heard_in_the_channels(town: Town) -> None:
    decision = Decision(body="kommunfullmäktige", paragraph="§ 87", day=date(2026, 11, 30))
    new = shipped.versions("vaggeryd")[-1].adopted(decision, date(2027, 1, 1))

    async def story(here: SlackTown) -> None:
        town.at_desk(lambda desk: amendments.adopt(desk, new))
        await here.go(date(2027, 1, 8))
        for channel in ("C2", "C3"):
            assert "Från och med 1 januari: ny lydelse av överenskommelsen" in here.titles(
                "PER", channel
            )

    tell(town, story)


def test_a_channel_is_connected_where_it_is(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.open("C9")
        await here.command("KARIN", "koppla kanalen", "C9")
        asked = here.last("KARIN", "C9")
        await here.press("KARIN", asked, buttons(asked)[1])
        assert "C9" in {one["channel"] for one in here.slack.seen("KARIN", "C9")}
        await here.go(date(2026, 12, 16))
        assert any(one.startswith("Månadens spelregel") for one in here.titles("PER", "C9"))

    tell(town, story)
