"""Draws the pictures of this folder from what samspel really sends: make pictures.

Needs Node, npm and Chromium. Block Kit is drawn by slack-blocks-to-jsx, which is not Slack's own
renderer: fonts, colours and spacing differ a little.
"""

import asyncio
import base64
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from tests.bot.slack.town import SlackTown, slack_town
from tests.databases import SQLiteFiles
from tests.towns import Town, found

HERE = Path(__file__).parent
STYLE = """
body { margin: 0; padding: 16px; width: 640px; background: #fff; font: 15px/1.46 Lato, sans-serif; }
section + section { margin-top: 12px; }
section.modal, section.home { border: 1px solid #ddd; border-radius: 8px; padding: 16px 20px; }
h1 { font-size: 20px; margin: 0 0 12px; }
footer { display: flex; gap: 12px; justify-content: flex-end; padding-top: 12px; }
footer b { background: #007a5a; color: #fff; border-radius: 4px; padding: 6px 16px; }
footer span { border: 1px solid #ccc; border-radius: 4px; padding: 6px 16px; }
"""
CIRCLE = "<circle cx='4.5' cy='4.5' r='4.5' fill='%230b5c7a'/>"
LOGO = (
    f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{CIRCLE}</svg>"
)
CHROMIUM = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")


def scenes() -> dict[str, dict[str, Any]]:
    """What somebody sees in Slack at a few moments."""
    with tempfile.TemporaryDirectory() as folder:
        town = found(SQLiteFiles(Path(folder)))
        drawn = asyncio.run(_lived(town))
        town.app.engine.dispose()
    return drawn


async def _lived(town: Town) -> dict[str, dict[str, Any]]:
    async with slack_town(town) as here:
        return await _acted(here)


async def _acted(here: SlackTown) -> dict[str, dict[str, Any]]:
    drawn = {}
    await here.command("SARA", "får en politiker ringa en enhetschef?")
    drawn["answer"] = _scene("message", here.last("SARA", "C1"))
    await here.open_home("ANNA")
    drawn["home"] = _scene("home", _with_pictures(here, here.slack.homes["ANNA"]))
    await here.go(date(2026, 12, 9))
    drawn["reminder"] = _scene("message", here.last("ANNA"))
    await here.press("ANNA", here.last("ANNA"), "Flytta")
    drawn["form"] = _scene("modal", here.slack.modals["ANNA"])
    return drawn


def _scene(kind: str, shown: dict[str, Any]) -> dict[str, Any]:
    parts = {name: shown[name]["text"] for name in ("title", "close", "submit") if name in shown}
    posts = [{"blocks": shown["blocks"], **parts}]
    return {"kind": kind, "at": "2026-12-09T08:00:00", "logo": LOGO, "posts": posts}


def _with_pictures(here: SlackTown, view: dict[str, Any]) -> dict[str, Any]:
    """The view with its uploads in it: there is no Slack to fetch them from."""
    blocks = [
        {**block, "image_url": _data(here.slack.files[block["slack_file"]["id"]])}
        if block["type"] == "image"
        else block
        for block in view["blocks"]
    ]
    for block in blocks:
        block.pop("slack_file", None)
    return {**view, "blocks": blocks}


def _data(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


async def _draw(page: Page, name: str, scene: dict[str, Any]) -> None:
    style = (HERE / "node_modules" / "page.css").read_text("utf-8")
    script = (HERE / "node_modules" / "page.js").read_text("utf-8")
    await page.set_content(f"<style>{style}{STYLE}</style><div id=page></div>")
    await page.add_script_tag(content=script)
    await page.evaluate(f"draw({json.dumps(scene)})")
    await page.wait_for_timeout(500)
    await page.locator("#page").screenshot(path=HERE / f"{name}.png")


async def draw(drawn: dict[str, dict[str, Any]]) -> None:
    """Draw them all."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(CHROMIUM)
        )
        page = await browser.new_page(viewport={"width": 680, "height": 900})
        for name, scene in drawn.items():
            await _draw(page, name, scene)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(draw(scenes()))
