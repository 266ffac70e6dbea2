"""`samspel playground`: a fictional municipality in the browser."""

from datetime import UTC, datetime

import click

from messages import dates, shipped
from messages.addressing import STOCKHOLM
from messages.errors import PlainError

LATEST = dates.LATEST.replace(year=dates.LATEST.year - 50)
"""When a playground may begin at the latest, so that terms of office can go by in it."""


class Moment(click.ParamType[datetime]):
    """A moment in Sweden, as 2026-11-24 or 2026-11-24T09:00."""

    name = "moment"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The moment (UTC); a usage error for one that does not exist."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value} is no moment; write it as 2026-11-24T09:00.", param, ctx)
        if not dates.EARLIEST <= moment.date() <= LATEST:
            self.fail(f"{value} is not between {dates.EARLIEST} and {LATEST}.", param, ctx)
        return (moment if moment.tzinfo else moment.replace(tzinfo=STOCKHOLM)).astimezone(UTC)


@click.command()
@click.option(
    "--municipality",
    "slug",
    type=click.Choice(shipped.names(), case_sensitive=False),
    default="vaggeryd",
    show_default=True,
    help="Whose agreement to try.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--now", type=Moment(), help="When to begin; the real time where it is left out.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
def playground(slug: str, port: int, now: datetime | None, *, browser: bool) -> None:
    """Try samspel in a browser, with a fictional municipality and a clock that you move.

    Only this machine can reach the page. Its data are fictional, kept in a file of their own and
    gone when it stops; the configured database is not touched.
    """
    try:
        from bot.playground import serving  # noqa: PLC0415 - slow, and an extra
    except ModuleNotFoundError as missing:
        raise PlainError(
            f"The playground needs {missing.name}: install 'samspel[playground]'."
        ) from None
    begins = now or datetime.now(UTC).replace(second=0, microsecond=0)
    with serving.playground(slug, port, begins) as address:
        click.echo(f"Open {address} in a browser. Stop with Ctrl+C.")
        serving.run(port, browser=browser)
