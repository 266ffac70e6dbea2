"""What may come in at /api/messages: an activity from Teams, or on trial from this machine."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from bot.teams.keys import KeysAway
from bot.teams.settings import Teams, is_loopback
from bot.teams.tokens import Bearer, Forged

LONGEST_BODY = 1_000_000
"""Bytes; Teams' own activities are far smaller."""

CHANNEL = "msteams"
"""What Teams calls itself in what it sends."""

FOREIGN = (
    "forwarded",
    "origin",
    "sec-fetch-site",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
)
"""Headers of a request that has come from another machine, or that a page in a browser makes."""

Activity = Mapping[str, Any]


class Stopped(Exception):
    """The request goes no further; `status` is its answer, and the reason holds none of it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class Gate:
    """Lets in what Teams sends, and nothing else."""

    def __init__(self, configured: Teams) -> None:
        self._configured = configured
        self._bearer = Bearer(configured)

    async def let_in(self, request: Request) -> Activity:
        """The activity that the request brings; Stopped where it is not Teams that brings it."""
        activity = await _read(request)
        try:
            await self._check(request, activity)
        except Forged as forged:
            raise Stopped(401, f"not from Teams: {forged}") from None
        except KeysAway as away:
            raise Stopped(503, str(away)) from None
        return activity

    async def _check(self, request: Request, activity: Activity) -> None:
        """On trial it comes from this machine, and not by way of a proxy on it."""
        service_url = activity.get("serviceUrl")
        if not isinstance(service_url, str) or not self._configured.trusts(service_url):
            raise Forged("the service URL is not trusted")
        if activity.get("channelId") != CHANNEL:
            raise Forged("another channel")
        if self._configured.authenticated:
            await self._bearer.check(request.headers.get("authorization", ""), service_url)
        elif not _is_local(request):
            raise Forged("from another machine")


def _is_local(request: Request) -> bool:
    """Whether it comes from this machine, was meant for it, and is no page's: a browser can be made
    to send to this machine.
    """
    from_here = request.client is not None and is_loopback(request.client.host)
    to_here = is_loopback(request.url.hostname or "")
    is_json = request.headers.get("content-type", "").startswith("application/json")
    foreign = any(name in request.headers for name in FOREIGN)
    return from_here and to_here and is_json and not foreign


async def _read(request: Request) -> Activity:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise Stopped(413, "far more than Teams sends")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Stopped(400, "no object in JSON")
    return found
