"""What people do in Slack → samspel's words, on slack-bolt.

Everything but a form is acknowledged before anything else is done; a form is checked and stored
first, so that its errors can stand at their fields.
"""

import asyncio
import json
import logging
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncAssistant
from slack_bolt.context.async_context import AsyncBoltContext as Context
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot import faults, heard
from bot.commands import answering
from bot.commands.table import UNSIGNED
from bot.conversation import Click, FieldErrors, Reply, Request, Submission
from bot.errands import TWICE, Errands, Work
from bot.slack import answers, form_layout, home, layout, markup, members, payloads, prompts
from bot.slack.payloads import Asked
from bot.slack.words import words
from bot.slack.workplace import Workplace

Body = dict[str, Any]

EVERYTHING = re.compile(".*", re.DOTALL)
NEW_HOLDER = "hold"
"""The form after which somebody may be wanted whom samspel has not seen."""

SPOKEN = {None, "file_share", "thread_broadcast"}
"""The subtypes of messages that somebody has written."""

log = logging.getLogger(__name__)


class Inbound:
    """Listens to Slack; `errands` are what has been acknowledged and is not done yet."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.errands = Errands(workplace.app)

    def listen(self, bolt: AsyncApp) -> None:
        """Hear everything that comes; what is unknown is acknowledged too."""
        assistant = AsyncAssistant()
        assistant.thread_started(self._thread_started)
        assistant.thread_context_changed(_nothing)
        assistant.user_message(self._message)
        bolt.use(assistant)
        bolt.command(EVERYTHING)(self._command)
        bolt.action(EVERYTHING)(self._pressed)
        bolt.view(EVERYTHING)(self._submitted)
        bolt.shortcut(EVERYTHING)(self._shortcut)
        bolt.event("app_mention")(self._mentioned)
        bolt.event("message")(self._message)
        bolt.event("app_home_opened")(self._opened)
        bolt.event("user_change")(self._changed)
        bolt.event(EVERYTHING)(_nothing)
        bolt.error(_failed)

    async def _command(self, ack: AsyncAck, body: Body, context: Context) -> None:
        await ack()
        asked, typed = payloads.of_command(body, _team(context)), str(body.get("text") or "")
        self._answer(asked, self._words(asked, typed), once=f"command/{asked.trigger}")

    async def _mentioned(self, body: Body, context: Context) -> None:
        asked, event = payloads.of_event(body, _team(context)), body["event"]
        if asked.user and not event.get("bot_id"):
            typed = markup.plain(str(event.get("text") or ""))
            self._answer(asked, self._words(asked, typed, openly=True), once=_event(body))

    async def _message(self, body: Body, context: Context) -> None:
        asked, event = payloads.of_event(body, _team(context)), body["event"]
        spoken = event.get("subtype") in SPOKEN and not event.get("bot_id")
        if spoken and asked.direct and asked.user:
            typed = markup.plain(str(event.get("text") or ""))
            self._answer(asked, self._words(asked, typed), once=_event(body))

    async def _pressed(self, ack: AsyncAck, body: Body, context: Context) -> None:
        await ack()
        asked = payloads.of_interaction(body, _team(context))
        action, value = payloads.pressed(body)
        at = (body.get("container") or {}).get("message_ts") or asked.view
        name = f"click/{asked.team}/{asked.user}/{at}/{action}/{value[:200]}"
        click = self._click(asked, action, value, at_home=payloads.is_home(body))
        self._answer(asked, click, once="" if action in UNSIGNED else name, within=TWICE)

    async def _shortcut(self, ack: AsyncAck, body: Body, context: Context) -> None:
        await ack()
        asked = payloads.of_interaction(body, _team(context)).in_a_view
        text = markup.plain(str((body.get("message") or {}).get("text") or ""))
        action, value = ("ask", text) if body.get("type") == "message_action" else ("feedback", "")
        click = self._click(asked.alone, action, value[: answering.LONGEST_REQUEST])
        self._answer(asked, click, once=f"shortcut/{asked.trigger}")

    async def _opened(self, body: Body, context: Context) -> None:
        asked = payloads.of_event(body, _team(context))
        if body["event"].get("tab") == "messages":
            self.errands.begin(prompts.suggest(self._workplace, asked))
        else:
            self.errands.begin(home.publish(self._workplace, asked))

    async def _thread_started(self, body: Body, context: Context) -> None:
        self.errands.begin(
            prompts.suggest(self._workplace, payloads.of_thread(body, _team(context)))
        )

    async def _changed(self, body: Body, context: Context) -> None:
        user, team = body["event"].get("user") or {}, _team(context)
        if user.get("deleted"):
            self.errands.begin(members.leave(self._workplace.app, team, str(user.get("id") or "")))

    async def _words(self, asked: Asked, typed: str, *, openly: bool = False) -> None:
        speaker = await members.speaker(self._workplace, asked.team, asked.user)
        request = Request(speaker=speaker, place=asked.place, words=typed, openly=openly)
        reply = await asyncio.to_thread(answering.answer, self._workplace.app, request)
        again = json.dumps({"words": typed[: answering.LONGEST_REQUEST]})
        await answers.answer(self._workplace, asked, reply, again)

    async def _click(self, asked: Asked, action: str, value: str, *, at_home: bool = False) -> None:
        app = self._workplace.app
        speaker = await members.speaker(self._workplace, asked.team, asked.user)
        said: Click | Request = Click(
            speaker=speaker, place=asked.place, action=action, value=value
        )
        if action == layout.WHOLE:
            asked, said = asked.in_a_view, payloads.again(speaker, asked.place, value)
        if isinstance(said, Request):
            reply = await asyncio.to_thread(answering.answer, app, said)
        else:
            reply = await asyncio.to_thread(answering.press, app, said)
        again = json.dumps({"action": action, "value": value})
        await answers.answer(self._workplace, asked, reply, again)
        if at_home:
            await home.publish(self._workplace, asked)

    async def _submitted(self, ack: AsyncAck, body: Body, context: Context) -> None:
        view, asked = body.get("view") or {}, payloads.of_interaction(body, _team(context))
        form, subject, once = payloads.form_of(view)
        values = form_layout.filled_in(view.get("state") or {})
        reply = await self._stored(asked, form, subject, values, once)
        await _acknowledge(ack, view, asked, reply)
        if isinstance(reply, Reply) and not reply.failed:
            self.errands.begin(home.publish(self._workplace, asked))
            if form == NEW_HOLDER and "email" in values:
                looking = members.look_for(self._workplace, asked.team, values["email"].strip())
                self.errands.begin(looking)

    async def _stored(
        self, asked: Asked, form: str, subject: str, values: Mapping[str, str], once: str
    ) -> Reply | FieldErrors:
        """What came of the form; it is said to have failed where not even the asker is known."""
        app = self._workplace.app
        try:
            speaker = await members.speaker(self._workplace, asked.team, asked.user)
        except Exception as error:  # noqa: BLE001 - whatever it is, what was typed is kept
            log.error("a form failed", extra={"reason": faults.described(error)})  # noqa: TRY400
            return answering.sorry(app)
        submission = Submission(
            speaker=speaker,
            place=asked.place,
            form=form,
            subject=subject,
            values=values,
            once=once,
        )
        return await asyncio.to_thread(answering.submit, app, submission)

    def _answer(
        self, asked: Asked, work: Work, *, once: str, within: timedelta = heard.KEPT
    ) -> None:
        """Answer after the acknowledgement; whoever asked is told where that fails."""
        sorry = partial(answers.sorry, self._workplace, asked)
        self.errands.begin(work, once=once, within=within, otherwise=sorry)


async def _failed(error: Exception) -> BoltResponse | None:
    """What nobody listens to is acknowledged, or Slack would send it again; of what went wrong
    before the acknowledgement, Slack tells whoever did it.
    """
    if isinstance(error, BoltUnhandledRequestError):
        log.info("nobody listens to this")
        return BoltResponse(status=200)
    log.error("not acknowledged", extra={"reason": faults.described(error)})
    return None


async def _acknowledge(ack: AsyncAck, view: Body, asked: Asked, reply: Reply | FieldErrors) -> None:
    shown = view.get("blocks") or ()
    errors = _errors(reply, shown)
    if errors:
        await ack(response_action="errors", errors=errors)
    elif reply.form:  # also where what is wrong stands at no field of this modal: the form as is
        changed = form_layout.view(reply.form, asked.carrying(reply.form))
        await ack(response_action="update", view=changed)
    elif isinstance(reply, Reply) and reply.message:
        await ack(response_action="update", view=layout.view(reply.message, asked.carrying()))
    else:
        await ack()


def _errors(reply: Reply | FieldErrors, shown: Sequence[Body]) -> dict[str, str]:
    """What stands at the modal's fields: where samspel failed, at the first, so that all that was
    typed is kept.
    """
    if isinstance(reply, FieldErrors):
        return form_layout.errors(reply, shown)
    names = [str(block.get("block_id")) for block in shown if block.get("type") == "input"]
    return {names[0]: words("failed")} if reply.failed and names else {}


async def _nothing() -> None:
    """It is acknowledged, and nothing follows."""


def _team(context: Context) -> str:
    """The workspace that the app was spoken to in, also where a channel is shared."""
    return context.team_id or ""


def _event(body: Body) -> str:
    return f"event/{body.get('event_id') or ''}"
