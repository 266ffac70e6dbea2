"""What `samspel doctor` says of Slack, and what to do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.findings import Finding
from bot.slack import checks, manifest
from bot.slack.settings import Slack as Settings
from tests.bot.slack.chat import served
from tests.bot.slack.stand_in import Slack
from tests.bot.slack.town import CHANNELS, move
from tests.bot.slack.web_api import SCOPES
from tests.towns import Town


def findings(
    town: Town,
    slack: Slack,
    *,
    known: bool = True,
    app_token: str = "",
    late: timedelta = timedelta(0),
) -> dict[str, Finding]:
    for channel in CHANNELS.values():
        slack.channels.get(channel) or slack.open(channel)
    town.at_desk(lambda desk: move(desk, slack, known=known))
    with served(slack) as url:
        configured = Settings(bot_token="xoxb-1", app_token=app_token, api_url=url)  # noqa: S106
        now = datetime.now(UTC) + late
        return {one.about: one for one in checks.findings(configured, town.app.engine, now)}


def test_everything_is_well(town: Town) -> None:
    found = findings(town, Slack(), app_token="xapp-1")  # noqa: S106
    assert not [one for one in found.values() if one.advice]
    assert found["slack workspace"].says == "belongs to Vaggeryd"
    assert found["slack way in"].says == "Socket Mode"
    assert found["slack people"].says == "10 of 10 holders of offices are reached"
    assert found["slack channel for managers"].says == "samspel is in it"


@pytest.mark.parametrize(
    ("spoil", "about", "advice"),
    [
        (lambda slack: slack.tokens.clear(), "slack", "SLACK_BOT_TOKEN"),
        (
            lambda slack: slack.faults.update({"auth.test": [{"error": "token_revoked"}]}),
            "slack",
            "install the app again",
        ),
        (
            lambda slack: slack.open("C2", has_samspel=False),
            "slack channel for managers",
            "/invite",
        ),
        (lambda slack: slack.open("C2", archived=True), "slack channel for managers", "another"),
        (lambda slack: slack.open("C2", team="T9"), "slack channel for managers", "invite samspel"),
        (
            lambda slack: slack.faults.update({"apps.connections.open": [{"error": "not_authed"}]}),
            "slack way in",
            "SLACK_APP_TOKEN",
        ),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    town: Town, spoil: Callable[[Slack], object], about: str, advice: str
) -> None:
    slack = Slack()
    spoil(slack)
    assert advice in findings(town, slack, app_token="xapp-1")[about].advice  # noqa: S106


def test_missing_scopes_are_named(town: Town) -> None:
    found = findings(town, Slack(scopes=SCOPES - {"files:write"}))["slack scopes"]
    assert (found.says, bool(found.advice)) == ("missing: files:write", True)


def test_without_history_it_says_what_that_means_and_is_content(town: Town) -> None:
    found = findings(town, Slack(scopes=SCOPES - set(manifest.HISTORY)))["slack scopes"]
    assert "may be posted twice" in found.says
    assert not found.advice


def test_a_clock_that_is_wrong_is_noticed(town: Town) -> None:
    assert findings(town, Slack(), late=timedelta(minutes=4))["slack clock"].advice


def test_holders_who_cannot_be_reached_are_counted(town: Town) -> None:
    found = findings(town, Slack(), known=False)["slack people"]
    assert found.says == "0 of 10 holders of offices are reached"
    assert "10 have no account" in found.advice


def test_a_slack_that_cannot_be_called_is_one_line(town: Town) -> None:
    configured = Settings(bot_token="xoxb-1", api_url="http://127.0.0.1:9/api/")  # noqa: S106
    (found,) = checks.findings(configured, town.app.engine, datetime.now(UTC))
    assert "cannot be reached" in found.says
