"""The one ASGI application: health, metrics, a page about samspel, a municipality's rules for
anybody to read, and what chats send.
"""

import asyncio
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot import database, rule_page
from bot.backlog import Backlog
from bot.main import App
from messages.rendering import render_text

Ready = Callable[[], bool]


def application(
    app: App, ready: Ready, routes: Sequence[BaseRoute] = (), url: str = ""
) -> Starlette:
    """The application of a running samspel; `ready` says whether its sender keeps going, `routes`
    are where chats call it, and `url` is how the world reaches it, where that is known.
    """
    app.metrics.registry.register(Backlog(app))

    async def readyz(_request: Request) -> Response:
        reason = await asyncio.to_thread(_unready, app)
        if not reason and not ready():
            reason = "the sender has not looked at the outbox lately"
        return PlainTextResponse(f"{reason or 'ready'}\n", 503 if reason else 200)

    async def metrics(_request: Request) -> Response:
        text = await asyncio.to_thread(generate_latest, app.metrics.registry)
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    served = Starlette(
        routes=[
            Route("/healthz", _healthz),
            Route("/readyz", readyz),
            Route("/metrics", metrics),
            Route("/om", _about),
            *rule_page.routes(app, url),
            *routes,
        ]
    )
    served.router.redirect_slashes = False  # it would go wherever the request says it came to
    return served


async def serve(application: Starlette, listening: socket.socket, stop: asyncio.Event) -> None:
    """Answer on the socket until `stop` is set, and finish what is begun."""
    config = uvicorn.Config(
        application, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=5
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopped.cancel()
    await serving


class _Server(uvicorn.Server):
    """A server that leaves the signals to samspel, which has more to finish than requests."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("alive\n")


async def _about(_request: Request) -> Response:
    """What samspel is and what it knows of people, for those who are asked to let it in."""
    return HTMLResponse(await asyncio.to_thread(render_text, "pages/about.html"))


def _unready(app: App) -> str:
    try:
        database.check(app.engine)
    except database.DatabaseError as error:
        return str(error)
    return ""
