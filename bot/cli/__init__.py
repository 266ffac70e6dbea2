"""The command line. A command's file is imported when the command is used, so --help is quick."""

from importlib import import_module
from typing import Any

import click

from messages.errors import PlainError

COMMANDS = {
    "ask": "Answer questions from an agreement.",
    "plan": "Show everything that will be said, and when.",
    "agreement": "Import, show, check, adopt and compare agreements.",
    "init": "Create the database, a municipality and its first administrator.",
    "playground": "Try samspel in a browser, with a fictional municipality.",
    "run": "Run samspel for real.",
    "slack": "Make the Slack app, and bind workspaces.",
    "teams": "Make the Teams app, and bind the tenant.",
    "deliveries": "Show what was due, sent, late or failed, and why.",
    "doctor": "Say whether everything is as it should be, and what to do if not.",
    "backup": "Copy the database while samspel runs.",
    "migrate": "Bring the database to this version.",
}


class _Commands(click.Group):
    """The commands of COMMANDS, each from the file of its name in this folder."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"bot.cli.{name}"), name)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401 - as click's own
        try:
            return super().invoke(context)
        except PlainError as error:
            raise click.ClickException(str(error)) from None
        except BrokenPipeError:
            raise  # click ends quietly when nobody reads on
        except OSError as error:
            raise click.ClickException(_sentence(error)) from None


def _sentence(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{where}."


@click.group(cls=_Commands)
@click.version_option(package_name="samspel")
def samspel() -> None:
    """Keep the agreement between elected members and officials alive in a municipality's chat.

    Settings are read from the environment (the README lists them) and from the TOML file that
    SAMSPEL_SETTINGS names.
    """
