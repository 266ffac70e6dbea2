"""A reply → where it is seen in Slack: in a view, in private, under the question, or by all.

Every message that is too long carries how to ask for the whole.
"""

import logging
from dataclasses import replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chat import SendError, patiently
from bot.commands import answering
from bot.conversation import Reply
from bot.slack import form_layout, layout, pictures
from bot.slack.layout import Files
from bot.slack.payloads import Asked
from bot.slack.refusals import code, told
from bot.slack.words import words
from bot.slack.workplace import Workplace
from messages.form import Form
from messages.message import Choice, Choices, Message, Text

EXPIRED = frozenset({"expired_trigger_id", "trigger_expired", "exchanged_trigger_id"})
"""Slack lets a view be opened for three seconds after a click, and once."""

OUTSIDE = ("not_in_channel", "channel_not_found")
"""What Slack says of a channel that samspel has not been invited to."""

log = logging.getLogger(__name__)


async def answer(workplace: Workplace, asked: Asked, reply: Reply, again: str = "") -> None:
    """Let the reply be seen; what cannot be shown to all is told to the asker instead.

    Raises SendError or UnsureError where not even that can be done.
    """
    if reply.form:
        await _ask(workplace, asked, reply.form)
    elif reply.message and reply.shown:
        await _show(workplace, asked, reply.message, again)
    elif reply.message:
        await _tell(workplace, asked, reply.message, again)


async def sorry(workplace: Workplace, asked: Asked) -> None:
    """Say that it could not be done, in the way that asks least of Slack."""
    message = answering.sorry(workplace.app).message
    if message:
        await _tell(workplace, replace(asked.without_trigger, view=""), message)


async def _ask(workplace: Workplace, asked: Asked, form: Form) -> None:
    if not asked.trigger:
        await _tell(workplace, asked, _waiting(form, words("form_waits")))
        return
    with told():
        opened = await _opened(workplace, asked, form_layout.view(form, asked.carrying(form)))
    if not opened:
        await _tell(workplace, asked.without_trigger, _waiting(form, words("too_late")))


async def _opened(workplace: Workplace, asked: Asked, view: layout.Json) -> bool:
    """Whether the view could be opened in time."""
    try:
        await _view(workplace, asked, view)
    except SlackApiError as error:
        if code(error) in EXPIRED:
            return False
        raise
    return True


async def _show(workplace: Workplace, asked: Asked, message: Message, again: str) -> None:
    laid_out = layout.message(message, again)
    if asked.url:
        await _respond(workplace, asked, laid_out, shown=True)
        return
    try:
        await _post(workplace, asked, laid_out)
    except SendError as error:
        log.info("not shown", extra={"reason": error.reason})
        out = any(name in error.reason for name in OUTSIDE)
        name = "not_here" if out else "not_shown" if error.permanent else "elsewhere"
        await _tell(workplace, asked, Message(title=words(name)))


async def _tell(workplace: Workplace, asked: Asked, message: Message, again: str = "") -> None:
    """Only the asker sees it."""
    if asked.view or (asked.trigger and not asked.url):
        with told():
            opened = await _opened(workplace, asked, layout.view(message, asked.carrying()))
        if not opened:
            await _tell(workplace, asked.without_trigger, message, again)
    elif asked.url:
        await _respond(workplace, asked, layout.message(message, again), shown=asked.lasting)
    elif asked.direct:
        await _write(workplace, asked, message, again)
    else:
        await _whisper(workplace, asked, layout.message(message, again))


async def _write(workplace: Workplace, asked: Asked, message: Message, again: str) -> None:
    """In samspel's own conversation with the person, with drawings where there are any."""
    files = await pictures.uploaded(workplace, asked.team, [message])

    async def post(files: Files) -> None:
        await _post(workplace, asked, layout.message(message, again, files))

    await pictures.patiently(post, files)


async def _view(workplace: Workplace, asked: Asked, view: layout.Json) -> None:
    """In the modal where it was asked, or in a new one."""
    token = await workplace.tokens.of(asked.team)
    if asked.view:
        await workplace.client.views_update(token=token, view_id=asked.view, view=view)
    else:
        await workplace.client.views_open(token=token, trigger_id=asked.trigger, view=view)


async def _respond(
    workplace: Workplace, asked: Asked, laid_out: layout.Json, *, shown: bool
) -> None:
    thread: dict[str, Any] = {"thread_ts": asked.thread} if asked.thread else {}
    body = {
        **laid_out,
        **thread,
        "response_type": "in_channel" if shown else "ephemeral",
        "replace_original": False,
        "unfurl_links": False,
    }
    webhook = AsyncWebhookClient(asked.url, session=workplace.client.session, retry_handlers=[])
    with told():
        found = await webhook.send_dict(body)
    if found.status_code >= 400:
        raise SendError(f"Slack's response address answered {found.status_code}", permanent=True)


async def _post(workplace: Workplace, asked: Asked, laid_out: layout.Json) -> None:
    await patiently(lambda: _posted(workplace, asked, laid_out))


async def _posted(workplace: Workplace, asked: Asked, laid_out: layout.Json) -> None:
    with told():
        await workplace.client.chat_postMessage(
            token=await workplace.tokens.of(asked.team),
            channel=asked.channel or asked.place.id.partition(":")[2],
            thread_ts=asked.thread or None,
            unfurl_links=False,
            unfurl_media=False,
            **laid_out,
        )


async def _whisper(workplace: Workplace, asked: Asked, laid_out: layout.Json) -> None:
    """Under the question only if that has a thread already, for nobody sees it in a new one."""
    with told():
        await workplace.client.chat_postEphemeral(
            token=await workplace.tokens.of(asked.team),
            channel=asked.channel,
            user=asked.user,
            thread_ts=asked.thread if asked.threaded else None,
            **laid_out,
        )


def _waiting(form: Form, why: str) -> Message:
    """A message with a button that opens the form; opening it asks again whether one may."""
    fill_in = Choice(label=words("fill_in"), action=form.name, value=form.subject, about=form.title)
    return Message(title=form.title, blocks=(Text(text=why), Choices(choices=(fill_in,))))
