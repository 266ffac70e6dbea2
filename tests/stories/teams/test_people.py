"""Who is who in Teams: members and guests of the tenant, matched by e-mail and confirmed."""

from datetime import date

import pytest

from tests.bot.teams.people import button, buttons_of, text, title
from tests.bot.teams.tenant import OTHER_TENANT, Json
from tests.bot.teams.town import GROUP, MANAGEMENT, MANAGERS, TeamsTown
from tests.stories.teams.telling import tell
from tests.towns import Town

UNCONFIRMED = "samspel väntar på att någon bekräftar vem du är"
STRANGER = "samspel vet inte vem du är"
RULE = "vem svarar i medier för politiska beslut, politiker eller chef"
ANSWER = "Förtroendevalda svarar i medier för sina beslut"
WELCOME = "Hej, jag är samspel"


def about(here: TeamsTown, name: str) -> Json:
    """What the button carries with which Karin confirms somebody."""
    asked = [one for one in here.seen("karin") if title(one).startswith("Är det de")]
    data: Json = next(one for one in buttons_of(asked[-1]) if name in one["tooltip"])["data"]
    return data


def test_first_contact_is_confirmed_by_the_administrator_and_then_reminders_come(
    town: Town,
) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.members["anna"].email = "ANNA@exempel.se"
        await here.write("karin", "hjälp")
        await here.write("anna", "möten")
        assert here.titles("anna") == [UNCONFIRMED]
        assert "Anna Berg, kommunstyrelsens ordförande (KSO): ett konto i Teams" in text(
            here.last("karin")
        )
        await here.people.execute("karin", here.last("karin"), about(here, "Anna"))
        await here.settled()
        assert here.titles("anna")[-1] == "Nu vet samspel vem du är"
        await here.go(date(2026, 12, 9))
        assert here.titles("anna")[-1] == "Samspelssamtal på måndag 14 december kl. 9.00"

    tell(town, story, known=False)


def test_only_an_administrator_confirms(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        for user in ("karin", "anna", "per"):
            await here.write(user, "hjälp")
        asked = about(here, "Anna")
        await here.people.execute("karin", here.last("karin"), about(here, "Per"))
        await here.settled()
        await here.people.execute("per", here.last("per"), asked)
        await here.settled()
        assert here.titles("per")[-1] == "Det här kan du inte göra"
        await here.write("anna", "möten")
        assert here.titles("anna")[-1] == UNCONFIRMED

    tell(town, story, known=False)


def test_those_who_are_needed_are_found_in_a_team_that_samspel_is_added_to(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.members["per"].has_samspel = False
        here.teams.open("19:ny@thread.tacv2")
        await here.people.install("karin", "19:ny@thread.tacv2")
        await here.settled()
        assert here.titles("19:ny@thread.tacv2") == [WELCOME]
        await here.write("karin", "personer")
        assert "Anna Berg" in text(here.last("karin"))
        assert "Per Ek" not in text(here.last("karin"))

    tell(town, story, known=False)


def test_whoever_adds_samspel_is_greeted_once_and_known_at_once(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        for _ in range(2):
            await here.people.install("anna")
            await here.settled()
        assert here.titles("anna") == [WELCOME]
        await here.write("karin", "personer")
        assert "Anna Berg" in text(here.last("karin"))

    tell(town, story, known=False)


def test_a_colleague_whom_samspel_does_not_know_can_look_things_up(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.join("ny", "ny@exempel.se")
        for words in (RULE, "beröm"):
            await here.write("ny", words)
        assert here.titles("ny") == [ANSWER, STRANGER]
        lookups = [asked for kind, asked in here.teams.calls if kind == "member"]
        assert [one["id"] for one in lookups].count("29:ny") == 1

    tell(town, story)


def test_a_guest_is_matched_by_the_address_and_not_by_entras_name_for_guests(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.members["sara"].guest = True
        await here.write("sara", "möten")
        assert here.titles("sara") == [UNCONFIRMED]
        here.teams.join("falsk", "", guest=True)
        await here.write("falsk", "möten")
        assert here.titles("falsk") == [STRANGER]

    tell(town, story, known=False)


def test_a_guest_without_the_app_is_told_what_to_do_where_it_was_asked(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.members["sara"].guest = True
        here.teams.members["sara"].has_samspel = False
        await here.mention("sara", "möten")
        (line,) = here.titles(MANAGEMENT)
        assert line.startswith("Lägg till appen samspel i din egen chatt")
        await here.mention("sara", RULE)
        assert here.titles(MANAGEMENT)[-1] == ANSWER

    tell(town, story, known=False)


@pytest.mark.parametrize("words", [RULE, "möten"])
def test_somebody_from_another_organisation_is_told_nothing(town: Town, words: str) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.join("x", "anna@exempel.se", tenant=OTHER_TENANT)
        await here.mention("x", words, MANAGERS)
        assert ANSWER not in here.titles(MANAGERS)
        assert here.titles("x") == []

    tell(town, story, known=False)


def test_another_tenant_is_refused_plainly(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        activity = here.people.activity("anna", type="message", text=RULE)
        activity["conversation"]["tenantId"] = OTHER_TENANT
        activity["channelData"] = {"tenant": {"id": OTHER_TENANT}}
        await here.people.tell(activity)
        await here.settled()
        assert here.titles("anna") == [
            "samspel är installerat för en annan organisation och kan inte svara dig här."
        ]
        invoke = activity | {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "value": {"action": {"type": "Action.Execute", "verb": "press", "data": {}}},
        }
        assert "en annan organisation" in (await here.people.tell(invoke)).says

    tell(town, story)


def test_an_account_that_says_it_is_another_is_nobody(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.join("x", "x@exempel.se")
        activity = here.people.activity("x", type="message", text="möten")
        activity["from"]["aadObjectId"] = here.teams.members["karin"].object_id
        await here.people.tell(activity)
        await here.settled()
        assert "Dina nästa möten" not in here.titles("x")

    tell(town, story, known=False)


def test_a_new_holder_is_reached_as_soon_as_she_is_confirmed(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.join("maja", "maja@exempel.se")
        await here.write("karin", "innehavare")
        await here.press("karin", here.last("karin"), "Ange innehavare")
        holder = {"email": "maja@exempel.se", "name": "Maja Falk", "capacity": "ordinary"}
        await here.fill("karin", office="kso", starts="2026-11-23", **holder)
        await here.press("karin", here.last("karin"), "Bekräfta")
        await here.go(date(2026, 12, 9))
        assert here.titles("maja")[-1] == "Samspelssamtal på måndag 14 december kl. 9.00"
        assert "Samspelssamtal på måndag 14 december kl. 9.00" not in here.titles("anna")

    tell(town, story)


def test_a_channel_is_connected_where_it_is_from_the_administrators_own_chat(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("karin", "koppla kanalen", GROUP, thread="")
        assert here.titles(GROUP) == ["Svaret finns i din egen chatt med samspel."]
        asked = here.last("karin")
        assert button(asked, "Använd för chefer")["data"]["at"] == GROUP
        await here.press("karin", asked, "Använd för chefer")
        await here.go(date(2026, 12, 16))
        assert any(one.startswith("Månadens spelregel") for one in here.titles(GROUP))
        assert here.titles(MANAGERS) == []

    tell(town, story)


def test_a_trial_goes_the_way_of_all_reminders(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "prova")
        assert here.titles("anna") == [
            "En provpåminnelse är på väg",
            "Provpåminnelse från samspel",
        ]

    tell(town, story)
