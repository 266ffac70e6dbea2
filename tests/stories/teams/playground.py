"""A real Teams client: Microsoft's Agents Playground in Chromium, driven as a person would."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Route, sync_playwright

from bot.playground.cast import players
from bot.teams import serving
from messages.addressing import Purpose
from tests.client_files import require_client
from tests.stories.browser import FLAGS, require_chromium

Json = dict[str, Any]

PEOPLE = ("anna", "per", "olle", "mats", "sara", "karin")
"""The client knows six, the one who looks at it among them."""

CHANNELS = {
    Purpose.MANAGEMENT_GROUP: "19:ledning@thread.tacv2",
    Purpose.MANAGERS: "19:chefer@thread.tacv2",
}
TEAM, MANAGERS = CHANNELS.values()
GROUP = "19:grupp@thread.v2"
PERSONAL, GENERAL = "Personal Chat", "General"
"""The client's own names; General is the management group's channel, and is the team too."""

HOST = "127.0.0.1"
CLIENT = "node_modules/@microsoft/m365agentsplayground/cli.js"
GREETING = "Hej, jag är samspel"
PATIENCE = 30.0
"""Seconds to wait for a process or a thread."""


@contextmanager
def client(user: str, samspel: int, folder: Path) -> Iterator[str]:
    """A Teams client that speaks to the samspel at a port; its address. The user's own chat is
    there, and nobody else's.
    """
    config = folder / f"{user}.yml"
    config.write_text(json.dumps(_config(user)), "utf-8")  # JSON is YAML
    node = shutil.which("node", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    command = [node or "node", CLIENT, "start", "-c", "msteams", "--disable-telemetry"]
    command += ["-e", f"http://{HOST}:{samspel}{serving.PATH}", "-p", str(free_port())]
    environment = os.environ | {
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(config),
        "M365_AGENTS_PLAYGROUND_LOGFILE": os.devnull,
        "NO_PROXY": f"localhost,{HOST}",
    }
    folder, pipe = require_client(), subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=pipe, text=True, start_new_session=True
    ) as process:
        try:
            yield f"http://localhost:{_port(process)}/"
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # node may have been started by another node
            process.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
        return port


def _port(process: subprocess.Popen[str]) -> int:
    """Where it listens; not where it was told to, if something else does."""
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"Listening on (\d+)", line):
            return int(found[1])
    raise AssertionError("the client did not start")


def _config(user: str) -> Json:
    return {
        "version": "0.1.1",
        "tenantId": "bbbbbbbb-0000-4000-8000-000000000002",
        "bot": {"id": "aaaaaaaa-0000-4000-8000-000000000001", "name": "samspel"},
        "currentUser": account(user),
        "users": [account(one) for one in PEOPLE if one != user],
        "personalChat": {"id": f"a:{user}"},
        "groupChat": {"id": GROUP, "name": "Presidiet"},
        "team": {
            "id": TEAM,
            "name": "Provby kommun",
            "aadGroupId": "cccccccc-0000-4000-8000-000000000003",
            "channels": [{"id": MANAGERS, "name": "Chefer"}],
        },
    }


def account(user: str) -> Json:
    """Somebody of the cast, as Teams knows people."""
    name = next(one.name for one in players() if one.user == user)
    given, surname = name.split()
    return {
        "id": f"29:{user}",
        "name": name,
        "userPrincipleName": f"{user}@exempel.se",
        "aadObjectId": f"dddddddd-0000-4000-8000-{PEOPLE.index(user):012}",
        "givenName": given,
        "surname": surname,
        "email": f"{user}@exempel.se",
    }


@contextmanager
def chromium(folder: Path, *, scale: int = 1) -> Iterator[BrowserContext]:
    """A browser that reaches this machine alone; what it has read once is read faster again."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch_persistent_context(
            folder,
            executable_path=require_chromium(),
            args=[*FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"],
            locale="sv-SE",
            viewport={"width": 1280, "height": 1600},
            device_scale_factor=scale,
        )


@contextmanager
def visit(browser: BrowserContext, address: str, *, acting: str = "") -> Iterator["Client"]:
    """Somebody at the client's page: the client's own user, whom samspel greets, or another one,
    who sees only what all see.
    """
    with browser.new_page() as page:
        if acting:
            page.route("**/_internal/v1/config", partial(_answer_as, acting))
            page.route("**/installation", lambda route: route.fulfill(status=200))
        page.goto(address)
        page.get_by_role("button", name="Hide log panel").click()
        visitor = Client(page)
        if not acting:
            visitor.card(GREETING).wait_for()
        yield visitor


def _answer_as(user: str, route: Route) -> None:
    """Let the page take somebody else for its user."""
    answer = route.fetch()
    told: Json = answer.json()
    config = told["config"]
    before, now = config["currentUser"], account(user)
    others = [one for one in (before, *config["users"]) if one["id"] != now["id"]]
    config |= {"currentUser": now, "users": others}
    config["personalChat"]["id"] = f"a:{user}"
    for one in (*config["groupChats"], *config["teams"]):
        seen = [before["id"], *one["members"]]
        one["members"] = [member for member in seen if member != now["id"]]
    route.fulfill(response=answer, json=told)


@dataclass(frozen=True)
class Client:
    """What somebody does and sees at the client's page."""

    page: Page

    def open_chat(self, name: str) -> None:
        """Show a conversation; the first time, the client lets samspel in there."""
        chats = self.page.get_by_role("region", name="Chat and Teams Channel")
        chats.get_by_role("treeitem", name=name).first.click()
        self._boxes.first.wait_for()

    def join(self, name: str) -> None:
        """Show a conversation for the first time, and wait for samspel's greeting."""
        self.open_chat(name)
        self.card(GREETING).wait_for()

    def write(self, text: str) -> None:
        """Write to samspel alone."""
        self._boxes.first.click()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def mention(self, text: str) -> None:
        """Write @samspel where others are; in a channel as a new post."""
        self._boxes.first.click()
        self.page.keyboard.type("@samspel")
        self.page.get_by_role("menuitem", name="samspel").first.click()
        self._boxes.first.locator(".mention").wait_for()
        self.page.keyboard.type(f" {text}")
        post = self.page.get_by_role("button", name="Post", exact=True)
        if post.count():
            post.click()
        else:
            self.page.keyboard.press("Enter")

    def card(self, title: str) -> Locator:
        """The last card that says so."""
        return self.cards(title).last

    def cards(self, title: str = "") -> Locator:
        return self.page.locator(".ac-preview-panel").filter(has_text=title)

    def thread(self, first: str) -> Locator:
        """The last thread of a channel that begins with a mention and so."""
        return self.page.locator(".fui-Card").filter(has_text=f"samspel {first}").last

    def line(self, text: str) -> Locator:
        """A line in the conversation, or under a card."""
        return self.page.get_by_text(text, exact=True).last

    def press(self, card: Locator, label: str) -> None:
        """Press a button whose label begins so."""
        card.get_by_role("button", name=_beginning(label)).first.click()

    def fill(self, card: Locator, label: str, value: str) -> None:
        """Write in a field: text, a date or a time."""
        named = card.get_by_label(_beginning(label))
        card.locator("input:not([type=checkbox]), textarea").and_(named).fill(value)

    def choose(self, card: Locator, label: str, option: str) -> None:
        """Choose in a list."""
        card.get_by_role("combobox", name=_beginning(label)).click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def tick(self, card: Locator, label: str) -> None:
        """Tick a box."""
        card.get_by_role("checkbox", name=label).check()

    @property
    def _boxes(self) -> Locator:
        return self.page.locator("div[role=textbox][contenteditable=true]")


def _beginning(label: str) -> re.Pattern[str]:
    """A name that begins so: what is wrong with a field stands after its label."""
    return re.compile(rf"^{re.escape(label)}(?!\w)")
