"""What Teams says instead of doing what it was asked → what samspel makes of it.

Sources: learn.microsoft.com, "Send and receive messages with a bot" (status codes from bot
conversational APIs) and "Optimize your bot with rate limiting in Teams".
"""

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from bot.chat import SendError, UnsureError

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds to wait where Teams does not say for how long, before chance is added."""

FORBIDDEN, GONE, TOO_MUCH, THROTTLED, UNAVAILABLE = 403, 404, 413, 429, 503
UNAUTHORIZED = 401
PASSING = frozenset({412, THROTTLED, UNAVAILABLE})
"""Refusals that pass by themselves; the message did not arrive."""

UNSURE = 500
"""From here on the message may have arrived: of 502 and 504 Teams says only to try again."""

ADVICE = {
    "ActivityNotFoundInConversation": "the post is not there any more",
    "BotDisabledByAdmin": "the app is blocked in the Teams admin center: allow it there",
    "BotNotInConversationRoster": "samspel is not in the conversation: add the app there",
    "BotNotRegistered": "CLIENT_ID is no bot: see that the bot has Teams as a channel",
    "ConversationBlockedByUser": "the person has blocked samspel, or the channel is moderated",
    "ConversationNotFound": "the conversation does not exist any more",
    "ForbiddenOperationException": "the app is not installed for the person",
    "InvalidBotApiHost": "the tenant is in another cloud: see SAMSPEL_TEAMS_SERVICE_URLS",
    "MessageSizeTooBig": "the message is too large",
    "MessageWritesBlocked": "the person has blocked or removed samspel",
}
"""What to do about the lasting refusals that an administrator can mend."""

INSTALL = "samspel is not let in there: add the app for the person, or in the team or group chat"


@contextmanager
def told() -> Iterator[None]:
    """Let what Teams refuses be raised as SendError, and what nobody knows as UnsureError."""
    try:
        yield
    except httpx.HTTPStatusError as error:
        raise _refused(error.response) from None
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
        raise SendError("Teams cannot be reached") from None
    except httpx.HTTPError as error:
        raise UnsureError(f"the connection to Teams broke: {type(error).__name__}") from None
    except ValueError:  # pydantic's errors too: an answer that is no object, or not as it should be
        raise UnsureError("Teams' answer cannot be read") from None


def _refused(response: httpx.Response) -> SendError | UnsureError:
    status, said = response.status_code, _code(response)
    if status in PASSING:
        return SendError(f"Teams answered {status}", retry_after=_seconds(response))
    if status >= UNSURE:
        return UnsureError(f"Teams answered {status}")
    if status == UNAUTHORIZED and said not in ADVICE:
        return SendError("Teams does not take the token")  # the next one is new
    why = ADVICE.get(said, INSTALL if status == FORBIDDEN else "")
    reason = f"Teams: {status} {said}".rstrip() + (f" ({why})" if why else "")
    return SendError(reason, permanent=True, shut_out=status in {FORBIDDEN, GONE})


def _code(response: httpx.Response) -> str:
    """Teams' word for the refusal, where it is one that is known: anything else stays unsaid."""
    found = next((code for code in ADVICE if code in response.text), "")
    return found or str(_object(_object(response.text).get("error")).get("code") or "")[:40]


def _object(value: object) -> Mapping[str, Any]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return {}
    return value if isinstance(value, dict) else {}


def _seconds(response: httpx.Response) -> float:
    """As long as Teams says; otherwise a while, and not the same for all."""
    said = response.headers.get("Retry-After", "")
    wait = float(said) if said.isdecimal() else FIRST_WAIT
    return min(wait, LONGEST_WAIT) + random.random()  # noqa: S311 - no secret
