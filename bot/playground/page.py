"""The page of the playground: places on one side, the talk in the middle, the clock beside it."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from nicegui import Event, ui

from bot.playground import clock_panel, form_layout, inbound, layout
from bot.playground.cast import Player, personal, players
from bot.playground.inbound import Town
from bot.playground.layout import text
from bot.playground.wall import Post
from bot.playground.words import words
from messages import dates
from messages.addressing import Municipality
from messages.form import Form
from messages.message import Choice

DRAWN_EVERY = 0.5
"""Seconds between drawings while the clock is moved."""

_STYLE = Path(__file__).with_name("style.css")

_SCROLL = """requestAnimationFrame(() => {{
  const log = getHtmlElement({log});
  if (!log || !log.lastElementChild) return;
  const last = log.lastElementChild;
  if (getComputedStyle(log).overflowY === "visible") {{
    if ({arrived}) last.scrollIntoView({{block: "center"}});
    return;
  }}
  const tall = last.offsetHeight > log.clientHeight;
  log.scrollTop = tall ? last.offsetTop - log.offsetTop - 16 : log.scrollHeight;
}})"""
"""Shows the end of the talk, or the beginning of a last post that is taller than the page. On a
phone, where the whole page scrolls, only when something has arrived.
"""


@dataclass
class _Visit:
    """What one open page shows: who one is, where, and how much one has seen there."""

    player: Player
    place: str
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: list[Post] = field(default_factory=list)
    busy: bool = False


class Page:
    """One open page."""

    def __init__(self, town: Town, municipality: Municipality, changed: Event[[]]) -> None:
        first = players()[0]
        self._town, self._municipality = town, municipality
        self._places_shown: object = None
        self._drawn = 0.0
        self._visit = _Visit(player=first, place=personal(first.user))
        self._frame()
        changed.subscribe(self._changed)

    def _frame(self) -> None:
        ui.add_css(_STYLE)
        with ui.element("div").classes("page"):
            fictional = words("fictional", municipality=self._municipality.name)
            text("p", fictional).classes("fictional")
            with ui.element("nav").classes("side"):
                text("h1", words("title"))
                self._who()
                self._places = ui.element("div").classes("places")
            with ui.element("main").classes("talk"):
                self._heading = text("h2", "")
                self._log = ui.element("div").classes("log")
                self._log.props["role"], self._log.props["aria-live"] = "log", "polite"
                self._compose()
            self._clock = clock_panel.Panel(self._town, self._municipality, self._go)
        self._refresh()

    def _who(self) -> None:
        options = {player.user: f"{player.name}, {player.label}" for player in players()}
        chosen = ui.select(options, label=words("you_are"), value=self._visit.player.user)
        chosen.props("outlined dense dark options-dense").on_value_change(
            lambda event: self._be(str(event.value))
        )
        self._chosen = chosen

    def _compose(self) -> None:
        with ui.element("div").classes("say"):
            self._words = ui.input(words("say"), placeholder=words("say_hint"))
            self._words.props("outlined dense maxlength=100000").on("keydown.enter", self._say)
            button = ui.button(words("send"), color=None, on_click=self._say)
            button.props("no-caps unelevated").classes("choice primary")

    def _be(self, user: str) -> None:
        player = next(player for player in players() if player.user == user)
        self._visit.player, self._visit.place = player, personal(user)
        self._refresh()

    def _go(self, place: str) -> None:
        """Show a place, as somebody who can see it."""
        if place not in self._visit.player.places:
            player = next(player for player in players() if place in player.places)
            self._visit.player = player
            self._chosen.value = player.user
        self._visit.place = place
        self._refresh()

    def _changed(self) -> None:
        """Show what is new; while time goes by, only now and then, or it would take all day."""
        if self._town.moving.locked() and monotonic() - self._drawn < DRAWN_EVERY:
            return
        self._drawn = monotonic()
        self._refresh()

    def _refresh(self) -> None:
        visit = self._visit
        posts = self._town.wall.seen_by(visit.player.user, visit.place)
        visit.seen[visit.player.user, visit.place] = len(posts)
        self._heading.text = _named(visit.place)
        self._show_places()
        self._clock.refresh()
        if posts != visit.shown:
            self._show_posts(posts)

    def _show_posts(self, posts: list[Post]) -> None:
        """Add what is new; begin again where something shown has changed or the place has."""
        shown = self._visit.shown
        arrived = bool(shown) and posts[: len(shown)] == shown
        if not arrived:
            self._log.clear()
        with self._log:
            for post in posts[len(shown) if arrived else 0 :]:
                self._post(post)
            if not posts:
                text("p", words("empty"))
        self._visit.shown = posts
        scroll = _SCROLL.format(log=self._log.id, arrived="true" if arrived else "false")
        ui.run_javascript(scroll)

    def _show_places(self) -> None:
        state = (self._visit.player, self._visit.place, tuple(self._unseen().values()))
        if state == self._places_shown:
            return
        self._places_shown = state
        self._places.clear()
        with self._places:
            text("h2", words("places"))
            for place in self._visit.player.places:
                self._place(place)

    def _place(self, place: str) -> None:
        count = self._unseen()[place]
        button = ui.button(color=None, on_click=lambda: self._go(place))
        button.props("no-caps flat").classes("place")
        if place == self._visit.place:
            button.classes("chosen").props("aria-current=true")
        with button:
            text("span", _named(place))
            if count > 0:
                text("span", words("new", count=count)).classes("new")

    def _unseen(self) -> dict[str, int]:
        user, seen = self._visit.player.user, self._visit.seen
        wall = self._town.wall
        return {
            place: len(wall.seen_by(user, place)) - seen[user, place]
            for place in self._visit.player.places
        }

    def _post(self, post: Post) -> None:
        with ui.element("div").classes("post"):
            with ui.element("div").classes("by"):
                text("b", post.author or words("samspel"))
                local = post.at.astimezone(self._municipality.zone)
                text("span", dates.moment(local, today=local.date()))
                if post.edited:
                    text("span", words("edited"))
                if post.only_for and post.place.startswith("#"):
                    text("span", words("only_you"))
            if post.message:
                layout.message(post.message, self._press)
            else:
                text("p", post.words).classes("mine")

    async def _say(self) -> None:
        typed = str(self._words.value or "")
        if typed.strip():
            self._words.value = ""
            player, place = self._visit.player, self._visit.place
            self._ask(await inbound.write(self._town, player, place, typed))

    async def _press(self, choice: Choice) -> None:
        if self._visit.busy:
            return  # pressed twice
        player, place = self._visit.player, self._visit.place
        self._visit.busy = True
        try:
            self._ask(await inbound.press(self._town, player, place, choice))
        finally:
            self._visit.busy = False

    def _ask(self, form: Form | None) -> None:
        if form is None:
            return
        player, place = self._visit.player, self._visit.place
        with self._log.client:
            form_layout.show(
                form, lambda values: inbound.fill(self._town, player, place, form, values)
            )


def _named(place: str) -> str:
    return place if place.startswith("#") else words("personal")
