"""Somebody asks what applies: alone, in a channel, from the compose box, or of a message."""

from tests.bot.teams import checks
from tests.bot.teams.people import button, buttons, card_of, filled, text, title
from tests.bot.teams.town import GROUP, MANAGEMENT, TeamsTown
from tests.stories.teams.telling import tell
from tests.towns import Town

QUESTION = "får en politiker ringa en enhetschef?"
MEDIA = "vem svarar i medier för politiska beslut, politiker eller chef"
ANSWER = "Kontakt med medarbetare går via förvaltningschefen"
ELSEWHERE = "Svaret finns i din egen chatt med samspel."


def test_a_free_question_alone_is_answered_there(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("sara", f"{QUESTION} &lt;tack&gt;")
        assert here.titles("sara") == [ANSWER]
        assert "avsnitt 3" in text(here.last("sara"))
        assert here.last("sara")["summary"].startswith(ANSWER)

    tell(town, story)


def test_a_mention_is_answered_to_all_in_its_thread(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("sara", MEDIA, thread="17")
        answer = here.last(MANAGEMENT)
        assert title(answer) == "Förtroendevalda svarar i medier för sina beslut"
        assert answer["thread"] == "17"
        assert "Dela i kanalen" not in buttons(answer)
        assert here.titles("sara") == []

    tell(town, story)


def test_a_mention_in_a_group_chat_is_answered_there(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("sara", MEDIA, GROUP, thread="")
        assert here.titles(GROUP) == ["Förtroendevalda svarar i medier för sina beslut"]

    tell(town, story)


def test_what_is_ones_own_is_answered_alone_and_a_line_says_so(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("anna", "möten", thread="17")
        assert here.titles("anna") == ["Dina nästa möten"]
        (line,) = here.seen(MANAGEMENT)
        assert (line["text"], line["thread"]) == (ELSEWHERE, "17")

    tell(town, story)


def test_another_rule_is_read_where_the_button_is(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("sara", MEDIA)
        says = await here.press("anna", here.last(MANAGEMENT), "Läs:")
        assert says == ELSEWHERE
        assert len(here.seen(MANAGEMENT)) == 1
        assert here.titles("anna") == ["Ansvarig chef svarar i medier på hur-frågor"]

    tell(town, story)


def test_what_is_read_alone_can_still_be_shared_where_it_was_asked(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("sara", MEDIA, thread="17")
        await here.press("anna", here.last(MANAGEMENT), "Läs:")
        says = await here.press("anna", here.last("anna"), "Dela i kanalen")
        assert says == "Det syns nu för alla där."
        shared = here.last(MANAGEMENT)
        assert (title(shared), shared["thread"]) == (here.titles("anna")[0], "17")

    tell(town, story)


def test_nobody_shares_where_they_are_not(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        here.teams.open("19:hemlig@thread.tacv2", "channel", user="per")
        await here.people.install("per", "19:hemlig@thread.tacv2")
        await here.write("anna", MEDIA)
        before = len(here.seen("19:hemlig@thread.tacv2"))
        data = button(here.last("anna"), "Läs:")["data"]
        forged = data | {"action": "share", "at": "19:hemlig@thread.tacv2"}
        await here.people.execute("anna", here.last("anna"), forged)
        await here.settled()
        assert len(here.seen("19:hemlig@thread.tacv2")) == before

    tell(town, story)


def test_a_rule_is_found_from_the_compose_box_and_put_in_the_message(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        for words in (None, "medier"):
            answer = await here.people.search("sara", words, MANAGEMENT)
            found = answer.body["composeExtension"]["attachments"]
            assert found
            assert all(one["preview"]["content"]["title"] for one in found)
        assert "medier" in title(found[0]["content"])
        nothing = await here.people.search("sara", "xyzzy", MANAGEMENT)
        assert nothing.body["composeExtension"]["text"].startswith("Ingen spelregel")

    tell(town, story)


def test_what_applies_to_a_message_is_answered_in_a_dialog_and_shared(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        answer = await here.people.look_up("sara", f"<at>Per</at> {QUESTION}", MANAGEMENT)
        card = answer.body["task"]["value"]["card"]["content"]
        assert title(card) == ANSWER
        assert here.seen(MANAGEMENT) == []
        data = button(card, "Dela i kanalen")["data"]
        shared = await here.people.in_dialog("sara", data, MANAGEMENT)
        assert shared.body["task"] == {"type": "message", "value": "Klart."}
        await here.settled()
        assert here.titles(MANAGEMENT) == [ANSWER]
        assert card_of(here.last(MANAGEMENT))["version"] == "1.5"

    tell(town, story)


def test_feedback_is_begun_and_given_in_a_dialog(town: Town) -> None:
    async def story(here: TeamsTown) -> None:
        wanted = {"commandId": "feedback", "commandContext": "compose"}
        opened = await here.people.invoke("anna", "composeExtension/fetchTask", wanted, MANAGEMENT)
        card = opened.body["task"]["value"]["card"]["content"]
        checks.card(card, dialog=True)
        data = button(card, "Ta upp")["data"]
        form = (await here.people.in_dialog("anna", data, MANAGEMENT)).body["task"]["value"]["card"]
        typed = filled(form["content"], {"office": "kd", "text": "Kan vi ses?"})
        sent = button(form["content"], "Skicka")["data"] | typed
        stored = await here.people.in_dialog("anna", sent, MANAGEMENT, name="task/submit")
        assert stored.body["task"]["type"] == "continue"
        await here.settled()
        assert "Kan vi ses?" in text(here.last("per"))
        assert here.seen(MANAGEMENT) == []

    tell(town, story)
