"""What Teams signs its requests with: checked before anything in them is believed.

Source: learn.microsoft.com, "Authentication with the Bot Connector API", "Connector to Bot". The
SDK's own check fetches keys while everything else in the process waits, lets a token without an
expiry pass, and takes tokens of Entra without a service URL (docs/decisions/0013).
"""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt

from bot.teams.keys import Keys
from bot.teams.settings import Teams

ISSUER = "https://api.botframework.com"
LEEWAY = 300
"""Seconds that the clocks may differ, as Microsoft's documentation says."""

NEEDED = ("aud", "exp", "iss", "nbf", "serviceurl")


class Forged(Exception):
    """The request is not from Teams, or not to this samspel."""


class Bearer:
    """Checks tokens, in a thread of its own: only those wait for the keys who need them."""

    def __init__(self, configured: Teams) -> None:
        self._audience = configured.client_id
        self._keys = Keys(configured.keys_url)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="teams-keys")

    async def check(self, authorization: str, service_url: str) -> None:
        """Raise Forged or KeysAway unless it is Teams that sent this from that service URL."""
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer" or not token:
            raise Forged("no token")
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._check, token.strip(), service_url)

    def _check(self, token: str, service_url: str) -> None:
        try:
            claims = self._claims(token)
        except jwt.PyJWTError as error:
            raise Forged(type(error).__name__) from None
        if str(claims["serviceurl"]).rstrip("/") != service_url.rstrip("/"):
            raise Forged("of another service URL")

    def _claims(self, token: str) -> Mapping[str, Any]:
        key = self._keys.find(str(jwt.get_unverified_header(token).get("kid")))
        if key is None:
            raise Forged("signed with an unknown key")
        claims: Mapping[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=self._audience,
            issuer=ISSUER,
            leeway=LEEWAY,
            options={"require": list(NEEDED)},
        )
        return claims
