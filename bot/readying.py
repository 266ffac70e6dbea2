"""Claimed deliveries → letters that it is time to send, and what became of the others instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot import dispatch, pacing
from bot.desk import Desk
from bot.dispatch import Letter
from bot.main import App
from schedules import calendar, corrections, memory
from schedules.delivery import Delivery, State
from schedules.outcomes import Outcome
from schedules.pace import Scope


@dataclass(frozen=True, kw_only=True)
class Ready:
    """Letters to send now, what became of the other deliveries, and the ends of places' queues."""

    letters: Sequence[Letter]
    outcomes: Sequence[Outcome]
    queued: Mapping[Scope, datetime]


def ready(
    app: App, session: Session, claimed: Sequence[Delivery], now: datetime, most: int
) -> Ready:
    """Each delivery as a letter where it is its place's turn now, else as what became of it.

    Only what is to be sent at once is written, so that it is never written long before. There are
    at most so many letters; what else could go now is looked at again in the next batch.
    """
    memory.about(
        session,
        municipality={one.municipality_id for one in claimed},
        occurrence={one.occurrence for one in claimed},
    )
    desks, going = _Desks(session, now), _Going(session, claimed)
    addressed = [_addressed(app, desks, one, going) for one in claimed]
    slots = pacing.slots(app, session, [one for one in addressed if isinstance(one, Delivery)], now)
    letters: list[Letter] = []
    outcomes = [one for one in addressed if isinstance(one, Outcome)]
    for before, one in zip(claimed, addressed, strict=True):
        if isinstance(one, Outcome):
            continue
        waited = (before.chat, before.place) == (one.chat, one.place)
        slot = pacing.slot(app, slots, one, waited=waited)
        goes = slot <= now and len(letters) < most
        written = _written(desks, one) if goes else later(one, slot, now)
        if isinstance(written, Letter):
            letters.append(written)
        else:
            outcomes.append(written)
    return Ready(letters=letters, outcomes=outcomes, queued=slots.queued)


def later(delivery: Delivery, slot: datetime, now: datetime) -> Outcome:
    """The delivery waits for its slot; that is not an attempt."""
    return Outcome(
        delivery=delivery, state=State.PENDING, at=now, next_at=slot, reason=delivery.reason
    )


class _Desks:
    """A desk for each municipality of a batch."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session, self.now = session, now
        self._desks: dict[int, Desk] = {}

    def of(self, delivery: Delivery) -> Desk:
        number = delivery.municipality_id
        if number not in self._desks:
            found = calendar.numbered(self.session, number)
            self._desks[number] = Desk(session=self.session, municipality=found, now=self.now)
        return self._desks[number]


class _Going:
    """Where each message has been said to others, or is about to be in this very batch."""

    def __init__(self, session: Session, claimed: Sequence[Delivery]) -> None:
        self._said = corrections.said(session, [one.id for one in claimed])
        self._going: dict[tuple[object, ...], set[tuple[str, str]]] = {}

    def where(self, delivery: Delivery) -> set[tuple[str, str]]:
        going = self._going.get(_message(delivery), set())
        return self._said.get(delivery.id, set()) | going

    def add(self, delivery: Delivery) -> None:
        self._going.setdefault(_message(delivery), set()).add((delivery.chat, delivery.place))


def _message(one: Delivery) -> tuple[object, ...]:
    return (one.municipality_id, one.kind, one.occurrence, one.revision, one.step)


def _addressed(app: App, desks: _Desks, delivery: Delivery, going: _Going) -> Delivery | Outcome:
    try:
        found = dispatch.look(desks.of(delivery), delivery, going.where(delivery))
    except DBAPIError:
        raise
    except Exception as error:  # noqa: BLE001 - it is parked, and the others go on
        return dispatch.broken(delivery, error, desks.now)
    if isinstance(found, Outcome):
        return found
    addressed = dispatch.addressed(delivery, found)
    if found.chat not in app.chats:
        return dispatch.not_switched_on(addressed, desks.now)
    going.add(addressed)
    return addressed


def _written(desks: _Desks, delivery: Delivery) -> Letter | Outcome:
    try:
        return dispatch.write(desks.of(delivery), delivery)
    except DBAPIError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        return dispatch.broken(delivery, error, desks.now)
