"""A due reminder reaches whoever holds the office that day, in their hours, once."""

from datetime import date, datetime, time

from schedules.delivery import State
from schedules.kinds import Kind
from tests.towns import STOCKHOLM, Town

CHRISTMAS = date(2026, 12, 18)


def test_a_dialogue_is_reminded_of_held_and_closed(town: Town) -> None:
    town.go(date(2026, 12, 14))
    assert town.titles("anna") == [
        "Samspelssamtal på måndag 14 december kl. 9.00",
        "Samspelssamtal på måndag 14 december kl. 9.00",
        "Vad fungerade? Vad ändrar vi?",
    ]


def test_both_hear_the_same_and_nobody_else_does(town: Town) -> None:
    town.go(date(2026, 12, 10))
    assert town.titles("per") == town.titles("anna")
    assert town.titles("olle") == []
    assert town.titles("ida") == []


def test_everything_is_said_between_seven_and_six_on_working_days(town: Town) -> None:
    town.go(date(2027, 6, 30))
    assert len(town.said()) > 60
    for at, _, _ in town.said():
        assert time(7) <= at.time() < time(18), at
        assert at.weekday() < 5, at


def test_a_principle_a_month_comes_to_the_channels_and_never_twice_in_a_year(town: Town) -> None:
    town.go(date(2027, 5, 31))
    posts = town.titles("per", "#chefer")
    principles = [title for title in posts if title.startswith("Månadens spelregel: ")]
    assert len(principles) == len(set(principles)) == 6


def test_planning_again_says_nothing_twice(town: Town) -> None:
    town.go(CHRISTMAS)
    before = town.said()
    town.clock.set(datetime.combine(CHRISTMAS, time(23, 59), STOCKHOLM))
    town.go(CHRISTMAS)
    assert town.said() == before


def test_a_week_s_standstill_ends_with_what_still_makes_sense(town: Town) -> None:
    """The clock jumps over the dialogue: its reminders are missed, its closing is too late."""
    town.clock.set(datetime(2026, 12, 18, 10, tzinfo=STOCKHOLM))
    town.send()
    missed = {one.kind for one in town.deliveries() if one.state is State.MISSED}
    assert {Kind.MEETING_AHEAD, Kind.MEETING_SOON, Kind.MEETING_CLOSING} <= missed
    assert "Månadens spelregel" in " ".join(town.titles("per", "#chefer"))
    assert town.titles("karin") == []
    town.go(date(2026, 12, 18), time(10, 10))
    (told,) = town.posts("karin")
    assert told.message is not None
    assert told.message.title == "Några meddelanden blev för gamla och skickades inte"
    assert (
        "Om samspelssamtalet 14 december, till kommundirektören (KD) och "
        "kommunstyrelsens ordförande (KSO)."
    ) in told.message.plain


def test_what_was_missed_at_night_waits_for_the_morning(town: Town) -> None:
    town.clock.set(datetime(2026, 12, 9, 22, tzinfo=STOCKHOLM))
    town.send()
    assert town.titles("anna") == []
    town.go(date(2026, 12, 10), time(8))
    assert town.titles("anna") == ["Samspelssamtal på måndag 14 december kl. 9.00"]


def test_a_pause_holds_reminders_back_but_not_news(town: Town) -> None:
    town.fill("anna", "pause", day="2026-12-31")
    town.fill("per", "move", "dialogue/2026-12-14", day="2026-12-16", at="10:00", place="")
    town.go(date(2026, 12, 16))
    assert town.titles("anna") == ["Flyttat: samspelssamtalet är nu onsdag 16 december kl. 10.00"]
    paused = [one for one in town.deliveries() if one.reason == "the person has paused reminders"]
    assert paused


def test_local_times_stay_across_the_clock_change(town: Town) -> None:
    town.go(date(2027, 4, 30))
    soon = [at for at, place, title in town.said() if place == "dm:anna" and "kl. 9.00" in title]
    assert {at.hour for at in soon} == {8}
    assert len({at.utcoffset() for at in soon}) == 2


def test_after_a_stop_only_the_nearer_of_two_reminders_comes(town: Town) -> None:
    """Both reminders fell due while nothing was sent, and one of them says it."""
    town.clock.set(datetime(2026, 12, 11, 12, tzinfo=STOCKHOLM))
    town.send()
    assert town.titles("anna") == ["Samspelssamtal på måndag 14 december kl. 9.00"]
    left_out = {one.kind for one in town.deliveries() if one.reason == "a later reminder says it"}
    assert left_out == {Kind.MEETING_AHEAD}
