"""What is set for Teams, and what is said where it does not fit."""

import pytest

from bot.configuring import SettingsError
from bot.teams.settings import Teams, is_loopback, load, on_trial

CLIENT = "AAAAAAAA-0000-4000-8000-00000000000A"
TENANT = "bbbbbbbb-0000-4000-8000-00000000000b"
SECRET = "hemligt~värde"  # noqa: S105 - of nothing
GIVEN = {"CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "TENANT_ID": TENANT}


def sentence(**changed: str) -> str:
    """The error, which shows nothing secret."""
    with pytest.raises(SettingsError) as error:
        load(GIVEN | changed)
    said = str(error.value)
    assert SECRET not in said
    return said


@pytest.mark.parametrize(
    "values", [{}, dict.fromkeys(GIVEN, ""), dict.fromkeys(GIVEN, " "), {"SAMSPEL_URL": "x"}]
)
def test_where_nothing_is_set_teams_is_off(values: dict[str, str]) -> None:
    assert load(values) is None


def test_three_settings_are_enough() -> None:
    found = load({name: f" {value} " for name, value in GIVEN.items()})
    assert found == Teams(client_id=CLIENT.lower(), client_secret=SECRET, tenant_id=TENANT)
    assert found.authenticated
    assert found.login_url == "https://login.microsoftonline.com"
    assert found.keys_url == "https://login.botframework.com/v1/.well-known/keys"
    assert found.service_urls == ("https://smba.trafficmanager.net/",)


def test_another_cloud_has_other_addresses() -> None:
    found = load(
        {
            **GIVEN,
            "SAMSPEL_TEAMS_LOGIN_URL": "https://login.example/",
            "SAMSPEL_TEAMS_KEYS_URL": "https://keys.example/v1/keys",
            "SAMSPEL_TEAMS_SERVICE_URLS": "https://one.example/ https://two.example/teams/",
            "SAMSPEL_URL": "https://samspel.example/",
        }
    )
    assert found
    assert found.login_url == "https://login.example"
    assert found.keys_url == "https://keys.example/v1/keys"
    assert found.service_urls == ("https://one.example/", "https://two.example/teams/")
    assert found.url == "https://samspel.example"


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("value", ["", "  "])
def test_what_is_missing_is_named(name: str, value: str) -> None:
    assert sentence(**{name: value}) == f"Teams needs {name} too."


@pytest.mark.parametrize("name", ["CLIENT_ID", "TENANT_ID"])
@pytest.mark.parametrize(
    "value", [SECRET, "vaggeryd.onmicrosoft.com", CLIENT[:-1], f"{CLIENT}0", f"{{{CLIENT}}}", "/.."]
)
def test_an_id_that_is_none_is_named_and_not_shown(name: str, value: str) -> None:
    said = sentence(**{name: value})
    assert said.startswith(f"{name} should be an id")
    assert value not in said


@pytest.mark.parametrize(
    "name",
    ["SAMSPEL_TEAMS_LOGIN_URL", "SAMSPEL_TEAMS_KEYS_URL", "SAMSPEL_TEAMS_SERVICE_URLS"],
)
def test_an_address_that_is_none_is_named(name: str) -> None:
    assert sentence(**{name: "file:///etc"}).startswith(f"{name} is 'file:///etc'")


def test_the_secret_is_not_shown_with_the_rest() -> None:
    assert SECRET not in repr(load(GIVEN))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "::1"])
def test_a_trial_is_for_this_machine(host: str) -> None:
    found = on_trial(host, None)
    assert not found.authenticated
    assert found.service_urls == ()
    assert is_loopback(host)


@pytest.mark.parametrize("host", [None, "0.0.0.0", "::", "", "192.168.0.2", "127.0.0.1.example"])  # noqa: S104
def test_a_trial_where_others_reach_samspel_is_refused(host: str | None) -> None:
    with pytest.raises(SettingsError, match="is for one machine alone"):
        on_trial(host, None)


def test_a_trial_with_the_credentials_of_a_real_app_is_refused() -> None:
    with pytest.raises(SettingsError, match="take away CLIENT_ID") as error:
        on_trial("127.0.0.1", load(GIVEN))
    assert SECRET not in str(error.value)
