"""A Teams of one's own: Entra's tokens, the keys, and the Bot Connector, on loopback.

What is sent is checked as Teams would check it, and refused with Teams' own words.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import jwt
from aiohttp import web

from bot.teams.settings import Teams as Settings
from tests.bot.teams import checks
from tests.bot.teams.tenant import (
    CLIENT,
    ISSUER,
    KEY,
    SECRET,
    TENANT,
    Conversation,
    Json,
    Member,
    signing_key,
)

PAGE = 3
"""Members of a page: few, so that going on is tried."""


@dataclass(kw_only=True)
class Connector:
    """The server's state; `faults` answers the next requests of a kind with something else."""

    members: dict[str, Member] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    faults: dict[str, list[Json]] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    login_faults: list[Json] = field(default_factory=list)
    key_faults: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=lambda: [KEY])
    url: str = ""
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def service_url(self) -> str:
        return f"{self.url}/emea/{TENANT}/"

    @property
    def settings(self) -> Settings:
        """What samspel is told, to find this Teams."""
        return Settings(
            client_id=CLIENT,
            client_secret=SECRET,
            tenant_id=TENANT,
            login_url=f"{self.url}/login",
            keys_url=f"{self.url}/keys",
            service_urls=(f"{self.url}/emea/",),
            url="http://127.0.0.1",
        )

    def join(self, user: str, email: str = "", **about: Any) -> Member:  # noqa: ANN401
        """Somebody gets an account."""
        found = self.members[user] = Member(id=user, email=email, name=user.title(), **about)
        return found

    def open(self, conversation: str, kind: str = "channel", **about: Any) -> Conversation:  # noqa: ANN401
        found = Conversation(id=conversation, kind=kind, **about)
        self.conversations[conversation] = found
        return found

    def own(self, user: str) -> Conversation:
        """The person's own conversation with samspel."""
        name = f"a:{user}"
        if name not in self.conversations:
            self.open(name, "personal", user=user)
        return self.conversations[name]

    def number(self) -> str:
        return str(1_700_000_000_000 + next(self._numbers))

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        """Its address while it runs."""
        application = web.Application(client_max_size=10_000_000)
        route, base = application.router, "/emea/{tenant}/v3/conversations"
        route.add_get("/keys", self._keys)
        route.add_post("/login/{tenant}/oauth2/v2.0/token", self._login)
        route.add_post(base, self._create)
        route.add_post(f"{base}/{{id}}/activities", self._post)
        route.add_put(f"{base}/{{id}}/activities/{{activity}}", self._update)
        route.add_get(f"{base}/{{id}}/members/{{member}}", self._member)
        route.add_get(f"{base}/{{id}}/pagedMembers", self._paged)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        assert runner.addresses
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self.url
        finally:
            await runner.cleanup()

    async def _keys(self, _request: web.Request) -> web.Response:
        self.calls.append(("keys", {}))
        if self.key_faults:
            return web.Response(status=self.key_faults.pop(0))
        found = [
            {
                **jwt.algorithms.RSAAlgorithm.to_jwk(signing_key(name).public_key(), as_dict=True),
                "kid": name,
                "use": "sig",
                "endorsements": ["msteams"],
            }
            for name in self.keys
        ]
        return web.json_response({"keys": found})

    async def _login(self, request: web.Request) -> web.Response:
        asked = dict(await request.post())
        self.calls.append(("login", asked))
        if self.login_faults:
            fault = self.login_faults.pop(0)
            return web.json_response(fault["body"], status=fault["status"])
        assert request.match_info["tenant"] == TENANT
        assert asked["scope"] == "https://api.botframework.com/.default"
        if (asked["client_id"], asked["client_secret"]) != (CLIENT, SECRET):
            said = "AADSTS7000215: Invalid client secret provided."
            body = {"error": "invalid_client", "error_description": said}
            return web.json_response(body, status=401)
        return web.json_response({"access_token": _token(), "expires_in": 3599})

    async def _create(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if (fault := await self._fault("create", asked, request)) is not None:
            return fault
        assert asked["tenantId"] == TENANT
        member = self._named(asked["members"][0]["id"])
        if member is None or not member.has_samspel or member.tenant != TENANT:
            return _refusal(403, "ForbiddenOperationException")
        return web.json_response({"id": self.own(member.id).id}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        asked, (base, thread) = await request.json(), _parts(request)
        fault = await self._fault("post", asked, request, lambda: self._put(base, thread, asked))
        if fault is not None:
            return fault
        refused = self._shut(base)
        if refused is not None:
            return refused
        checks.said(asked)
        return web.json_response({"id": self._put(base, thread, asked)}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        asked, (base, _) = await request.json(), _parts(request)
        if (fault := await self._fault("update", asked, request)) is not None:
            return fault
        refused = self._shut(base)
        if refused is not None:
            return refused
        checks.said(asked)
        for post in self.conversations[base].posts:
            if post["id"] == request.match_info["activity"]:
                post.update(asked, edited=True)
                return web.json_response({"id": post["id"]})
        return _refusal(404, "ActivityNotFoundInConversation")

    async def _member(self, request: web.Request) -> web.Response:
        (base, _), name = _parts(request), request.match_info["member"]
        if (fault := await self._fault("member", {"id": name}, request)) is not None:
            return fault
        refused, member = self._shut(base), self._named(name)
        if refused is not None:
            return refused
        if member is None or self.conversations[base].user not in {"", member.id}:
            return _refusal(404, "MemberNotFoundInConversation")
        return web.json_response(member.profile)

    async def _paged(self, request: web.Request) -> web.Response:
        base, _ = _parts(request)
        if (fault := await self._fault("paged", {"id": base}, request)) is not None:
            return fault
        refused = self._shut(base)
        if refused is not None:
            return refused
        start, everyone = (
            int(request.query.get("continuationToken", 0)),
            list(self.members.values()),
        )
        page = [one.profile for one in everyone[start : start + PAGE]]
        more = start + PAGE < len(everyone)
        token = {"continuationToken": str(start + PAGE)} if more else {}
        return web.json_response({"members": page, **token})

    def _put(self, base: str, thread: str, asked: Json) -> str:
        number = self.number()
        self.conversations[base].posts.append({**asked, "id": number, "thread": thread})
        return number

    def _shut(self, conversation: str) -> web.Response | None:
        """Teams' word where samspel is not let in."""
        found = self.conversations.get(conversation)
        if found is None:
            return _refusal(404, "ConversationNotFound")
        person = self.members.get(found.user)
        if not found.has_samspel or (person and not person.has_samspel):
            return _refusal(403, "BotNotInConversationRoster")
        return None

    def _named(self, account: str) -> Member | None:
        return next((one for one in self.members.values() if one.account == account), None)

    async def _fault(
        self,
        kind: str,
        asked: Json,
        request: web.Request,
        arrives: Any = None,  # noqa: ANN401
    ) -> web.Response | None:
        """{"status": 429, "headers": {…}, "code": "…"}: where it "arrives", it is done all the
        same; "after" is how many seconds the answer takes, and "cut" is no answer at all.
        """
        self.calls.append((kind, asked))
        if not request.headers.get("Authorization", "").startswith("Bearer ey"):
            return _refusal(401, "Unauthorized")
        if not self.faults.get(kind):
            return None
        fault = self.faults[kind].pop(0)
        if fault.get("arrives"):
            arrives()
        await asyncio.sleep(fault.get("after", 0))
        if fault.get("cut"):
            assert request.transport
            request.transport.close()
            return web.Response(status=500)
        if "status" not in fault:
            return None
        return _refusal(fault["status"], fault.get("code", ""), fault.get("headers"))


def _parts(request: web.Request) -> tuple[str, str]:
    base, _, thread = request.match_info["id"].partition(";messageid=")
    return base, thread


def _refusal(status: int, code: str, headers: dict[str, str] | None = None) -> web.Response:
    body = {"error": {"code": code, "message": "hemligt"}} if code else {}
    return web.Response(
        status=status, text=json.dumps(body), headers=headers, content_type="application/json"
    )


def _token() -> str:
    """What Entra gives: a token that only the Connector reads."""
    claims = {"aud": ISSUER, "exp": int(time.time()) + 3599, "tid": TENANT}
    return jwt.encode(claims, "entra" * 10, algorithm="HS256")
