"""A meeting is moved or cancelled, and everything already said follows."""

from datetime import date

from bot.conversation import FieldErrors, Reply
from messages.message import Message
from schedules.delivery import State
from schedules.kinds import Kind
from tests.towns import DIALOGUE, Town

SLOT = {"day": "2026-12-15", "at": "10:00", "place": "Lilla salen"}


def moved(reply: Reply | FieldErrors) -> str:
    assert isinstance(reply, Reply)
    assert isinstance(reply.message, Message)
    return reply.message.title


def test_the_other_is_told_at_once_and_the_mover_in_the_answer(town: Town) -> None:
    title = "Flyttat: samspelssamtalet är nu tisdag 15 december kl. 10.00"
    assert moved(town.fill("anna", "move", DIALOGUE, **SLOT)) == title
    assert town.titles("per") == [title]
    assert town.titles("anna") == []


def test_pending_reminders_are_withdrawn_and_come_on_new_days(town: Town) -> None:
    town.fill("anna", "move", DIALOGUE, **SLOT)
    town.go(date(2026, 12, 15))
    assert town.titles("anna") == [
        "Samspelssamtal på tisdag 15 december kl. 10.00",
        "Samspelssamtal i morgon, tisdag 15 december kl. 10.00",
        "Vad fungerade? Vad ändrar vi?",
    ]
    withdrawn = [one for one in town.deliveries() if one.state is State.WITHDRAWN]
    assert {one.occurrence for one in withdrawn} == {DIALOGUE}


def test_a_reminder_that_was_sent_is_rewritten_in_place(town: Town) -> None:
    town.go(date(2026, 12, 9))
    (before,) = town.posts("anna")
    town.fill("per", "move", DIALOGUE, **SLOT)
    after = next(post for post in town.posts("anna") if post.id == before.id)
    assert after.edited
    assert after.message is not None
    assert after.message.title.startswith("Flyttat: samspelssamtalet är nu tisdag 15 december")


def test_a_rewritten_reminder_is_short_and_the_news_has_the_rest(town: Town) -> None:
    town.go(date(2026, 12, 11))
    town.fill("per", "move", DIALOGUE, **SLOT)
    full, *brief = sorted(
        (post.message for post in town.posts("anna") if post.message),
        key=lambda message: -len(message.blocks),
    )
    assert [message.blocks for message in brief] == [(), ()]
    assert "Lilla salen" in full.plain


def test_what_somebody_who_has_left_was_told_is_not_rewritten(town: Town) -> None:
    town.go(date(2026, 12, 9))
    (before,) = town.posts("anna")
    town.fill(
        "karin",
        "hold",
        office="kso",
        email="olle@exempel.se",
        name="",
        capacity="ordinary",
        starts="2026-12-10",
        ends="",
    )
    town.go(date(2026, 12, 10))
    town.fill("per", "move", DIALOGUE, **SLOT)
    assert [post for post in town.posts("anna") if post.id == before.id] == [before]
    assert "Flyttat: samspelssamtalet är nu tisdag 15 december kl. 10.00" in town.titles("olle")


def test_a_meeting_that_is_then_already_is_not_moved(town: Town) -> None:
    same = {"day": "2026-12-14", "at": "09:00", "place": ""}
    title = "Inget är ändrat: samspelssamtalet är redan måndag 14 december kl. 9.00"
    assert moved(town.fill("anna", "move", DIALOGUE, **same)) == title
    assert town.titles("per") == []


def test_a_meeting_that_is_cancelled_twice_is_told_once(town: Town) -> None:
    for _ in range(2):
        town.fill("per", "cancel", DIALOGUE)
    assert len(town.titles("anna")) == 1


def test_a_time_that_has_been_today_is_answered_at_its_field(town: Town) -> None:
    slot = {**SLOT, "day": "2026-11-20", "at": "08:00"}
    wrong = town.fill("anna", "move", DIALOGUE, **slot)
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"at": "past"}


def test_no_point_is_put_on_a_cancelled_meeting_and_no_note_before_one(town: Town) -> None:
    assert moved(town.fill("anna", "note", DIALOGUE, text="x")) == "Mötet har inte varit än"
    town.fill("per", "cancel", DIALOGUE)
    answer = moved(town.fill("anna", "agenda_item", DIALOGUE, text="x"))
    assert answer == "Avbokat: samspelssamtalet måndag 14 december kl. 9.00"


def test_a_point_sent_twice_stands_once(town: Town) -> None:
    for _ in range(2):
        town.fill("anna", "agenda_item", DIALOGUE, text="Budgeten")
    reply = town.press("per", "agenda", DIALOGUE).message
    assert reply is not None
    assert reply.plain.count("Budgeten") == 1


def test_the_other_occurrences_stay(town: Town) -> None:
    town.fill("anna", "move", DIALOGUE, **SLOT)
    town.go(date(2027, 1, 8))
    assert "Samspelssamtal på måndag 11 januari kl. 9.00" in town.titles("anna")


def test_a_cancelled_meeting_is_told_and_reminds_no_more(town: Town) -> None:
    town.fill("per", "cancel", DIALOGUE)
    assert town.titles("anna") == ["Avbokat: samspelssamtalet måndag 14 december kl. 9.00"]
    town.go(date(2026, 12, 14))
    assert len(town.titles("anna")) == 1


def test_a_meeting_moved_twice_says_only_where_it_ended(town: Town) -> None:
    town.go(date(2026, 12, 9))
    town.fill("anna", "move", DIALOGUE, **SLOT)
    town.fill("anna", "move", DIALOGUE, **{**SLOT, "day": "2026-12-17"})
    latest = "Flyttat: samspelssamtalet är nu torsdag 17 december kl. 10.00"
    assert set(town.titles("per")) == {latest}


def test_a_cancelled_meeting_can_be_given_a_new_time(town: Town) -> None:
    town.fill("per", "cancel", DIALOGUE)
    town.fill("per", "move", DIALOGUE, **SLOT)
    town.go(date(2026, 12, 14))
    assert "Samspelssamtal i morgon, tisdag 15 december kl. 10.00" in town.titles("anna")


def test_a_delegate_books_for_the_one_she_works_for_but_sees_no_agenda(town: Town) -> None:
    assert moved(town.fill("ida", "move", DIALOGUE, **SLOT)).startswith("Flyttat")
    assert len(town.titles("anna")) == len(town.titles("per")) == 1
    reply = town.press("ida", "agenda", DIALOGUE)
    assert reply.message is not None
    assert reply.message.title == "Det här kan du inte göra"


def test_those_who_do_not_take_part_cannot_move_it(town: Town) -> None:
    for user in ("olle", "sara", "karin", "mats"):
        assert moved(town.fill(user, "move", DIALOGUE, **SLOT)) == "Det här kan du inte göra"
    assert not [one for one in town.deliveries() if one.kind is Kind.MEETING_MOVED]


def test_a_day_that_does_not_exist_is_answered_at_its_field_and_nothing_is_lost(
    town: Town,
) -> None:
    wrong = town.fill("anna", "move", DIALOGUE, **{**SLOT, "day": "2026-02-30"})
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"day": "not_a_date"}
    typed = {field.name: field.value for field in wrong.form.fields}
    assert typed["place"] == "Lilla salen"


def test_a_day_that_has_been_is_answered_at_its_field(town: Town) -> None:
    wrong = town.fill("anna", "move", DIALOGUE, **{**SLOT, "day": "2026-11-19"})
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"day": "past"}


def test_a_meeting_that_is_over_cannot_be_moved(town: Town) -> None:
    town.go(date(2026, 12, 14))
    assert moved(town.fill("anna", "move", DIALOGUE, **SLOT)) == "Mötet är redan över"


def test_an_occurrence_that_somebody_made_up_is_not_found(town: Town) -> None:
    for made_up in ("dialogue/2026-12-13", "dialogue/x", "x", "", "../2026-12-14"):
        assert moved(town.fill("anna", "move", made_up, **SLOT)) == "Det här finns inte längre"


def test_no_two_buttons_of_my_meetings_sound_alike(town: Town) -> None:
    listed = town.say("per", "möten").message
    assert listed is not None
    heard = [(choice.label, choice.about) for choice in listed.choices]
    assert len(heard) == len(set(heard))
    assert ("Flytta", "samspelssamtalet 14 december") in heard
