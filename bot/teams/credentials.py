"""The token that samspel sends with: fetched from Entra, and kept until shortly before its end.

Source: learn.microsoft.com, "OAuth 2.0 client credentials flow on the Microsoft identity platform".
"""

import asyncio
import time

import httpx
from microsoft_teams.common.http.interceptor import Interceptor, InterceptorResponseContext

from bot.chat import SendError
from bot.teams.settings import Teams

SCOPE = "https://api.botframework.com/.default"
SPARE = 300.0
"""Seconds before its end that a token is no longer used."""

ADVICE = {
    "AADSTS7000215": "CLIENT_SECRET is wrong; it is the secret's value, not its id",
    "AADSTS7000222": "CLIENT_SECRET has expired: make a new one in Entra",
    "AADSTS700016": "there is no app with CLIENT_ID in the tenant TENANT_ID",
    "AADSTS90002": "there is no tenant TENANT_ID",
    "AADSTS900023": "there is no tenant TENANT_ID",
    "AADSTS7000112": "the app is switched off in Entra",
}
"""What to do about Entra's refusals (learn.microsoft.com, "Entra authentication error codes")."""

UNAUTHORIZED, THROTTLED, UNAVAILABLE = 401, 429, 500


class Credentials(Interceptor):
    """The app registration's token, for the SDK's client; one is asked for at a time."""

    def __init__(self, configured: Teams, http: httpx.AsyncClient) -> None:
        self._configured, self._http = configured, http
        self._token, self._until = "", 0.0
        self._asking = asyncio.Lock()

    async def get_app_token(self, _scope: object = SCOPE, _tenant: object = None) -> str:
        """A token that is valid; SendError where Entra refuses or cannot be reached."""
        async with self._asking:
            if time.monotonic() >= self._until:
                await self._fetch()
            return self._token

    def response(self, ctx: InterceptorResponseContext) -> None:
        """Of what Teams answers: a token that it does not take is not used again."""
        if ctx.response.status_code == UNAUTHORIZED:
            self._until = 0.0

    async def _fetch(self) -> None:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._configured.client_id,
            "client_secret": self._configured.client_secret,
            "scope": SCOPE,
        }
        where = f"{self._configured.login_url}/{self._configured.tenant_id}/oauth2/v2.0/token"
        try:
            answer = await self._http.post(where, data=asked)
            if answer.is_error:
                raise _refused(answer)
            said = answer.json()
            self._token, lasts = str(said["access_token"]), float(said["expires_in"])
        except httpx.HTTPError as error:
            raise SendError(f"Entra cannot be reached ({type(error).__name__})") from None
        except (KeyError, TypeError, ValueError):
            raise SendError("Entra's answer cannot be read") from None
        self._until = time.monotonic() + max(0.0, lasts - SPARE)


def _refused(answer: httpx.Response) -> SendError:
    """What Entra refuses stays refused until somebody mends it, but for what passes by itself."""
    if answer.status_code == THROTTLED or answer.status_code >= UNAVAILABLE:
        return SendError(f"Entra answered {answer.status_code}")
    found = next((code for code in ADVICE if f"{code}:" in answer.text), "")
    why = ADVICE.get(found, f"it answered {answer.status_code}")
    return SendError(f"Entra gives no token: {why}", permanent=True)
