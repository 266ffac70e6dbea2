"""The outbox keeps each message once, and gives it to one process at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.database import reading, writing
from messages.addressing import (
    Administrators,
    Channel,
    Individual,
    Office,
    OfficeKind,
    Purpose,
    Recipient,
)
from schedules import corrections, leases, outbox
from schedules.delivery import Delivery, State
from schedules.kinds import Kind
from schedules.outcomes import Outcome, record
from schedules.reminders import Due
from tests.databases import on_both
from tests.towns import Town

pytestmark = on_both

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
LEASE = timedelta(minutes=1)
KD = Office(OfficeKind.KD)


def due(number: int = 0, at: datetime = NOW, occurrence: str = "prov/2027-03-01") -> Due:
    return Due(
        at=at,
        expires=at + timedelta(days=1),
        kind=Kind.PRINCIPLE,
        occurrence=occurrence,
        revision=0,
        step=str(number),
        recipient=KD,
    )


def plan(town: Town, *dues: Due) -> None:
    with writing(town.app.engine) as session:
        outbox.plan(session, town.municipality.id, dues)


def claim(town: Town, now: datetime = NOW, most: int = 100) -> list[Delivery]:
    with writing(town.app.engine) as session:
        claimed = leases.claim(session, now, most, LEASE)
        return [one for one in claimed if one.occurrence[:4] == "prov"]


def there(one: Delivery) -> Delivery:
    return replace(one, chat="chat", place="place")


def sent(one: Delivery, message_id: str = "id-1") -> Outcome:
    return Outcome(delivery=one, state=State.SENT, at=NOW, message_id=message_id)


def mine(town: Town) -> list[Delivery]:
    with reading(town.app.engine) as session:
        return [one for one in outbox.listed(session) if one.occurrence[:4] == "prov"]


def test_the_same_message_is_planned_once(town: Town) -> None:
    plan(town, due(), due())
    plan(town, due(), due(1))
    assert len(mine(town)) == 2


def test_what_has_been_sent_is_not_planned_again(town: Town) -> None:
    plan(town, due())
    (one,) = claim(town)
    with writing(town.app.engine) as session:
        (sending,) = leases.intend(session, [there(one)], NOW, LEASE)
        record(session, [sent(sending)])
    plan(town, due())
    (again,) = mine(town)
    assert again.state is State.SENT
    assert again.post is not None
    assert (again.post.chat, again.post.place, again.post.id) == ("chat", "place", "id-1")


def test_nothing_is_claimed_before_it_is_due(town: Town) -> None:
    plan(town, due(at=NOW + timedelta(seconds=1)))
    assert claim(town) == []
    assert len(claim(town, NOW + timedelta(seconds=1))) == 1


def test_what_is_claimed_is_not_claimed_by_another(town: Town) -> None:
    plan(town, *(due(number) for number in range(5)))
    assert len(claim(town)) == 5
    assert claim(town) == []


def test_the_oldest_is_claimed_first_and_no_more_than_asked_for(town: Town) -> None:
    times = [NOW - timedelta(days=400 - number) for number in (2, 0, 1)]
    plan(town, *(due(number, at) for number, at in enumerate(times)))
    assert [one.step for one in claim(town, most=2)] == ["1", "2"]


def test_what_is_no_longer_wanted_is_not_intended_even_if_it_was_claimed(town: Town) -> None:
    plan(town, due())
    (one,) = claim(town)
    with writing(town.app.engine) as session:
        corrections.unplan(session, town.municipality.id, "prov")
        assert not leases.intend(session, [there(one)], NOW, LEASE)
    assert mine(town) == []


def test_forgetting_a_series_leaves_those_with_a_longer_name(town: Town) -> None:
    plan(town, due(), due(occurrence="prov_2/2027-03-01"), due(occurrence="provX2/2027-03-01"))
    with writing(town.app.engine) as session:
        corrections.unplan(session, town.municipality.id, "prov_2")
    assert {one.occurrence for one in mine(town)} == {"provX2/2027-03-01", "prov/2027-03-01"}


def test_what_was_forgotten_can_be_planned_again(town: Town) -> None:
    plan(town, due())
    with writing(town.app.engine) as session:
        corrections.unplan(session, town.municipality.id, "prov")
    plan(town, due())
    assert [one.state for one in mine(town)] == [State.PENDING]


def test_a_group_s_message_is_passed_on_to_each_person_once(town: Town) -> None:
    plan(town, due())
    (one,) = claim(town)
    people = (Individual(1), Individual(2))
    split = Outcome(delivery=one, state=State.SPLIT, at=NOW, persons=people)
    for _ in range(2):
        with writing(town.app.engine) as session:
            record(session, [split])
    assert {str(each.recipient): each.state for each in mine(town)} == {
        "kd": State.SPLIT,
        "@1": State.PENDING,
        "@2": State.PENDING,
    }


def test_every_kind_of_recipient_can_be_stored(town: Town) -> None:
    found: list[Recipient] = [KD, Channel(Purpose.MANAGERS), Individual(7), Administrators()]
    dues = [
        Due(
            at=NOW,
            expires=NOW,
            kind=Kind.PROBLEM,
            occurrence="prov/x",
            revision=0,
            step="",
            recipient=recipient,
        )
        for recipient in found
    ]
    plan(town, *dues)
    assert {one.recipient for one in mine(town)} == set(found)
