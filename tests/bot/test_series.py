"""A series of meetings is started and ended by those who meet."""

from datetime import date

from bot.conversation import FieldErrors, Reply
from tests.towns import Town

SERIES = {
    "first": "kd",
    "second": "secretariat",
    "start": "2026-11-25",
    "at": "14:00",
    "minutes": "30",
    "repeat": "fortnightly",
    "red_days": "skip",
    "place": "Rum 2",
}


def test_a_new_series_is_told_at_once_and_reminded_of(town: Town) -> None:
    town.fill("per", "series", **SERIES)
    assert town.titles("karin") == ["Bokat: Möte onsdag 25 november kl. 14.00"]
    town.go(date(2026, 12, 9))
    assert "Möte i morgon, onsdag 9 december kl. 14.00" in town.titles("per")


def test_a_series_between_one_and_the_same_is_answered_at_its_field(town: Town) -> None:
    wrong = town.fill("per", "series", **{**SERIES, "second": "kd"})
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"second": "same"}


def test_minutes_that_are_none_are_answered_at_their_field(town: Town) -> None:
    for minutes in ("0", "500", "en", "-5", "1.5"):
        wrong = town.fill("per", "series", **{**SERIES, "minutes": minutes})
        assert isinstance(wrong, FieldErrors)
        assert "minutes" in wrong.errors


def test_a_series_that_begins_in_the_past_is_answered_at_its_field(town: Town) -> None:
    wrong = town.fill("per", "series", **{**SERIES, "start": "2026-11-19"})
    assert isinstance(wrong, FieldErrors)
    assert wrong.errors == {"start": "past"}


def test_a_series_that_is_ended_is_told_and_reminds_no_more(town: Town) -> None:
    town.fill("per", "series", **SERIES)
    (first,) = {one.occurrence for one in town.deliveries() if one.kind == "meeting_booked"}
    town.go(date(2026, 11, 26))
    listed = town.say("karin", "möten").message
    assert listed is not None
    assert [choice.action for choice in listed.choices].count("end_series") == 1
    second = first.replace("2026-11-25", "2026-12-09")
    reply = town.fill("karin", "end_series", second)
    assert isinstance(reply, Reply)
    assert reply.message is not None
    assert reply.message.title == "Mötesserien är avslutad"
    assert "Avbokat: mötet onsdag 9 december kl. 14.00" in town.titles("per")
    (news,) = [
        post.message
        for post in town.posts("per")
        if post.message and post.message.title.startswith("Avbokat")
    ]
    assert "Mötesserien är avslutad." in news.plain
    before = len(town.titles("per"))
    town.press("karin", "end_series", second)
    town.go(date(2026, 12, 8))
    assert not [title for title in town.titles("per")[before:] if title.startswith("Möte ")]


def test_what_the_municipality_has_for_all_is_ended_by_no_single_one(town: Town) -> None:
    listed = town.say("anna", "möten").message
    assert listed is not None
    assert "end_series" not in [choice.action for choice in listed.choices]
    reply = town.fill("anna", "end_series", "dialogue/2026-12-14")
    assert isinstance(reply, Reply)
    assert reply.message is not None
    assert reply.message.title == "Det här finns inte längre"


def test_others_end_no_series(town: Town) -> None:
    town.fill("per", "series", **SERIES)
    (first,) = {one.occurrence for one in town.deliveries() if one.kind == "meeting_booked"}
    reply = town.fill("sara", "end_series", first)
    assert isinstance(reply, Reply)
    assert reply.message is not None
    assert reply.message.title == "Det här kan du inte göra"


def test_the_same_series_started_twice_is_one(town: Town) -> None:
    town.fill("per", "series", **SERIES)
    reply = town.fill("per", "series", **SERIES)
    assert isinstance(reply, Reply)
    assert reply.message is not None
    assert reply.message.title == "Den mötesserien är redan bokad"
    assert town.titles("karin") == ["Bokat: Möte onsdag 25 november kl. 14.00"]
