"""Pauses, and what samspel tells people that it knows of them."""

from datetime import date

from bot.conversation import FieldErrors
from tests.towns import DIALOGUE, Town


def test_one_s_own_records_are_counted(town: Town) -> None:
    town.fill("anna", "agenda_item", DIALOGUE, text="Budgeten")
    town.fill("eva", "concern", office="kso", text="Hej")
    message = town.say("anna", "personuppgifter").message
    assert message is not None
    assert "Punkter på dagordningar: 1" in message.plain
    assert "Synpunkter från eller till dig: 1" in message.plain
    assert "Uppdrag i dag: kommunstyrelsens ordförande (KSO)" in message.plain


def test_a_pause_ends_with_its_last_day(town: Town) -> None:
    town.fill("anna", "pause", day="2026-12-10")
    town.go(date(2026, 12, 11))
    assert town.titles("anna") == ["Samspelssamtal på måndag 14 december kl. 9.00"]


def test_an_empty_day_ends_a_pause(town: Town) -> None:
    town.fill("anna", "pause", day="2026-12-31")
    town.fill("anna", "pause", day="")
    town.go(date(2026, 12, 9))
    assert len(town.titles("anna")) == 1


def test_a_pause_in_the_past_or_of_a_whole_term_is_refused(town: Town) -> None:
    for day, code in (("2026-11-19", "past"), ("2030-01-01", "far")):
        wrong = town.fill("anna", "pause", day=day)
        assert isinstance(wrong, FieldErrors)
        assert wrong.errors == {"day": code}


def test_an_agenda_has_room_for_thirty_points(town: Town) -> None:
    for number in range(30):
        town.fill("anna", "agenda_item", DIALOGUE, text=f"Punkt {number}")
    wrong = town.fill("anna", "agenda_item", DIALOGUE, text="En till")
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"text": "full"}


def test_points_are_read_by_those_who_meet_and_in_their_reminder(town: Town) -> None:
    town.fill("anna", "agenda_item", DIALOGUE, text="<b>Budget</b> & @channel")
    town.go(date(2026, 12, 9))
    (post,) = town.posts("per")
    assert post.message is not None
    assert "– <b>Budget</b> & @channel (Anna Berg)" in post.message.plain
