"""Running the command line as its users do."""

import json

from click.testing import CliRunner, Result

from bot.cli import samspel


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(samspel, words, input=given)


def good(*words: str, given: str | None = None) -> str:
    result = run(*words, given=given)
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def refused(*words: str) -> str:
    """The one sentence of an error."""
    result = run(*words)
    assert result.exit_code != 0
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stderr.strip().splitlines()[-1]
