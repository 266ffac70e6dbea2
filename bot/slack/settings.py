"""The settings of Slack: which tokens there are decides how it is spoken to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.configuring import SettingsError, address, need

BOT_TOKEN, APP_TOKEN = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"
SIGNING_SECRET = "SLACK_SIGNING_SECRET"  # noqa: S105 - the name of a setting
CLIENT_ID, CLIENT_SECRET = "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"
KEY, URL = "SAMSPEL_KEY", "SAMSPEL_URL"
API_URL, PER_MINUTE = "SAMSPEL_SLACK_API_URL", "SAMSPEL_SLACK_PER_MINUTE"

MOST_PER_MINUTE = 6000


@dataclass(frozen=True, kw_only=True)
class Slack:
    """How Slack is reached: at `api_url`, with the bot's token; Slack calls samspel and signs with
    the secret (HTTP), or samspel calls Slack with the app's token (Socket Mode).

    For several workspaces there is no one token, but a `client_id` and secret with which to
    install, the `key` that tokens are encrypted with, and the `url` that Slack comes back to.
    `per_minute` is how many messages samspel sends in a workspace at most.
    """

    bot_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    url: str = ""
    api_url: str = "https://slack.com/api/"
    per_minute: int = 300

    @property
    def several(self) -> bool:
        """Whether it is installed in several workspaces."""
        return bool(self.client_id)

    @property
    def authorize_url(self) -> str:
        """Where whoever installs is asked; on the same server as the rest."""
        return f"{self.api_url.removesuffix('/').removesuffix('/api')}/oauth/v2/authorize"


def load(values: Mapping[str, str]) -> Slack | None:
    """The settings of Slack, None where none is set; SettingsError where one is missing."""
    names = (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, CLIENT_ID, CLIENT_SECRET)
    given = {name: values.get(name, "").strip() for name in (*names, KEY)}
    if not any(given[name] for name in names):
        return None
    _complete(given)
    found = Slack(
        bot_token=_beginning(BOT_TOKEN, given[BOT_TOKEN], "xoxb-"),
        signing_secret=given[SIGNING_SECRET],
        app_token=_beginning(APP_TOKEN, given[APP_TOKEN], "xapp-"),
        client_id=given[CLIENT_ID],
        client_secret=given[CLIENT_SECRET],
        key=given[KEY],
        url=(values.get(URL) or "").rstrip("/"),
        api_url=address(API_URL, values.get(API_URL) or Slack.api_url),
        per_minute=_per_minute(values.get(PER_MINUTE) or str(Slack.per_minute)),
    )
    if found.several:
        address(URL, found.url)
    return found


def need_cryptography() -> None:
    """Say what to install where several workspaces are wanted and it is not there."""
    need("cryptography", "workspaces", "Several Slack workspaces need")


def _complete(given: Mapping[str, str]) -> None:
    if given[CLIENT_ID] or given[CLIENT_SECRET]:
        need_cryptography()
        if given[BOT_TOKEN]:
            raise SettingsError(f"Choose {BOT_TOKEN} (one workspace) or {CLIENT_ID} (several).")
        for name in (CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, KEY):
            if not given[name]:
                raise SettingsError(f"Several Slack workspaces need {name} too.")
    elif not given[BOT_TOKEN]:
        raise SettingsError(f"Slack needs {BOT_TOKEN} too (it begins with xoxb-).")
    elif not (given[SIGNING_SECRET] or given[APP_TOKEN]):
        raise SettingsError(
            f"Slack needs {APP_TOKEN} (Socket Mode) or {SIGNING_SECRET} (HTTP) too."
        )


def _beginning(name: str, token: str, begins: str) -> str:
    """The token, if there is one; of one of another kind that is said, without showing it."""
    if token and not token.startswith(begins):
        raise SettingsError(f"{name} should begin with {begins}; this is something else.")
    return token


def _per_minute(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= MOST_PER_MINUTE:
        raise SettingsError(
            f"{PER_MINUTE} is {value!r}; write a number from 1 to {MOST_PER_MINUTE}."
        )
    return int(value)
