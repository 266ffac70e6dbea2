"""A Slack of one's own: its Web API, response addresses, uploads and Socket Mode on loopback."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.bot.slack import checks
from tests.bot.slack.web_api import BOT, METHODS, NEEDS, Json, RefusedError, WebApi

MOST_ANSWERS = 5
"""How often a response address can be used."""


@dataclass(kw_only=True)
class Slack(WebApi):
    """The server; every method of it is Slack's own, and everything sent to it is checked."""

    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    refused_sockets: int = 0
    org_wide: bool = False
    _acknowledged: dict[str, asyncio.Future[Json]] = field(default_factory=dict)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        """Its address while it runs, for SAMSPEL_SLACK_API_URL."""
        application = web.Application(client_max_size=10_000_000)
        application.router.add_route("*", "/api/{method}", self._call)
        application.router.add_post("/response/{number}", self._response)
        application.router.add_post("/upload/{file}", self._upload)
        application.router.add_get("/link", self._link)
        self.also(application)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        assert runner.addresses
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield f"{self.url}/api/"
        finally:
            await runner.cleanup()

    def also(self, application: web.Application) -> None:
        """More that it answers to; nothing."""

    async def through_socket(self, kind: str, payload: Json) -> Json:
        """Send an envelope through one of the sockets, and wait for its acknowledgement."""
        envelope = self.name("envelope")
        self._acknowledged[envelope] = asyncio.get_running_loop().create_future()
        await self.sockets[-1].send_json(
            {"type": kind, "envelope_id": envelope, "payload": payload}
        )
        return await asyncio.wait_for(self._acknowledged[envelope], timeout=20)

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        asked = await _asked(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or asked.get(
            "token", ""
        )
        self.calls.append((method, asked))
        if self.faults.get(method):
            fault = self.faults[method].pop(0)
            if fault.get("arrives"):
                self._answer(method, asked, token)
            await asyncio.sleep(fault.get("after", 0))
            return _faulty(fault)
        try:
            answer = self._answer(method, asked, token)
        except RefusedError as refused:
            answer = {"ok": False, "error": str(refused)}
        headers = {"x-oauth-scopes": ",".join(sorted(self.scopes))}
        return web.json_response({"ok": True} | answer, headers=headers)

    def _answer(self, method: str, asked: Json, token: str) -> Json:
        if method == "apps.connections.open":
            return {"url": self.url.replace("http", "ws") + "/link?ticket=hemlig"}
        if method == "oauth.v2.access":
            return self._installed(asked)
        if token not in self.tokens:
            raise RefusedError("invalid_auth")
        if NEEDS.get(method, "chat:write") not in self.scopes:
            raise RefusedError("missing_scope")
        return METHODS[method](self, asked, self.tokens[token])

    def _installed(self, asked: Json) -> Json:
        team = asked["code"].removeprefix("code-")
        if not asked["code"].startswith("code-"):
            raise RefusedError("invalid_code")
        self.tokens[f"xoxb-{team}"] = team
        return {
            "access_token": f"xoxb-{team}",
            "token_type": "bot",
            "scope": ",".join(sorted(self.scopes)),
            "bot_user_id": BOT,
            "app_id": "A1",
            "team": {"id": team, "name": team},
            "authed_user": {"id": "U9"},
            "is_enterprise_install": self.org_wide,
        }

    async def _response(self, request: web.Request) -> web.Response:
        number, body = request.match_info["number"], await request.json()
        channel, user, used = self.answers[number]
        self.calls.append(("response_url", body))
        if used >= MOST_ANSWERS:
            return web.Response(status=404, text="used_url")
        self.answers[number] = (channel, user, used + 1)
        checks.message(body)
        assert not any("slack_file" in block for block in body["blocks"])
        only_for = user if body["response_type"] == "ephemeral" else ""
        self.put(channel, body, only_for=only_for)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        self.files[request.match_info["file"]] = await request.read()
        return web.Response(text="OK")

    async def _link(self, request: web.Request) -> web.StreamResponse:
        if self.refused_sockets:
            self.refused_sockets -= 1
            return web.Response(status=408)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets)})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                answer = json.loads(message.data)
                waiting = self._acknowledged.get(answer.get("envelope_id", ""))
                if waiting and not waiting.done():
                    waiting.set_result(answer.get("payload") or {})
        self.sockets.remove(socket)
        return socket


async def _asked(request: web.Request) -> Json:
    """The arguments, however they were sent."""
    asked: Json = dict(request.query)
    if request.content_type == "application/json":
        body: Json = json.loads(await request.text() or "{}")
        return asked | body
    asked |= {name: str(value) for name, value in (await request.post()).items()}
    return asked


def _faulty(fault: Json) -> web.Response:
    """{"status": 429, "headers": {…}, "error": "…"}; without an error, a body that is no JSON.

    Where it "arrives", it is done all the same; "after" is how many seconds the answer takes.
    """
    status, headers = fault.get("status", 200), fault.get("headers", {})
    if "error" not in fault:
        return web.Response(status=status, headers=headers, text="<html>")
    body = {"ok": False, "error": fault["error"]}
    return web.json_response(body, status=status, headers=headers)
