"""`samspel playground`: a fictional municipality in the browser."""

from datetime import UTC, datetime

import click

from messages import shipped
from messages.addressing import STOCKHOLM
from messages.errors import PlainError


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
        return (moment if moment.tzinfo else moment.replace(tzinfo=STOCKHOLM)).astimezone(UTC)


@click.command()
@click.option(
    "--municipality",
    "slug",
    type=click.Choice(shipped.names()),
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
    click.echo(f"Open http://{serving.HOST}:{port}/ in a browser. Stop with Ctrl+C.")
    serving.serve(
        slug, port, now or datetime.now(UTC).replace(second=0, microsecond=0), browser=browser
    )
