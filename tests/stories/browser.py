"""The playground in a real Chromium, driven as a person would."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

SAMSPEL = str(Path(sys.executable).with_name("samspel"))
CHROMIUM = (
    os.environ.get("SAMSPEL_CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
)
FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PATIENCE = 40.0
"""Seconds to wait for the playground to answer."""


def require_chromium() -> str:
    """The browser to use; the test is skipped where there is none, and fails in CI."""
    if CHROMIUM:
        return CHROMIUM
    sentence = "Chromium is missing: install the system's package chromium"
    if os.environ.get("SAMSPEL_CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@contextmanager
def playground(*words: str) -> Iterator[str]:
    """A playground in a process of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [SAMSPEL, "playground", "--no-browser", "--port", str(port), *words]
    # NiceGUI takes another way in a process that it believes to be a test.
    environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - on this machine
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


@dataclass(frozen=True)
class Visitor:
    """Somebody at the page."""

    page: Page

    def be(self, name: str) -> None:
        """Become another of the people there."""
        self.page.get_by_role("combobox", name="Du är").click()
        self.page.get_by_role("option", name=name).click()

    def go_to(self, place: str) -> None:
        """Show a channel, or the talk with samspel."""
        self.page.get_by_role("navigation").get_by_role("button", name=place).click()
        self.page.get_by_role("heading", name=place, level=2).wait_for()

    def write(self, words: str) -> None:
        """Write to samspel."""
        box = self.page.get_by_label("Skriv till samspel")
        box.fill(words)
        box.press("Enter")

    def card(self, title: str) -> Locator:
        """The last message with that title."""
        heading = self.page.get_by_role("heading", name=title, level=3)
        return self.page.get_by_role("article").filter(has=heading).last

    def next_event(self) -> None:
        """Let the clock go to the next thing that is said."""
        before = self.clock()
        self.page.get_by_role("button", name="Nästa händelse").click()
        self.page.wait_for_function(
            "before => document.querySelector('.clock .now').textContent !== before", arg=before
        )
        self._wait_for_clock()

    def go_to_day(self, day: str) -> None:
        """Let the clock go to eight o'clock on a day."""
        self.page.get_by_label("Gå till dagen").fill(day)
        self.page.get_by_role("button", name="Gå", exact=True).click()
        self._wait_for_clock()

    def clock(self) -> str:
        """What the clock shows."""
        return self.page.locator(".clock .now").inner_text()

    def _wait_for_clock(self) -> None:
        self.page.wait_for_timeout(200)
        enabled = ".clock button:not([disabled])"
        self.page.locator(enabled).first.wait_for(timeout=60_000)
