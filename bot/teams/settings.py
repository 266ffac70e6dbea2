"""The settings of Teams: the app registration, and which addresses are Microsoft's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.configuring import SettingsError, address, need

CLIENT_ID, TENANT_ID = "CLIENT_ID", "TENANT_ID"
CLIENT_SECRET = "CLIENT_SECRET"  # noqa: S105 - the name of a setting
LOGIN_URL, KEYS_URL = "SAMSPEL_TEAMS_LOGIN_URL", "SAMSPEL_TEAMS_KEYS_URL"
SERVICE_URLS, URL = "SAMSPEL_TEAMS_SERVICE_URLS", "SAMSPEL_URL"
FLAG = "--teams-without-authentication"

ON_TRIAL = "trial"
"""What stands for the tenant where nobody is authenticated."""

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True)
class Teams:
    """The app registration of one tenant, and the addresses that are trusted.

    samspel asks for tokens at `login_url`, finds the keys that Teams signs with at `keys_url`, and
    sends only to addresses that begin with one of `service_urls`. `url` is how the world reaches
    samspel. `authenticated` is false on trial on one machine alone: then anybody who reaches
    samspel is believed.
    """

    client_id: str
    client_secret: str = field(repr=False)
    tenant_id: str
    login_url: str = "https://login.microsoftonline.com"
    keys_url: str = "https://login.botframework.com/v1/.well-known/keys"
    service_urls: tuple[str, ...] = ("https://smba.trafficmanager.net/",)
    url: str = ""
    authenticated: bool = True

    def trusts(self, service_url: str) -> bool:
        """Whether samspel may send there: a token would go with what is sent."""
        try:
            there = urlsplit(service_url)
            if not self.authenticated:
                return is_loopback(there.hostname or "")
            return "@" not in there.netloc and any(
                (there.scheme, there.hostname, there.port) == (one.scheme, one.hostname, one.port)
                and f"{there.path}/".startswith(f"{one.path.rstrip('/')}/")
                for one in map(urlsplit, self.service_urls)
            )
        except ValueError:
            return False


def load(values: Mapping[str, str]) -> Teams | None:
    """The settings of Teams, None where none is set; SettingsError where one is missing."""
    given = {name: values.get(name, "").strip() for name in (CLIENT_ID, CLIENT_SECRET, TENANT_ID)}
    if not any(given.values()):
        return None
    need_sdk()
    for name, value in given.items():
        if not value:
            raise SettingsError(f"Teams needs {name} too.")
    services = (values.get(SERVICE_URLS) or " ".join(Teams.service_urls)).split()
    return Teams(
        client_id=_guid(CLIENT_ID, given[CLIENT_ID]),
        client_secret=given[CLIENT_SECRET],
        tenant_id=_guid(TENANT_ID, given[TENANT_ID]),
        login_url=address(LOGIN_URL, values.get(LOGIN_URL) or Teams.login_url).rstrip("/"),
        keys_url=address(KEYS_URL, values.get(KEYS_URL) or Teams.keys_url),
        service_urls=tuple(address(SERVICE_URLS, one) for one in services),
        url=(values.get(URL) or "").rstrip("/"),
    )


def on_trial(host: str | None, configured: Teams | None) -> Teams:
    """Teams without authentication, for a client on this machine alone; `host` is where samspel
    answers. SettingsError in any other setting.
    """
    need_sdk()
    if configured:
        raise SettingsError(f"{FLAG} is for trials: take away {CLIENT_ID} and the other two first.")
    if host is None or not is_loopback(host):
        raise SettingsError(
            f"{FLAG} is for one machine alone: let SAMSPEL_LISTEN be a loopback address, "
            "as 127.0.0.1:8080."
        )
    return Teams(
        client_id=ON_TRIAL,
        client_secret="",
        tenant_id=ON_TRIAL,
        service_urls=(),
        authenticated=False,
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the host."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def need_sdk() -> None:
    """Say what to install where Teams is wanted and its SDK is not there."""
    need("microsoft_teams", "teams", "Microsoft Teams needs")


def _guid(name: str, value: str) -> str:
    if not _GUID.fullmatch(value.lower()):
        raise SettingsError(
            f"{name} should be an id of 32 digits and letters, as Entra shows it; "
            "this is something else."
        )
    return value.lower()
