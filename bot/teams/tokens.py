"""What Teams signs its requests with: checked before anything in them is believed.

Source: learn.microsoft.com, "Authentication with the Bot Connector API", "Connector to Bot". The
SDK's own check fetches keys while everything else in the process waits, lets a token without an
expiry pass, and takes tokens of Entra without a service URL (docs/decisions/0013).
"""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt

from bot.teams.settings import Teams

ISSUER = "https://api.botframework.com"
LEEWAY = 300
"""Seconds that the clocks may differ, as Microsoft's documentation says."""

KEPT = 86_400
"""Seconds that the keys are kept; one that is not among them is asked for at once, but not more
often than twice a minute.
"""

PATIENCE = 5
"""Seconds that Microsoft has to answer with its keys."""

NEEDED = ("aud", "exp", "iss", "nbf", "serviceurl")

log = logging.getLogger(__name__)


class Forged(Exception):
    """The request is not from Teams, or not to this samspel."""


class KeysAway(Exception):
    """Whether the request is from Teams cannot be told now: the keys cannot be fetched."""


class Bearer:
    """Checks tokens, in a thread of its own: only those wait for the keys who need them."""

    def __init__(self, configured: Teams) -> None:
        self._audience = configured.client_id
        self._keys = jwt.PyJWKClient(configured.keys_url, lifespan=KEPT, timeout=PATIENCE)
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
        except jwt.PyJWKClientConnectionError:
            raise KeysAway("the keys that Teams signs with cannot be fetched") from None
        except jwt.PyJWTError as error:
            raise Forged(type(error).__name__) from None
        if str(claims["serviceurl"]).rstrip("/") != service_url.rstrip("/"):
            raise Forged("of another service URL")

    def _claims(self, token: str) -> Mapping[str, Any]:
        claims: Mapping[str, Any] = jwt.decode(
            token,
            self._keys.get_signing_key_from_jwt(token),
            algorithms=["RS256"],
            audience=self._audience,
            issuer=ISSUER,
            leeway=LEEWAY,
            options={"require": list(NEEDED)},
        )
        return claims
