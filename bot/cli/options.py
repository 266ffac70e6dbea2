"""Options and output that several commands share."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from messages import dates
from messages.addressing import STOCKHOLM

if TYPE_CHECKING:
    from click.decorators import FC


class Day(click.ParamType[date]):
    """A date as 2026-11-24."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The date; a usage error for one that does not exist."""
        if isinstance(value, date):
            return value
        try:
            return dates.read_day(str(value))
        except ValueError:
            self.fail(f"{value} is no date from {dates.EARLIEST} to {dates.LATEST}.", param, ctx)


def as_json(function: "FC") -> "FC":
    """The --json flag."""
    return click.option("--json", "json_lines", is_flag=True, help="Print one JSON object a line.")(
        function
    )


def today() -> date:
    """The day it is in Sweden; one of the places where the clock is read."""
    return datetime.now(UTC).astimezone(STOCKHOLM).date()


def print_json(row: Mapping[str, object]) -> None:
    """One JSON object on a line of its own."""
    click.echo(json.dumps(row, ensure_ascii=False))


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on a terminal what is being done while it takes its time."""
    shown = sys.stderr.isatty()
    if shown:
        click.echo(f"{what} …", err=True, nl=False)
    yield
    if shown:
        click.echo(" done.", err=True)
