"""No chat is ever sent more than it allows, whatever is to be sent and however slow it answers."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from schedules.pace import ANSWER, LONGEST, PLACE, Limit, Rate, Scope, Slots, Usage

NOW = datetime(2026, 12, 8, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SLACK = Limit(name=PLACE, rate=Rate(every=SECOND))
WORKSPACE = Limit(name="workspace", rate=Rate(every=SECOND / 5, burst=10), scope=lambda _: "T1")
TEAMS = Limit(name=PLACE, rate=Rate(every=timedelta(seconds=2.01), burst=5))
WINDOWS = ((7, SECOND), (8, 2 * SECOND), (60, 30 * SECOND), (1800, timedelta(hours=1)))

latencies = some.lists(some.floats(0, 3), min_size=2, max_size=80)


def sent(limit: Limit, waits: list[float]) -> list[datetime]:
    """When messages to one place arrive at the latest, each sent as soon as its slot allows."""
    rate, tat, now, arrived = limit.rate, NOW, NOW, []
    for wait in waits:
        now = max(now, rate.opens(tat))
        tat = rate.after(tat, now)
        now += timedelta(seconds=wait)
        tat = max(tat, rate.answered(now))
        arrived.append(now)
    return arrived


@given(latencies)
def test_slack_gets_one_a_second_in_a_channel_however_slow_it_is(waits: list[float]) -> None:
    arrived = sent(SLACK, waits)
    assert all(later - earlier >= SECOND for earlier, later in pairwise(arrived))


@given(some.lists(some.floats(0, 0.5), min_size=2, max_size=80))
def test_teams_gets_no_more_than_any_of_its_windows_allows(waits: list[float]) -> None:
    arrived = sent(TEAMS, waits)
    for most, window in WINDOWS:
        for first in arrived:
            assert sum(first <= one < first + window for one in arrived) <= most


@given(some.integers(1, 60), some.integers(1, 8))
def test_a_batch_s_slots_in_a_place_are_apart_and_those_of_other_places_are_not(
    messages: int, places: int
) -> None:
    slots = Slots(NOW, {})
    given_to = [
        (number % places, slots.next("slack", str(number % places), [SLACK], waited=False))
        for number in range(messages)
    ]
    for place in range(places):
        mine = [slot for where, slot in given_to if where == place]
        assert mine[:1] in ([NOW], [])
        assert all(later - earlier >= SECOND for earlier, later in pairwise(mine))


def test_a_workspace_has_a_pace_of_its_own_over_all_its_places() -> None:
    slots = Slots(NOW, {})
    found = [slots.next("slack", str(n), [SLACK, WORKSPACE], waited=False) for n in range(40)]
    assert sum(slot == NOW for slot in found) == 10
    assert found == sorted(found)
    assert found[-1] - NOW >= 30 * SECOND / 5 - SECOND


@given(some.integers(2, 40), some.integers(1, 40))
def test_a_long_queue_in_a_place_delays_the_rest_of_the_workspace_by_its_share_alone(
    queue: int, others: int
) -> None:
    slots, limits = Slots(NOW, {}), [SLACK, WORKSPACE]
    for _ in range(queue):
        slots.next("slack", "C0", limits, waited=False)
    found = [slots.next("slack", f"C{n}", limits, waited=False) for n in range(1, others + 1)]
    assert found[-1] - NOW <= (queue + others) * WORKSPACE.rate.every


def test_a_busy_place_waits_for_its_answer_and_the_pace_after_it() -> None:
    slots = Slots(NOW, {}, busy=[("slack", "C1")])
    assert slots.next("slack", "C1", [SLACK], waited=False) == NOW + ANSWER + SECOND
    assert slots.next("slack", "C2", [SLACK], waited=False) == NOW


def test_who_comes_new_is_put_behind_the_queue_and_who_has_waited_is_not() -> None:
    scope = Scope("slack", f"{PLACE}:C1")
    known = {scope: Usage(tat=NOW + SECOND, last=NOW + 60 * SECOND)}
    assert Slots(NOW, known).next("slack", "C1", [SLACK], waited=True) == NOW + SECOND
    assert Slots(NOW, known).next("slack", "C1", [SLACK], waited=False) > NOW + 60 * SECOND


def test_a_moment_from_before_the_clock_was_set_back_is_not_believed() -> None:
    scope = Scope("slack", f"{PLACE}:C1")
    far = NOW + LONGEST + SECOND
    slots = Slots(NOW, {scope: Usage(tat=far, last=far)})
    assert slots.next("slack", "C1", [SLACK], waited=False) == NOW


def test_a_chat_without_limits_takes_everything_at_once() -> None:
    slots = Slots(NOW, {}, busy=[("playground", "#chefer")])
    assert slots.next("playground", "#chefer", [], waited=False) > NOW - SECOND
