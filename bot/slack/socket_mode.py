"""Socket Mode: samspel calls Slack, and calls again whenever the connection is lost.

slack_sdk's own client tries a refused address for ever and writes it to the log with its ticket; a
new address is asked for here each time.
"""

import asyncio
import contextlib
import logging
import time
from datetime import timedelta

from slack_bolt.adapter.socket_mode.async_internals import (
    run_async_bolt_app,
    send_async_response,
)
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot import faults
from bot.chat import SendError, UnsureError
from bot.slack.refusals import told

AGAIN = timedelta(seconds=10)
"""How long to wait before Slack is called again."""

log = logging.getLogger(__name__)


class Socket(SocketModeClient):
    """A connection that is opened anew until it is closed."""

    def __init__(self, bolt: AsyncApp, app_token: str, web: AsyncWebClient) -> None:
        super().__init__(app_token=app_token, web_client=web)
        self._bolt = bolt
        self.socket_mode_request_listeners.append(self._heard)

    async def connect(self) -> None:
        """Connect, however many times it has to be tried."""
        while not self.closed:
            try:
                await self._open()
            except (SendError, UnsureError) as error:
                log.warning("no socket", extra={"reason": str(error)})
            except Exception as error:  # noqa: BLE001 - Slack is called again whatever it was
                log.warning("no socket", extra={"reason": faults.described(error)})
            else:
                log.info("listening in Socket Mode")
                return
            await asyncio.sleep(AGAIN.total_seconds())

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: FBT001, FBT002 - as slack_sdk's own
        """Connect again, where the connection is lost or Slack asks for another."""
        async with self.connect_operation_lock:
            if force or not await self.is_connected():
                await self.connect()

    async def _open(self) -> None:
        self.auto_reconnect_enabled = False
        if self.current_session is not None:
            with contextlib.suppress(Exception):
                await self.current_session.close()
        with told():
            answer = await self.web_client.apps_connections_open(app_token=self.app_token)
            self.current_session = await self.aiohttp_client_session.ws_connect(
                str(answer["url"]), autoping=False, heartbeat=self.ping_interval, proxy=self.proxy
            )
            await self.current_session.ping(f"sdk-ping-pong:{time.time()}".encode())
        self.auto_reconnect_enabled, self.stale = True, False
        self._watch()

    def _watch(self) -> None:
        """Let the new connection be read and watched, and the old one no more."""
        for task in (self.current_session_monitor, self.message_receiver):
            if task is not None:
                task.cancel()
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())

    async def _heard(self, client: AsyncBaseSocketModeClient, asked: SocketModeRequest) -> None:
        begun = time.time()
        await send_async_response(client, asked, await run_async_bolt_app(self._bolt, asked), begun)
