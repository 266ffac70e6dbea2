"""Takes the pictures of this folder in Microsoft's Agents Playground: make pictures.

Needs Chromium, and what `make client` installs. The Playground is a Teams client for trials; in
Teams itself the fonts are others.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import FloatRect, Locator

from tests.databases import SQLiteFiles
from tests.stories.teams.playground import (
    GENERAL,
    Client,
    chromium,
    client,
    free_port,
    visit,
)
from tests.stories.teams.trial import Trial, elsewhere, trial
from tests.towns import found

HERE = Path(__file__).parent
WIDTH = 720
QUESTION = "får en politiker ringa en enhetschef?"
ANSWER = "Kontakt med medarbetare går via förvaltningschefen"
CLOCKS = r"""() => {
  const clock = /^(\d+\/\d+ )?\d\d:\d\d$/;
  for (const one of document.querySelectorAll("span, div"))
    if (!one.children.length && clock.test(one.textContent)) one.style.visibility = "hidden";
  for (const one of document.querySelectorAll("[aria-label='Show more information']"))
    one.style.visibility = "hidden";
}"""
"""The Playground shows the machine's time, and a menu of its own."""


@contextmanager
def anna() -> Iterator[tuple[Client, Trial]]:
    """Anna Berg, who chairs the board, at her page, on a Friday in November 2026."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        town = elsewhere(lambda: found(SQLiteFiles(folder)))
        with (
            client("anna", port, folder) as address,
            trial(town, port) as here,
            chromium(folder / "browser", scale=2) as browser,
            visit(browser, address) as visitor,
        ):
            yield visitor, here
        town.app.engine.dispose()


def take(name: str, first: Locator, last: Locator, margin: tuple[int, int] = (32, 18)) -> None:
    """A picture of a part of the conversation, with as much above the first and below the last."""
    page = first.page
    page.evaluate(CLOCKS)
    page.mouse.move(0, 0)
    above, below = _box(first), _box(last)
    top, end = above["y"] - margin[0], below["y"] + below["height"] + margin[1]
    clip: FloatRect = {"x": 0, "y": top, "width": WIDTH, "height": end - top}
    page.screenshot(path=HERE / f"{name}.png", clip=clip, animations="disabled")


def _box(shown: Locator) -> FloatRect:
    found = shown.bounding_box()
    if found is None:
        raise LookupError("it is not seen")
    return found


def take_all(anna: Client, here: Trial) -> None:
    """What Anna sees at a few moments."""
    anna.page.set_viewport_size({"width": WIDTH, "height": 2400})
    anna.write(QUESTION)
    answer = anna.card(ANSWER)
    answer.wait_for()
    take("question", anna.line(QUESTION), answer, margin=(16, 18))
    anna.write("beröm")
    form = anna.card("Ge beröm")
    anna.press(form, "Skicka")
    anna.line("Välj något i listan.").wait_for()
    take("form", form, form)
    here.go(date(2026, 12, 9))
    reminder = anna.card("Samspelssamtal på måndag 14 december")
    reminder.wait_for()
    take("reminder", reminder, reminder)
    anna.page.set_viewport_size({"width": 1280, "height": 2400})
    anna.join(GENERAL)
    anna.page.set_viewport_size({"width": WIDTH, "height": 2400})
    anna.mention("vad gäller media")
    anna.card("Förtroendevalda svarar i medier").wait_for()
    thread = anna.thread("vad gäller media")
    take("channel", thread, thread, margin=(5, 5))


if __name__ == "__main__":
    with anna() as (visitor, here):
        take_all(visitor, here)
