"""What Slack says instead of doing what it was asked → what samspel makes of it.

Sources: docs.slack.dev, the error lists of chat.postMessage, chat.update and
conversations.history, and "Rate limits".
"""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.chat import SendError, UnsureError

THROTTLED, BROKEN = 429, 500
A_WHILE = 30.0
"""Seconds to wait where Slack says only that it was too much."""

PASSING = frozenset(
    {"ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable"}
)
"""Refusals that pass by themselves; the message did not arrive."""

UNSURE = frozenset({"fatal_error", "internal_error", "request_timeout"})
"""Part of the operation may have succeeded, says Slack's documentation."""

ADVICE = {
    "account_inactive": "the app's token has been revoked: install the app again",
    "channel_not_found": "the channel does not exist or samspel is not in it: invite samspel",
    "invalid_auth": "the app's token is not valid: check SLACK_BOT_TOKEN",
    "is_archived": "the channel is archived: connect another",
    "message_not_found": "the post is not there any more",
    "missing_scope": "the app lacks a scope: install it again with the manifest",
    "not_in_channel": "samspel is not in the channel: invite it",
    "restricted_action": "the workspace does not let apps write there",
    "team_access_not_granted": "the app is not installed in the workspace",
    "token_expired": "the app's token has expired: install the app again",
    "token_revoked": "the app's token has been revoked: install the app again",
    "user_disabled": "the account has been closed",
}
"""What to do about the lasting refusals that an administrator can mend."""

SHUT_OUT = frozenset({"channel_not_found", "is_archived", "not_in_channel", "restricted_action"})
"""Refusals to an app that is not let in to a channel (any more)."""

CANNOT_READ = frozenset(
    {"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "access_denied"}
)
"""Refusals of conversations.history to an app that may not read there."""


@contextmanager
def told() -> Iterator[None]:
    """Let what Slack refuses be raised as SendError, and what nobody knows as UnsureError."""
    try:
        yield
    except SlackApiError as error:
        raise _refused(error) from None
    except aiohttp.ClientConnectorError:
        raise SendError("Slack cannot be reached") from None
    except (aiohttp.ClientError, SlackClientError, OSError) as error:
        raise UnsureError(f"the connection to Slack broke: {type(error).__name__}") from None
    except (AttributeError, ValueError):  # slack_sdk, of a body that is no object in JSON
        raise UnsureError("Slack's answer cannot be read") from None


def code(error: SlackApiError) -> str:
    """Slack's word for the refusal, or empty where it answered with something else."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _refused(error: SlackApiError) -> SendError | UnsureError:
    said = code(error)
    status = int(getattr(error.response, "status_code", 0) or 0)
    if status == THROTTLED or said in PASSING:
        return SendError("Slack asks samspel to wait", retry_after=_seconds(error))
    if status >= BROKEN or said in UNSURE or not said:
        return UnsureError(f"Slack answered {status or 'something unreadable'} {said}".strip())
    why = f" ({ADVICE[said]})" if said in ADVICE else ""
    return SendError(f"Slack: {said}{why}", permanent=True, shut_out=said in SHUT_OUT)


def _seconds(error: SlackApiError) -> float:
    headers = getattr(error.response, "headers", None) or {}
    found = str(headers.get("Retry-After") or headers.get("retry-after") or "")
    return float(found) if found.isdecimal() else A_WHILE
