"""What people do in Slack → samspel's words, on slack-bolt.

Everything but a form is acknowledged before anything else is done; a form is checked and stored
first, so that its errors can stand at their fields.
"""

import asyncio
import json
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncAssistant

from bot.commands import answering
from bot.conversation import Click, FieldErrors, Reply, Request, Submission
from bot.slack import answers, form_layout, home, layout, markup, members, payloads, prompts
from bot.slack.errands import TWICE, Errands, failed
from bot.slack.payloads import Asked
from bot.slack.workplace import Workplace

Body = dict[str, Any]

EVERYTHING = re.compile(".*", re.DOTALL)
NEW_HOLDER = "hold"
"""The form after which somebody may be wanted whom samspel has not seen."""

SPOKEN = {None, "file_share", "thread_broadcast"}
"""The subtypes of messages that somebody has written."""


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
        bolt.error(failed)

    async def _command(self, ack: AsyncAck, body: Body) -> None:
        await ack()
        asked, words = payloads.of_command(body), str(body.get("text") or "")
        self.errands.begin(self._words(asked, words), once=f"command/{asked.trigger}")

    async def _mentioned(self, body: Body) -> None:
        asked, event = payloads.of_event(body), body["event"]
        if asked.user and not event.get("bot_id"):
            words = markup.plain(str(event.get("text") or ""))
            self.errands.begin(self._words(asked, words, openly=True), once=_event(body))

    async def _message(self, body: Body) -> None:
        asked, event = payloads.of_event(body), body["event"]
        spoken = event.get("subtype") in SPOKEN and not event.get("bot_id")
        if spoken and asked.direct and asked.user:
            words = markup.plain(str(event.get("text") or ""))
            self.errands.begin(self._words(asked, words), once=_event(body))

    async def _pressed(self, ack: AsyncAck, body: Body) -> None:
        await ack()
        asked, (action, value) = payloads.of_interaction(body), payloads.pressed(body)
        at = (body.get("container") or {}).get("message_ts") or asked.view
        name = f"click/{asked.team}/{asked.user}/{at}/{action}/{value[:200]}"
        click = self._click(asked, action, value, at_home=payloads.is_home(body))
        self.errands.begin(click, once=name, within=TWICE)

    async def _shortcut(self, ack: AsyncAck, body: Body) -> None:
        await ack()
        asked = payloads.of_interaction(body).in_a_view
        text = markup.plain(str((body.get("message") or {}).get("text") or ""))
        action, value = ("ask", text) if body.get("type") == "message_action" else ("feedback", "")
        click = self._click(asked.alone, action, value[: answering.LONGEST_REQUEST])
        self.errands.begin(click, once=f"shortcut/{asked.trigger}")

    async def _opened(self, body: Body) -> None:
        asked = payloads.of_event(body)
        if body["event"].get("tab") == "messages":
            self.errands.begin(prompts.suggest(self._workplace, asked))
        else:
            self.errands.begin(home.publish(self._workplace, asked))

    async def _thread_started(self, body: Body) -> None:
        self.errands.begin(prompts.suggest(self._workplace, payloads.of_thread(body)))

    async def _changed(self, body: Body) -> None:
        user, team = body["event"].get("user") or {}, str(body.get("team_id") or "")
        if user.get("deleted"):
            self.errands.begin(members.leave(self._workplace.app, team, str(user.get("id") or "")))

    async def _words(self, asked: Asked, words: str, *, openly: bool = False) -> None:
        speaker = await members.speaker(self._workplace, asked.team, asked.user)
        request = Request(speaker=speaker, place=asked.place, words=words, openly=openly)
        reply = await asyncio.to_thread(answering.answer, self._workplace.app, request)
        again = json.dumps({"words": words[: answering.LONGEST_REQUEST]})
        await answers.answer(self._workplace, asked, reply, again)

    async def _click(self, asked: Asked, action: str, value: str, *, at_home: bool = False) -> None:
        app = self._workplace.app
        speaker = await members.speaker(self._workplace, asked.team, asked.user)
        said: Click | Request = Click(
            speaker=speaker, place=asked.place, action=action, value=value
        )
        if action == layout.AGAIN:
            asked, said = asked.in_a_view, payloads.again(speaker, asked.place, value)
        if isinstance(said, Request):
            reply = await asyncio.to_thread(answering.answer, app, said)
        else:
            reply = await asyncio.to_thread(answering.press, app, said)
        again = json.dumps({"action": action, "value": value})
        await answers.answer(self._workplace, asked, reply, again)
        if at_home:
            await home.publish(self._workplace, asked)

    async def _submitted(self, ack: AsyncAck, body: Body) -> None:
        view, asked = body.get("view") or {}, payloads.of_interaction(body)
        speaker = await members.speaker(self._workplace, asked.team, asked.user)
        form, subject = payloads.form_of(view)
        submission = Submission(
            speaker=speaker,
            place=asked.place,
            form=form,
            subject=subject,
            values=form_layout.filled_in(view.get("state") or {}),
            once=f"view/{view.get('id', '')}",
        )
        reply = await asyncio.to_thread(answering.submit, self._workplace.app, submission)
        await _acknowledge(ack, view, asked, reply)
        if isinstance(reply, Reply):
            self.errands.begin(home.publish(self._workplace, asked))
            if form == NEW_HOLDER:
                self.errands.begin(members.look_around(self._workplace, asked.team))


async def _acknowledge(ack: AsyncAck, view: Body, asked: Asked, reply: Reply | FieldErrors) -> None:
    form = reply.form
    wrong = reply if isinstance(reply, FieldErrors) else None
    errors = form_layout.errors(wrong, view.get("blocks") or ()) if wrong else {}
    if errors:
        await ack(response_action="errors", errors=errors)
    elif form:  # also where what is wrong stands at no field of this modal: the form as it is now
        await ack(response_action="update", view=form_layout.view(form, asked.carrying(form)))
    elif isinstance(reply, Reply) and reply.message:
        await ack(response_action="update", view=layout.view(reply.message, asked.carrying()))
    else:
        await ack()


async def _nothing() -> None:
    """It is acknowledged, and nothing follows."""


def _event(body: Body) -> str:
    return f"event/{body.get('event_id') or ''}"
