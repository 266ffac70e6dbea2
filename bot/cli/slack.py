"""`samspel slack`: what is needed to make the Slack app, and to bind workspaces."""

import json
import os
from datetime import UTC, datetime

import click

from bot import database, invites, settings, workspaces
from bot.cli import municipalities, stored
from messages.errors import PlainError


@click.group()
def slack() -> None:
    """Make the Slack app, and say which municipality a workspace belongs to."""


@slack.command(short_help="Print what the Slack app is made from.")
@click.option("--socket", is_flag=True, help="samspel calls Slack (the default).")
@click.option("--url", metavar="URL", help="Slack calls samspel at this address, as https://….")
@click.option(
    "--assistant", is_flag=True, help="With suggested questions (parts need a paid plan)."
)
@click.option("--no-history", is_flag=True, help="Without the right to read channels.")
def manifest(*, socket: bool, url: str | None, assistant: bool, no_history: bool) -> None:
    """Print what the Slack app is made from (JSON), with exactly the scopes that are used.

    At api.slack.com/apps choose "Create New App", "From a manifest", and paste it.
    """
    from bot.slack import manifest as manifests  # noqa: PLC0415 - slack-bolt is slow to import

    if socket and url:
        raise PlainError("Choose --socket or --url, not both.")
    if url and not url.startswith("https://"):
        raise PlainError(f"Slack calls https:// addresses only, not {url!r}.")
    found = manifests.manifest(
        url=(url or "").rstrip("/"), assistant=assistant, history=not no_history
    )
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@slack.command(short_help="Say which municipality the workspace belongs to.")
@municipalities.MUNICIPALITY
def bind(slug: str | None) -> None:
    """Let the workspace of SLACK_BOT_TOKEN belong to a municipality.

    Only needed where the database has several; 'samspel run' binds to the only one by itself.
    """
    from bot.slack import CHAT, checks  # noqa: PLC0415

    configured = settings.load(os.environ).slack
    if configured is None or not configured.bot_token:
        raise PlainError("Set SLACK_BOT_TOKEN first.")
    team, name = checks.workspace(configured)
    with stored.engine() as engine, database.writing(engine) as session:
        municipality = municipalities.chosen(session, slug)
        workspaces.bind(session, municipality, CHAT, team, datetime.now(UTC))
    click.echo(f"The workspace {name} belongs to {municipality.name}.")


@slack.command(short_help="Print a one-time link that installs samspel in a workspace.")
@municipalities.MUNICIPALITY
@click.option("--url", metavar="URL", help="samspel's address; otherwise SAMSPEL_URL.")
@click.option("--assistant", is_flag=True, help="As of the manifest.")
@click.option("--no-history", is_flag=True, help="As of the manifest.")
def invite(slug: str | None, url: str | None, *, assistant: bool, no_history: bool) -> None:
    """Print a link that installs samspel in one workspace, for one municipality.

    The link is valid for a week and can be used once. Send it to an administrator of the
    workspace; whoever has it can install samspel there.
    """
    address = (url or settings.load(os.environ).url).rstrip("/")
    if not address.startswith("https://"):
        raise PlainError("Say where samspel answers: set SAMSPEL_URL, or --url https://….")
    with stored.engine() as engine, database.writing(engine) as session:
        municipality = municipalities.chosen(session, slug)
        secret = invites.issue(session, municipality, datetime.now(UTC))
    options = ("&with=assistant" if assistant else "") + ("&without=history" if no_history else "")
    click.echo(f"{address}/slack/install?invite={secret}{options}")


@slack.command(short_help="Print a new key to encrypt tokens with.")
def key() -> None:
    """Print a new key for SAMSPEL_KEY, with which tokens of several workspaces are encrypted."""
    from bot.slack.settings import need_cryptography  # noqa: PLC0415

    need_cryptography()
    from bot.slack import encryption  # noqa: PLC0415

    click.echo(encryption.new_key())
