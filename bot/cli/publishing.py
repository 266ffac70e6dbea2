"""`samspel agreement publish`, `unpublish` and `qr`: the public page about the rules."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from bot import settings
from bot.cli import stored
from bot.cli.options import today
from messages.errors import PlainError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from messages.addressing import Municipality

ENDINGS = (".svg", ".png")

QUIET_ZONE = 4
"""Modules of white around a code; readers need so many."""

CORRECTION = "q"
"""A quarter of the code may be dirty or torn; where there is room, segno does even better."""

PIXELS = 24
"""How wide a module is in a PNG: sharp on a poster."""

_MUNICIPALITY = click.option(
    "--municipality", "slug", metavar="SLUG", help="Which, where the database has several."
)


@click.command(short_help="Let anybody read the rules on a page of their own.")
@_MUNICIPALITY
def publish(slug: str | None) -> None:
    """Let anybody read the municipality's rules, as 'samspel run' answers them at /regler/….

    Whoever knows the address can read them, and search among them, without signing in.
    """
    with _writing(slug) as (session, municipality):
        from bot import publishing  # noqa: PLC0415 - slow to import

        publishing.publish(session, municipality, today())
        where, hint = _where(municipality)
    click.echo(f"Anybody can read the rules of {municipality.name} at {where}{hint}.")


@click.command(short_help="Take the page with the rules away.")
@_MUNICIPALITY
def unpublish(slug: str | None) -> None:
    """Let nobody read the municipality's rules but in the chat.

    Who has looked at the page may see it for five minutes more.
    """
    with _writing(slug) as (session, municipality):
        from bot import publishing  # noqa: PLC0415

        publishing.unpublish(session, municipality)
        where, hint = _where(municipality)
    click.echo(f"Nobody can read the rules of {municipality.name} at {where} any more{hint}.")


@click.command(short_help="Make a QR code that leads to the page.")
@_MUNICIPALITY
@click.option("--url", metavar="URL", help="samspel's address; otherwise SAMSPEL_URL.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to write it: FILE.svg or FILE.png.",
)
def qr(slug: str | None, url: str | None, output: Path) -> None:
    """Make a QR code that leads to the municipality's page, for the notice board."""
    if output.suffix.lower() not in ENDINGS:
        raise PlainError(f"{output} needs to end in {' or '.join(ENDINGS)}.")
    if not output.parent.is_dir():
        raise PlainError(f"There is no folder {output.parent}.")
    address = _https(url or settings.load(os.environ).url)
    page = f"{address}{_public(slug)}"
    output.write_bytes(_code(page, output.suffix.lower().removeprefix(".")))
    click.echo(f"{output} leads to {page}.")


def _code(text: str, kind: str) -> bytes:
    import segno  # noqa: PLC0415 - so that --help is quick

    written = io.BytesIO()
    segno.make_qr(text, error=CORRECTION).save(
        written, kind=kind, scale=PIXELS, border=QUIET_ZONE, dark="#000", light="#fff"
    )
    return written.getvalue()


def _https(url: str) -> str:
    address = url.rstrip("/")
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    more = parts.query or parts.fragment or not address.isprintable() or " " in address
    if parts.scheme != "https" or not parts.hostname or more:
        raise PlainError("Say where samspel answers: set SAMSPEL_URL, or --url https://….")
    return address


def _public(slug: str | None) -> str:
    from bot import database, publishing  # noqa: PLC0415
    from bot.cli import municipalities  # noqa: PLC0415

    with stored.engine() as engine, database.reading(engine) as session:
        municipality = municipalities.chosen(session, slug)
        if not publishing.is_published(session, municipality):
            raise PlainError("There is no page yet: run 'samspel agreement publish' first.")
        return publishing.path(municipality)


@contextmanager
def _writing(slug: str | None) -> "Iterator[tuple[Session, Municipality]]":
    from bot import database  # noqa: PLC0415
    from bot.cli import municipalities  # noqa: PLC0415

    with stored.engine() as engine, database.writing(engine) as session:
        yield session, municipalities.chosen(session, slug)


def _where(municipality: "Municipality") -> tuple[str, str]:
    """The page's address, and what to do where only a part of it is known."""
    from bot import publishing  # noqa: PLC0415

    url, path = settings.load(os.environ).url, publishing.path(municipality)
    return f"{url}{path}", "" if url else "; set SAMSPEL_URL to see the whole address"
