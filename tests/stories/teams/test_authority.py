"""What a client makes up, accounts that are alike, and chats that are somebody else's."""

import asyncio
from dataclasses import replace

from bot import arrivals, founding, people
from bot.teams import conversations
from bot.teams.conversations import Conversation, Kind
from tests.bot.teams.people import button, inputs
from tests.bot.teams.tenant import OTHER_TENANT, TENANT
from tests.bot.teams.town import GROUP, MANAGEMENT, TeamsTown
from tests.databases import on_both
from tests.stories.teams.telling import tell
from tests.towns import Town

RULE = "vem svarar i medier för politiska beslut, politiker eller chef"
BETWEEN = "19:anna_per@unq.gbl.spaces"
WELCOME = "Hej, jag är samspel"


def test_a_thread_that_leads_elsewhere_is_no_thread(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", RULE)
        data = button(here.last("anna"), "Läs:")["data"] | {"action": "share"}
        for led in (";messageid=1/../a:per", "/../a:per", "?x", "#x", ";messageid=x"):
            forged = data | {"at": f"{MANAGEMENT}{led}"}
            await here.people.execute("anna", here.last("anna"), forged)
            await here.settled()
        assert here.seen("per") == here.seen(MANAGEMENT) == []

    tell(town, story)


def test_a_chat_between_two_people_is_nobodys_own(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.open(BETWEEN, "personal")
        here.teams.faults["paged"] = [{"status": 403}] * 9  # nobody is found but by the search
        town.at_desk(lambda desk: founding.make_administrator(desk, "ny@exempel.se", "Ny"))
        here.teams.join("ny", "ny@exempel.se")
        await here.people.search("ny", "medier", BETWEEN)
        await here.people.look_up("ny", RULE, BETWEEN)
        assert "Ny" in {one.person.name for one in town.at_desk(arrivals.everyone)}
        places = town.at_desk(lambda desk: people.addresses(desk.session, desk.municipality))
        assert BETWEEN not in {address.place for address in places.values()}
        assert conversations.find(here.app, BETWEEN) is None

    tell(town, story)


def test_a_further_account_of_an_administrator_is_asked_about(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("karin", "personer")
        here.teams.join("karin2", "karin@exempel.se")
        await here.write("karin2", "personer")
        assert here.titles("karin2") == ["samspel väntar på att någon bekräftar vem du är"]
        assert any("Är det" in one for one in here.titles("karin"))

    tell(town, story, known=False)


def test_a_guest_is_no_administrator_by_the_address_alone(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.members["karin"].guest = True
        await here.write("karin", "personer")
        assert here.titles("karin") == ["samspel väntar på att någon bekräftar vem du är"]

    tell(town, story, known=False)


def test_what_is_wrong_with_a_form_is_said_also_when_it_takes_long(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("sara", "ta upp")
        form = here.last("sara")
        here.teams.faults["member"] = [{"after": 5}]
        data = button(form, "Skicka")["data"] | {"at": MANAGEMENT, "field_office": "kd"}
        answer = await here.people.execute("sara", form, data)
        assert answer.says == "Det tar längre tid än vanligt, men det görs."
        await here.settled()
        assert inputs(here.last("sara"))["office"]["value"] == "kd"
        assert here.last("sara")["edited"]

    tell(town, story)


def test_an_old_edit_of_a_card_does_not_come_last(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("sara", "ta upp")
        form = dict(here.last("sara"))
        here.teams.faults["update"] = [{"status": 429, "headers": {"Retry-After": "1"}}]
        await here.people.fill("sara", here.last("sara"), office="kd", text="")
        sent = here.last("sara")
        sent.update(attachments=form["attachments"])
        await here.people.fill("sara", sent, office="kd", text="Kan vi ses?")
        await here.settled()
        assert inputs(here.last("sara")) == {}

    tell(town, story)


def test_an_address_that_changes_is_followed(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        old = here.teams.own("per")
        here.teams.open("a:per-ny", "personal", user="per")
        await here.people.remove("per")
        old.has_samspel = False
        await here.people.install("per", "a:per-ny")
        await here.settled()
        await here.people.tell(
            here.people.activity("per", "a:per-ny", type="message", text="prova")
        )
        await here.settled()
        assert here.titles("a:per-ny")[-1] == "Provpåminnelse från samspel"

    tell(town, story)


def test_a_client_of_the_older_kind_is_told_what_has_no_card(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", RULE)
        value = {"do": "något annat"}
        activity = here.people.activity("anna", type="message", value=value, replyToId="1")
        await here.people.tell(activity)
        await here.settled()
        assert here.titles("anna")[-1].startswith("samspel förstod inte vad knappen")

    tell(town, story)


def test_a_team_is_greeted_whatever_teams_tells_first(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.open("19:ny@thread.tacv2")
        added = [{"id": "28:samspel"}]
        update = here.people.activity(
            "karin", "19:ny@thread.tacv2", type="conversationUpdate", membersAdded=added
        )
        await asyncio.gather(
            here.people.tell(update), here.people.install("karin", "19:ny@thread.tacv2")
        )
        await here.settled()
        assert here.titles("19:ny@thread.tacv2") == [WELCOME]

    tell(town, story)


def test_everybody_who_is_added_is_found_at_once(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.service.finish()
        for user in ("maja", "nils"):
            here.teams.join(user, f"{user}@exempel.se")
            added = [{"id": here.teams.members[user].account}]
            update = here.people.activity(
                "karin", GROUP, type="conversationUpdate", membersAdded=added
            )
            await here.people.tell(update)
        await here.settled()
        looked = [asked["id"] for kind, asked in here.teams.calls if kind == "member"]
        assert {"29:maja", "29:nils"} <= set(looked)

    tell(town, story)


def test_people_whom_teams_gives_no_number_share_nothing(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        for user in ("x", "y"):
            here.teams.join(user, f"{user}@annan.se")
            activity = here.people.activity(user, GROUP, type="message", text="möten")
            del activity["from"]["aadObjectId"]
            await here.people.tell(activity)
            await here.settled()
        assert here.seen("x") == here.seen("y") == []
        assert conversations.of_person(here.app, f"{TENANT}:") is None

    tell(town, story)


def test_an_outsider_is_told_who_samspel_answers(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.join("x", "x@annan.se", tenant=OTHER_TENANT)
        await here.mention("x", RULE, GROUP, thread="")
        assert here.titles(GROUP) == [
            "samspel svarar bara den som hör till kommunen, eller är gäst där."
        ]

    tell(town, story)


@on_both
def test_what_teams_leaves_unsaid_does_not_change_what_is_known(town: Town) -> None:
    own = Conversation(
        id="a:anna", kind=Kind.PERSONAL, service_url="https://x/", user_id=f"{TENANT}:anna"
    )
    unsaid = replace(own, kind=Kind.GROUP, user_id="", service_url="https://y/")
    for told in (own, unsaid):
        conversations.save(town.app, told)
    assert conversations.find(town.app, "a:anna") == replace(own, service_url="https://y/")


@on_both
def test_two_who_tell_of_a_conversation_at_once_both_get_by(town: Town) -> None:
    told = [
        Conversation(id=f"19:{n % 3}", kind=Kind.GROUP, service_url=f"https://{n}/")
        for n in range(12)
    ]

    async def at_once() -> None:
        saving = (asyncio.to_thread(conversations.save, town.app, one) for one in told)
        await asyncio.gather(*saving)

    asyncio.run(at_once())
    assert conversations.find(town.app, "19:0") is not None
