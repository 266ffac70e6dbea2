"""What people do in Teams → samspel's words, on the Teams SDK.

A message is acknowledged before anything else is done. A button waits for its answer, but for no
longer than Teams does: what takes more time is done all the same.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

from microsoft_teams.api.activities import ConversationUpdateActivity
from microsoft_teams.api.activities.install_update import InstalledActivity, UninstalledActivity
from microsoft_teams.api.activities.invoke import AdaptiveCardInvokeActivity
from microsoft_teams.api.activities.invoke.message_extension import (
    MessageExtensionFetchTaskInvokeActivity,
    MessageExtensionQueryInvokeActivity,
    MessageExtensionSubmitActionInvokeActivity,
)
from microsoft_teams.api.activities.invoke.task import TaskSubmitInvokeActivity
from microsoft_teams.api.activities.message import MessageActivity
from microsoft_teams.api.models import ActivityBase, InvokeResponse
from microsoft_teams.apps import ActivityContext
from microsoft_teams.apps import App as Sdk

from bot.chat import SendError, UnsureError
from bot.commands import answering
from bot.conversation import Reply, Request
from bot.errands import Errands
from bot.teams import answers, conversations, extension, members, payloads, pressing
from bot.teams.answers import Note
from bot.teams.conversations import Conversation, Kind
from bot.teams.invokes import answered, response
from bot.teams.payloads import Asked, Data
from bot.teams.posting import line, post
from bot.teams.pressing import Shown
from bot.teams.words import words
from bot.teams.workplace import Workplace

PATIENCE = 4.0
"""Seconds that a button waits for what it does; Teams gives up after five."""

MOST_MET = 50
"""People who are added at once and are looked up one by one; the rest at the next look around."""

log = logging.getLogger(__name__)


class Inbound:
    """Listens to Teams; `errands` are what has been acknowledged and is not done yet."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.errands = Errands(workplace.app)

    def listen(self, sdk: Sdk) -> None:
        """Hear everything that samspel knows what to do with."""
        sdk.on_message(self._message)
        sdk.on_card_action(self._pressed)
        sdk.on_message_ext_query(self._search)
        sdk.on_message_ext_open(self._dialog)
        sdk.on_message_ext_submit(self._in_dialog)
        sdk.on_dialog_submit(self._in_dialog)
        sdk.on_install_add(self._added)
        sdk.on_install_remove(self._removed)
        sdk.on_conversation_update(self._changed)

    async def _message(self, context: ActivityContext[MessageActivity]) -> None:
        """Words, or a button of the older kind: that arrives as a message with a value."""
        activity = context.activity
        asked = self._asked(activity)
        if asked is None:
            self.errands.begin(self._refuse(activity), once=_name(activity))
            return
        data = payloads.data_of(activity.value)
        work = self._button(asked, data) if data else self._words(asked, activity)
        sorry = partial(answers.sorry, self._workplace, asked)
        self.errands.begin(work, once=_name(activity), otherwise=sorry)

    async def _button(self, asked: Asked, data: Data) -> None:
        await self._remember(asked.here)
        await pressing.by_message(self._workplace, asked, data)

    async def _words(self, asked: Asked, activity: MessageActivity) -> None:
        await self._remember(asked.here)
        speaker = await members.speaker(self._workplace, asked)
        if not (speaker.workspace or asked.alone):
            await answers.note(self._workplace, asked, Note.OUTSIDER)
            return
        request = Request(
            speaker=speaker,
            place=asked.place,
            words=payloads.words_of(activity),
            openly=not asked.alone,
        )
        reply = await asyncio.to_thread(answering.answer, self._workplace.app, request)
        await self._answer(asked, request, reply)

    async def _answer(self, asked: Asked, request: Request, reply: Reply) -> None:
        """Let the answer be seen; where it cannot be, what has been stored is stored."""
        carried = pressing.carried_by(request)
        try:
            said = await answers.answer(self._workplace, asked, reply, carried)
        except (SendError, UnsureError) as error:
            log.warning("an answer is not shown", extra={"reason": str(error)})
            await answers.unseen(self._workplace, asked)
        else:
            await answers.note(self._workplace, asked, said)

    async def _pressed(
        self, context: ActivityContext[AdaptiveCardInvokeActivity]
    ) -> InvokeResponse[Any]:
        activity = context.activity
        asked = self._asked(activity)
        if asked is None:
            return response(Shown(says=words("other_tenant")))
        shown = await self._in_time(
            self._executed(asked, activity.value.action.data),
            otherwise=partial(pressing.late, self._workplace, asked),
        )
        if shown.card:
            self.errands.begin(pressing.keep(self._workplace, asked, shown))
        return response(shown)

    async def _executed(self, asked: Asked, data: Data) -> Shown:
        await self._remember(asked.here)
        return self._followed(await pressing.press(self._workplace, asked, data))

    async def _search(
        self, context: ActivityContext[MessageExtensionQueryInvokeActivity]
    ) -> InvokeResponse[Any]:
        asked = self._asked(context.activity)
        if asked is None:
            return answered(extension.says(words("other_tenant")))
        try:
            async with asyncio.timeout(PATIENCE):
                asked = await self._elsewhere(asked)
                found = await extension.search(self._workplace, asked, context.activity.value)
        except (TimeoutError, SendError, UnsureError):
            found = extension.says(words("no_search"))
        return answered(found)

    async def _dialog(
        self, context: ActivityContext[MessageExtensionFetchTaskInvokeActivity]
    ) -> InvokeResponse[Any]:
        value = context.activity.value
        return await self._dialogue(
            context.activity,
            lambda asked: extension.open_dialog(self._workplace, asked, value),
        )

    async def _in_dialog(
        self,
        context: ActivityContext[MessageExtensionSubmitActionInvokeActivity]
        | ActivityContext[TaskSubmitInvokeActivity],
    ) -> InvokeResponse[Any]:
        data = payloads.data_of(context.activity.value.data)
        return await self._dialogue(
            context.activity,
            lambda asked: pressing.press(self._workplace, asked, data, dialog=True),
        )

    async def _dialogue(
        self, activity: ActivityBase, work: Callable[[Asked], Awaitable[Shown]]
    ) -> InvokeResponse[Any]:
        asked = self._asked(activity)
        if asked is None:
            return answered(extension.dialog(Shown(says=words("other_tenant"))))
        shown = await self._in_time(self._in_it(asked, work))
        return answered(extension.dialog(shown))

    async def _in_it(self, asked: Asked, work: Callable[[Asked], Awaitable[Shown]]) -> Shown:
        return self._followed(await work(await self._elsewhere(asked)))

    async def _elsewhere(self, asked: Asked) -> Asked:
        """Of a message extension: it works in chats that samspel is not in, also between two
        people, so only a conversation that samspel knows as somebody's own is taken for one.
        """
        known = await asyncio.to_thread(conversations.find, self._workplace.app, asked.here.id)
        own = known is not None and known == asked.here
        return asked if own or not asked.alone else replace(asked, kind=Kind.GROUP)

    async def _added(self, context: ActivityContext[InstalledActivity]) -> None:
        """Samspel has been let in: it greets, and looks for those who are needed."""
        asked = self._asked(context.activity)
        if asked:
            self.errands.begin(self._greet(asked), once=f"greeted/{asked.here.id}")
            self.errands.begin(self._looked(asked.here))

    async def _removed(self, context: ActivityContext[UninstalledActivity]) -> None:
        asked = self._asked(context.activity)
        if asked:
            await asyncio.to_thread(conversations.forget, self._workplace.app, asked.here.id)

    async def _changed(self, context: ActivityContext[ConversationUpdateActivity]) -> None:
        """Somebody has been added to a team or a group chat."""
        asked, activity = self._asked(context.activity), context.activity
        if asked and asked.kind is not Kind.PERSONAL:
            added = {one.id for one in activity.members_added or ()} - {activity.recipient.id}
            for account in sorted(added)[:MOST_MET]:
                newcomer = replace(asked, account=account, user="")
                self.errands.begin(members.meet(self._workplace, newcomer))

    async def _greet(self, asked: Asked) -> None:
        await self._remember(asked.here)
        speaker = await members.speaker(self._workplace, asked)
        request = Request(speaker=speaker, place=asked.place, words="")
        reply = await asyncio.to_thread(answering.greet, self._workplace.app, request)
        shown = Reply(message=reply.message, shown=not asked.alone)
        await answers.answer(self._workplace, asked, shown, {})

    async def _looked(self, conversation: Conversation) -> None:
        await self._remember(conversation)
        if conversation.kind is not Kind.PERSONAL:
            await members.look_around(self._workplace, conversation)

    def _followed(self, shown: Shown) -> Shown:
        """A new holder is looked for at once."""
        if shown.form == pressing.NEW_HOLDER:
            self.errands.begin(self._looked_everywhere())
        return shown

    async def _looked_everywhere(self) -> None:
        await members.look_around_everywhere(self._workplace)

    async def _refuse(self, activity: ActivityBase) -> None:
        """Say it plainly to somebody in another organisation."""
        here = (activity.service_url or "", activity.conversation.id)
        await post(self._workplace, *here, line(words("other_tenant")))

    async def _in_time(
        self, work: Awaitable[Shown], otherwise: Callable[[Shown], Awaitable[None]] | None = None
    ) -> Shown:
        """What is shown, also where it fails; where it is not done in time a sentence says so, and
        what comes of it is shown `otherwise`.
        """
        told: asyncio.Future[Shown] = asyncio.get_running_loop().create_future()

        async def tell(shown: Shown) -> None:
            if not told.done():
                told.set_result(shown)
            elif otherwise:
                await otherwise(shown)

        async def run() -> None:
            await tell(await work)

        self.errands.begin(run(), otherwise=lambda: tell(Shown(says=words("failed"))))
        await asyncio.wait({told}, timeout=PATIENCE)
        if not told.done():
            told.set_result(Shown(says=words("slow" if otherwise else "slow_here")))
        return told.result()

    def _asked(self, activity: ActivityBase) -> Asked | None:
        """Who did what where; None in another tenant."""
        configured = self._workplace.configured
        if configured.authenticated and payloads.tenant_of(activity) != configured.tenant_id:
            return None
        return payloads.of_activity(activity, self._workplace.tenant)

    async def _remember(self, conversation: Conversation) -> None:
        await asyncio.to_thread(conversations.save, self._workplace.app, conversation)


def _name(activity: ActivityBase) -> str:
    return f"activity/{activity.conversation.id}/{activity.id}"
