"""`samspel plan`: everything that will be said, and when."""

from datetime import date, timedelta

import click

from bot.cli import sources, stored
from bot.cli.options import Day, as_json, print_json, today
from bot.forecast import Said, forecast, forecast_of_defaults
from messages import shipped
from messages.errors import PlainError
from schedules import calendar

LONGEST = timedelta(days=3660)


@click.command()
@click.option("--municipality", "slug", required=True, metavar="SLUG", help="As vaggeryd.")
@click.option("--from", "since", type=Day(), help="The first day; today where it is left out.")
@click.option("--to", "until", type=Day(), help="The last day; a year on where it is left out.")
@as_json
def plan(slug: str, since: date | None, until: date | None, *, json_lines: bool) -> None:
    """Show everything that will be said and when, in the municipality's own time.

    Without a database the plan is made from the shipped agreement and the defaults; a committee's
    chair and department head then stand for those of every committee.
    """
    first = since or today()
    last = until or first + timedelta(days=365)
    if not first <= last <= first + LONGEST:
        raise PlainError(f"--to must be on or after {first}, and at most ten years later.")
    for said in _forecast(sources.slug_of(slug), first, last):
        if json_lines:
            print_json(_row(said))
        else:
            click.echo(f"{said.at:%Y-%m-%d %H:%M}  {', '.join(said.to)}: {said.title}")


def _forecast(slug: str, first: date, last: date) -> list[Said]:
    with stored.session() as session:
        municipality = calendar.municipality(session, slug) if session else None
        if session and municipality:
            return forecast(session, municipality, first, last)
    versions = shipped.versions(slug)
    if not versions:
        known = ", ".join(shipped.names())
        raise PlainError(f"There is no municipality {slug!r}; known are {known}.")
    return forecast_of_defaults(versions, first, last)


def _row(said: Said) -> dict[str, object]:
    return {
        "at": said.at.isoformat(),
        "kind": said.kind,
        "subject": said.subject,
        "to": list(said.to),
        "title": said.title,
    }
