"""`samspel slack`, and `samspel run` with Slack switched on."""

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest

from tests.bot.cli.running import good, refused, run
from tests.bot.cli.test_operating import free_port, running
from tests.bot.slack.chat import in_a_thread, served
from tests.bot.slack.people import SECRET, People
from tests.bot.slack.stand_in import Slack
from tests.bot.slack.town import until

BOT, APP = {"SLACK_BOT_TOKEN": "xoxb-1"}, {"SLACK_APP_TOKEN": "xapp-1"}
SIGNED = {"SLACK_SIGNING_SECRET": SECRET}
SEVERAL = {
    **SIGNED,
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "s",
    "SAMSPEL_KEY": "k",
    "SAMSPEL_URL": "https://samspel.example",
}


def test_the_manifest_is_printed_for_either_way_in() -> None:
    assert json.loads(good("slack", "manifest"))["settings"]["socket_mode_enabled"]
    called = json.loads(good("slack", "manifest", "--url", "https://samspel.example/"))
    command = called["features"]["slash_commands"][0]
    assert command["url"] == "https://samspel.example/slack/events"
    plain = good("slack", "manifest", "--no-history")
    assert "channels:history" not in plain
    assert "assistant:write" in good("slack", "manifest", "--assistant")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("manifest", "--socket", "--url", "https://x"), "not both"),
        (("manifest", "--url", "http://x"), "https:// addresses only"),
        (("bind",), "Set SLACK_BOT_TOKEN first"),
        (("invite",), "Say where samspel answers"),
        (("invite", "--url", "https://x"), "run 'samspel init' first"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: tuple[str, ...], says: str) -> None:
    assert says in refused("slack", *words)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (BOT, "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)"),
        (APP, "SLACK_BOT_TOKEN too"),
        (SIGNED, "SLACK_BOT_TOKEN too"),
        ({"SLACK_BOT_TOKEN": "xapp-secret", **APP}, "begin with xoxb-"),
        ({**BOT, "SLACK_APP_TOKEN": "xoxb-secret"}, "begin with xapp-"),
        ({**BOT, **SEVERAL}, "Choose SLACK_BOT_TOKEN (one workspace)"),
        ({**SEVERAL, "SAMSPEL_KEY": ""}, "need SAMSPEL_KEY too"),
        ({**SEVERAL, "SAMSPEL_URL": ""}, "SAMSPEL_URL is ''"),
        ({**BOT, **APP, "SAMSPEL_SLACK_API_URL": "slack"}, "should be an address"),
        ({**BOT, **APP, "SAMSPEL_SLACK_PER_MINUTE": "many"}, "write a number"),
    ],
)
def test_settings_that_do_not_fit_are_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], says: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    sentence = refused("run")
    assert says in sentence
    assert "secret" not in sentence.replace("SLACK_SIGNING_SECRET", "")


@pytest.mark.usefixtures("founded")
def test_a_key_that_is_none_is_said_before_anything_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SEVERAL.items():
        monkeypatch.setenv(name, value)
    assert "SAMSPEL_KEY is no key; 'samspel slack key' prints one." in refused("run")


@pytest.mark.usefixtures("founded")
def test_a_link_is_printed_once_and_no_two_are_alike() -> None:
    links = {good("slack", "invite", "--url", "https://samspel.example") for _ in range(2)}
    assert len(links) == 2
    assert all(link.startswith("https://samspel.example/slack/install?invite=") for link in links)
    keys = {good("slack", "key") for _ in range(2)}
    assert len(keys) == 2


@pytest.mark.usefixtures("founded")
def test_a_workspace_is_bound_to_one_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    good("init", "--admin", "eva@provby.se", "--municipality", "kungsor")
    with served(Slack()) as url:
        for name, value in {**BOT, **APP, "SAMSPEL_SLACK_API_URL": url}.items():
            monkeypatch.setenv(name, value)
        assert "Say which with --municipality" in refused("slack", "bind")
        assert "There is no 'alingsas'" in refused("slack", "bind", "--municipality", "alingsas")
        said = good("slack", "bind", "--municipality", "kungsor")
        assert said.strip() == "The workspace T1 belongs to Kungsör."
        again = refused("slack", "bind", "--municipality", "vaggeryd")
        assert "belongs to another municipality" in again
        assert "belongs to Kungsör" in run("doctor").stdout


@pytest.mark.parametrize("way", ["http", "socket"])
def test_from_nothing_to_an_answer_and_a_reminder_on_trial(empty_folder: Path, way: str) -> None:
    good("init", "--admin", "karin@provby.se", "--municipality", "vaggeryd")
    slack, port = Slack(), free_port()
    slack.join("KARIN", "karin@provby.se")
    slack.open("C1")

    async def talk() -> None:
        await until(lambda: bool(slack.sockets) or way == "http", seconds=20)
        async with aiohttp.ClientSession() as session:
            url = f"http://127.0.0.1:{port}" if way == "http" else ""
            people = People(slack=slack, url=url, session=session)
            for words in ("vad gäller sociala medier", "prova"):
                answer = await people.command("KARIN", words)
                assert answer.status == 200
            await until(lambda: len(slack.seen("KARIN", "C1")) == 2, seconds=20)
            await until(lambda: bool(slack.seen("KARIN")), seconds=20)

    with in_a_thread(slack) as (url, loop):
        settings = {**BOT, **(SIGNED if way == "http" else APP), "SAMSPEL_SLACK_API_URL": url}
        with running(empty_folder, port, **settings):
            asyncio.run_coroutine_threadsafe(talk(), loop).result(timeout=60)
    assert slack.seen("KARIN")[0]["text"].startswith("Provpåminnelse från samspel")
