"""`samspel deliveries`: what was due, sent, late or failed, and why."""

from datetime import UTC, datetime

import click

from bot import database
from bot.cli import stored
from bot.cli.options import as_json, print_json
from bot.cli.sources import slug_of
from bot.dispatch import MAY_BE_SENT
from messages.errors import PlainError
from schedules import calendar, corrections, outbox
from schedules.delivery import Delivery, State


@click.command()
@click.option("--municipality", "slug", metavar="SLUG", help="Of this one only.")
@click.option("--number", type=click.IntRange(min=1), help="This one only.")
@click.option("--again", is_flag=True, help="Try what was parked (failed) once more.")
@click.option("--state", type=click.Choice([state.value for state in State]), help="In this only.")
@as_json
def deliveries(
    slug: str | None, number: int | None, state: str | None, *, again: bool, json_lines: bool
) -> None:
    """Show what was due, sent, late or failed, and why, in the order it was due (UTC).

    Nothing of what the messages say is shown. When what is wrong has been mended, --again puts what
    was parked back in the queue. What may have been sent before a stop is tried again only when its
    number is given: look in the chat first.
    """
    if again and (json_lines or state not in {None, State.FAILED}):
        raise PlainError("--again is for what failed, and prints only how many that is.")
    if again:
        click.echo(f"{_tried_again(slug, number)} to be tried once more.")
        return
    for delivery in _listed(slug, number, state):
        if json_lines:
            print_json(_row(delivery))
        else:
            click.echo(
                "{number}  {due}  {state:9}  {kind} to {to}, about {subject}{late}{reason}".format(
                    **_row(delivery) | _remarks(delivery)
                )
            )


def _tried_again(slug: str | None, number: int | None) -> int:
    parked = _listed(slug, number, State.FAILED)
    numbers = [one.id for one in parked if number or one.reason != MAY_BE_SENT]
    with stored.engine() as engine, database.writing(engine) as session:
        return corrections.try_again(session, numbers, datetime.now(UTC))


def _listed(slug: str | None, number: int | None, state: str | None) -> list[Delivery]:
    with stored.engine() as engine, database.reading(engine) as session:
        municipality = calendar.municipality(session, slug_of(slug)) if slug else None
        if slug and municipality is None:
            raise PlainError(f"There is no municipality {slug!r} in the database.")
        found = outbox.listed(
            session,
            municipality_id=municipality.id if municipality else None,
            state=State(state) if state else None,
        )
    return [one for one in found if number in {None, one.id}]


def _row(delivery: Delivery) -> dict[str, object]:
    return {
        "number": delivery.id,
        "due": delivery.due_at.isoformat(timespec="minutes"),
        "state": delivery.state.value,
        "kind": delivery.kind.value,
        "subject": delivery.occurrence,
        "to": str(delivery.recipient),
        "sent": delivery.sent_at.isoformat(timespec="seconds") if delivery.sent_at else None,
        "attempts": delivery.attempts,
        "reason": delivery.reason,
    }


def _remarks(delivery: Delivery) -> dict[str, object]:
    late = (delivery.sent_at - delivery.due_at).total_seconds() if delivery.sent_at else 0
    return {
        "late": f", {late:.0f} s late" if late >= 1 else "",
        "reason": f": {delivery.reason}" if delivery.reason else "",
    }
