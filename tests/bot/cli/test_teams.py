"""`samspel teams`, and `samspel run` with Teams switched on."""

import asyncio
import json
import signal
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot import workspaces
from bot.database import opened, writing
from schedules import calendar
from tests.bot.cli.running import good, refused, run
from tests.bot.cli.test_operating import free_port, running
from tests.bot.teams.chat import in_a_thread_of_its_own
from tests.bot.teams.connector import Connector
from tests.bot.teams.people import People, title
from tests.bot.teams.tenant import CLIENT, SECRET, TENANT
from tests.bot.teams.town import until

CREDENTIALS = {"CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "TENANT_ID": TENANT}
URL = "https://samspel.example"
PACKAGE = ("teams", "package")
TRIAL = ("run", "--teams-without-authentication")
QUESTION = "vem svarar i medier för politiska beslut, politiker eller chef"
ANSWER = "Förtroendevalda svarar i medier för sina beslut"
REMINDER = "Provpåminnelse från samspel"


def given(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def manifest(file: Path) -> dict[str, object]:
    with zipfile.ZipFile(file) as archive:
        found: dict[str, object] = json.loads(archive.read("manifest.json"))
        return found


def test_the_package_is_made_from_what_is_said(empty_folder: Path) -> None:
    said = good(*PACKAGE, "--url", f"{URL}/", "--client-id", CLIENT.upper())
    assert said == "samspel.zip is ready: upload it in the Teams admin center.\n"
    found = manifest(empty_folder / "samspel.zip")
    assert (found["id"], found["validDomains"]) == (CLIENT, ["samspel.example"])


def test_the_package_is_made_from_the_settings(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, CLIENT_ID=CLIENT, SAMSPEL_URL=URL)
    good(*PACKAGE, "--output", "of-environment.zip")
    for name in ("CLIENT_ID", "SAMSPEL_URL"):
        monkeypatch.delenv(name)
    (empty_folder / "samspel.toml").write_text(f'CLIENT_ID = "{CLIENT}"\nSAMSPEL_URL = "{URL}"\n')
    given(monkeypatch, SAMSPEL_SETTINGS="samspel.toml")
    good(*PACKAGE, "--output", "of-file.zip")
    made = [(empty_folder / f"of-{name}.zip").read_bytes() for name in ("environment", "file")]
    assert made[0] == made[1]
    assert not (empty_folder / "samspel.zip").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Set CLIENT_ID"),
        (("--client-id", "samspel"), "Set CLIENT_ID"),
        (("--client-id", CLIENT), "Say where samspel answers"),
        (("--client-id", CLIENT, "--url", "http://samspel.example"), "Say where samspel answers"),
        (
            ("--client-id", CLIENT, "--url", URL, "--output", "no/such/folder/a.zip"),
            "no/such/folder/a.zip cannot be written: No such file or directory.",
        ),
    ],
)
def test_a_package_that_cannot_be_made_is_one_sentence(
    empty_folder: Path, words: tuple[str, ...], says: str
) -> None:
    assert says in refused(*PACKAGE, *words)
    assert not list(empty_folder.glob("*.zip"))


@pytest.mark.usefixtures("founded")
def test_the_tenant_is_bound_to_one_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    good("init", "--admin", "eva@provby.se", "--municipality", "kungsor")
    bind = ("teams", "bind")
    assert "Set CLIENT_ID, CLIENT_SECRET and TENANT_ID first." in refused(*bind)
    given(monkeypatch, **CREDENTIALS)
    assert "Say which with --municipality" in refused(*bind)
    assert "There is no 'alingsas'" in refused(*bind, "--municipality", "alingsas")
    for _ in range(2):
        said = good(*bind, "--municipality", "kungsor")
        assert said == "The tenant belongs to Kungsör.\n"
    assert "belongs to another municipality" in refused(*bind, "--municipality", "vaggeryd")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (CREDENTIALS, "take away CLIENT_ID"),
        ({"SAMSPEL_LISTEN": "0.0.0.0:8080"}, "is for one machine alone"),
        ({"SAMSPEL_LISTEN": "[::]:8080"}, "is for one machine alone"),
        ({"SAMSPEL_LISTEN": "off"}, "is for one machine alone"),
    ],
)
@pytest.mark.usefixtures("founded")
def test_a_trial_that_others_could_reach_is_refused(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], says: str
) -> None:
    given(monkeypatch, **settings)
    assert says in refused(*TRIAL)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"CLIENT_SECRET": ""}, "Teams needs CLIENT_SECRET too."),
        ({"TENANT_ID": ""}, "Teams needs TENANT_ID too."),
        ({"CLIENT_ID": SECRET}, "CLIENT_ID should be an id"),
        ({"SAMSPEL_TEAMS_LOGIN_URL": "login"}, "should be an address"),
    ],
)
def test_settings_that_do_not_fit_are_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], says: str
) -> None:
    given(monkeypatch, **CREDENTIALS | settings)
    sentence = refused("run")
    assert says in sentence
    assert SECRET not in sentence


@pytest.mark.parametrize("of", ["environment", "file"])
def test_from_nothing_to_an_answer_and_a_reminder_on_trial(empty_folder: Path, of: str) -> None:
    good("init", "--admin", "karin@provby.se", "--municipality", "vaggeryd")
    teams, port = Connector(), free_port()
    teams.join("karin", "karin@provby.se")

    async def talk() -> None:
        async with aiohttp.ClientSession() as session:
            people = People(teams=teams, url=f"http://127.0.0.1:{port}", session=session)
            assert (await people.tell(people.activity("karin"), "forged")).status == 401
            for words in (QUESTION, "prova"):
                assert (await people.write("karin", words)).status == 200
            await until(lambda: REMINDER in titles(teams), seconds=10)

    with in_a_thread_of_its_own(teams) as (_, loop):
        set_in = settings_in(empty_folder, teams) if of == "file" else settings_of(teams)
        with running(empty_folder, port, **set_in) as process:
            asyncio.run_coroutine_threadsafe(talk(), loop).result(timeout=60)
            log = stopped(process)
    assert ANSWER in titles(teams)
    assert "not from Teams" in log
    private = (QUESTION, "medier", "prova", "karin", "provby", SECRET, "forged")
    assert not [word for word in private if word in log.casefold()]


def test_what_has_been_acknowledged_is_answered_before_it_stops(empty_folder: Path) -> None:
    good("init", "--admin", "karin@provby.se", "--municipality", "vaggeryd")
    teams, port = Connector(faults={"post": [{"after": 1.5}]}), free_port()
    teams.join("karin", "karin@provby.se")

    async def talk() -> None:
        async with aiohttp.ClientSession() as session:
            people = People(teams=teams, url=f"http://127.0.0.1:{port}", session=session)
            assert (await people.write("karin", QUESTION)).status == 200

    with in_a_thread_of_its_own(teams) as (_, loop):
        with running(empty_folder, port, **settings_of(teams)) as process:
            asyncio.run_coroutine_threadsafe(talk(), loop).result(timeout=60)
            stopped(process)
        assert titles(teams) == [ANSWER]


def titles(teams: Connector) -> list[str]:
    """What Karin has been told."""
    return [title(post) for post in teams.own("karin").posts]


def settings_of(teams: Connector) -> dict[str, str]:
    configured = teams.settings
    return {
        **CREDENTIALS,
        "SAMSPEL_TEAMS_LOGIN_URL": configured.login_url,
        "SAMSPEL_TEAMS_KEYS_URL": configured.keys_url,
        "SAMSPEL_TEAMS_SERVICE_URLS": " ".join(configured.service_urls),
    }


def settings_in(folder: Path, teams: Connector) -> dict[str, str]:
    lines = [f'{name} = "{value}"' for name, value in settings_of(teams).items()]
    (folder / "samspel.toml").write_text("\n".join(lines))
    return {"SAMSPEL_SETTINGS": "samspel.toml"}


def stopped(process: subprocess.Popen[str]) -> str:
    """Let it stop; what it has logged since it had planned."""
    process.send_signal(signal.SIGTERM)
    assert process.stderr is not None
    return process.stderr.read()


@pytest.mark.usefixtures("founded")
def test_the_doctor_names_what_teams_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = "http://127.0.0.1:9"
    given(monkeypatch, **CREDENTIALS, SAMSPEL_TEAMS_LOGIN_URL=nowhere)
    given(monkeypatch, SAMSPEL_TEAMS_KEYS_URL=nowhere)
    result = run("doctor")
    assert result.exit_code == 1
    assert "WRONG teams credentials: Entra cannot be reached" in result.stdout
    assert SECRET not in result.output


@pytest.mark.usefixtures("founded")
@pytest.mark.parametrize(
    ("tenant", "words", "says"),
    [("real", TRIAL, "in use for real"), ("trial", ("run",), "was used with")],
)
def test_what_is_tried_and_what_is_real_have_databases_of_their_own(
    tenant: str, words: tuple[str, ...], says: str
) -> None:
    with opened("sqlite:///samspel.db") as engine, writing(engine) as session:
        (municipality,) = calendar.municipalities(session)
        workspaces.bind(session, municipality, "teams", tenant, datetime.now(UTC))
    assert says in refused(*words)


def test_teams_cannot_be_on_where_nothing_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **CREDENTIALS, SAMSPEL_LISTEN="off")
    assert "let SAMSPEL_LISTEN be an address" in refused("run")
