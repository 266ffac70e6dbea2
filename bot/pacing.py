"""The pace of the chats that are switched on, for the deliveries of a batch."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.main import App
from schedules import usage
from schedules.delivery import Delivery, State
from schedules.outcomes import Outcome
from schedules.pace import Limit, Scope, Slots


def limits(app: App, delivery: Delivery) -> Sequence[Limit]:
    """The limits of the chat that the delivery is on its way to, the place's own first."""
    chat = app.chats.get(delivery.chat)
    return chat.limits if chat else ()


def slots(app: App, session: Session, wanted: Iterable[Delivery], now: datetime) -> Slots:
    """The slots of the chats and places that the deliveries are on their way to."""
    scopes = [limit.of(one.chat, one.place) for one in wanted for limit in limits(app, one)]
    if not scopes:
        return Slots(now, {})
    return Slots(now, usage.tats(session, scopes), usage.busy(session))


def used(app: App, outcomes: Iterable[Outcome]) -> dict[Scope, datetime]:
    """The least TATs that the chats' answers leave behind."""
    found: dict[Scope, datetime] = {}
    for outcome in outcomes:
        for scope, tat in _used(app, outcome):
            found[scope] = max(tat, found.get(scope, tat))
    return found


def _used(app: App, outcome: Outcome) -> Iterator[tuple[Scope, datetime]]:
    delivery = outcome.delivery
    sending = delivery.state is State.SENDING
    for number, limit in enumerate(limits(app, delivery) if sending else ()):
        scope = limit.of(delivery.chat, delivery.place)
        yield scope, limit.rate.answered(outcome.at)
        if outcome.hold_until and number == 0:
            yield scope, limit.rate.held(outcome.hold_until)
