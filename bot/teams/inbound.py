"""What people do in Teams → samspel's words, on the Teams SDK.

A message is acknowledged before anything else is done. A button waits for its answer, but for no
longer than Teams does: what takes more time is done all the same.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
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
from bot.teams.conversations import Conversation, Kind
from bot.teams.elements import Json
from bot.teams.layout import CARD
from bot.teams.payloads import Asked
from bot.teams.posting import line, post
from bot.teams.pressing import Shown
from bot.teams.words import words
from bot.teams.workplace import Workplace

PATIENCE = 4.0
"""Seconds that a button waits for what it does; Teams gives up after five."""

LOOKED = timedelta(minutes=1)
"""How often it is looked for who has been added to a team."""

MESSAGE = "application/vnd.microsoft.activity.message"
QUERY, DIALOGS = "composeExtension/query", ("composeExtension/", "task/")
"""Invokes that are answered in other ways than those of cards."""


INVOKES = frozenset(
    {
        "adaptiveCard/action",
        QUERY,
        "composeExtension/fetchTask",
        "composeExtension/submitAction",
        "task/submit",
    }
)
"""What samspel answers; the SDK has answers of its own to some others, which are not wanted."""


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
        await self._remember(asked.here)
        data = payloads.data_of(activity.value)
        work = (
            pressing.by_message(self._workplace, asked, data)
            if data
            else self._words(asked, payloads.words_of(activity))
        )
        sorry = partial(answers.sorry, self._workplace, asked)
        self.errands.begin(work, once=_name(activity), otherwise=sorry)

    async def _words(self, asked: Asked, typed: str) -> None:
        speaker = await members.speaker(self._workplace, asked)
        request = Request(speaker=speaker, place=asked.place, words=typed, openly=not asked.alone)
        reply = await asyncio.to_thread(answering.answer, self._workplace.app, request)
        carried = pressing.carried_by(request)
        said = await answers.answer(self._workplace, asked, reply, carried)
        await answers.note(self._workplace, asked, said)

    async def _pressed(
        self, context: ActivityContext[AdaptiveCardInvokeActivity]
    ) -> InvokeResponse[Any]:
        activity = context.activity
        asked = self._asked(activity)
        if asked is None:
            return _response(Shown(says=words("other_tenant")))
        await self._remember(asked.here)
        shown = await self._in_time(
            pressing.press(self._workplace, asked, activity.value.action.data)
        )
        if shown.card:
            self.errands.begin(pressing.keep(self._workplace, asked, shown))
        self._follow(shown)
        return _response(shown)

    async def _search(
        self, context: ActivityContext[MessageExtensionQueryInvokeActivity]
    ) -> InvokeResponse[Any]:
        asked = self._asked(context.activity)
        if asked is None:
            return _answered(extension.says(words("other_tenant")))
        try:
            async with asyncio.timeout(PATIENCE):
                found = await extension.search(self._workplace, asked, context.activity.value)
        except (TimeoutError, SendError, UnsureError):
            found = extension.says(words("no_search"))
        return _answered(found)

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
            return _answered(extension.dialog(Shown(says=words("other_tenant"))))
        shown = await self._in_time(work(asked))
        self._follow(shown)
        return _answered(extension.dialog(shown))

    async def _added(self, context: ActivityContext[InstalledActivity]) -> None:
        """Samspel has been let in: it greets, and looks for those who are needed."""
        asked = self._asked(context.activity)
        if asked and await self._remember(asked.here):
            self.errands.begin(self._greet(asked))
            self._look_around(asked.here)

    async def _removed(self, context: ActivityContext[UninstalledActivity]) -> None:
        asked = self._asked(context.activity)
        if asked:
            await asyncio.to_thread(conversations.forget, self._workplace.app, asked.here.id)

    async def _changed(self, context: ActivityContext[ConversationUpdateActivity]) -> None:
        """Somebody has been added, perhaps samspel itself."""
        asked = self._asked(context.activity)
        if asked and context.activity.members_added and asked.kind is not Kind.PERSONAL:
            await self._remember(asked.here)
            self._look_around(asked.here)

    async def _greet(self, asked: Asked) -> None:
        speaker = await members.speaker(self._workplace, asked)
        request = Request(speaker=speaker, place=asked.place, words="")
        reply = await asyncio.to_thread(answering.greet, self._workplace.app, request)
        shown = Reply(message=reply.message, shown=not asked.alone)
        await answers.answer(self._workplace, asked, shown, {})

    def _look_around(self, conversation: Conversation) -> None:
        if conversation.kind is not Kind.PERSONAL:
            looking = self._looked(conversation)
            self.errands.begin(looking, once=f"around/{conversation.id}", within=LOOKED)

    async def _looked(self, conversation: Conversation) -> None:
        await members.look_around(self._workplace, conversation)

    def _follow(self, shown: Shown) -> None:
        if shown.form == pressing.NEW_HOLDER:
            self.errands.begin(self._looked_everywhere())

    async def _looked_everywhere(self) -> None:
        await members.look_around_everywhere(self._workplace)

    async def _refuse(self, activity: ActivityBase) -> None:
        """Say it plainly to somebody in another organisation."""
        here = (activity.service_url or "", activity.conversation.id)
        await post(self._workplace, *here, line(words("other_tenant")))

    async def _in_time(self, work: Awaitable[Shown]) -> Shown:
        """What is shown; a sentence where it fails or is not done in time, and then it goes on."""
        told: asyncio.Future[Shown] = asyncio.get_running_loop().create_future()

        async def run() -> None:
            found = await work
            if not told.done():
                told.set_result(found)

        async def failed() -> None:
            if not told.done():
                told.set_result(Shown(says=words("failed")))

        self.errands.begin(run(), otherwise=failed)
        await asyncio.wait({told}, timeout=PATIENCE)
        return told.result() if told.done() else Shown(says=words("slow"))

    def _asked(self, activity: ActivityBase) -> Asked | None:
        """Who did what where; None in another tenant."""
        configured = self._workplace.configured
        if configured.authenticated and payloads.tenant_of(activity) != configured.tenant_id:
            return None
        return payloads.of_activity(activity, self._workplace.tenant)

    async def _remember(self, conversation: Conversation) -> bool:
        return await asyncio.to_thread(conversations.save, self._workplace.app, conversation)


def sentence(name: str, text: str) -> InvokeResponse[Any]:
    """A line for whoever waits, in the way that the invoke of that name is answered."""
    if name == QUERY:
        return _answered(extension.says(text))
    if name.startswith(DIALOGS):
        return _answered(extension.dialog(Shown(says=text)))
    return _response(Shown(says=text))


def _response(shown: Shown) -> InvokeResponse[Any]:
    """Teams shows an error unless there is a body, with its own status."""
    found: Json = {"statusCode": 200, "type": MESSAGE, "value": shown.says}
    if shown.card:
        found = {"statusCode": 200, "type": CARD, "value": shown.card}
    return _answered(found)


def _answered(body: Json) -> InvokeResponse[Any]:
    """The body as it stands: read by the SDK, a card would come back with every field there is."""
    return InvokeResponse[Any].model_construct(status=200, body=body)


def _name(activity: ActivityBase) -> str:
    return f"activity/{activity.conversation.id}/{activity.id}"
