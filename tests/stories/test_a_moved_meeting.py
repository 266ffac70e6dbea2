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
