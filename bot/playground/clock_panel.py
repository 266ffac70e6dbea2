"""The clock beside the talk: what time it is, where to move it, and what has been said."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from nicegui import ui

from bot.playground.cast import players
from bot.playground.clock import advance, next_due
from bot.playground.inbound import Town
from bot.playground.layout import text
from bot.playground.wall import Post
from bot.playground.words import words
from messages import dates
from messages.addressing import Municipality
from schedules.sending_hours import instant

FURTHEST = timedelta(days=4 * 366)
"""How far the clock goes at a time: a term of office."""

_LATEST = 8


class Panel:
    """The clock of one open page; `go` shows a place."""

    def __init__(self, town: Town, municipality: Municipality, go: Callable[[str], None]) -> None:
        self._town, self._zone, self._go = town, municipality.zone, go
        self._shown: list[Post] = []
        with ui.element("aside").classes("clock") as self._panel:
            self._panel.props["aria-label"] = words("clock")
            text("h2", words("clock"))
            self._now = text("p", "").classes("now")
            self._now.props["aria-live"] = "polite"
            self._controls()
            self._error = text("p", "").classes("error")
            self._error.props["role"] = "alert"
            self._latest = ui.element("div").classes("latest")
        self.refresh()

    def refresh(self) -> None:
        """Show the moment and what was said last."""
        local = self._town.clock.now.astimezone(self._zone)
        year = date(1, 1, 1)  # so that the year is always written
        self._now.text = dates.moment(local, today=year)
        latest = self._said()[-_LATEST:][::-1]
        if latest == self._shown:
            return
        self._shown = latest
        self._latest.clear()
        with self._latest:
            text("h2", words("latest"))
            for post in latest:
                self._said_button(post)

    def _controls(self) -> None:
        with ui.element("div").classes("row"):
            self._buttons = [
                self._button(words("next"), self._next),
                self._button(words("day"), lambda: self._later(timedelta(days=1))),
                self._button(words("week"), lambda: self._later(timedelta(days=7))),
            ]
        with ui.element("div").classes("row"):
            self._date = ui.input(words("date")).props("outlined dense stack-label type=date")
            self._buttons.append(self._button(words("go"), self._go_to_date))

    def _button(self, label: str, act: Callable[..., object]) -> ui.button:
        button = ui.button(label, color=None, on_click=act).props("no-caps unelevated")
        return button.classes("choice")

    async def _next(self) -> None:
        due = next_due(self._town.app)
        if due is None:
            self._say(words("nothing"))
            return
        await self._move(max(due, self._town.clock.now))

    async def _later(self, step: timedelta) -> None:
        local = self._town.clock.now.astimezone(self._zone)
        await self._move(instant(local.date() + step, local.time(), self._zone))

    async def _go_to_date(self) -> None:
        try:
            day = dates.read_day(str(self._date.value or ""))
        except ValueError:
            self._say(words("no_date"))
            return
        moment = instant(day, time(8), self._zone)
        if moment <= self._town.clock.now:
            self._say(words("past"))
        elif moment - self._town.clock.now > FURTHEST:
            self._say(words("far"))
        else:
            await self._move(moment)

    async def _move(self, until: datetime) -> None:
        self._say(words("moving"))
        if self._town.moving.locked():
            return
        for button in self._buttons:
            button.disable()
        try:
            async with self._town.moving:
                await advance(self._town.app, self._town.clock, until, self._moved)
            self._town.wall.changed()
        finally:
            for button in self._buttons:
                button.enable()
        self._say("")

    async def _moved(self) -> None:
        """Every open page shows what time it is, and has the time to."""
        self._town.wall.changed()
        await asyncio.sleep(0)

    def _say(self, sentence: str) -> None:
        self._error.text = sentence

    def _said(self) -> list[Post]:
        return [post for post in self._town.wall.posts if post.key]

    def _said_button(self, post: Post) -> None:
        with ui.button(color=None, on_click=lambda: self._go(post.place)).props("no-caps flat"):
            text("span", _whose(post.place)).classes("where")
            text("span", post.message.title if post.message else "")


def _whose(place: str) -> str:
    owners = (player.name for player in players() if player.places[0] == place)
    return next(owners, place)
