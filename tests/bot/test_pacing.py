"""The pace of a chat is kept by every process, and nobody's queue is in anybody else's way."""

import asyncio
import time
from dataclasses import replace
from datetime import datetime, timedelta

from bot import batches, channels, dispatch
from bot.chat import SendError
from bot.database import reading, shared, writing
from bot.main import App, Patience
from bot.people import Address
from bot.sender import Sender
from messages.addressing import Channel, Purpose
from messages.message import Message
from schedules import dialects, outbox, usage
from schedules.delivery import State
from schedules.kinds import Kind
from schedules.pace import PLACE, Scope
from schedules.reminders import Due
from tests.databases import on_both
from tests.fakes import FlakyChat, SwallowingChat
from tests.local_chat import A_SECOND
from tests.towns import STOCKHOLM, Town

pytestmark = on_both

NOW = datetime(2027, 3, 2, 10, tzinfo=STOCKHOLM)
MANY = 1_000


def paced(town: Town) -> App:
    """The town's samspel, with a chat that takes one message a second in a place."""
    town.clock.set(NOW)
    chat = SwallowingChat(limits=(A_SECOND,))
    return replace(town.app, chats={"playground": chat})


def plan(town: Town, purpose: Purpose, count: int) -> None:
    dues = [
        Due(
            at=NOW,
            expires=NOW + timedelta(days=1),
            kind=Kind.PRINCIPLE,
            occurrence="principle/2027-03-16",
            revision=0,
            step=f"prov:{number}",
            recipient=Channel(purpose),
        )
        for number in range(count)
    ]
    with writing(town.app.engine) as session:
        outbox.plan(session, town.municipality.id, dues)


def states(town: Town, purpose: Purpose) -> list[State]:
    mine = [one for one in town.deliveries() if one.step.startswith("prov")]
    return [one.state for one in mine if one.recipient == Channel(purpose)]


def test_one_at_a_time_is_on_its_way_to_a_place_whoever_sends_it(town: Town) -> None:
    app = paced(town)
    plan(town, Purpose.MANAGERS, 3)
    first, second = batches.take(app, 10), batches.take(app, 10)
    mine = [one for one in first.letters if one.delivery.step.startswith("prov")]
    others = [one for one in second.letters if one.delivery.step.startswith("prov")]
    assert (len(mine), len(others)) == (1, 0)


def test_the_next_one_follows_a_second_after_the_answer(town: Town) -> None:
    app = paced(town)
    plan(town, Purpose.MANAGERS, 2)
    asyncio.run(Sender(app).send())
    assert states(town, Purpose.MANAGERS).count(State.SENT) == 1
    for seconds, sent in ((0.9, 1), (1.4, 2)):
        town.clock.set(NOW + timedelta(seconds=seconds))
        asyncio.run(Sender(app).send())
        assert states(town, Purpose.MANAGERS).count(State.SENT) == sent


def test_a_thousand_in_one_channel_never_delay_another(town: Town) -> None:
    app = paced(town)
    plan(town, Purpose.MANAGERS, MANY)
    plan(town, Purpose.MANAGEMENT_GROUP, 1)
    address = Address(chat="playground", place="#ledning")
    with writing(app.engine) as session:
        channels.connect(session, town.municipality, Purpose.MANAGEMENT_GROUP, address)
    asyncio.run(Sender(app).send())
    assert states(town, Purpose.MANAGEMENT_GROUP) == [State.SENT]
    assert states(town, Purpose.MANAGERS).count(State.PENDING) == MANY - 1


def test_a_queue_is_spread_ahead_and_not_looked_at_before_its_turn(town: Town) -> None:
    app = paced(town)
    plan(town, Purpose.MANAGERS, 50)
    asyncio.run(Sender(app).send())
    waiting = sorted(one.next_at for one in town.deliveries() if one.step.startswith("prov"))
    assert waiting[-1] - NOW >= timedelta(seconds=49)
    assert batches.take(app, 100).looked_at == 0


def test_a_place_that_asks_for_rest_gets_it_and_the_others_go_on(town: Town) -> None:
    app = paced(town)
    busy = FlakyChat(
        SwallowingChat(),  # type: ignore[arg-type]
        [SendError("a 429", retry_after=60)],
        limits=(A_SECOND,),
    )
    app = replace(app, chats={"playground": busy})
    plan(town, Purpose.MANAGERS, 2)
    asyncio.run(Sender(app).send())
    scope = Scope("playground", f"{PLACE}:#chefer")
    with reading(app.engine) as session:
        assert usage.known(session, [scope])[scope].tat >= NOW + timedelta(seconds=60)
    town.clock.set(NOW + timedelta(seconds=59))
    asyncio.run(Sender(app).send())
    assert State.SENT not in states(town, Purpose.MANAGERS)
    town.clock.set(NOW + timedelta(seconds=61))
    asyncio.run(Sender(app).send())
    assert states(town, Purpose.MANAGERS).count(State.SENT) == 1


def test_what_another_process_has_settled_stands(town: Town) -> None:
    app = paced(town)
    plan(town, Purpose.MANAGERS, 1)
    (letter,) = [
        one for one in batches.take(app, 10).letters if one.delivery.step.startswith("prov")
    ]
    batches.record(app, [dispatch.sent(letter.delivery, "id-1", NOW)])
    late = dispatch.not_sent(letter.delivery, SendError("a 502"), NOW, 0.5)
    batches.record(app, [late])
    assert states(town, Purpose.MANAGERS) == [State.SENT]


def test_what_is_written_ahead_of_its_time_waits_for_it(town: Town) -> None:
    begun = time.monotonic()
    taken: list[datetime] = []

    def clock() -> datetime:
        return NOW + timedelta(seconds=time.monotonic() - begun - 0.2)

    class Noting(SwallowingChat):
        async def send(self, place: str, message: Message, key: str) -> str:
            taken.append(clock())
            return await super().send(place, message, key)

    patience = Patience(ahead=timedelta(seconds=0.4))
    app = replace(town.app, now=clock, patience=patience, chats={"playground": Noting()})
    plan(town, Purpose.MANAGERS, 1)
    asyncio.run(Sender(app).send())
    assert states(town, Purpose.MANAGERS) == [State.SENT]
    assert min(taken) >= NOW


def test_a_channel_with_two_purposes_hears_the_same_once(town: Town) -> None:
    """Both are looked at in one batch, and again when one of them has been sent."""
    address = Address(chat="playground", place="#chefer")
    with writing(town.app.engine) as session:
        channels.connect(session, town.municipality, Purpose.MANAGEMENT_GROUP, address)
    town.clock.set(NOW)
    plan(town, Purpose.MANAGERS, 1)
    plan(town, Purpose.MANAGEMENT_GROUP, 1)
    town.send()
    found = states(town, Purpose.MANAGERS) + states(town, Purpose.MANAGEMENT_GROUP)
    assert found == [State.SENT, State.WITHDRAWN]


def test_two_processes_do_not_plan_for_a_municipality_at_once(town: Town) -> None:
    with writing(town.app.engine) as session:
        assert dialects.nobody_plans(session, town.municipality.id)
        if shared(town.app.engine):
            with writing(town.app.engine) as another:
                assert not dialects.nobody_plans(another, town.municipality.id)
                assert dialects.nobody_plans(another, town.municipality.id + 1)
