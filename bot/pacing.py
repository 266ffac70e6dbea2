"""The pace of the chats that are switched on, for the deliveries of a batch."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.main import App
from schedules import usage
from schedules.delivery import Delivery, State
from schedules.outcomes import Outcome
from schedules.pace import PLACE, Limit, Mark, Scope, Slots


def limits(app: App, delivery: Delivery) -> Sequence[Limit]:
    """The limits of the chat that the delivery is on its way to, the place's own first."""
    chat = app.chats.get(delivery.chat)
    return chat.limits if chat else ()


def slots(app: App, session: Session, wanted: Iterable[Delivery], now: datetime) -> Slots:
    """The slots of the chats and places that the deliveries are on their way to."""
    scopes = {limit.of(one.chat, one.place) for one in wanted for limit in limits(app, one)}
    if not scopes:
        return Slots(now, {})
    return Slots(now, usage.known(session, scopes), usage.busy(session))


def slot(app: App, found: Slots, delivery: Delivery, *, waited: bool) -> datetime:
    """When the delivery may be sent; `waited` where it has been in its place's queue before."""
    return found.next(delivery.chat, delivery.place, limits(app, delivery), waited=waited)


def used(app: App, outcomes: Iterable[Outcome]) -> dict[Scope, Mark]:
    """The least marks that the chats' answers leave behind."""
    found: dict[Scope, Mark] = {}
    for outcome in outcomes:
        for scope, mark in _used(app, outcome):
            found[scope] = max(mark, found.get(scope, mark), key=lambda one: one.tat)
    return found


def _used(app: App, outcome: Outcome) -> Iterator[tuple[Scope, Mark]]:
    delivery = outcome.delivery
    sending = delivery.state is State.SENDING
    for limit in limits(app, delivery) if sending else ():
        scope, rate = limit.of(delivery.chat, delivery.place), limit.rate
        yield scope, rate.mark(rate.answered(outcome.at))
        if outcome.hold_until and limit.name == PLACE:
            yield scope, rate.mark(rate.held(outcome.hold_until))
