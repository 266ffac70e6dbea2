"""`samspel deliveries`: what was due, sent, late or failed, and why."""

import click

from bot import database
from bot.cli import stored
from bot.cli.options import as_json, print_json
from bot.cli.sources import slug_of
from messages.errors import PlainError
from schedules import calendar, outbox
from schedules.delivery import Delivery, State


@click.command()
@click.option("--municipality", "slug", metavar="SLUG", help="Of this one only.")
@click.option("--state", type=click.Choice([state.value for state in State]), help="In this only.")
@as_json
def deliveries(slug: str | None, state: str | None, *, json_lines: bool) -> None:
    """Show what was due, sent, late or failed, and why, in the order it was due (UTC).

    Nothing of what the messages say is shown.
    """
    with stored.engine() as engine, database.reading(engine) as session:
        municipality = calendar.municipality(session, slug_of(slug)) if slug else None
        if slug and municipality is None:
            raise PlainError(f"There is no municipality {slug!r} in the database.")
        found = outbox.listed(
            session,
            municipality_id=municipality.id if municipality else None,
            state=State(state) if state else None,
        )
    for delivery in found:
        if json_lines:
            print_json(_row(delivery))
        else:
            click.echo(
                "{due}  {state:9}  {kind} to {to}, about {subject}{late}{reason}".format(
                    **_row(delivery) | _remarks(delivery)
                )
            )


def _row(delivery: Delivery) -> dict[str, object]:
    return {
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
