"""Somebody asks what applies: with the command, in a channel, alone, or of a message."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bot import agreements
from bot.commands import words as commands
from messages import shipped
from messages.agreement import Decision
from tests.bot.slack.people import button, buttons, title, words
from tests.bot.slack.town import SlackTown
from tests.stories.slack.telling import in_both_ways, tell
from tests.towns import Town

QUESTION = "får en politiker ringa en enhetschef?"
ANSWER = "Kontakt med medarbetare går via förvaltningschefen"


@in_both_ways
def test_the_command_is_answered_privately_and_shared(town: Town, socket: bool) -> None:  # noqa: FBT001
    async def story(here: SlackTown) -> None:
        answer = await here.people.command("SARA", QUESTION)
        assert (answer.status, answer.body) == (200, {})
        await here.settled()
        assert title(here.last("SARA", "C1")) == ANSWER
        assert here.titles("ANNA", "C1") == []
        await here.press("SARA", here.last("SARA", "C1"), "Dela i kanalen")
        assert here.titles("ANNA", "C1") == [ANSWER]
        assert "Dela i kanalen" not in buttons(here.last("ANNA", "C1"))
        assert "avsnitt 3" in words(here.last("ANNA", "C1"))

    tell(town, story, socket=socket)


@in_both_ways
def test_a_mention_is_answered_to_all_in_a_thread(town: Town, socket: bool) -> None:  # noqa: FBT001
    async def story(here: SlackTown) -> None:
        await here.mention("SARA", "vad gäller sociala medier", "C2")
        question, answer = here.slack.seen("ANNA", "C2")
        assert answer["thread_ts"] == question["ts"]
        assert "Dela i kanalen" not in buttons(answer)

    tell(town, story, socket=socket)


def test_what_is_ones_own_is_answered_in_private_even_to_a_mention(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.mention("ANNA", "möten", "C1")
        assert here.titles("PER", "C1") == []
        assert here.titles("ANNA", "C1") == ["Dina nästa möten"]

    tell(town, story)


@in_both_ways
def test_a_free_question_alone_is_answered_there(town: Town, socket: bool) -> None:  # noqa: FBT001
    async def story(here: SlackTown) -> None:
        await here.write("SARA", f"{QUESTION} &lt;tack&gt;")
        assert here.titles("SARA") == [ANSWER]

    tell(town, story, socket=socket)


def test_a_question_in_a_thread_is_answered_in_that_thread(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.write("SARA", QUESTION, thread_ts="1.1")
        assert here.last("SARA")["thread_ts"] == "1.1"

    tell(town, story)


def test_what_is_ones_own_is_whispered_in_the_thread_where_it_was_asked(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.mention("ANNA", "möten", "C1", thread_ts="1.1")
        assert (here.last("ANNA", "C1")["thread_ts"], here.titles("PER", "C1")) == ("1.1", [])

    tell(town, story)


def test_a_button_in_a_thread_is_answered_in_that_thread(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.mention("SARA", QUESTION, "C2")
        post = here.last("SARA", "C2")
        click = here.people.click("SARA", post, button(post, "Läs: "))
        click["container"]["thread_ts"] = post["thread_ts"]
        await here.people.tell("interactive", click)
        await here.settled()
        read = here.last("SARA", "C2")
        assert (read["thread_ts"], read["only_for"]) == (post["thread_ts"], "SARA")

    tell(town, story)


def test_an_answer_in_the_conversation_stays_there_as_any_message(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.write("ANNA", "dagordning")
        which = here.last("ANNA")
        await here.press("ANNA", which, buttons(which)[0])
        assert here.last("ANNA")["only_for"] == ""
        await here.command("ANNA", "dagordning", here.slack.direct("ANNA").id)
        assert here.last("ANNA")["only_for"] == "ANNA"

    tell(town, story)


def test_the_shortcut_of_a_message_looks_its_text_up_in_private(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.put("C2", {"text": "Får en <@U5|Eva> ringa en enhetschef?", "blocks": []})
        await here.people.shortcut("SARA", here.slack.seen("SARA", "C2")[0])
        await here.settled()
        modal = here.slack.modals["SARA"]
        assert ANSWER in words(modal)
        assert "Dela i kanalen" not in buttons(modal)
        assert len(here.slack.seen("SARA", "C2")) == 1

    tell(town, story)


def test_a_message_that_sounds_like_a_command_is_only_looked_up(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        here.slack.put("C2", {"text": "avboka mötet", "blocks": []})
        await here.people.shortcut("ANNA", here.slack.seen("ANNA", "C2")[0])
        await here.settled()
        assert "Vilket möte" not in words(here.slack.modals["ANNA"])

    tell(town, story)


def test_a_picture_of_the_year_comes_with_the_answer_alone(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.write("ANNA", "samspelsår")
        (picture,) = [one for one in here.last("ANNA")["blocks"] if one["type"] == "image"]
        assert here.slack.files[picture["slack_file"]["id"]].startswith(b"\x89PNG")
        assert "Årshjul" in picture["alt_text"]
        assert "Samspelssamtal" in words(here.last("ANNA"))

    tell(town, story)


def test_the_pane_suggests_questions_that_the_agreement_answers(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        await here.open_home("SARA", tab="messages")
        prompts = here.slack.prompts[here.slack.direct("SARA").id]
        assert 3 <= len(prompts) <= 4
        for prompt in prompts:
            await here.write("SARA", prompt["message"])
            assert "Jag hittar inget säkert svar" not in title(here.last("SARA"))

    tell(town, story)


def test_an_app_of_the_older_kind_is_asked_in_its_threads(town: Town) -> None:
    async def story(here: SlackTown) -> None:
        channel = here.slack.direct("SARA").id
        thread = {"user_id": "SARA", "channel_id": channel, "thread_ts": "1.1", "context": {}}
        started = {"type": "assistant_thread_started", "assistant_thread": thread}
        await here.people.event("SARA", started)
        await here.settled()
        assert here.slack.prompts[channel]

    tell(town, story)


@pytest.mark.parametrize("about", [{"bot_id": "B2"}, {"subtype": "message_changed"}])
def test_what_nobody_wrote_is_not_answered(town: Town, about: dict[str, str]) -> None:
    async def story(here: SlackTown) -> None:
        await here.write("SARA", QUESTION, **about)
        assert here.titles("SARA") == []

    tell(town, story)


def test_a_long_answer_is_cut_and_shown_whole_in_a_view(town: Town) -> None:
    proposal = shipped.versions("vaggeryd")[-1]
    long = replace(
        proposal,
        sections=tuple(
            replace(
                section,
                rules=tuple(replace(rule, text=f"{rule.text} " * 60) for rule in section.rules),
            )
            for section in proposal.sections
        ),
    )
    decision = Decision(body="kommunfullmäktige", paragraph="§ 87", day=date(2026, 11, 1))
    town.at_desk(
        lambda desk: agreements.store(
            desk.session, desk.municipality, long.adopted(decision, date(2026, 11, 2)), desk.now
        )
    )

    async def story(here: SlackTown) -> None:
        await here.command("KARIN", QUESTION)
        (shown,) = [post for post in here.slack.seen("KARIN", "C1") if post["only_for"]]
        assert "avsnitt 3" in words(shown)
        await here.press("KARIN", shown, "Visa hela")
        assert len(words(here.slack.modals["KARIN"])) > 2 * len(words(shown))

    tell(town, story)


def test_a_long_post_is_shown_whole_to_whoever_is_there_and_nowhere_else(town: Town) -> None:
    text = "En lång mening om det vi har gjort. " * 27

    async def story(here: SlackTown) -> None:
        await here.command("ANNA", "ta upp")
        await here.people.fill("ANNA", office="kd", text=text)
        await here.settled()
        delivery = next(one for one in town.deliveries() if one.kind.value == "concern")
        value = json.dumps({"delivery": str(delivery.id)})
        whole = {"action_id": "whole#0", "value": value}
        await here.people.tell("interactive", here.people.click("PER", here.last("PER"), whole))
        await here.settled()
        assert text.strip() in words(here.slack.modals["PER"])
        here.slack.put("C1", {"text": "x", "blocks": []})
        elsewhere = here.slack.seen("SARA", "C1")[-1]
        await here.people.tell("interactive", here.people.click("SARA", elsewhere, whole))
        await here.settled()
        assert "En lång mening" not in words(here.slack.modals["SARA"])

    tell(town, story)


@pytest.mark.parametrize("typed", [entry.example for entry in commands.entries()])
def test_every_command_of_the_help_is_answered(town: Town, typed: str) -> None:
    async def story(here: SlackTown) -> None:
        await here.command("KARIN", typed)
        said = [title(post) for post in here.slack.seen("KARIN", "C1")]
        asked = [title(view) for view in here.slack.modals.values()]
        assert len(said + asked) == 1
        assert "Något gick fel hos samspel" not in said

    tell(town, story)
