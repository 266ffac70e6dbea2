"""What is told, sent or pressed twice, by several at once, or too late."""

import asyncio
from datetime import date

from tests.bot.teams.bearing import ALREADY, SECRET, Bear
from tests.bot.teams.people import MESSAGE, buttons_of, title
from tests.bot.teams.town import MANAGEMENT, TeamsTown


def test_a_message_that_is_told_of_twice_is_answered_once(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        activity = here.people.activity("anna", type="message", text="möten")
        answers = await asyncio.gather(*(here.people.tell(activity) for _ in range(3)))
        await here.settled()
        assert {one.status for one in answers} == {200}
        assert here.titles("anna") == ["Dina nästa möten"]

    bear(story)


def test_a_form_that_is_sent_twice_is_stored_once_and_says_so(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "ta upp")
        form = here.last("anna")
        office = next(
            option["title"]
            for one in form["attachments"][0]["content"]["body"]
            for option in one.get("choices", ())
            if "Per Ek" in option["title"]
        )
        for number in range(2):
            answer = await here.people.fill("anna", form, office=office, text=SECRET)
            assert (answer.says == ALREADY) is bool(number)
        await here.settled()
        assert len(here.seen("per")) == 1

    bear(story)


def test_a_button_pressed_twice_at_once_is_one_press_and_says_so(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "dagordning")
        which = here.last("anna")
        label = buttons_of(which)[0]["title"]
        answers = await asyncio.gather(*(here.people.press("anna", which, label) for _ in range(2)))
        await here.settled()
        assert sorted(one.says == ALREADY for one in answers) == [False, True]
        assert len(here.seen("anna")) == 2

    bear(story)


def test_several_who_press_the_same_card_at_once_get_each_an_answer(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        await here.mention("sara", "vad gäller sociala medier")
        card, users = here.last(MANAGEMENT), ("anna", "per", "olle", "eva", "karin")
        answers = await asyncio.gather(*(here.people.press(one, card, "Läs:") for one in users))
        await here.settled()
        assert all(one.body["type"] == MESSAGE and one.says != ALREADY for one in answers)
        assert [len(here.seen(user)) for user in users] == [1] * len(users)
        assert len(here.seen(MANAGEMENT)) == 1

    bear(story)


def test_a_button_of_a_meeting_that_is_over_says_so(bear: Bear) -> None:
    async def story(here: TeamsTown) -> None:
        await here.write("anna", "flytta")
        which = here.last("anna")
        await here.go(date(2026, 12, 20))
        await here.press("anna", which, buttons_of(which)[0]["title"])
        assert title(here.last("anna")) == "Mötet är redan över"

    bear(story)
