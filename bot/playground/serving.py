"""Starting the playground: its database, its people, and the page."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from nicegui import Event, ui

from bot import database, sender
from bot.main import App
from bot.playground.cast import CHAT, move_in, personal, players
from bot.playground.clock import Clock
from bot.playground.inbound import Town
from bot.playground.outbound import PlaygroundChat
from bot.playground.page import Page
from bot.playground.wall import Post, Wall
from bot.playground.words import words
from messages.addressing import Municipality
from messages.errors import PlainError
from messages.rendering import render

HOST = "127.0.0.1"


class BusyPort(PlainError):
    """Something else answers on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is busy; choose another with --port.")


def build(folder: Path, slug: str, now: datetime) -> tuple[Town, Municipality]:
    """A playground with a database file of its own in the folder."""
    clock, wall = Clock(now), Wall()
    engine = database.connect(f"sqlite:///{folder / 'playground.db'}")
    database.migrate(engine)
    municipality = move_in(engine, slug, now)
    chat = PlaygroundChat(wall, clock.read)
    app = App(engine=engine, chats={CHAT: chat}, now=clock.read)
    _welcome(wall, now)
    return Town(app=app, clock=clock, wall=wall), municipality


@contextmanager
def playground(slug: str, port: int, now: datetime) -> Iterator[str]:
    """A playground with its page, and the address it will have; gone at the end.

    BusyPort where the port is taken.
    """
    _refuse_busy(port)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="samspel-playground-"))
        town, municipality = build(Path(folder), slug, now)
        stack.callback(town.app.engine.dispose)
        changed: Event[[]] = Event()
        town.wall.changed = changed.emit

        async def plan() -> None:
            await sender.work(town.app)

        def page() -> None:
            Page(town, municipality, changed)

        from nicegui import app as server  # noqa: PLC0415 - it is a module-wide singleton

        server.on_startup(plan)
        ui.page("/", title=words("title"))(page)
        yield f"http://{HOST}:{port}/"


def run(port: int, *, browser: bool) -> None:
    """Serve the page on this machine alone until stopped."""
    ui.run(
        host=HOST,
        port=port,
        title=words("title"),
        language="sv",
        reload=False,
        show=browser,
        show_welcome_message=False,
        tailwind=False,
    )


def _welcome(wall: Wall, now: datetime) -> None:
    message = render("welcome", today=now.date())
    for player in players():
        place = personal(player.user)
        wall.put(Post(id="", place=place, at=now, message=message, only_for=player.user))


def _refuse_busy(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise BusyPort(port) from None
