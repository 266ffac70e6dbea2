"""Teams is never sent more than it allows, whatever is to be sent and however slow it answers."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from bot.teams.outbound import LIMITS
from schedules.pace import PLACE, Scope, Slots, Usage

NOW = datetime(2026, 12, 8, 9, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
WINDOWS = ((7, SECOND), (8, 2 * SECOND), (60, 30 * SECOND), (1800, HOUR))
"""Teams' own, in a conversation."""

TENANT = 30
"""Messages in a second."""


def arrived(waits: list[tuple[float, float]]) -> list[datetime]:
    """When messages to one conversation arrive at the latest: each is wanted so long after the one
    before, is sent as soon as it may be, and is answered so much later (seconds).
    """
    rates = {limit.of("teams", "C1"): limit.rate for limit in LIMITS}
    known: dict[Scope, Usage] = {}
    now, found = NOW, []
    for pause, latency in waits:
        now += timedelta(seconds=pause)
        now, slots = _turn(now, known)
        now += timedelta(seconds=latency)
        for scope, mark in slots.used.items():
            tat = max(mark.tat, rates[scope].answered(now))
            known[scope] = Usage(tat=tat, last=now)
        found.append(now)
    return found


def _turn(now: datetime, known: Mapping[Scope, Usage]) -> tuple[datetime, Slots]:
    """When the next one may be sent, looked at again at each moment that is given to it."""
    while True:
        slots = Slots(now, known)
        slot = slots.next("teams", "C1", LIMITS, waited=True)
        if slot <= now:
            return now, slots
        now = slot


def most(moments: list[datetime], window: timedelta) -> int:
    """How many there are at most in any window of that length."""
    return max(
        bisect_left(moments, first + window) - number for number, first in enumerate(moments)
    )


@given(
    some.lists(
        some.tuples(
            some.one_of(some.just(0.0), some.floats(0, 15)),
            some.one_of(some.just(0.0), some.floats(0, 3)),
        ),
        min_size=2,
        max_size=80,
    )
)
def test_a_conversation_gets_no_more_than_any_window_allows(
    waits: list[tuple[float, float]],
) -> None:
    moments = arrived(waits)
    for allowed, window in WINDOWS:
        assert most(moments, window) <= allowed


def test_a_queue_of_hours_is_sent_at_the_pace_that_teams_allows() -> None:
    moments = arrived([(0, 0)] * 4_000)
    for allowed, window in WINDOWS:
        assert most(moments, window) <= allowed
    assert most(moments, HOUR) > 1700


def test_an_answer_and_what_follows_it_go_at_once() -> None:
    assert arrived([(0, 0)] * 5)[-1] == NOW


@given(some.integers(1, 200))
def test_a_tenant_gets_no_more_than_it_allows_over_all_its_conversations(places: int) -> None:
    slots = Slots(NOW, {})
    found = [slots.next("teams", f"C{n}", LIMITS, waited=False) for n in range(places)]
    assert most(sorted(found), SECOND) <= TENANT


def test_a_conversation_and_the_tenant_have_a_limit_each() -> None:
    conversation, tenant = LIMITS
    assert conversation.name == PLACE
    assert conversation.scope("C1") != conversation.scope("C2")
    assert tenant.scope("C1") == tenant.scope("C2")
